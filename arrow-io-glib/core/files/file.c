/* core/files/file.c: what every file has, whatever its kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/files/file-ahead.h"

void *
arw_file_new (size_t struct_size,
              const ArwFileOps *ops,
              unsigned flags,
              const char *name,
              const char *mode,
              ArwPool *pool,
              ArwError *error)
{
  ArwFile *file = calloc (1, struct_size);
  char *own_name = strdup (name);

  if (file == NULL || own_name == NULL) {
    free (file);
    free (own_name);
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %zu failed", struct_size);
    return NULL;
  }
  file->ops = ops;
  file->flags = flags;
  file->name = own_name;
  file->mode = mode;
  file->pool = arw_pool_ref (pool != NULL ? pool : arw_pool_default ());
  return file;
}

void *
arw_file_new_over (ArwFile *raw,
                   size_t struct_size,
                   const ArwFileOps *ops,
                   unsigned flags,
                   const char *mode,
                   ArwPool *pool,
                   ArwError *error)
{
  return arw_file_new (struct_size,
                       ops,
                       flags | (raw->flags & (ARW_FILE_HOST | ARW_FILE_COMMITS)),
                       raw->name,
                       mode,
                       pool != NULL ? pool : raw->pool,
                       error);
}

void
arw_file_free (ArwFile *file)
{
  if (file == NULL)
    return;

  if ((file->flags & ARW_FILE_HOST) != 0)
    arw_file_abandon (file);
  else
    arw_file_close (file, NULL);
  if (file->ops->free != NULL)
    file->ops->free (file);
  arw_pool_unref (file->pool);
  free (file->name);
  free (file);
}

void
arw_file_set_pool (ArwFile *file, ArwPool *pool)
{
  ArwPool *old = file->pool;

  file->pool = arw_pool_ref (pool);
  arw_pool_unref (old);
}

void
arw_file_set_position (ArwFile *file, int64_t position)
{
  file->rstart = file->rpos = file->rend = NULL;
  file->position = position;
  file->read_ahead = 0;
}

bool
arw_file_leave_window (ArwFile *file, ArwError *error)
{
  int64_t position = arw_file_position (file);

  if (file->rstart == NULL || (file->flags & ARW_FILE_SEEKABLE) == 0)
    return true;
  if (position != file->position && !arw_file_call_seek (file, position, error))
    return false;
  arw_file_set_position (file, position);
  return true;
}

bool
arw_file_call_seek (ArwFile *file, int64_t offset, ArwError *error)
{
  bool ok;

  if (file->ops->seek == NULL)
    return true; /* and others may be reading at offsets */
  file->busy = true;
  ok = file->ops->seek (file, offset, error);
  file->busy = false;
  return ok;
}

static bool
check_idle (ArwFile *file, ArwError *error)
{
  if (!file->busy)
    return true;
  arw_error_set_system (error, EBUSY, "'%s' is in another call", file->name);
  return false;
}

/* Kinds that many threads read at once come by here from all of them. They do not come
 * back. */
int64_t
arw_file_call_size (ArwFile *file, ArwError *error)
{
  int64_t size;

  if (file->ops->read_at != NULL || file->ops->share_at != NULL)
    return file->ops->size (file, error);
  if (!check_idle (file, error))
    return -1;
  file->busy = true;
  size = file->ops->size (file, error);
  file->busy = false;
  return size;
}

static bool
end (ArwFile *file, bool (*end_kind) (ArwFile *file, ArwError *error), ArwError *error)
{
  int64_t position = arw_file_position (file);
  bool ok = true;

  if (file->closed)
    return true;
  if (!arw_file_check_open (file, error))
    return false;

  arw_ahead_free (file);
  file->closed = true; /* first, as what is called below may come back */
  file->busy = true;
  if (end_kind != NULL)
    ok = end_kind (file, error);
  if (file->ops->release != NULL)
    file->ops->release (file);
  file->busy = false;
  arw_file_set_position (file, position);
  file->wpos = file->wend = NULL;
  if (file->window != NULL)
    arw_memory_unref (file->window);
  file->window = NULL;
  file->unwritten = false;
  return ok;
}

bool
arw_file_close (ArwFile *file, ArwError *error)
{
  return end (file, file->ops->close, error);
}

bool
arw_file_abort (ArwFile *file, ArwError *error)
{
  return end (file,
              file->ops->abort != NULL ? file->ops->abort : file->ops->close,
              error);
}

bool
arw_file_give_up (ArwFile *file, ArwError *error)
{
  return (file->flags & ARW_FILE_COMMITS) != 0 ? arw_file_abort (file, error)
                                               : arw_file_close (file, error);
}

void
arw_file_abandon (ArwFile *file)
{
  end (file, NULL, NULL);
}

bool
arw_file_flush (ArwFile *file, ArwError *error)
{
  bool ok;

  if (!arw_file_check_open (file, error))
    return false;
  if ((file->flags & ARW_FILE_WRITABLE) == 0 || file->ops->flush == NULL)
    return true;
  file->busy = true;
  ok = file->ops->flush (file, error);
  file->busy = false;
  return ok;
}

static bool
check_not_closed (ArwFile *file, ArwError *error)
{
  if (!file->closed)
    return true;
  arw_error_set (error, ARW_CLOSED, "I/O operation on closed file '%s'", file->name);
  return false;
}

static bool
refuse (ArwFile *file, const char *action, ArwError *error)
{
  arw_error_set (error, ARW_NOT_SUPPORTED, "'%s' cannot be %s", file->name, action);
  return false;
}

bool
arw_file_sync (ArwFile *file, ArwError *error)
{
  if (!arw_file_check_writable (file, 0, error))
    return false;
  if (file->ops->sync == NULL)
    return refuse (file, "synced: it is no file on disk", error);
  return arw_file_flush (file, error) && file->ops->sync (file, error);
}

bool
arw_file_truncate (ArwFile *file, int64_t size, ArwError *error)
{
  bool ok;

  if (!arw_file_check_writable (file, size, error))
    return false;
  if (file->ops->truncate == NULL)
    return refuse (file, "truncated", error);
  if (!arw_file_leave_window (file, error))
    return false;
  file->busy = true;
  ok = file->ops->truncate (file, size, error);
  file->busy = false;
  return ok;
}

int
arw_file_fileno (ArwFile *file, ArwError *error)
{
  /* Whoever asks may go on to write by it: what was read ahead would get old. */
  if (!arw_file_check_open (file, error) || !arw_file_leave_window (file, error))
    return -1;
  if (file->ops->fileno != NULL)
    return file->ops->fileno (file);
  arw_error_set (error, ARW_NOT_SUPPORTED, "'%s' has no descriptor", file->name);
  return -1;
}

static bool
check_tells (ArwFile *file, ArwError *error)
{
  return (file->flags & ARW_FILE_TELLS_CLOSED) != 0 || check_not_closed (file, error);
}

int64_t
arw_file_size (ArwFile *file, ArwError *error)
{
  if (!check_tells (file, error))
    return -1;
  if (file->ops->size == NULL) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "The size of '%s' is not known: it is a stream",
                   file->name);
    return -1;
  }
  return arw_file_call_size (file, error);
}

int64_t
arw_file_tell (ArwFile *file, ArwError *error)
{
  return check_tells (file, error) ? arw_file_position (file) : -1;
}

/* What whence counts from; -1 on failure. */
static int64_t
seek_base (ArwFile *file, int whence, ArwError *error)
{
  switch (whence) {
  case SEEK_SET:
    return 0;
  case SEEK_CUR:
    return arw_file_position (file);
  case SEEK_END:
    return arw_file_size (file, error);
  default:
    arw_error_set (error, ARW_INVALID, "Invalid value of whence: %d", whence);
    return -1;
  }
}

int64_t
arw_file_seek (ArwFile *file, int64_t offset, int whence, ArwError *error)
{
  int64_t base, target;

  if (!arw_file_check_open (file, error))
    return -1;
  if ((file->flags & ARW_FILE_SEEKABLE) == 0) {
    arw_error_set (error, ARW_NOT_SUPPORTED, "'%s' is not seekable", file->name);
    return -1;
  }
  base = seek_base (file, whence, error);
  if (base < 0)
    return -1;
  if (offset > INT64_MAX - base || base + offset < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid position in '%s': %" PRId64 " from %" PRId64,
                   file->name,
                   offset,
                   base);
    return -1;
  }

  target = base + offset;
  if (file->rstart != NULL && file->window_size >= 0 && target <= file->position &&
      file->position - target <= file->rend - file->rstart) {
    file->rpos = file->rend - (file->position - target);
    return target;
  }
  if (!arw_file_call_seek (file, target, error))
    return -1;
  arw_file_set_position (file, target);
  return target;
}

bool
arw_file_check_open (ArwFile *file, ArwError *error)
{
  return check_not_closed (file, error) && check_idle (file, error);
}

bool
arw_file_check_cancelled (const ArwFile *file, ArwError *error)
{
  if (!arw_cancel_is_set ())
    return true;
  arw_error_set_system (error, ECANCELED, "A call on '%s' was cancelled", file->name);
  return false;
}

static bool
check (ArwFile *file, unsigned flag, const char *direction, int64_t size, ArwError *error)
{
  if (!arw_file_check_open (file, error))
    return false;
  if ((file->flags & flag) == 0) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "'%s' is not open for %s",
                   file->name,
                   direction);
    return false;
  }
  if (size < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Negative size for %s '%s': %" PRId64,
                   direction,
                   file->name,
                   size);
    return false;
  }
  return true;
}

bool
arw_file_check_readable (ArwFile *file, int64_t size, ArwError *error)
{
  return check (file, ARW_FILE_READABLE, "reading", size, error);
}

bool
arw_file_check_writable (ArwFile *file, int64_t size, ArwError *error)
{
  return check (file, ARW_FILE_WRITABLE, "writing", size, error);
}
