/* What a person is told who has started a cluster.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

final class Announcement
{
  private Announcement ()
  {
  }

  static void print (String webHdfs, String hdfs, Certificate certificate, Kerberos kerberos)
  {
    String user = kerberos == null ? System.getProperty ("user.name") : "alice";

    System.out.println ("\nHDFS is at\n  " + webHdfs + "\n  " + hdfs + "\n");
    if (certificate != null)
      System.out.println ("Its certificate is in " + certificate.path () + "\n");
    if (kerberos != null)
      kerberos.announce ();
    System.out.println ("In Python, as " + user + ":\n");
    System.out.println ("  from gi.repository import ArrowIO as pa");
    System.out.println ("  hdfs = pa.Hdfs('" + webHdfs + "'"
                        + (certificate == null ? "" : ",\n                 ca_file='"
                           + certificate.path () + "'")
                        + (kerberos == null ? "" : ",\n                 kerberos=True, "
                           + "ticket_cache='" + kerberos.ticketCache () + "'") + ")");
    System.out.println ("  with hdfs.open('/tmp/a.txt', 'wb') as f:\n"
                        + "      f.write(b'text')\n");
    System.out.println ("Commands are taken here: \"help\" shows them. Ctrl-C ends it.");
  }
}
