/* tests/hdfs/test-replies.c: servers that are broken, or mean harm.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "refused.h"

/* The bytes are all that comes. */

static gboolean
say_raw (const Request *request, gpointer data)
{
  say_text (request, "%s", (const char *)data);
  return FALSE;
}

static void
test_raw (void)
{
  static const char *const answers[] = {
    "",
    "\n",
    "HTTP/1.1",
    "HTTP/1.1 200",
    "no HTTP at all\r\n\r\n",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"FileStatus\":",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
    "HTTP/1.1 0 \r\n\r\n",
    "HTTP/1.1 999999999999 X\r\n\r\n",
    "HTTP/9.9 200 OK\r\n\r\n{}",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n\r\n",
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 307 No Location\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: \r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: ftp://127.0.0.1/x\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: http://\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:99999/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 307 X\r\nLocation: http://no.such.host.invalid/\r\n"
    "Content-Length: 0\r\n\r\n",
    "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 401 X\r\nWWW-Authenticate: Negotiate ?\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 401 X\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n"
    "<html></html>",
    "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 503 X\r\nRetry-After: 999999\r\nContent-Length: 0\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    for (gsize j = 0; j < N_CALLS; j++) {
      g_test_message ("answer %zu, call %zu", i, j);
      assert_refused (say_raw, (gpointer)answers[i], calls[j]);
    }
}

static gboolean
say_data (const Request *request, gpointer data)
{
  return say_json (request, 200, data);
}

#define STATUS(length, permission, type)                                                 \
  "{\"FileStatus\":{\"accessTime\":1,\"blockSize\":1,\"group\":\"g\","                   \
  "\"length\":" length ",\"modificationTime\":1,\"owner\":\"o\",\"pathSuffix\":\"\","    \
  "\"permission\":" permission ",\"replication\":1,\"type\":" type "}}"

static void
test_json (void)
{
  static const char *const answers[] = {
    "{",
    "}",
    "[]",
    "null",
    "true",
    "0",
    "\"text\"",
    "{}",
    "{\"FileStatus\":null}",
    "{\"FileStatus\":{}}",
    "{\"FileStatus\":[]}",
    "{\"FileStatus\":\"text\"}",
    "{\"FileStatuses\":null}",
    "{\"FileStatuses\":{\"FileStatus\":null}}",
    "{\"FileStatuses\":{\"FileStatus\":[null]}}",
    "{\"FileStatuses\":{\"FileStatus\":[{}]}}",
    "{\"FileStatuses\":{\"FileStatus\":{}}}",
    "{\"DirectoryListing\":{\"partialListing\":null,\"remainingEntries\":1}}",
    "{\"DirectoryListing\":{\"partialListing\":{\"FileStatuses\":{\"FileStatus\":7}},"
    "\"remainingEntries\":-1}}",
    "{\"boolean\":null}",
    "{\"boolean\":\"true\"}",
    "{\"boolean\":[true]}",
    "{\"Location\":null}",
    "{\"Location\":7}",
    "{\"Location\":\"\"}",
    "{\"Location\":\"file:///etc/passwd\"}",
    "{\"FileChecksum\":{}}",
    "{\"FileChecksum\":{\"algorithm\":1,\"bytes\":2,\"length\":3}}",
    "{\"FileChecksum\":{\"algorithm\":\"a\",\"bytes\":\"xyz\",\"length\":3}}",
    "{\"FileChecksum\":{\"algorithm\":\"a\",\"bytes\":\"abc\",\"length\":1}}",
    "{\"RemoteException\":null}",
    "{\"FileStatus\":{\"length\":1}} and more",
    "\xff\xfe",
    STATUS ("-1", "\"644\"", "\"FILE\""),
    STATUS ("1e400", "\"644\"", "\"FILE\""),
    STATUS ("99999999999999999999999", "\"644\"", "\"FILE\""),
    STATUS ("\"12\"", "\"644\"", "\"FILE\""),
    STATUS ("null", "\"644\"", "\"FILE\""),
    STATUS ("1.5", "\"644\"", "\"FILE\""),
    STATUS ("1", "\"999\"", "\"FILE\""),
    STATUS ("1", "\"77777777777777777777\"", "\"FILE\""),
    STATUS ("1", "\"-1\"", "\"FILE\""),
    STATUS ("1", "\"644\"", "\"DOOR\""),
    STATUS ("1", "\"644\"", "null"),
    STATUS ("1", "\"644\"", "[]"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    for (gsize j = 0; j < N_CALLS; j++) {
      g_test_message ("answer %zu, call %zu", i, j);
      assert_refused (say_data, (gpointer)answers[i], calls[j]);
    }
}

/* Nested so deep that reading it by recursion would need all of the stack. */
static void
test_deep (void)
{
  const char *const openings[] = {"[", "{\"a\":", "{\"FileStatus\":"};

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++) {
    g_autoptr (GString) json = g_string_new (NULL);

    for (int n = 0; n < 500000; n++)
      g_string_append (json, openings[i]);
    assert_refused (say_data, json->str, get_info);
    assert_refused (say_data, json->str, list);
  }
}

static gboolean
say_exception_data (const Request *request, gpointer data)
{
  const char *const *fields = data;

  return say_exception (request, 403, fields[0], fields[1]);
}

static void
test_exceptions (void)
{
  g_autofree char *long_text = g_strnfill (1 << 20, 'x');
  const char *const fields[][2] = {
    {"NoSuchException", "words"},
    {"", ""},
    {long_text, "words"},
    {"IOException", long_text},
    {"IOException", "%s%n%s\\u0000\\ud800"},
    {"IOException", "one\\nline\\nof\\nmany"},
    {"StandbyException", "not the active one"},
    {"RetriableException", "try again"},
    {"SafeModeException", "wait"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    for (gsize j = 0; j < N_CALLS; j++)
      assert_refused (say_exception_data, (gpointer)fields[i], calls[j]);
}

/* Never says anything. */
static gboolean
say_nothing (const Request *request, gpointer data)
{
  (void)data;
  while (!played_is_ending (request->server))
    g_usleep (1000);
  return FALSE;
}

static gboolean
say_silence_after_headers (const Request *request, gpointer data)
{
  say_text (request, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
  return say_nothing (request, data);
}

static void
test_silence (void)
{
  for (gsize i = 0; i < N_CALLS; i++) {
    assert_refused (say_nothing, NULL, calls[i]);
    assert_refused (say_silence_after_headers, NULL, calls[i]);
  }
}

/* A byte now and then, which is never silence. */
static gboolean
drip (const Request *request, gpointer data)
{
  const char *start = data;

  say_text (request, "%s", start);
  while (!played_is_ending (request->server) && say (request, " ", 1))
    g_usleep (G_USEC_PER_SEC / 4);
  return FALSE;
}

static void
test_drips (void)
{
  assert_refused (drip, (gpointer) "HTTP/1.1 200 OK\r\n\r\n{", get_info);
  assert_refused (drip,
                  (gpointer) "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n{",
                  list);
}

static gboolean
say_without_end (const Request *request, gpointer data)
{
  const char *const *parts = data;
  g_autoptr (GString) chunk = g_string_new (NULL);

  while (chunk->len < 65536)
    g_string_append (chunk, parts[1]);
  say_text (request, "%s", parts[0]);
  while (!played_is_ending (request->server) && say (request, chunk->str, chunk->len))
    continue;
  return FALSE;
}

#define ENDLESS "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"

static void
test_endless (void)
{
  static const char *const parts[][2] = {
    {ENDLESS, " "},
    {ENDLESS, "["},
    {ENDLESS "{\"FileStatus\":{\"owner\":\"", "x"},
    {ENDLESS "{\"FileStatuses\":{\"FileStatus\":[", "{\"pathSuffix\":\"x\"},"},
    {"HTTP/1.1 404 X\r\n\r\n", "x"},
    {"", "HTTP/1.1 100 Continue\r\n\r\n"},
    {"HTTP/1.1 200 OK\r\n", "X-More: xxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"},
    {"HTTP/1.1 200 OK\r\nX-Long: ", "x"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_test_message ("endless %zu", i);
    assert_refused (say_without_end, (gpointer)parts[i], get_info);
    assert_refused (say_without_end, (gpointer)parts[i], list);
  }
}

/* From here to here to here. */
static gboolean
say_here_again (const Request *request, gpointer data)
{
  (void)data;
  return say_go_on_here (request, request->target);
}

static gboolean
say_further (const Request *request, gpointer data)
{
  g_autofree char *path = g_strdup_printf ("/webhdfs/v1/%u?op=OPEN", request->n);

  (void)data;
  return say_go_on_here (request, path);
}

static void
test_redirects (void)
{
  for (gsize i = 0; i < N_CALLS; i++) {
    assert_refused (say_here_again, NULL, calls[i]);
    assert_refused (say_further, NULL, calls[i]);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!have_webhdfs ())
    return 0;
  g_test_add_func ("/hdfs-replies/raw", test_raw);
  g_test_add_func ("/hdfs-replies/json", test_json);
  g_test_add_func ("/hdfs-replies/deep", test_deep);
  g_test_add_func ("/hdfs-replies/exceptions", test_exceptions);
  g_test_add_func ("/hdfs-replies/silence", test_silence);
  g_test_add_func ("/hdfs-replies/drips", test_drips);
  g_test_add_func ("/hdfs-replies/endless", test_endless);
  g_test_add_func ("/hdfs-replies/redirects", test_redirects);
  return g_test_run ();
}
