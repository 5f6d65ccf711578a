/* tests/hdfs/cluster.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "cluster.h"

#include <gio/gio.h>
#include <string.h>

struct _Cluster
{
  GSubprocess *process;
  GDataInputStream *answers;
  GHashTable *facts;
};

Cluster *cluster;

/* Its standard input is a pipe of ours, so it ends with us whatever happens. */
static GSubprocess *
launch (const char *options)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  line = g_strdup_printf ("'%s' --for-tests %s", g_getenv ("HDFS_CLUSTER"), options);
  g_assert_true (g_shell_parse_argv (line, NULL, &arguments, NULL));
  process =
    g_subprocess_newv ((const char *const *)arguments,
                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                       &error);
  g_assert_no_error (error);
  return process;
}

static void
free_cluster (Cluster *self)
{
  g_clear_object (&self->process);
  g_clear_object (&self->answers);
  g_clear_pointer (&self->facts, g_hash_table_unref);
  g_free (self);
}

/* Gives FALSE if it ends before it is ready. */
static gboolean
read_facts (Cluster *self)
{
  char *line;

  while ((line = g_data_input_stream_read_line (self->answers, NULL, NULL, NULL)) !=
         NULL) {
    char *space = strchr (line, ' ');

    if (space == NULL) {
      gboolean ready = strcmp (line, "ready") == 0;

      g_free (line);
      return ready;
    }
    *space = '\0';
    g_hash_table_insert (self->facts, line, g_strdup (space + 1));
  }
  return FALSE;
}

/* Gives NULL where something is missing that it needs. */
static Cluster *
start (const char *options)
{
  Cluster *self = g_new0 (Cluster, 1);

  self->process = launch (options);
  self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (read_facts (self))
    return self;
  g_subprocess_wait (self->process, NULL, NULL);
  if (!g_subprocess_get_if_exited (self->process) ||
      g_subprocess_get_exit_status (self->process) != 77)
    g_error ("The cluster did not start");
  free_cluster (self);
  return NULL;
}

Cluster *
cluster_start (const char *options)
{
  Cluster *self = start (options);

  g_assert_nonnull (self);
  return self;
}

void
cluster_stop (Cluster *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  free_cluster (self);
}

gboolean
have_webhdfs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfs) hdfs = NULL;

  /* Nobody is there, which is another error. */
  garrow_hdfs_options_set_retries (options, 0);
  hdfs = garrow_hdfs_new ("webhdfs://127.0.0.1:1", options, &error);

  if (g_error_matches (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED)) {
    g_print ("1..0 # SKIP %s\n", error->message);
    return FALSE;
  }
  return TRUE;
}

/* What is read when Kerberos is first used: its settings, and which server tickets may go
 * to though nothing is encrypted. */
static void
prepare_kerberos (Cluster *self)
{
  const char *host = strstr (cluster_get (self, "webhdfs"), "://");
  g_autofree char *trusted = g_strconcat ("http", host, NULL);

  g_setenv ("KRB5_CONFIG", cluster_get (self, "krb5-config"), TRUE);
  if (!cluster_has (self, "ca-file"))
    g_setenv ("SOUP_GSSAPI_TRUSTED_URIS", trusted, TRUE);
}

static const char *
get_way (void)
{
  const char *way = g_getenv ("HDFS_WAY");

  return way != NULL ? way : "webhdfs";
}

gboolean
goes_by_webhdfs (void)
{
  return strcmp (get_way (), "webhdfs") == 0;
}

int
cluster_run_tests (const char *options)
{
  int status;

  if (goes_by_webhdfs () && !have_webhdfs ())
    return 0;
  cluster = start (options);
  if (cluster == NULL) {
    g_print ("1..0 # SKIP tests/hdfs/cluster cannot start\n");
    return 0;
  }
  if (cluster_has (cluster, "krb5-config"))
    prepare_kerberos (cluster);
  status = g_test_run ();
  cluster_stop (cluster);
  return status;
}

gboolean
cluster_has (Cluster *self, const char *name)
{
  return g_hash_table_contains (self->facts, name);
}

const char *
cluster_get (Cluster *self, const char *name)
{
  const char *value = g_hash_table_lookup (self->facts, name);

  if (value == NULL)
    g_error ("The cluster has no %s", name);
  return value;
}

static char *G_GNUC_PRINTF (2, 0)
  command (Cluster *self, const char *format, va_list arguments)
{
  g_autofree char *words = g_strdup_vprintf (format, arguments);
  g_autofree char *line = g_strconcat (words, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process),
                             line,
                             strlen (line),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line (self->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL || !g_str_has_prefix (answer, "ok"))
    g_error ("%s: %s", words, answer);
  return g_strstrip (g_strdup (answer + 2));
}

char *
cluster_command (Cluster *self, const char *format, ...)
{
  va_list arguments;
  char *answer;

  va_start (arguments, format);
  answer = command (self, format, arguments);
  va_end (arguments);
  return answer;
}

void
cluster_do (Cluster *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (command (self, format, arguments));
  va_end (arguments);
}

const char *
cluster_get_root (Cluster *self)
{
  return cluster_get (self, get_way ());
}

GArrowHdfs *
cluster_connect (Cluster *self, GArrowHdfsOptions *options)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfs *hdfs = garrow_hdfs_new (cluster_get_root (self), options, &error);

  g_assert_no_error (error);
  return hdfs;
}

char *
cluster_uri (Cluster *self, const char *path)
{
  return g_strconcat (cluster_get_root (self), path, NULL);
}

/* Of 8 bytes at a multiple of 8. */
static guint64
noise (guint32 seed, guint64 offset)
{
  guint64 x = offset * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + seed;

  x = (x ^ x >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ x >> 31;
}

void
fill_noise (guint32 seed, guint64 offset, guint8 *out, gsize size)
{
  for (gsize done = 0; done < size;) {
    guint64 at = offset + done;
    guint64 word = noise (seed, at & ~G_GUINT64_CONSTANT (7));
    gsize n = MIN (8 - (at & 7), size - done);

    memcpy (out + done, (guint8 *)&word + (at & 7), n);
    done += n;
  }
}

GBytes *
make_noise (guint32 seed, gsize size)
{
  guint8 *data = g_malloc (size);

  fill_noise (seed, 0, data, size);
  return g_bytes_new_take (data, size);
}

void
put (GArrowHdfs *hdfs, const char *path, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (hdfs, path, "w", NULL, &error);

  g_assert_no_error (error);
  garrow_native_file_write_bytes (GARROW_NATIVE_FILE (file), content, &error);
  g_assert_no_error (error);
  garrow_native_file_close (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
}

GBytes *
get (GArrowHdfs *hdfs, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (hdfs, path, "r", NULL, &error);
  GBytes *content;

  g_assert_no_error (error);
  content = garrow_native_file_read_all (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
  return content;
}

void
assert_is (GBytes *bytes, gconstpointer expected, gsize size)
{
  g_autoptr (GBytes) other = g_bytes_new_static (expected, size);

  g_assert_true (g_bytes_equal (bytes, other));
}

void
assert_says (GError *error, const char *name)
{
  if (strstr (error->message, name) == NULL)
    g_error ("\"%s\" does not name %s", error->message, name);
}
