/* files/fixed-size-buffer-writer.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_FIXED_SIZE_BUFFER_WRITER (garrow_fixed_size_buffer_writer_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowFixedSizeBufferWriter,
                      garrow_fixed_size_buffer_writer,
                      GARROW,
                      FIXED_SIZE_BUFFER_WRITER,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowFixedSizeBufferWriter *garrow_fixed_size_buffer_writer_new (GArrowBuffer *buffer,
                                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_fixed_size_buffer_writer_set_memcopy_threads (
  GArrowFixedSizeBufferWriter *self,
  int num_threads,
  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_fixed_size_buffer_writer_set_memcopy_blocksize (
  GArrowFixedSizeBufferWriter *self,
  gint64 blocksize,
  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_fixed_size_buffer_writer_set_memcopy_threshold (
  GArrowFixedSizeBufferWriter *self,
  gint64 threshold,
  GError **error);

G_END_DECLS
