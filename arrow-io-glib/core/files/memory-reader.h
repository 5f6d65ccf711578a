/* core/files/memory-reader.h: what the kinds whose bytes lie in memory have in common.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/file.h"

typedef struct
{
  ArwFile base;
  ArwBuffer buffer;
} ArwMemoryReader;

/* These are ArwFileOps for files that start with an ArwMemoryReader. */
bool arw_memory_reader_share_at (ArwFile *file,
                                 int64_t offset,
                                 int64_t size,
                                 ArwBuffer *out,
                                 ArwError *error);
int64_t arw_memory_reader_size (ArwFile *file, ArwError *error);
bool arw_memory_reader_close (ArwFile *file, ArwError *error);

/* Fails unless size bytes at offset lie inside the buffer. */
bool arw_memory_reader_check_room (ArwFile *file,
                                   int64_t offset,
                                   int64_t size,
                                   ArwError *error);
