/* DataNodes, in this process or each in one of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

final class DataNodes
{
  private final Cluster cluster;
  private final boolean apart;
  private final DataNode[] inside;
  private final DataNodeProcess[] outside;

  DataNodes (Cluster cluster, int n, boolean apart) throws Exception
  {
    this.cluster = cluster;
    this.apart = apart;
    inside = new DataNode[n];
    outside = new DataNodeProcess[n];
    for (int i = 0; i < n; i++)
      launch (i);
    for (int i = 0; apart && i < n; i++)
      outside[i].waitReady ();
  }

  void start (int i) throws Exception
  {
    launch (i);
    if (apart)
      outside[i].waitReady ();
  }

  private void launch (int i) throws Exception
  {
    Configuration conf = configure (i);

    if (!apart)
      {
        inside[i] = DataNode.createDataNode (new String[0], conf);
        return;
      }
    Path file = cluster.base.resolve ("data-node-" + i + ".xml");
    try (java.io.OutputStream out = Files.newOutputStream (file))
    {
      conf.writeXml (out);
    }
    outside[i] = new DataNodeProcess (cluster.base, file);
  }

  private Configuration configure (int i)
  {
    Configuration conf = new Configuration (cluster.conf);

    conf.set ("dfs.datanode.data.dir",
              cluster.base.resolve ("data-" + i).toUri ().toString ());
    for (String kind : new String[] { "address", "ipc.address", "http.address", "https.address" })
      conf.set ("dfs.datanode." + kind, "127.0.0.1:0");
    conf.set ("dfs.datanode.hostname", "127.0.0.1"); // which WebHDFS redirects to
    return conf;
  }

  void kill (int i) throws Exception
  {
    if (apart)
      outside[i].kill ();
    else
      inside[i].shutdown ();
  }

  void pause (int i, int seconds) throws Exception
  {
    if (!apart)
      throw new IllegalArgumentException ("only a DataNode of its own process can be stopped");
    outside[i].pause (seconds);
  }

  int indexOf (int transferPort)
  {
    for (int i = 0; i < inside.length; i++)
      if ((apart ? outside[i].transferPort () : inside[i].getXferPort ()) == transferPort)
        return i;
    return -1;
  }

  /* Until so many can be used, for writing too. Of one that was killed and started again the
   * name node goes on to know the one before, for a while, by its port. */
  void waitLive (int n) throws Exception
  {
    for (int i = 0; i < 6000; i++)
      {
        if (countLive () >= n && !cluster.nameNode.isInSafeMode ())
          return;
        Thread.sleep (20);
      }
    throw new IllegalStateException ("the DataNodes did not come in two minutes");
  }

  private long countLive ()
  {
    return cluster.nameNode.getNamesystem ()
        .getBlockManager ()
        .getDatanodeManager ()
        .getDatanodeListForReport (DatanodeReportType.LIVE)
        .stream ()
        .filter (node -> indexOf (node.getXferPort ()) >= 0)
        .count ();
  }

  void close ()
  {
    for (DataNodeProcess process : outside)
      if (process != null)
        process.kill ();
  }
}
