/* streams/compressed-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include <arrow-io-glib/streams/compressed-input-stream.h>
#include <arrow-io-glib/streams/compressed-output-stream.h>

/* As the constructors, with settings but for the level, which is the codec's. */
GArrowNativeFile *garrow_compressed_input_stream_new_with (
  GArrowNativeFile *raw,
  GArrowCodec *codec,
  const ArwCodecSettings *settings,
  GError **error);
GArrowNativeFile *garrow_compressed_output_stream_new_with (
  GArrowNativeFile *raw,
  GArrowCodec *codec,
  const ArwCodecSettings *settings,
  GError **error);
