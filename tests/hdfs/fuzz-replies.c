/* tests/hdfs/fuzz-replies.c: any bytes at all, where an answer of a cluster is expected.
 *
 * libFuzzer makes them up, out of those in replies/ at first. What comes of them is used,
 * so that what is wrong with it is seen.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <arrow-io-glib/arrow-io-glib.h>

#include "remote/webhdfs/reply.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Says nothing of what succeeds; what fails has to say why. */
static void
check (gboolean ok, GError **error)
{
  if (ok ? *error != NULL
         : *error == NULL || !g_utf8_validate ((*error)->message, -1, NULL))
    abort ();
  g_clear_error (error);
}

static void
check_text (char *text)
{
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    abort ();
  g_free (text);
}

static void
check_status (const GArrowHdfsStatus *status)
{
  if (status->size < 0 || status->block_size < 0 || status->permission > 01777 ||
      status->owner == NULL || status->group == NULL)
    abort ();
}

static void
clear_status (GArrowHdfsStatus *status)
{
  check_text (status->name);
  check_text (status->owner);
  check_text (status->group);
}

static void
free_entry (gpointer status)
{
  clear_status (status);
  g_free (status);
}

static void
read_status (GBytes *bytes)
{
  GArrowHdfsStatus status = {0};
  GError *error = NULL;
  gboolean ok = webhdfs_reply_status (bytes, &status, &error);

  if (ok)
    check_status (&status);
  check (ok, &error);
  clear_status (&status);
}

static void
read_listing (GBytes *bytes)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  GError *error = NULL;
  gboolean more;
  gboolean ok = webhdfs_reply_listing (bytes, entries, &more, &error);

  for (guint i = 0; i < entries->len; i++)
    check_status (g_ptr_array_index (entries, i));
  check (ok, &error);
}

static void
read_values (GBytes *bytes)
{
  GError *error = NULL;
  gboolean truth;
  gint64 number, capacity, used, remaining;
  char *algorithm = NULL;
  GBytes *checksum;

  check (webhdfs_reply_boolean (bytes, &truth, &error), &error);
  check (webhdfs_reply_long (bytes, &number, &error), &error);
  check (webhdfs_reply_space (bytes, &capacity, &used, &remaining, &error), &error);
  checksum = webhdfs_reply_checksum (bytes, &algorithm, &error);
  check (checksum != NULL, &error);
  check_text (algorithm);
  g_clear_pointer (&checksum, g_bytes_unref);
}

static void
read_texts (GBytes *bytes)
{
  char *(*const readers[]) (GBytes *, GError **) = {
    webhdfs_reply_path,
    webhdfs_reply_location,
  };
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    char *text = readers[i](bytes, &error);

    check (text != NULL, &error);
    check_text (text);
  }
  check_text (webhdfs_reply_token (bytes, &error));
  g_clear_error (&error);
  check_text (webhdfs_reply_data_node (bytes, "127.0.0.1", 9864));
}

static void
read_error (GBytes *bytes)
{
  const guint statuses[] = {400, 403, 500};

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    WebHdfsFailure failure;
    GError *error = webhdfs_reply_error (statuses[i], bytes, &failure);

    check (FALSE, &error);
  }
}

static void
read_http (const uint8_t *data, size_t size)
{
  /* At the end of memory, so that what reads behind it is seen. */
  g_autofree char *answer = g_memdup2 (data, size);

  for (int at_end = 0; at_end < 2; at_end++) {
    GError *error = NULL;
    guint status = 0;
    GBytes *body = NULL;
    gboolean ok = webhdfs_reply_http (answer, size, at_end, &status, &body, &error);

    check (ok, &error);
    g_clear_pointer (&body, g_bytes_unref);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  read_status (bytes);
  read_listing (bytes);
  read_values (bytes);
  read_texts (bytes);
  read_error (bytes);
  read_http (data, size);
  return 0;
}
