/* core/memory/map.h: part of a file as a buffer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/memory/buffer.h"

/* Maps size bytes at offset of a regular file, which have to lie inside it and need not
 * start at a page. The map is shared with whoever else uses the file, and needs the
 * descriptor no longer. name is for messages. */
bool arw_buffer_map (ArwBuffer *out,
                     int fd,
                     const char *name,
                     int64_t offset,
                     int64_t size,
                     bool writable,
                     ArwError *error);
