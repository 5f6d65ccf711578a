/* tests/hdfs/test-again.c: what is asked again when an answer is lost, and what is not,
 * as doing it twice is not the same as doing it once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cluster.h"
#include "played.h"

#define PATH "/some/file"

/* What a server does with one operation; it knows the directories and files that are
 * asked about, each of the size that is its name. */
typedef struct
{
  const char *op;
  const char *exception; /* what it says; NULL to say nothing and close */
  int n_times;           /* so often; then it does what it is asked to */
  int n_asked;           /* atomic */
} Trouble;

static gboolean
answer (const Request *request, gpointer data)
{
  Trouble *trouble = data;
  const char *name = strrchr (request->target, '/') + 1;

  if (is_op (request, trouble->op) &&
      g_atomic_int_add (&trouble->n_asked, 1) < trouble->n_times)
    return trouble->exception != NULL &&
           say_exception (request, 403, trouble->exception, "not now");
  if (is_op (request, "GETFILESTATUS"))
    return say_status (request, (gint64)g_ascii_strtoull (name, NULL, 10));
  return say_json (request, 200, "{\"boolean\":true}");
}

static GArrowHdfs *
connect_to_all (const char *hosts)
{
  g_autofree char *uri = g_strconcat ("webhdfs://", hosts, NULL);
  g_autoptr (GError) error = NULL;
  GArrowHdfs *hdfs = garrow_hdfs_new (uri, NULL, &error);

  g_assert_no_error (error);
  return hdfs;
}

static GArrowHdfs *
connect_to_one (Played *server)
{
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", played_get_port (server));

  return connect_to_all (host);
}

static void
assert_lost (const char *op, gboolean (*call) (GArrowHdfs *hdfs, GError **error))
{
  Trouble trouble = {op, NULL, 1, 0};
  Played *server = played_new (answer, &trouble);
  GArrowHdfs *hdfs = connect_to_one (server);
  g_autoptr (GError) error = NULL;

  g_assert_false (call (hdfs, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  assert_says (error, PATH);
  assert_says (error, "may have been done");
  g_assert_cmpint (trouble.n_asked, ==, 1);
  g_object_unref (hdfs);
  played_free (server);
}

static gboolean
do_rename (GArrowHdfs *hdfs, GError **error)
{
  return garrow_hdfs_rename (hdfs, PATH, "/some/other", FALSE, error);
}

static gboolean
do_delete (GArrowHdfs *hdfs, GError **error)
{
  return garrow_hdfs_delete (hdfs, PATH, FALSE, error);
}

static void
test_once (void)
{
  assert_lost ("RENAME", do_rename);
  assert_lost ("DELETE", do_delete);
}

static void
assert_done_at_last (Trouble trouble, gboolean (*call) (GArrowHdfs *, GError **))
{
  Played *server = played_new (answer, &trouble);
  GArrowHdfs *hdfs = connect_to_one (server);
  g_autoptr (GError) error = NULL;

  g_assert_true (call (hdfs, &error));
  g_assert_no_error (error);
  g_assert_cmpint (trouble.n_asked, ==, trouble.n_times + 1);
  g_object_unref (hdfs);
  played_free (server);
}

static gboolean
do_mkdirs (GArrowHdfs *hdfs, GError **error)
{
  return garrow_hdfs_mkdirs (hdfs, PATH, -1, error);
}

/* What is lost may be done twice, and what was refused was not done. */
static void
test_again (void)
{
  assert_done_at_last ((Trouble){"MKDIRS", NULL, 1, 0}, do_mkdirs);
  assert_done_at_last ((Trouble){"MKDIRS", "SafeModeException", 2, 0}, do_mkdirs);
  assert_done_at_last ((Trouble){"RENAME", "SafeModeException", 1, 0}, do_rename);
  assert_done_at_last ((Trouble){"DELETE", "RetriableException", 1, 0}, do_delete);
}

/* The one that answered is asked first from then on. */
static void
test_standby (void)
{
  Trouble always = {"GETFILESTATUS", "StandbyException", G_MAXINT, 0};
  Trouble never = {"NONE", NULL, 0, 0};
  Played *standby = played_new (answer, &always);
  Played *active = played_new (answer, &never);
  g_autofree char *hosts = g_strdup_printf ("127.0.0.1:%u,127.0.0.1:%u",
                                            played_get_port (standby),
                                            played_get_port (active));
  GArrowHdfs *hdfs = connect_to_all (hosts);

  for (int i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GArrowHdfsInfo) info = garrow_hdfs_get_info (hdfs, "/7", &error);

    g_assert_no_error (error);
    g_assert_cmpint (garrow_hdfs_info_get_size (info), ==, 7);
  }
  g_assert_cmpint (always.n_asked, ==, 1);
  g_object_unref (hdfs);
  played_free (standby);
  played_free (active);
}

typedef struct
{
  GSocketListener *listener;
  GCancellable *ending;
  int n_closed;
} Closer;

static gpointer
close_all (gpointer data)
{
  Closer *self = data;
  GSocketConnection *connection;

  while (
    (connection = g_socket_listener_accept (self->listener, NULL, self->ending, NULL))) {
    self->n_closed++;
    g_object_unref (connection);
  }
  return NULL;
}

/* As what stands before a name node does, which has gone. TLS says of this that the peer
 * failed; but nothing was asked yet, and another one may answer. */
static void
test_closed_before_tls (void)
{
  Closer self = {g_socket_listener_new (), g_cancellable_new (), 0};
  guint16 port = g_socket_listener_add_any_inet_port (self.listener, NULL, NULL);
  GThread *thread = g_thread_new ("closer", close_all, &self);
  g_autofree char *uri =
    g_strdup_printf ("swebhdfs://127.0.0.1:%u,127.0.0.1:%u", port, port);
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_retries (options, 0);
  g_assert_null (garrow_hdfs_new (uri, options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_cancellable_cancel (self.ending);
  g_thread_join (thread);
  g_assert_cmpint (self.n_closed, ==, 2);
  g_object_unref (self.listener);
  g_object_unref (self.ending);
}

/* Whether all that is asked is answered, and not what somebody else asks. */
static gboolean
ask_much (GArrowHdfs *hdfs, gint64 first)
{
  for (gint64 i = first; i < first + 100; i++) {
    g_autofree char *path = g_strdup_printf ("/%" G_GINT64_FORMAT, i);
    g_autoptr (GArrowHdfsInfo) info = garrow_hdfs_get_info (hdfs, path, NULL);

    if (info == NULL || garrow_hdfs_info_get_size (info) != i)
      return FALSE;
  }
  return TRUE;
}

/* A child does not talk over the connections of its parent, nor does it end them. */
static void
test_fork (void)
{
  Trouble never = {"NONE", NULL, 0, 0};
  Played *server = played_new (answer, &never);
  GArrowHdfs *hdfs = connect_to_one (server);
  int status;
  pid_t child;

  g_assert_true (ask_much (hdfs, 0));
  child = fork ();
  if (child == 0) {
    gboolean ok = ask_much (hdfs, 1000);

    g_object_unref (hdfs);
    _exit (ok ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  g_assert_true (ask_much (hdfs, 2000));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, EXIT_SUCCESS);
  g_assert_true (ask_much (hdfs, 3000));
  g_object_unref (hdfs);
  played_free (server);
}

/* LeakSanitizer crashes at the end of a process in which GIO's module for TLS was at
 * work. */
static gboolean
can_use_tls (void)
{
#ifdef __SANITIZE_ADDRESS__
  return FALSE;
#else
  return g_tls_backend_supports_tls (g_tls_backend_get_default ());
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!have_webhdfs ())
    return 0;
  g_test_add_func ("/hdfs-again/once", test_once);
  g_test_add_func ("/hdfs-again/again", test_again);
  g_test_add_func ("/hdfs-again/standby", test_standby);
  g_test_add_func ("/hdfs-again/fork", test_fork);
  if (can_use_tls ())
    g_test_add_func ("/hdfs-again/closed-before-tls", test_closed_before_tls);
  return g_test_run ();
}
