/* streams/codec.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/memory/buffer.h>
#include <arrow-io-glib/memory/memory-pool.h>
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
const char *garrow_codec_name_for_path (const char *path);

GARROW_IO_AVAILABLE_IN_0_1
GArrowCodec *garrow_codec_detect_content (GArrowBuffer *buffer);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_codec_is_available (const char *name);

GARROW_IO_AVAILABLE_IN_0_1
char **garrow_supported_codecs (void);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_codec_get_name (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *const *garrow_codec_get_suffixes (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_codec_check_streaming (GArrowCodec *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_codec_supports_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_minimum_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_maximum_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_codec_get_default_compression_level (GArrowCodec *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_codec_compress (GArrowCodec *self,
                                     GArrowBuffer *buffer,
                                     GArrowMemoryPool *memory_pool,
                                     GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_codec_decompress (GArrowCodec *self,
                                       GArrowBuffer *buffer,
                                       gint64 max_size,
                                       GArrowMemoryPool *memory_pool,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_compress (GArrowBuffer *buffer,
                               const char *codec,
                               GArrowMemoryPool *memory_pool,
                               GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_decompress (GArrowBuffer *buffer,
                                 gint64 max_size,
                                 const char *codec,
                                 GArrowMemoryPool *memory_pool,
                                 GError **error);

G_END_DECLS
