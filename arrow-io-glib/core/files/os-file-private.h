/* core/files/os-file-private.h: between os-file.c and os-file-open.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/kinds.h"
#include "core/files/mode.h"
#include "core/files/replacement.h"
#include "core/platform.h"

typedef struct
{
  ArwFile base;
  int fd;
  bool is_socket;
  bool has_no_writer;          /* a FIFO that was opened without waiting for one */
  ArwReplacement *replacement; /* what it is put in place by, or NULL */
  ArwDurability durability;
} ArwOsFile;

extern const ArwFileOps arw_os_file_regular;
extern const ArwFileOps arw_os_file_handed_in;
extern const ArwFileOps arw_os_file_appending;
extern const ArwFileOps arw_os_file_stream;
extern const ArwFileOps arw_os_file_replacing;

/* What comes next is read and written by way of ops, from position on. */
ArwFile *arw_os_file_wrap (int fd,
                           const char *name,
                           const ArwMode *mode,
                           const ArwFileOps *ops,
                           const ArwFileInfo *info,
                           int64_t position,
                           ArwPool *pool,
                           ArwError *error);
