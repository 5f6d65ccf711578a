/* A NameNode, DataNodes, and what else the options of tests/hdfs/cluster ask for, on the
 * loopback interface. It ends when its standard input does, so that it never outlives what
 * started it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

public final class Cluster
{
  final Path base;
  final Configuration conf = new Configuration ();
  NameNode nameNode;
  DataNodes dataNodes;
  Kerberos kerberos;
  Certificate certificate;
  private int nDataNodes = 1;
  private boolean apart;
  private boolean forTests;

  private Cluster (String[] arguments) throws Exception
  {
    base = Paths.get (arguments[0]).toAbsolutePath ();
    configure ();
    for (int i = 1; i < arguments.length; i++)
      switch (arguments[i])
        {
        case "--data-nodes":
          nDataNodes = Integer.parseInt (argument (arguments, ++i));
          break;
        case "--apart":
          apart = true;
          break;
        case "--for-tests":
          forTests = true;
          break;
        case "--kerberos":
          kerberos = new Kerberos (base.resolve ("kdc").toFile ());
          kerberos.configure (conf);
          break;
        case "--tls":
          certificate = new Certificate (base);
          certificate.configure (conf);
          break;
        case "--set":
          String[] pair = argument (arguments, ++i).split ("=", 2);
          if (pair.length < 2)
            throw new IllegalArgumentException ("--set takes NAME=VALUE");
          conf.set (pair[0], pair[1]);
          break;
        default:
          throw new IllegalArgumentException ("There is no option " + arguments[i]
                                              + "; --help shows those there are");
        }
  }

  private static String argument (String[] arguments, int i)
  {
    if (i == arguments.length)
      throw new IllegalArgumentException (arguments[i - 1] + " takes a value");
    return arguments[i];
  }

  private void configure ()
  {
    conf.set ("fs.defaultFS", "hdfs://127.0.0.1:0");
    conf.set ("hadoop.tmp.dir", base.toString ());
    conf.set ("dfs.namenode.name.dir", base.resolve ("name").toUri ().toString ());
    conf.set ("dfs.namenode.http-address", "127.0.0.1:0");
    conf.set ("dfs.namenode.https-address", "127.0.0.1:0");
    conf.setInt ("dfs.namenode.safemode.extension", 0);
    // Small files can have many blocks.
    conf.setInt ("dfs.namenode.fs-limits.min-block-size", 0);
    // Nothing has to outlive the power.
    conf.setBoolean ("dfs.namenode.edits.noeditlogchannelflush", true);
  }

  private void start () throws Exception
  {
    if (conf.get ("dfs.replication") == null
        || conf.getPropertySources ("dfs.replication")[0].contains ("default"))
      conf.setInt ("dfs.replication", Math.min (nDataNodes, 3));
    DefaultMetricsSystem.setMiniClusterMode (true); // which has many daemons in a process
    NameNode.format (conf);
    startNameNode ();
    dataNodes = new DataNodes (this, nDataNodes, apart);
    dataNodes.waitLive (nDataNodes);
    mkdirs ("/tmp", 01777);
    mkdirs ("/user", 0755);
    if (kerberos == null)
      addUser (System.getProperty ("user.name"));
    else // the cluster belongs to a service
      for (String user : Kerberos.USERS)
        addUser (user);
  }

  /* What is asked first takes seconds while Java loads its classes, which nobody shall take
   * for silence. */
  private void warmUp () throws IOException
  {
    if (kerberos != null || certificate != null)
      return;
    ask ("PUT", "/tmp/warm?op=CREATE&data=true");
    ask ("GET", "/tmp/warm?op=OPEN");
    ask ("GET", "/tmp?op=LISTSTATUS_BATCH");
    ask ("DELETE", "/tmp/warm?op=DELETE");
  }

  private void ask (String method, String what) throws IOException
  {
    String uri = webHdfsUri ().replace ("webhdfs:", "http:") + "/webhdfs/v1" + what
                 + "&user.name=" + System.getProperty ("user.name");
    HttpURLConnection connection = (HttpURLConnection)new URL (uri).openConnection ();

    connection.setRequestMethod (method);
    connection.setRequestProperty ("Content-Type", "application/octet-stream");
    connection.getInputStream ().readAllBytes ();
  }

  void mkdirs (String path, int mode) throws IOException
  {
    nameNode.getRpcServer ().mkdirs (path, new FsPermission ((short)0777), true);
    nameNode.getRpcServer ().setPermission (path, new FsPermission ((short)mode));
  }

  private void addUser (String name) throws IOException
  {
    mkdirs ("/user/" + name, 0755);
    nameNode.getRpcServer ().setOwner ("/user/" + name, name, null);
  }

  /* It comes back at the ports that it had. */
  void startNameNode () throws Exception
  {
    nameNode = NameNode.createNameNode (new String[0], conf);
    conf.set ("fs.defaultFS", hdfsUri ());
    if (nameNode.getHttpAddress () != null)
      conf.set ("dfs.namenode.http-address",
                "127.0.0.1:" + nameNode.getHttpAddress ().getPort ());
    if (nameNode.getHttpsAddress () != null)
      conf.set ("dfs.namenode.https-address",
                "127.0.0.1:" + nameNode.getHttpsAddress ().getPort ());
  }

  void stopNameNode ()
  {
    nameNode.stop ();
    nameNode.join ();
  }

  /* A ticket is for a name, not for a number. */
  private String host ()
  {
    return kerberos == null ? "127.0.0.1" : "localhost";
  }

  private String hdfsUri ()
  {
    return "hdfs://" + host () + ":" + nameNode.getNameNodeAddress ().getPort ();
  }

  private String webHdfsUri ()
  {
    return certificate == null
               ? "webhdfs://" + host () + ":" + nameNode.getHttpAddress ().getPort ()
               : "swebhdfs://" + host () + ":" + nameNode.getHttpsAddress ().getPort ();
  }

  /* Names and values, in pairs. */
  private List<String> facts ()
  {
    List<String> facts = new ArrayList<> (List.of ("webhdfs", webHdfsUri (), "hdfs", hdfsUri (),
                                                   "log", base.resolve ("log").toString ()));

    if (certificate != null)
      facts.addAll (List.of ("ca-file", certificate.path ().toString ()));
    if (kerberos != null)
      facts.addAll (kerberos.facts ());
    return facts;
  }

  private void announce ()
  {
    List<String> facts = facts ();

    if (forTests)
      for (int i = 0; i < facts.size (); i += 2)
        System.out.println (facts.get (i) + " " + facts.get (i + 1));
    else
      Announcement.print (webHdfsUri (), hdfsUri (), certificate, kerberos);
    System.out.println ("ready");
    System.out.flush ();
  }

  private void serve () throws IOException
  {
    BufferedReader in = new BufferedReader (new InputStreamReader (System.in));
    Commands commands = new Commands (this);

    for (String line; (line = in.readLine ()) != null;)
      {
        String reply = commands.run (line.trim ());

        System.out.println (reply);
        System.out.flush ();
      }
  }

  private static void remove (Path path)
  {
    try (Stream<Path> paths = Files.walk (path))
    {
      paths.sorted (Comparator.reverseOrder ()).map (Path::toFile).forEach (File::delete);
    }
    catch (IOException | java.io.UncheckedIOException e)
    {
      // Something is still being written there.
    }
  }

  /* Twice, as the daemons write until they end. */
  private static void clear (Path base)
  {
    for (int i = 0; i < 2; i++)
      remove (base);
  }

  public static void main (String[] arguments) throws Exception
  {
    Path base = Paths.get (arguments[0]).toAbsolutePath ();
    int status = 0;

    // By ctrl-C, and when asked to end.
    Runtime.getRuntime ().addShutdownHook (new Thread (() -> {
      clear (base);
      Runtime.getRuntime ().halt (130);
    }));
    try
      {
        Cluster cluster = new Cluster (arguments);

        cluster.start ();
        cluster.warmUp ();
        cluster.announce ();
        cluster.serve ();
        cluster.dataNodes.close ();
      }
    catch (IllegalArgumentException e)
      {
        System.err.println ("tests/hdfs/cluster: " + e.getMessage ());
        status = 2;
      }
    catch (Throwable e)
      {
        e.printStackTrace ();
        status = 1;
      }
    clear (base);
    Runtime.getRuntime ().halt (status);
  }
}
