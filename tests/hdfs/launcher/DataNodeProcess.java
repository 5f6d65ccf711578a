/* A DataNode in a process of its own: this starts one, and is the program that it is. It ends
 * when its standard input does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

final class DataNodeProcess
{
  private final Process process;
  private int transferPort;

  DataNodeProcess (Path base, Path conf) throws IOException
  {
    List<String> command = new ArrayList<> ();

    // The options of Java that this process has.
    command.add (Path.of (System.getProperty ("java.home"), "bin", "java").toString ());
    command.addAll (ManagementFactory.getRuntimeMXBean ().getInputArguments ());
    command.add ("-Dcluster.log=" + conf + ".log");
    command.addAll (List.of ("-Xmx256m", "-cp", System.getProperty ("java.class.path"),
                             "DataNodeProcess", conf.toString ()));
    process = new ProcessBuilder (command).redirectError (ProcessBuilder.Redirect.INHERIT).start ();
  }

  void waitReady () throws IOException
  {
    BufferedReader out = new BufferedReader (new InputStreamReader (process.getInputStream ()));
    String line = out.readLine ();

    if (line == null)
      throw new IOException ("a DataNode ended instead of starting");
    transferPort = Integer.parseInt (line);
  }

  int transferPort ()
  {
    return transferPort;
  }

  void kill ()
  {
    process.destroyForcibly ().onExit ().join ();
  }

  /* By a shell, which wakes it up even when this process is gone. */
  void pause (int seconds) throws Exception
  {
    String script = "kill -STOP $0 && { (sleep $1; kill -CONT $0) </dev/null >/dev/null 2>&1 & }";
    int status = new ProcessBuilder ("sh", "-c", script, String.valueOf (process.pid ()),
                                     String.valueOf (seconds)).inheritIO ().start ().waitFor ();

    if (status != 0)
      throw new IOException ("the DataNode could not be stopped");
  }

  public static void main (String[] arguments) throws Exception
  {
    Configuration conf = new Configuration ();

    conf.addResource (new org.apache.hadoop.fs.Path ("file://" + arguments[0]));
    System.out.println (DataNode.createDataNode (new String[0], conf).getXferPort ());
    while (System.in.read () >= 0)
      continue;
    Runtime.getRuntime ().halt (0);
  }
}
