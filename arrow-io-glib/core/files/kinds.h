/* core/files/kinds.h: how each kind of file in core is made.
 *
 * A NULL pool is the default one. What is made is owned by the caller.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include "core/files/file.h"

ArwFile *arw_os_file_open (const char *path,
                           const char *mode,
                           ArwPool *pool,
                           ArwError *error);

/* What a file survives that is put in the place of another: the end of the process, or of
 * the system too, with its name or without. */
typedef enum {
  ARW_DURABILITY_NONE,
  ARW_DURABILITY_DATA,
  ARW_DURABILITY_FULL,
} ArwDurability;

/* A regular file that is there when it is closed, in the place of one that was, and that
 * is never there if it is aborted. mode is w or x, with or without a b. */
ArwFile *arw_os_file_replace (const char *path,
                              const char *mode,
                              ArwDurability durability,
                              ArwPool *pool,
                              ArwError *error);

/* Takes over fd if it succeeds. A regular file is read and written where the descriptor
 * stands, or at its end to append, and nothing is read ahead. */
ArwFile *arw_os_file_from_fd (int fd, const char *mode, ArwPool *pool, ArwError *error);

/* mode is r, r+ or w, with or without a b; w does not truncate. */
ArwFile *arw_map_file_open (const char *path,
                            const char *mode,
                            ArwPool *pool,
                            ArwError *error);

/* size bytes at start, which must lie inside the file. Its size cannot be changed. */
ArwFile *arw_map_file_open_region (const char *path,
                                   const char *mode,
                                   int64_t start,
                                   int64_t size,
                                   ArwPool *pool,
                                   ArwError *error);

/* Makes a file of size zero bytes. One that exists is an EEXIST unless it may be
 * replaced. */
ArwFile *arw_map_file_create (const char *path,
                              int64_t size,
                              bool replace,
                              ArwPool *pool,
                              ArwError *error);

bool arw_map_file_resize (ArwFile *file, int64_t size, ArwError *error);

/* Takes over a reference of its own to the buffer. */
ArwFile *arw_memory_reader_new (const ArwBuffer *buffer, ArwPool *pool, ArwError *error);

ArwFile *arw_memory_writer_new (ArwPool *pool, ArwError *error);

/* Closes the writer and shares what was written. May be called again. */
bool arw_memory_writer_finish (ArwFile *file, ArwBuffer *out, ArwError *error);

/* Takes over a reference of its own to the buffer, whose memory is written to. */
ArwFile *arw_fixed_writer_new (const ArwBuffer *buffer, ArwError *error);

/* Writes above the threshold are copied by this many threads, in blocks of a size that is
 * a power of two. */
#define ARW_FIXED_WRITER_MAX_THREADS 256
bool arw_fixed_writer_set_threads (ArwFile *file, int n_threads, ArwError *error);
bool arw_fixed_writer_set_block_size (ArwFile *file, int64_t block_size, ArwError *error);
bool arw_fixed_writer_set_threshold (ArwFile *file, int64_t threshold, ArwError *error);

ArwFile *arw_counting_writer_new (ArwError *error);

/* What to do with bytes behind the last member. Same order as GArrowTrailingData. */
typedef enum {
  ARW_TRAILING_ERROR,
  ARW_TRAILING_IGNORE_ZEROS,
  ARW_TRAILING_IGNORE,
} ArwTrailing;

/* A range of raw, which is borrowed and must outlive the result; closing the result does
 * not close it. The range may reach behind the end. */
ArwFile *arw_file_slice_new (ArwFile *raw, int64_t start, int64_t size, ArwError *error);

/* raw is borrowed and must outlive the result; closing the result closes raw, and
 * detaching it closes the result alone. A NULL pool is raw's. */
ArwFile *arw_buffered_reader_new (ArwFile *raw,
                                  int64_t buffer_size,
                                  ArwPool *pool,
                                  ArwError *error);
int64_t arw_buffered_reader_get_size (const ArwFile *file);
bool arw_buffered_reader_set_size (ArwFile *file, int64_t buffer_size, ArwError *error);
bool arw_buffered_reader_detach (ArwFile *file, ArwError *error);
ArwFile *arw_buffered_writer_new (ArwFile *raw,
                                  int64_t buffer_size,
                                  ArwPool *pool,
                                  ArwError *error);
bool arw_buffered_writer_detach (ArwFile *file, ArwError *error);

/* For both, and for whoever has to know before a file is opened. */
bool arw_buffered_check_size (int64_t size, ArwError *error);

/* raw is borrowed and must outlive the result; closing the result closes raw. They
 * allocate from raw's pool. */
ArwFile *arw_compressed_reader_new (ArwFile *raw,
                                    const ArwCodec *codec,
                                    const ArwCodecSettings *settings,
                                    ArwError *error);
void arw_compressed_reader_set_trailing (ArwFile *file, ArwTrailing trailing);
int64_t arw_compressed_reader_n_members (const ArwFile *file);
ArwFile *arw_compressed_writer_new (ArwFile *raw,
                                    const ArwCodec *codec,
                                    const ArwCodecSettings *settings,
                                    ArwError *error);
