/* streams/transform-input-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_TRANSFORM_INPUT_STREAM (garrow_transform_input_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowTransformInputStream,
                          garrow_transform_input_stream,
                          GARROW,
                          TRANSFORM_INPUT_STREAM,
                          GArrowNativeFile)

struct _GArrowTransformInputStreamClass
{
  GArrowNativeFileClass parent_class;

  GBytes *(*transform) (GArrowTransformInputStream *self, GBytes *bytes);

  /*< private >*/
  gpointer padding[8];
};

GARROW_IO_AVAILABLE_IN_0_1
GArrowTransformInputStream *garrow_transform_input_stream_new (GArrowNativeFile *raw,
                                                               GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_transform_input_stream_fail (GArrowTransformInputStream *self,
                                         int system_errno,
                                         const char *message);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_transform_input_stream_fail_error (GArrowTransformInputStream *self,
                                               const GError *error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_transform_input_stream_get_any_thread (GArrowTransformInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_transform_input_stream_set_any_thread (GArrowTransformInputStream *self,
                                                   gboolean any_thread);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_transform_input_stream_get_raw (
  GArrowTransformInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_transcoding_input_stream (GArrowNativeFile *raw,
                                                   const char *src_encoding,
                                                   const char *dest_encoding,
                                                   GError **error);

G_END_DECLS
