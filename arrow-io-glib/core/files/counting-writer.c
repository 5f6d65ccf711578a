/* core/files/counting-writer.c: a file that counts what is written to it and keeps
 * nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

/* The base does the counting. */
static bool
count (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  (void)file;
  (void)data;
  (void)size;
  (void)error;
  return true;
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return arw_file_position (file);
}

static const ArwFileOps ops = {
  .write = count,
  .size = get_size,
};

ArwFile *
arw_counting_writer_new (ArwError *error)
{
  return arw_file_new (sizeof (ArwFile),
                       &ops,
                       ARW_FILE_WRITABLE | ARW_FILE_TELLS_CLOSED,
                       "<nowhere>",
                       "wb",
                       NULL,
                       error);
}
