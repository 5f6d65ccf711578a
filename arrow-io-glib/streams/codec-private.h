/* streams/codec-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include <arrow-io-glib/streams/codec.h>

const ArwCodec *garrow_codec_get_core (GArrowCodec *self);
