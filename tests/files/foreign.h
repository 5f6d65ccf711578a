/* tests/files/foreign.h: a host whose functions a GArrowForeignFile calls.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "util.h"

/* What lies behind the file, and what was done to it. */
typedef struct
{
  GByteArray *data;
  gsize position;
  gsize chunk;  /* at most this much in a call; 0 is all */
  GString *log; /* "read 3,seek 0," */

  /* What the next calls say. */
  int fail_errno; /* fails by this, or by the message below */
  const char *fail_message;
  gboolean fail_silently;
  const char *only; /* in this function only, or NULL */
} Host;

static inline Host *
host_new (const char *text)
{
  Host *host = g_new0 (Host, 1);

  host->data = g_byte_array_new ();
  g_byte_array_append (host->data, (const guint8 *)text, (guint)strlen (text));
  host->log = g_string_new (NULL);
  return host;
}

static inline void
host_free (Host *host)
{
  g_byte_array_unref (host->data);
  g_string_free (host->log, TRUE);
  g_free (host);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Host, host_free)

/* Whether the function goes on. */
static inline gboolean
host_enter (Host *host, GArrowForeignFile *file, const char *function, gint64 number)
{
  if (number >= 0)
    g_string_append_printf (host->log, "%s %d,", function, (int)number);
  else
    g_string_append_printf (host->log, "%s,", function);
  if (host->only != NULL && strcmp (host->only, function) != 0)
    return TRUE;
  if (host->fail_errno != 0 || host->fail_message != NULL)
    garrow_foreign_file_fail (file, host->fail_errno, host->fail_message);
  return host->fail_errno == 0 && host->fail_message == NULL && !host->fail_silently;
}

static inline gsize
host_clip (const Host *host, gsize size)
{
  return host->chunk > 0 ? MIN (size, host->chunk) : size;
}

static inline GBytes *
host_read (GArrowForeignFile *file, gint64 n_bytes, Host *host)
{
  gsize start = MIN (host->position, host->data->len);
  gsize size = host_clip (host, MIN ((gsize)n_bytes, host->data->len - start));

  if (!host_enter (host, file, "read", n_bytes))
    return NULL;
  host->position = start + size;
  return g_bytes_new (host->data->data + start, size);
}

static inline gboolean
host_write (GArrowForeignFile *file, GBytes *bytes, Host *host)
{
  gsize size = host_clip (host, g_bytes_get_size (bytes));

  if (!host_enter (host, file, "write", (gint64)g_bytes_get_size (bytes)))
    return FALSE;
  if (host->position + size > host->data->len)
    g_byte_array_set_size (host->data, (guint)(host->position + size));
  memcpy (host->data->data + host->position, g_bytes_get_data (bytes, NULL), size);
  host->position += size;
  if (host->chunk > 0)
    garrow_foreign_file_answer (file, (gint64)size);
  return TRUE;
}

static inline gboolean
host_seek (GArrowForeignFile *file, gint64 offset, Host *host)
{
  if (!host_enter (host, file, "seek", offset))
    return FALSE;
  host->position = (gsize)offset;
  return TRUE;
}

static inline gboolean
host_size (GArrowForeignFile *file, Host *host)
{
  garrow_foreign_file_answer (file, host->data->len);
  return host_enter (host, file, "size", -1);
}

static inline gboolean
host_truncate (GArrowForeignFile *file, gint64 size, Host *host)
{
  guint old_size = host->data->len;

  if (!host_enter (host, file, "truncate", size))
    return FALSE;
  g_byte_array_set_size (host->data, (guint)size);
  if (size > old_size)
    memset (host->data->data + old_size, 0, (gsize)size - old_size);
  return TRUE;
}

static inline gboolean
host_flush (GArrowForeignFile *file, Host *host)
{
  return host_enter (host, file, "flush", -1);
}

static inline gboolean
host_close (GArrowForeignFile *file, Host *host)
{
  return host_enter (host, file, "close", -1);
}

#define CONNECT(file, signal, function, data)                                            \
  g_signal_connect (file, signal, G_CALLBACK (function), data)

/* A file over a host, with all that it can connected. */
static inline GArrowNativeFile *
host_open (Host *host, const char *mode, gboolean seekable)
{
  g_autoptr (GError) error = NULL;
  GArrowForeignFile *file = garrow_foreign_file_new ("host", mode, seekable, &error);

  g_assert_no_error (error);
  CONNECT (file, "host-read", host_read, host);
  CONNECT (file, "host-write", host_write, host);
  if (seekable) {
    CONNECT (file, "host-seek", host_seek, host);
    CONNECT (file, "host-size", host_size, host);
    CONNECT (file, "host-truncate", host_truncate, host);
  }
  CONNECT (file, "host-flush", host_flush, host);
  CONNECT (file, "host-close", host_close, host);
  return GARROW_NATIVE_FILE (file);
}

/* And empties the log. */
#define assert_log(host, expected)                                                       \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_assert_cmpstr ((host)->log->str, ==, expected);                                    \
    g_string_set_size ((host)->log, 0);                                                  \
  }                                                                                      \
  G_STMT_END

#define assert_held(host, expected)                                                      \
  assert_bytes (g_bytes_new ((host)->data->data, (host)->data->len), expected)
