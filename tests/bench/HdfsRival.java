/* tests/bench/HdfsRival.java: Hadoop's own client beside bench-hdfs.c. Each line that it is
 * told is some work, and it says "ok" when that is done:
 *
 *   read URI | write URI SIZE | ranges URI OFFSET...
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

public final class HdfsRival
{
  private static final Configuration conf = new Configuration ();
  private static final byte[] piece = new byte[1 << 20];
  private static final Map<String, FSDataInputStream> kept = new HashMap<> ();

  private static void read (Path path) throws Exception
  {
    try (FSDataInputStream in = path.getFileSystem (conf).open (path))
      {
        while (in.read (piece) > 0)
          ;
      }
  }

  private static void write (Path path, long size) throws Exception
  {
    FileSystem fs = path.getFileSystem (conf);

    try (OutputStream out = fs.create (path, true, 4096, (short) 1, fs.getDefaultBlockSize (path)))
      {
        for (long at = 0; at < size; at += piece.length)
          out.write (piece);
      }
  }

  private static void ranges (Path path, String[] words) throws Exception
  {
    if (!kept.containsKey (words[1]))
      kept.put (words[1], path.getFileSystem (conf).open (path));
    for (int i = 2; i < words.length; i++)
      kept.get (words[1]).readFully (Long.parseLong (words[i]), piece, 0, 4096);
  }

  public static void main (String[] arguments) throws Exception
  {
    BufferedReader in = new BufferedReader (new InputStreamReader (System.in));
    String line;

    while ((line = in.readLine ()) != null)
      {
        String[] words = line.split (" ");
        Path path = new Path (words[1]);

        switch (words[0])
          {
          case "read": read (path); break;
          case "write": write (path, Long.parseLong (words[2])); break;
          default: ranges (path, words); break;
          }
        System.out.println ("ok");
      }
    Runtime.getRuntime ().halt (0);
  }
}
