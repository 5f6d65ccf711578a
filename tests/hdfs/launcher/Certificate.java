/* A certificate for 127.0.0.1 and localhost, and https with it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

final class Certificate
{
  private static final String PASSWORD = "password";

  private final Path path;

  Certificate (Path base) throws Exception
  {
    Path store = base.resolve ("keys.p12");

    path = base.resolve ("certificate.pem");
    keytool ("-genkeypair", "-keystore", store.toString (), "-storetype", "PKCS12", "-storepass",
             PASSWORD, "-alias", "cluster", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
             "san=ip:127.0.0.1,dns:localhost", "-ext", "bc=ca:true", "-validity", "2");
    keytool ("-exportcert", "-rfc", "-keystore", store.toString (), "-storepass", PASSWORD,
             "-alias", "cluster", "-file", path.toString ());
    writeServerSettings (base, store);
  }

  private static void keytool (String... arguments) throws Exception
  {
    java.util.List<String> command = new java.util.ArrayList<> ();

    command.add (Path.of (System.getProperty ("java.home"), "bin", "keytool").toString ());
    command.addAll (java.util.Arrays.asList (arguments));
    Process process = new ProcessBuilder (command).redirectErrorStream (true).start ();
    byte[] output = process.getInputStream ().readAllBytes ();
    if (process.waitFor () != 0)
      throw new IOException ("keytool failed: " + new String (output));
  }

  /* Hadoop looks for them by the class path, which has this folder. */
  private static void writeServerSettings (Path base, Path store) throws IOException
  {
    Configuration conf = new Configuration (false);

    for (String kind : new String[] { "keystore", "truststore" })
      {
        conf.set ("ssl.server." + kind + ".location", store.toString ());
        conf.set ("ssl.server." + kind + ".password", PASSWORD);
        conf.set ("ssl.server." + kind + ".type", "PKCS12");
      }
    conf.set ("ssl.server.keystore.keypassword", PASSWORD);
    try (java.io.OutputStream out = Files.newOutputStream (base.resolve ("ssl-server.xml")))
    {
      conf.writeXml (out);
    }
  }

  Path path ()
  {
    return path;
  }

  void configure (Configuration conf)
  {
    conf.set ("dfs.http.policy", "HTTPS_ONLY");
  }
}
