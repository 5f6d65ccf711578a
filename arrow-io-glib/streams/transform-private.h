/* streams/transform-private.h: between a GArrowTransformInputStream and its core file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/file.h"
#include "files/host-call.h"
#include <arrow-io-glib/streams/transform-input-stream.h>

/* A core file that reads raw, which is borrowed, through the function of self, which owns
 * it. */
ArwFile *garrow_transform_core_new (GArrowTransformInputStream *self,
                                    ArwFile *raw,
                                    ArwError *error);

/* Whether raw is open and can be read. */
gboolean garrow_transform_check_raw (GArrowNativeFile *raw, GError **error);

GArrowHostCall *garrow_transform_input_stream_get_call (GArrowTransformInputStream *self);

/* What self makes of bytes, or NULL with error set. */
GBytes *garrow_transform_input_stream_apply (GArrowTransformInputStream *self,
                                             GBytes *bytes,
                                             const char *name,
                                             ArwError *error);
