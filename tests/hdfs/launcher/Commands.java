/* What the cluster is told to do while it runs: one command a line. The answer is a line
 * too, which starts with "ok" or "error".
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.crypto.CryptoProtocolVersion;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.apache.hadoop.hdfs.server.protocol.NamenodeProtocols;
import org.apache.hadoop.io.EnumSetWritable;

final class Commands
{
  private static final String[] HELP = {
    "kill-data-node N            by SIGKILL if it is a process, else it is shut down",
    "start-data-node N           again, with the data that it has",
    "pause-data-node N SECONDS   by SIGSTOP; needs --apart",
    "data-nodes-of PATH          which have the first block",
    "wait-live N                 until so many can be used",
    "stop-name-node",
    "start-name-node             at the same ports",
    "safe-mode on|off            which lets nobody write",
    "directory PATH MODE         is made; the mode is octal",
    "files PATH N                empty ones are made there, called 0 to N - 1",
  };

  private final Cluster cluster;

  Commands (Cluster cluster)
  {
    this.cluster = cluster;
  }

  String run (String line)
  {
    if (line.isEmpty () || line.equals ("help"))
      return String.join ("\n", HELP);
    try
      {
        String result = run (line.split (" "));

        return result.isEmpty () ? "ok" : "ok " + result;
      }
    catch (ArrayIndexOutOfBoundsException e)
      {
        return "error: that needs another argument, or one that is there";
      }
    catch (Throwable e)
      {
        return "error: " + String.valueOf (e).replace ('\n', ' ');
      }
  }

  private String run (String[] words) throws Exception
  {
    switch (words[0])
      {
      case "kill-data-node":
        cluster.dataNodes.kill (Integer.parseInt (words[1]));
        return "";
      case "start-data-node":
        cluster.dataNodes.start (Integer.parseInt (words[1]));
        return "";
      case "pause-data-node":
        cluster.dataNodes.pause (Integer.parseInt (words[1]), Integer.parseInt (words[2]));
        return "";
      case "data-nodes-of":
        return dataNodesOf (words[1]);
      case "wait-live":
        cluster.dataNodes.waitLive (Integer.parseInt (words[1]));
        return "";
      case "stop-name-node":
        cluster.stopNameNode ();
        return "";
      case "start-name-node":
        cluster.startNameNode ();
        return "";
      case "safe-mode":
        cluster.nameNode.getRpcServer ().setSafeMode (words[1].equals ("on")
                                                          ? SafeModeAction.SAFEMODE_ENTER
                                                          : SafeModeAction.SAFEMODE_LEAVE,
                                                      false);
        return "";
      case "directory":
        cluster.mkdirs (words[1], Integer.parseInt (words[2], 8));
        return "";
      case "files":
        makeFiles (words[1], Integer.parseInt (words[2]));
        return "";
      default:
        throw new IllegalArgumentException ("there is no such command");
      }
  }

  private String dataNodesOf (String path) throws Exception
  {
    LocatedBlock block
        = cluster.nameNode.getRpcServer ().getBlockLocations (path, 0, 1).getLocatedBlocks ().get (0);
    List<String> found = new ArrayList<> ();

    for (org.apache.hadoop.hdfs.protocol.DatanodeInfo info : block.getLocations ())
      found.add (String.valueOf (cluster.dataNodes.indexOf (info.getXferPort ())));
    return String.join (" ", found);
  }

  /* Many at a time, which share the waits for the log. */
  private void makeFiles (String directory, int n) throws Exception
  {
    int nThreads = 8;
    ExecutorService pool = Executors.newFixedThreadPool (nThreads);
    List<Future<Void>> parts = new ArrayList<> ();

    cluster.mkdirs (directory, 0755);
    for (int i = 0; i < nThreads; i++)
      {
        int first = i;
        Callable<Void> part = () -> {
          for (int j = first; j < n; j += nThreads)
            makeFile (directory + "/" + j);
          return null;
        };

        parts.add (pool.submit (part));
      }
    for (Future<Void> part : parts)
      part.get ();
    pool.shutdown ();
  }

  private void makeFile (String path) throws Exception
  {
    NamenodeProtocols rpc = cluster.nameNode.getRpcServer ();
    HdfsFileStatus status
        = rpc.create (path, new FsPermission ((short)0644), "launcher",
                      new EnumSetWritable<> (EnumSet.of (CreateFlag.CREATE)), false, (short)1,
                      1 << 20, CryptoProtocolVersion.supported (), null, null);

    rpc.complete (path, "launcher", null, status.getFileId ());
  }
}
