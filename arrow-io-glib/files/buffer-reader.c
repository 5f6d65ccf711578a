/* files/buffer-reader.c: GArrowBufferReader, the face of core/files/memory-reader.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/buffer-reader.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"

/**
 * GArrowBufferReader:
 *
 * Reads a buffer as a file, without copying it.
 *
 * ```c
 * g_autoptr (GBytes) text = g_bytes_new_static ("hello, friends", 14);
 * g_autoptr (GArrowBufferReader) reader = garrow_buffer_reader_new_bytes (text);
 *
 * garrow_native_file_seek (GARROW_NATIVE_FILE (reader), 7, GARROW_SEEK_WHENCE_SET, NULL);
 * ```
 *
 * The buffer is kept until the reader is closed, and longer by what was read from it,
 * whose [property@Buffer:parent] it is.
 *
 * Since: 0.1
 */

struct _GArrowBufferReader
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowBufferReader, garrow_buffer_reader, GARROW_TYPE_NATIVE_FILE)

static void
garrow_buffer_reader_class_init (GArrowBufferReaderClass *klass)
{
  (void)klass;
}

static void
garrow_buffer_reader_init (GArrowBufferReader *self)
{
  (void)self;
}

/**
 * garrow_buffer_reader_new:
 * @buffer: what to read
 *
 * Creates a reader of a buffer. It reads the bytes that the buffer has now: resizing the
 * buffer later does not change what is read.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowBufferReader *
garrow_buffer_reader_new (GArrowBuffer *buffer)
{
  g_autoptr (GError) error = NULL;
  ArwError core_error;
  GArrowBufferReader *self;

  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), NULL);

  self = garrow_native_file_new_from_core (
    GARROW_TYPE_BUFFER_READER,
    arw_memory_reader_new (garrow_buffer_get_core (buffer), NULL, &core_error),
    buffer,
    &core_error,
    &error);
  if (self == NULL)
    g_error ("%s", error->message); /* as g_object_new() would */
  return self;
}

/**
 * garrow_buffer_reader_new_bytes:
 * @bytes: what to read
 *
 * Creates a reader of bytes.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowBufferReader *
garrow_buffer_reader_new_bytes (GBytes *bytes)
{
  g_autoptr (GArrowBuffer) buffer = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  buffer = garrow_buffer_new_bytes (bytes);
  return garrow_buffer_reader_new (buffer);
}
