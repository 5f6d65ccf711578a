/* tests/streams/source.h: a file that gives only so much of its bytes in a read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "tests/util.h"

typedef struct
{
  const char *data;
  gsize left;
  gsize chunk;
} Source;

static inline GBytes *
source_give (GArrowForeignFile *file, gint64 n_bytes, Source *source)
{
  gsize size = MIN (MIN ((gsize)n_bytes, source->chunk), source->left);
  const char *start = source->data;

  (void)file;
  source->data += size;
  source->left -= size;
  return g_bytes_new (start, size);
}

static inline GArrowNativeFile *
source_open (Source *source)
{
  GArrowForeignFile *file = garrow_foreign_file_new ("source", "r", FALSE, NULL);

  g_signal_connect (file, "host-read", G_CALLBACK (source_give), source);
  return GARROW_NATIVE_FILE (file);
}

/* One that every thread may read. */
static inline GArrowNativeFile *
reader_open (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes));
}
