/* files/stream-options-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/stream-options.h>

/* With the values that the options have now. */
GArrowStreamOptions *garrow_stream_options_copy (GArrowStreamOptions *self);
