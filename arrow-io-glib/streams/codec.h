/* streams/codec.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

#define GARROW_TYPE_CODEC (garrow_codec_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowCodec, garrow_codec, GARROW, CODEC, GObject)

GARROW_IO_AVAILABLE_IN_0_1
GArrowCodec *garrow_codec_new (const char *name, int level, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowCodec *garrow_codec_detect (const char *path);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_codec_is_available (const char *name);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_codec_get_name (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_minimum_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_maximum_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_default_compression_level (GArrowCodec *self);

G_END_DECLS
