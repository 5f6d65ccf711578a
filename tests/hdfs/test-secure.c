/* tests/hdfs/test-secure.c: users who have to show who they are, and a server that has
 * to.
 *
 *   test-hdfs-secure "--kerberos" | "--kerberos --tls"
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "cluster.h"

#include <gio/gio.h>
#include <string.h>

static GArrowHdfsOptions *
make_options (gboolean kerberos)
{
  GArrowHdfsOptions *options = garrow_hdfs_options_new ();

  garrow_hdfs_options_set_timeout (options, 30); /* TLS takes long in a young JVM */
  garrow_hdfs_options_set_retries (options, 1);
  if (cluster_has (cluster, "ca-file"))
    garrow_hdfs_options_set_ca_file (options, cluster_get (cluster, "ca-file"));
  garrow_hdfs_options_set_kerberos (options, kerberos);
  return options;
}

/* As the programs of a user who has a ticket, and of one who has none, find it. */
static void
set_ticket (gboolean there)
{
  g_setenv ("KRB5CCNAME",
            there ? cluster_get (cluster, "ticket-cache") : "/no/such/cache",
            TRUE);
}

/* Nobody can connect so; *error says why. */
static void
assert_no_connection (GArrowHdfsOptions *options, GError **error)
{
  g_assert_null (garrow_hdfs_new (cluster_get (cluster, "webhdfs"), options, error));
  g_assert_nonnull (*error);
  g_test_message ("%s", (*error)->message);
}

static void
assert_round_trip (GArrowHdfs *hdfs, const char *path)
{
  g_autoptr (GBytes) content = make_noise (1, 3 << 20);
  g_autoptr (GBytes) found = NULL;

  put (hdfs, path, content);
  found = get (hdfs, path);
  g_assert_true (g_bytes_equal (found, content));
}

static void
test_certificate (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GError) error = NULL;

  set_ticket (TRUE);
  garrow_hdfs_options_set_ca_file (options, NULL);
  assert_no_connection (options, &error);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  assert_says (error, "certificate");
}

/* A token goes to anybody then; a ticket does not, as libsoup shows it to nobody whose
 * certificate is wrong. */
static void
test_any_certificate (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GArrowHdfsOptions) trusting = make_options (FALSE);
  g_autoptr (GArrowHdfs) alice = NULL;
  g_autoptr (GArrowHdfs) bearer = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  set_ticket (TRUE);
  alice = cluster_connect (cluster, options);
  token = garrow_hdfs_get_delegation_token (alice, "alice", &error);
  g_assert_no_error (error);
  garrow_hdfs_options_set_ca_file (trusting, NULL);
  garrow_hdfs_options_set_accept_any_certificate (trusting, TRUE);
  garrow_hdfs_options_set_delegation_token (trusting, token);
  bearer = cluster_connect (cluster, trusting);
  assert_round_trip (bearer, "/user/alice/trusting");
}

static void
test_missing_ca_file (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_ca_file (options, "/no/such/file.pem");
  assert_no_connection (options, &error);
  assert_says (error, "/no/such/file.pem");
}

static void
test_ticket (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GArrowHdfs) hdfs = NULL;
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autofree char *home = NULL;
  g_autoptr (GError) error = NULL;

  set_ticket (TRUE);
  hdfs = cluster_connect (cluster, options);
  home = garrow_hdfs_get_home (hdfs, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (home, ==, "/user/alice");
  assert_round_trip (hdfs, "/user/alice/file");
  info = garrow_hdfs_get_info (hdfs, "/user/alice/file", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (garrow_hdfs_info_get_owner (info), ==, "alice");
  assert_io_error (PERMISSION_DENIED,
                   "/user/bob/file",
                   garrow_hdfs_open (hdfs, "/user/bob/file", "w", NULL, &failure));
}

/* Where the environment names none. */
static void
test_ticket_cache (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GArrowHdfs) hdfs = NULL;

  set_ticket (FALSE);
  garrow_hdfs_options_set_ticket_cache (options, cluster_get (cluster, "ticket-cache"));
  hdfs = cluster_connect (cluster, options);
  assert_round_trip (hdfs, "/user/alice/cached");
}

static void
assert_nobody (GArrowHdfsOptions *options)
{
  g_autoptr (GError) error = NULL;

  assert_no_connection (options, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_no_ticket (void)
{
  g_autoptr (GArrowHdfsOptions) with = make_options (TRUE);
  g_autoptr (GArrowHdfsOptions) without = make_options (FALSE);

  set_ticket (FALSE);
  assert_nobody (with);
  set_ticket (TRUE);
  assert_nobody (without);
}

/* It takes the place of a ticket, until it is cancelled. */
static void
test_token (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (TRUE);
  g_autoptr (GArrowHdfsOptions) by_token = make_options (FALSE);
  g_autoptr (GArrowHdfs) alice = NULL;
  g_autoptr (GArrowHdfs) bearer = NULL;
  g_autofree char *token = NULL;
  g_autofree char *home = NULL;
  g_autoptr (GError) error = NULL;
  gint64 until;

  set_ticket (TRUE);
  alice = cluster_connect (cluster, options);
  token = garrow_hdfs_get_delegation_token (alice, "alice", &error);
  g_assert_no_error (error);
  g_assert_nonnull (token);
  until = garrow_hdfs_renew_delegation_token (alice, token, &error);
  g_assert_no_error (error);
  g_assert_cmpint (until, >, g_get_real_time () / 1000);

  set_ticket (FALSE);
  garrow_hdfs_options_set_delegation_token (by_token, token);
  bearer = cluster_connect (cluster, by_token);
  home = garrow_hdfs_get_home (bearer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (home, ==, "/user/alice");
  assert_round_trip (bearer, "/user/alice/by token");

  set_ticket (TRUE);
  g_assert_true (garrow_hdfs_cancel_delegation_token (alice, token, &error));
  g_assert_no_error (error);
  set_ticket (FALSE);
  g_assert_null (garrow_hdfs_get_info (bearer, "/tmp", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_says (error, "/tmp");
  g_assert_null (strstr (error->message, token)); /* which is a secret */
}

static void
test_wrong_token (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (FALSE);
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_delegation_token (options, "nonsense & more");
  assert_no_connection (options, &error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    return 1;
  if (strstr (argv[1], "--tls") != NULL) {
    g_test_add_func ("/hdfs-secure/certificate", test_certificate);
    g_test_add_func ("/hdfs-secure/any-certificate", test_any_certificate);
    g_test_add_func ("/hdfs-secure/missing-ca-file", test_missing_ca_file);
  }
  g_test_add_func ("/hdfs-secure/ticket", test_ticket);
  g_test_add_func ("/hdfs-secure/no-ticket", test_no_ticket);
  g_test_add_func ("/hdfs-secure/token", test_token);
  g_test_add_func ("/hdfs-secure/wrong-token", test_wrong_token);

  /* A cache that was set once stays, whatever the environment says later. */
  g_test_add_func ("/hdfs-secure/ticket-cache", test_ticket_cache);
  return cluster_run_tests (argv[1]);
}
