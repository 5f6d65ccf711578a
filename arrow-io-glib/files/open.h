/* files/open.h: the high-level API.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/files/stream-options.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream (const GValue *source,
                                       GArrowStreamOptions *options,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream_for_path (const char *path,
                                                GArrowStreamOptions *options,
                                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream_for_object (GObject *source,
                                                  GArrowStreamOptions *options,
                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream (const GValue *target,
                                        GArrowStreamOptions *options,
                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream_for_path (const char *path,
                                                 GArrowStreamOptions *options,
                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream_for_object (GObject *target,
                                                   GArrowStreamOptions *options,
                                                   GError **error);

G_END_DECLS
