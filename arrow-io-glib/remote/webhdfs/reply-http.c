/* remote/webhdfs/reply-http.c: the answer to an upload, which comes over a connection
 * that libsoup does not look after.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/error.h>
#include <libsoup/soup.h>
#include <string.h>

#include "reply.h"

static gboolean
corrupt (const char *what, GError **error)
{
  g_set_error_literal (error, GARROW_ERROR, GARROW_ERROR_CORRUPT, what);
  return FALSE;
}

static gboolean
ended_early (gboolean before_all, GError **error)
{
  if (!before_all)
    return corrupt ("the answer has no end", error);
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_CONNECTION_CLOSED,
                       "the connection was closed before there was an answer");
  return FALSE;
}

/* Moves *answer behind a chunk's size, or gives -1 if that is none or not there yet. */
static gint64
read_chunk_size (const char **answer, const char *end)
{
  const char *line_end = memchr (*answer, '\n', (gsize)(end - *answer));
  gint64 size = 0;
  int n_digits = 0;

  if (line_end == NULL)
    return -1;
  for (const char *p = *answer; g_ascii_isxdigit (*p); p++, n_digits++) {
    if (n_digits == 7)
      return -1;
    size = size * 16 + g_ascii_xdigit_value (*p);
  }
  *answer = line_end + 1;
  return n_digits > 0 ? size : -1;
}

/* As much as there is: it is there to be told to people. */
static GBytes *
read_chunks (const char *answer, const char *end, gboolean *complete)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  gint64 size = -1; /* unknown; the last one is 0 */

  *complete = FALSE;
  while (answer < end && (size = read_chunk_size (&answer, end)) > 0) {
    gint64 n = MIN (size, end - answer);

    g_byte_array_append (body, (const guint8 *)answer, (guint)n);
    answer += n;

    /* Its end of line. */
    if (end - answer < 2)
      break;
    answer += 2;
    size = -1;
  }
  *complete = size == 0;
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static GBytes *
read_body (SoupMessageHeaders *headers,
           const char *body,
           const char *end,
           gboolean *complete)
{
  gint64 size = end - body;
  gint64 promised;

  switch (soup_message_headers_get_encoding (headers)) {
  case SOUP_ENCODING_CHUNKED:
    return read_chunks (body, end, complete);
  case SOUP_ENCODING_CONTENT_LENGTH:
    promised = soup_message_headers_get_content_length (headers);
    *complete = size >= promised;
    return g_bytes_new (body, (gsize)MIN (size, promised));
  default:
    *complete = FALSE;
    return g_bytes_new (body, (gsize)size);
  }
}

gboolean
webhdfs_reply_http (const char *answer,
                    gsize size,
                    gboolean at_end,
                    guint *status,
                    GBytes **body,
                    GError **error)
{
  const char *end = answer + size;

  *status = 0;
  *body = NULL;
  for (;;) {
    g_autoptr (SoupMessageHeaders) headers =
      soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
    const char *head_end =
      size > 0 ? g_strstr_len (answer, end - answer, "\r\n\r\n") : NULL;
    SoupHTTPVersion version;
    gboolean complete;

    if (head_end == NULL)
      return at_end ? ended_early (answer == end, error) : TRUE;
    if (memchr (answer, '\0', (gsize)(head_end - answer)) != NULL ||
        !soup_headers_parse_response (answer,
                                      (int)(head_end - answer) + 2,
                                      headers,
                                      &version,
                                      status,
                                      NULL)) {
      *status = 0;
      return corrupt ("the answer is not HTTP", error);
    }
    answer = head_end + 4;

    /* "100 Continue", and another answer behind it. */
    if (SOUP_STATUS_IS_INFORMATIONAL (*status)) {
      *status = 0;
      size = (gsize)(end - answer);
      continue;
    }

    *body = read_body (headers, answer, end, &complete);
    if (!complete && !at_end) {
      *status = 0;
      g_clear_pointer (body, g_bytes_unref);
    }
    return TRUE;
  }
}
