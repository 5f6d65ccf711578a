/* core/files/memory-reader.h: sharing what lies in memory, for the kinds that have it.
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
