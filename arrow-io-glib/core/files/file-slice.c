/* core/files/file-slice.c: a range of another file, with a position of its own.
 *
 * Nothing is read ahead, as what comes out of a slice must not outlive its file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <inttypes.h>

#include "core/checked.h"
#include "core/files/file-ahead.h"

typedef struct
{
  ArwFile base;
  ArwFile *raw;
  int64_t start;
  int64_t size; /* the file may end before */
} FileSlice;

/* Clips *size to what the range has at offset. */
static bool
clip (const FileSlice *self, int64_t offset, int64_t *size)
{
  *size = arw_min (*size, arw_max (self->size - offset, 0));
  return *size > 0;
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  FileSlice *self = (FileSlice *)file;

  /* At the end, too, the file has to be open. */
  if (!clip (self, offset, &size))
    return arw_file_check_open (self->raw, error) ? 0 : -1;
  if (arw_file_reads_several (self->raw)) /* what is large was cut already */
    return arw_file_check_open (self->raw, error)
             ? self->raw->ops->read_at (self->raw, self->start + offset, out, size, error)
             : -1;
  return arw_file_read_at (self->raw, self->start + offset, out, size, error);
}

static bool
share_at (ArwFile *file, int64_t offset, int64_t size, ArwBuffer *out, ArwError *error)
{
  FileSlice *self = (FileSlice *)file;

  arw_buffer_init_empty (out);
  if (!clip (self, offset, &size))
    return arw_file_check_open (self->raw, error);
  return arw_file_read_buffer_at (self->raw, self->start + offset, size, out, error);
}

/* These two may stop short of the end of the file below, but not behind the slice's. */
static int64_t
read_ready (ArwFile *file, int64_t offset, void *out, int64_t size)
{
  FileSlice *self = (FileSlice *)file;

  if (!clip (self, offset, &size) || !arw_file_waits (self->raw))
    return 0;
  return self->raw->ops->read_ready (self->raw, self->start + offset, out, size);
}

static void
advise (ArwFile *file, int64_t offset, int64_t size)
{
  FileSlice *self = (FileSlice *)file;

  if (clip (self, offset, &size) && arw_file_waits (self->raw))
    self->raw->ops->advise (self->raw, self->start + offset, size);
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  FileSlice *self = (FileSlice *)file;
  int64_t size = arw_file_size (self->raw, error);

  return size < 0 ? -1 : arw_min (arw_max (size - self->start, 0), self->size);
}

static const ArwFileOps copying_ops = {
  .read_at = read_at,
  .read_ready = read_ready,
  .advise = advise,
  .size = get_size,
};

/* Of a file whose bytes are in memory. */
static const ArwFileOps sharing_ops = {
  .read_at = read_at,
  .share_at = share_at,
  .size = get_size,
};

static bool
check_range (const ArwFile *raw, int64_t start, int64_t size, ArwError *error)
{
  if (start >= 0 && size >= 0)
    return true;
  arw_error_set (error,
                 ARW_INVALID,
                 "Invalid range of '%s' (offset = %" PRId64 ", size = %" PRId64 ")",
                 raw->name,
                 start,
                 size);
  return false;
}

ArwFile *
arw_file_slice_new (ArwFile *raw, int64_t start, int64_t size, ArwError *error)
{
  FileSlice *self;

  if (!arw_file_check_readable (raw, 0, error) || !check_range (raw, start, size, error))
    return NULL;
  if ((raw->flags & ARW_FILE_SEEKABLE) == 0) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Cannot slice '%s': it is not seekable",
                   raw->name);
    return NULL;
  }
  self = arw_file_new_over (raw,
                            sizeof *self,
                            raw->ops->share_at != NULL ? &sharing_ops : &copying_ops,
                            ARW_FILE_READABLE | ARW_FILE_SEEKABLE |
                              (raw->flags & ARW_FILE_READS_AT),
                            "rb",
                            NULL,
                            error);
  if (self == NULL)
    return NULL;
  self->base.window_size = -1;
  self->base.reads_at_once = raw->reads_at_once;
  self->base.piece_size = raw->piece_size;
  self->raw = raw;
  self->start = start;
  self->size = arw_min (size, INT64_MAX - start);
  return &self->base;
}
