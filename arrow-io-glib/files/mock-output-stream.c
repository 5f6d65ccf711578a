/* files/mock-output-stream.c: GArrowMockOutputStream, the face of
 * core/files/counting-writer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/mock-output-stream.h>

#include "core/files/kinds.h"
#include "files/native-file-private.h"

/**
 * GArrowMockOutputStream:
 *
 * Counts what is written to it and keeps nothing of it, to find out how large something
 * will be.
 *
 * ```c
 * g_autoptr (GArrowMockOutputStream) stream = garrow_mock_output_stream_new ();
 *
 * garrow_native_file_write (GARROW_NATIVE_FILE (stream),
 *                           (const guint8 *)"hello, friends", 14, NULL);
 * g_print ("%d bytes\n", (int)garrow_native_file_size (GARROW_NATIVE_FILE (stream),
 * NULL));
 * ```
 *
 * [method@NativeFile.size] and [method@NativeFile.tell] answer when it is closed, too.
 *
 * Since: 0.1
 */

struct _GArrowMockOutputStream
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowMockOutputStream,
                     garrow_mock_output_stream,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_mock_output_stream_class_init (GArrowMockOutputStreamClass *klass)
{
  (void)klass;
}

static void
garrow_mock_output_stream_init (GArrowMockOutputStream *self)
{
  (void)self;
}

/**
 * garrow_mock_output_stream_new:
 *
 * Creates a stream that nothing was written to yet.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMockOutputStream *
garrow_mock_output_stream_new (void)
{
  g_autoptr (GError) error = NULL;
  ArwError core_error;
  GArrowMockOutputStream *self =
    garrow_native_file_new_from_core (GARROW_TYPE_MOCK_OUTPUT_STREAM,
                                      arw_counting_writer_new (&core_error),
                                      NULL,
                                      &core_error,
                                      &error);

  if (self == NULL)
    g_error ("%s", error->message); /* as g_object_new() would */
  return self;
}
