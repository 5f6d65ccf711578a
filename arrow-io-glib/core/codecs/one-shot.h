/* core/codecs/one-shot.h: whole buffers, by any codec.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include "core/memory/buffer.h"

/* The functions want *out cleared or not yet set up, and leave it cleared on failure. It
 * gets memory from the pool, and is as large as what there is in it. */

/* Makes one member, or block, of all of data. level is one that arw_codec_resolve_level
 * () gave. */
bool arw_codec_compress (const ArwCodec *codec,
                         int level,
                         const ArwBuffer *data,
                         ArwPool *pool,
                         ArwBuffer *out,
                         ArwError *error);

/* All members in data, behind which there must be nothing. More than max_size bytes are
 * an error, unless it is -1. */
bool arw_codec_decompress (const ArwCodec *codec,
                           const ArwBuffer *data,
                           int64_t max_size,
                           ArwPool *pool,
                           ArwBuffer *out,
                           ArwError *error);
