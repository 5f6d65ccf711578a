/* tests/hdfs/test-transfers.c: files that come and go by servers that are broken, or mean
 * harm.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "refused.h"

#include <string.h>

/* Data: there is a file, and what comes of it is not right. */

typedef struct
{
  const char *headers;
  gsize size; /* of what follows */
} Data;

static gboolean
say_bad_data (const Request *request, gpointer data)
{
  const Data *bad = data;
  g_autofree char *bytes = g_strnfill (bad->size, 'x');

  if (is_op (request, "GETFILESTATUS"))
    return say_status (request, FILE_SIZE);
  if (!g_str_has_prefix (request->target, "/data"))
    return is_op (request, "OPEN") ? say_go_on_here (request, "/data?op=OPEN")
                                   : say_exception (request, 400, "IOException", "no");
  say_text (request, "%s\r\n\r\n", bad->headers);
  say (request, bytes, bad->size);
  return FALSE;
}

static void
test_data (void)
{
  static const Data answers[] = {
    {"HTTP/1.1 200 OK\r\nContent-Length: 100000", 0},
    {"HTTP/1.1 200 OK\r\nContent-Length: 0", 0},
    {"HTTP/1.1 200 OK", 0},
    {"HTTP/1.1 204 OK", 0},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", 100000},
    {"HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:1/data\r\nContent-Length: 0", 0},
    {"HTTP/1.1 403 X\r\nContent-Length: 100000", 100},
    {"HTTP/1.1 500 X\r\nContent-Length: 0", 0},
    {"x", 1000},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_test_message ("data %zu", i);
    assert_refused (say_bad_data, (gpointer)&answers[i], read_file);
  }
}

/* More than was asked for is cut or refused, and never written behind what there is. */
static gboolean
say_too_much (const Request *request, gpointer data)
{
  (void)data;
  if (is_op (request, "GETFILESTATUS"))
    return say_status (request, FILE_SIZE);
  if (!g_str_has_prefix (request->target, "/data"))
    return say_go_on_here (request, "/data?op=OPEN");
  say_text (request, "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
  for (int i = 0; i < 10000; i++)
    if (!say (request, data, 1000))
      break;
  return FALSE;
}

static void
test_too_much (void)
{
  g_autofree char *noise = g_strnfill (1000, 'x');
  Then then = {say_too_much, noise};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (hdfs, PATH, "r", NULL, &error);
  g_autoptr (GBytes) content = NULL;

  g_assert_no_error (error);
  content = garrow_native_file_read_at (GARROW_NATIVE_FILE (file), 100, 7, &error);
  if (content != NULL)
    g_assert_cmpuint (g_bytes_get_size (content), ==, 100);
  else
    assert_says (error, PATH);
  g_clear_object (&file);
  g_clear_object (&hdfs);
  played_free (server);
}

/* One byte, and then the connection ends, every time. */
static gboolean
say_bytes_singly (const Request *request, gpointer data)
{
  if (is_op (request, "GETFILESTATUS"))
    return say_status (request, FILE_SIZE);
  if (!g_str_has_prefix (request->target, "/data"))
    return say_go_on_here (request, "/data?op=OPEN");
  say_text (request,
            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s",
            FILE_SIZE,
            (const char *)data);
  return FALSE;
}

static void
test_singly (void)
{
  assert_refused (say_bytes_singly, (gpointer) "", read_file);
}

/* A directory that never ends, as it always says that there is more. */
static gboolean
say_more_to_come (const Request *request, gpointer data)
{
  g_autofree char *json = g_strdup_printf (
    "{\"DirectoryListing\":{\"partialListing\":{\"FileStatuses\":{\"FileStatus\":[%s]}},"
    "\"remainingEntries\":1}}",
    (const char *)data);

  return say_json (request, 200, json);
}

#define ENTRY(name)                                                                      \
  "{\"accessTime\":1,\"blockSize\":1,\"group\":\"g\",\"length\":1,"                      \
  "\"modificationTime\":1,\"owner\":\"o\",\"pathSuffix\":" name ","                      \
  "\"permission\":\"644\",\"replication\":1,\"type\":\"FILE\"}"

static void
test_listings (void)
{
  static const char *const entries[] = {
    "",
    ENTRY ("\"same\""),
    ENTRY ("\"b\"") "," ENTRY ("\"a\""),
    ENTRY ("\"a/b\""),
    ENTRY ("\"..\""),
    ENTRY ("\"\""),
    ENTRY ("7"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_test_message ("entries %zu", i);
    assert_refused (say_more_to_come, (gpointer)entries[i], list);
  }
}

/* The second of two pages makes no sense, and says that it is the last one. */
static gboolean
say_bad_end (const Request *request, gpointer data)
{
  gboolean first = strstr (request->target, "startafter") == NULL;
  g_autofree char *json = g_strdup_printf (
    "{\"DirectoryListing\":{\"partialListing\":{\"FileStatuses\":{\"FileStatus\":[%s]}},"
    "\"remainingEntries\":%d}}",
    first ? (const char *)data : "7",
    first);

  return say_json (request, 200, json);
}

/* However often it is asked on, what was not had is not taken for the end. */
static void
test_listing_again (void)
{
  Then then = {say_bad_end, (gpointer)ENTRY ("\"a\"")};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsLister) lister = garrow_hdfs_list (hdfs, PATH, &error);
  GList *infos;

  g_assert_no_error (error);
  infos = garrow_hdfs_lister_next_many (lister, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (infos), ==, 1);
  g_list_free_full (infos, g_object_unref);
  for (int i = 0; i < 2; i++) {
    g_assert_null (garrow_hdfs_lister_next_many (lister, 10, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CORRUPT);
    g_clear_error (&error);
  }
  g_clear_object (&lister);
  g_clear_object (&hdfs);
  played_free (server);
}

/* Of a data node that is none, its name is told, and not what a token would be in. */
static gboolean
send_to_none (const Request *request, gpointer data)
{
  if (is_op (request, "GETFILESTATUS"))
    return say_status (request, FILE_SIZE);
  return say_location (request, data);
}

static void
test_secret (void)
{
  Then then = {send_to_none,
               (gpointer) "https://127.0.0.1:9864/f?op=OPEN&delegation=SECRET"};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  g_autoptr (GError) error = NULL;

  g_assert_false (read_file (hdfs, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CORRUPT);
  assert_says (error, "https://127.0.0.1:9864/f");
  g_assert_null (strstr (error->message, "SECRET"));
  g_clear_object (&hdfs);
  played_free (server);
}

/* A data node says 403 in mid-upload, and closes. */
static gboolean
refuse_upload (const Request *request, gpointer data)
{
  (void)data;
  if (is_op (request, "GETFILESTATUS"))
    return say_exception (request, 404, "FileNotFoundException", "not there");
  if (!g_str_has_prefix (request->target, "/data"))
    return is_op (request, "CREATE") || is_op (request, "APPEND")
             ? say_go_on_here (request,
                               is_op (request, "APPEND") ? "/data?op=APPEND"
                                                         : "/data?op=CREATE")
             : say_json (request, 200, "{\"boolean\":true}");
  if (is_op (request, "CREATE")) {
    take_body (request);
    say_text (request, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    return FALSE;
  }
  say_exception (request, 403, "AccessControlException", "Permission denied: user=x");
  return FALSE;
}

static void
assert_upload_refused (Answer answer, int code)
{
  Then then = {answer, NULL};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_file (hdfs, &error));
  g_assert_error (error, G_IO_ERROR, code);
  assert_says (error, PATH);
  g_clear_object (&hdfs);
  played_free (server);
}

/* Why comes in chunks, and later than that. */
static gboolean
refuse_upload_slowly (const Request *request, gpointer data)
{
  static const char json[] =
    "{\"RemoteException\":{\"exception\":\"DSQuotaExceededException\","
    "\"message\":\"too much\"}}";

  if (!g_str_has_prefix (request->target, "/data") || is_op (request, "CREATE"))
    return refuse_upload (request, data);
  take_body (request);
  say_text (request, "HTTP/1.1 403 X\r\nTransfer-Encoding: chunked\r\n\r\n");
  g_usleep (G_USEC_PER_SEC / 5);
  say_text (request, "%zx\r\n%s\r\n0\r\n\r\n", strlen (json), json);
  return FALSE;
}

/* A data node that the cluster alone knows. */
static gboolean
send_upload_away (const Request *request, gpointer data)
{
  if (g_str_has_prefix (request->target, "/data") || !is_op (request, "APPEND"))
    return refuse_upload (request, data);
  return say_location (request, "http://no.such.host.invalid:9864/data?op=APPEND");
}

static void
test_upload_refused (void)
{
  assert_upload_refused (refuse_upload, G_IO_ERROR_PERMISSION_DENIED);
  assert_upload_refused (refuse_upload_slowly, G_IO_ERROR_NO_SPACE);
  assert_upload_refused (send_upload_away, G_IO_ERROR_HOST_NOT_FOUND);
}

/* It says that it has all, and it has not. */
static gboolean
lose_upload (const Request *request, gpointer data)
{
  static int created;

  (void)data;
  if (request->n == 0)
    g_atomic_int_set (&created, 0);
  if (is_op (request, "GETFILESTATUS"))
    return g_atomic_int_get (&created)
             ? say_status (request, 12345)
             : say_exception (request, 404, "FileNotFoundException", "not there");
  if (g_str_has_prefix (request->target, "/data")) {
    take_body (request);
    g_atomic_int_set (&created, 1);
    say_text (request,
              "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n",
              is_op (request, "CREATE") ? "201 Created" : "200 OK");
    return FALSE;
  }
  if (is_op (request, "CREATE") || is_op (request, "APPEND"))
    return say_go_on_here (request,
                           is_op (request, "APPEND") ? "/data?op=APPEND"
                                                     : "/data?op=CREATE");
  return say_json (request, 200, "{\"boolean\":true}");
}

static void
test_upload_lost (void)
{
  Then then = {lose_upload, NULL};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_file (hdfs, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  assert_says (error, PATH);
  g_clear_object (&hdfs);
  played_free (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!have_webhdfs ())
    return 0;
  g_test_add_func ("/hdfs-transfers/data", test_data);
  g_test_add_func ("/hdfs-transfers/too-much", test_too_much);
  g_test_add_func ("/hdfs-transfers/singly", test_singly);
  g_test_add_func ("/hdfs-transfers/listings", test_listings);
  g_test_add_func ("/hdfs-transfers/listing-again", test_listing_again);
  g_test_add_func ("/hdfs-transfers/secret", test_secret);
  g_test_add_func ("/hdfs-transfers/upload-refused", test_upload_refused);
  g_test_add_func ("/hdfs-transfers/upload-lost", test_upload_lost);
  return g_test_run ();
}
