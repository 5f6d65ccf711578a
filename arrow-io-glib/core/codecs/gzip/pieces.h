/* core/codecs/gzip/pieces.h: gzip made of pieces, on one thread or several.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include "core/codecs/gzip/deflate.h"

typedef struct ArwGzipPieces ArwGzipPieces;

/* Pieces are blocks of one member, or members of their own if the settings say so. */
ArwGzipPieces *arw_gzip_pieces_new (const ArwDeflater *deflater,
                                    const ArwCodecSettings *settings,
                                    ArwError *error);
ArwCodecStatus arw_gzip_pieces_encode (ArwGzipPieces *pieces,
                                       ArwCodecStep step,
                                       ArwCodecSpan *span,
                                       ArwError *error);
void arw_gzip_pieces_free (ArwGzipPieces *pieces);
