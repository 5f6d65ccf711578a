/* core/files/file-ahead.h: private to core/files/file*.c: kinds of file whose every read
 * waits for a network, and which are read in several places at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/file.h"

typedef struct ArwAhead ArwAhead;

/* Whether it is such a kind, and such a file of it. What can be written is none, as what
 * is read ahead would get old. */
static inline bool
arw_file_reads_several (const ArwFile *file)
{
  const unsigned flags = ARW_FILE_READS_AT | ARW_FILE_HOST | ARW_FILE_WRITABLE;

  return file->reads_at_once > 1 && (file->flags & flags) == ARW_FILE_READS_AT;
}

/* How much one read of it fetches at most, where that is for here to say, and at least,
 * where others could be made beside it. */
int64_t arw_file_piece_size (const ArwFile *file);
int64_t arw_file_part_size (const ArwFile *file);

/* Into how many parts a read of size bytes, above 0, is cut. */
int64_t arw_file_count_parts (const ArwFile *file, int64_t size);

/* Reads until size bytes are there, the file ends (ARW_OK), or something fails. */
int64_t arw_file_fetch (ArwFile *file,
                        int64_t offset,
                        uint8_t *out,
                        int64_t size,
                        ArwError *error);

/* Reads size bytes at offset straight into place, in parts; fewer only at the end. What
 * failed is -1, even if something before it did not. Takes no notice of what is read
 * ahead, so many threads may call it. */
int64_t arw_file_read_pieces (ArwFile *file,
                              int64_t offset,
                              void *out,
                              int64_t size,
                              ArwError *error);

/* The rest is for whoever reads what comes next, where no other size is set for the
 * window. file->read_ahead counts how much was read on. */
static inline bool
arw_file_reads_pieces_ahead (const ArwFile *file)
{
  return arw_file_reads_several (file) && file->window_size == 0;
}

/* Whether what comes next was read ahead, or is on its way. */
bool arw_ahead_has_next (const ArwFile *file);

/* Learns that size bytes are read next; whether they are better read into place. */
bool arw_ahead_expect (ArwFile *file, int64_t size);
int64_t arw_ahead_read (ArwFile *file, void *out, int64_t size, ArwError *error);

/* Does the work of arw_file_fill (). */
int64_t arw_ahead_fill (ArwFile *file, ArwError *error);

/* Forgets what was read ahead. What is on its way comes, and is thrown away. */
void arw_ahead_drop (ArwFile *file);

/* The same, and waits until nothing is on its way. */
void arw_ahead_free (ArwFile *file);

/* In file-read.c: makes room for size bytes in the window, what is unread among them,
 * which then starts it. */
bool arw_file_make_window (ArwFile *file, int64_t size, ArwError *error);
