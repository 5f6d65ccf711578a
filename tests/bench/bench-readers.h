/* tests/bench/bench-readers.h: what the cases of bench-readers.c read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

#define FILE_SIZE (64 << 20)
#define SMALL_SIZE (1 << 20) /* of a file, so that opening it is a small part */

/* A file to read, which is there until the end. */
typedef struct
{
  char *path;
  gsize size;
} Input;

G_BEGIN_DECLS

extern Input large, small;

G_END_DECLS
