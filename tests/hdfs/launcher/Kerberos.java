/* A key distribution centre, the keys of the cluster and of its users alice and bob, and a
 * ticket of alice's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kerby.kerberos.kerb.client.KrbClient;

final class Kerberos
{
  static final String[] USERS = { "alice", "bob" };

  private final MiniKdc kdc;
  private final File services;
  private final File users;
  private final File cache;
  private final File settings;

  Kerberos (File folder) throws Exception
  {
    Properties conf = MiniKdc.createConf ();

    folder.mkdirs ();
    conf.setProperty (MiniKdc.KDC_BIND_ADDRESS, "127.0.0.1");
    kdc = new MiniKdc (conf, folder);
    kdc.start ();
    services = new File (folder, "services.keytab");
    users = new File (folder, "users.keytab");
    kdc.createPrincipal (services, "hdfs/localhost", "HTTP/localhost");
    kdc.createPrincipal (users, USERS);
    settings = writeSettings (folder.toPath ());
    cache = new File (folder, "alice.cache");
    KrbClient client = new KrbClient (settings.getParentFile ());
    client.setKdcHost ("127.0.0.1");
    client.setKdcTcpPort (kdc.getPort ());
    client.setAllowUdp (false);
    client.setKdcRealm (kdc.getRealm ());
    client.init ();
    client.storeTicket (client.requestTgt ("alice@" + kdc.getRealm (), users), cache);
  }

  /* Nothing is asked of a name server. */
  private File writeSettings (Path folder) throws Exception
  {
    Path path = Files.createDirectory (folder.resolve ("client")).resolve ("krb5.conf");
    String text = "[libdefaults]\n"
                  + "  default_realm = " + kdc.getRealm () + "\n"
                  + "  dns_lookup_kdc = false\n"
                  + "  dns_canonicalize_hostname = false\n"
                  + "  rdns = false\n"
                  + "  udp_preference_limit = 1\n"
                  + "[realms]\n"
                  + "  " + kdc.getRealm () + " = {\n"
                  + "    kdc = 127.0.0.1:" + kdc.getPort () + "\n"
                  + "  }\n"
                  + "[domain_realm]\n"
                  + "  localhost = " + kdc.getRealm () + "\n";

    Files.writeString (path, text);
    return path.toFile ();
  }

  void configure (Configuration conf) throws Exception
  {
    String hdfs = "hdfs/localhost@" + kdc.getRealm ();
    String http = "HTTP/localhost@" + kdc.getRealm ();

    conf.set ("hadoop.security.authentication", "kerberos");
    for (String daemon : new String[] { "namenode", "datanode" })
      {
        conf.set ("dfs." + daemon + ".kerberos.principal", hdfs);
        conf.set ("dfs." + daemon + ".keytab.file", services.toString ());
      }
    conf.set ("dfs.web.authentication.kerberos.principal", http);
    conf.set ("dfs.web.authentication.kerberos.keytab", services.toString ());
    conf.set ("dfs.namenode.kerberos.internal.spnego.principal", http);
    conf.set ("hadoop.http.authentication.type", "kerberos");
    conf.set ("hadoop.http.authentication.kerberos.principal", http);
    conf.set ("hadoop.http.authentication.kerberos.keytab", services.toString ());
    conf.setBoolean ("dfs.block.access.token.enable", true);
    // A DataNode wants to be root otherwise, or to encrypt what it sends.
    conf.setBoolean ("ignore.secure.ports.for.testing", true);
    UserGroupInformation.setConfiguration (conf);
  }

  String ticketCache ()
  {
    return cache.toString ();
  }

  List<String> facts ()
  {
    return List.of ("krb5-config", settings.toString (), "ticket-cache", cache.toString (),
                    "keytab", users.toString ());
  }

  void announce ()
  {
    System.out.println ("Its users alice and bob need tickets. Set first\n  export KRB5_CONFIG="
                        + settings + "\n\nA ticket of alice's is in " + cache
                        + ",\nand the keys of both are in " + users + "\n");
  }
}
