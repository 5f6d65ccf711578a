/* files/foreign-core.c: the core file that calls the functions of a GArrowForeignFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/foreign-file-private.h"

#include <inttypes.h>

#include "core/checked.h"
#include "memory/memory-pool-private.h"

/* What is written is copied, as a script may keep what it gets. This much at once. */
#define MAX_WRITE (16 * 1024 * 1024)

typedef struct
{
  ArwFile base;
  GArrowForeignFile *object; /* which owns this */
} ForeignCore;

static const char *const actions[] = {
  [HOST_READ] = "read from",
  [HOST_WRITE] = "write to",
  [HOST_SEEK] = "seek in",
  [HOST_SIZE] = "get the size of",
  [HOST_TRUNCATE] = "resize",
  [HOST_FLUSH] = "flush",
  [HOST_CLOSE] = "close",
};

/* Emitting a signal holds the object. This does until what it said is looked at. NULL
 * with error set if it must not be called. */
static GArrowForeignFile *
begin (ArwFile *file, GArrowHostFunction function, ArwError *error)
{
  GArrowForeignFile *self = ((ForeignCore *)file)->object;

  if (!garrow_host_call_begin (garrow_foreign_file_get_call (self),
                               actions[function],
                               function == HOST_READ ? "bytes" : "true",
                               file->name,
                               error))
    return NULL;
  return g_object_ref (self);
}

static bool
end (GArrowForeignFile *self, bool ok, ArwError *error)
{
  ok = garrow_host_call_end (garrow_foreign_file_get_call (self), ok, error);
  g_object_unref (self);
  return ok;
}

static bool
check (ArwFile *file, GArrowHostFunction function, ArwError *error)
{
  if (garrow_foreign_file_has (((ForeignCore *)file)->object, function))
    return true;
  arw_error_set (error,
                 ARW_NOT_SUPPORTED,
                 "Failed to %s '%s': it has no function for that",
                 actions[function],
                 file->name);
  return false;
}

static bool
seek_to (ArwFile *file, int64_t offset, ArwError *error)
{
  GArrowForeignFile *self;
  gboolean ok = FALSE;

  if (!check (file, HOST_SEEK, error))
    return false;
  self = begin (file, HOST_SEEK, error);
  if (self == NULL)
    return false;
  g_signal_emit (self, garrow_foreign_file_functions[HOST_SEEK], 0, (gint64)offset, &ok);
  return end (self, ok, error);
}

/* Nobody knows how far a call went that failed, but it does not move the position. */
static void
return_to_position (ArwFile *file)
{
  if ((file->flags & ARW_FILE_SEEKABLE) != 0)
    seek_to (file, file->position, NULL);
}

static GBytes *
read_bytes (ArwFile *file, int64_t size, ArwError *error)
{
  GArrowForeignFile *self = begin (file, HOST_READ, error);
  g_autoptr (GBytes) bytes = NULL;

  if (self == NULL)
    return NULL;
  g_signal_emit (self, garrow_foreign_file_functions[HOST_READ], 0, (gint64)size, &bytes);
  if (!end (self, bytes != NULL, error))
    return NULL;
  if ((int64_t)g_bytes_get_size (bytes) > size) {
    arw_error_set (error,
                   ARW_FOREIGN,
                   "'%s' returned %zu bytes, more than the %" PRId64 " requested",
                   file->name,
                   g_bytes_get_size (bytes),
                   size);
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

static int64_t
read_next (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize n_read;

  if (!check (file, HOST_READ, error))
    return -1;
  bytes = read_bytes (file, size, error);
  if (bytes == NULL) {
    return_to_position (file);
    return -1;
  }
  data = g_bytes_get_data (bytes, &n_read);
  if (n_read > 0)
    memcpy (out, data, n_read);
  return (int64_t)n_read;
}

/* Returns how much of bytes is written, at least one byte; 0 on failure. */
static gsize
write_bytes (ArwFile *file, GBytes *bytes, ArwError *error)
{
  GArrowForeignFile *self = begin (file, HOST_WRITE, error);
  gsize size = g_bytes_get_size (bytes);
  GArrowHostCall *call;
  gboolean answered;
  gint64 answer;
  gboolean ok = FALSE;

  if (self == NULL)
    return 0;
  g_signal_emit (self, garrow_foreign_file_functions[HOST_WRITE], 0, bytes, &ok);
  call = garrow_foreign_file_get_call (self);
  answered = call->answered;
  answer = call->answer;
  if (!end (self, ok, error))
    return 0;
  if (!answered)
    return size;
  if (answer > 0 && answer <= (gint64)size)
    return (gsize)answer;
  arw_error_set (error,
                 ARW_FOREIGN,
                 "'%s' says that it wrote %" PRId64 " of %zu bytes",
                 file->name,
                 (int64_t)answer,
                 size);
  return 0;
}

/* In as many calls as it takes. */
static bool
write_all (ArwFile *file, GBytes *bytes, ArwError *error)
{
  gsize size = g_bytes_get_size (bytes);
  gsize done = 0;

  while (done < size) {
    g_autoptr (GBytes) rest = g_bytes_new_from_bytes (bytes, done, size - done);
    gsize n_written = write_bytes (file, rest, error);

    if (n_written == 0)
      return false;
    done += n_written;
  }
  return true;
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t done = 0;

  if (!check (file, HOST_WRITE, error))
    return false;
  while (done < size) {
    int64_t n = arw_min (size - done, MAX_WRITE);
    g_autoptr (GBytes) bytes = g_bytes_new ((const guint8 *)data + done, (gsize)n);

    if (!write_all (file, bytes, error)) {
      return_to_position (file);
      return false;
    }
    done += n;
  }
  return true;
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  GArrowForeignFile *self;
  GArrowHostCall *call;
  gboolean ok = FALSE;
  gint64 size;

  if (!check (file, HOST_SIZE, error))
    return -1;
  self = begin (file, HOST_SIZE, error);
  if (self == NULL)
    return -1;
  g_signal_emit (self, garrow_foreign_file_functions[HOST_SIZE], 0, &ok);
  call = garrow_foreign_file_get_call (self);
  size = call->answered ? call->answer : -1;
  if (!end (self, ok, error))
    return -1;
  if (size < 0)
    arw_error_set (error, ARW_FOREIGN, "'%s' does not say its size", file->name);
  return arw_max (size, -1);
}

static bool
truncate_file (ArwFile *file, int64_t size, ArwError *error)
{
  GArrowForeignFile *self;
  gboolean ok = FALSE;

  if (!check (file, HOST_TRUNCATE, error))
    return false;
  self = begin (file, HOST_TRUNCATE, error);
  if (self == NULL)
    return false;
  g_signal_emit (self,
                 garrow_foreign_file_functions[HOST_TRUNCATE],
                 0,
                 (gint64)size,
                 &ok);
  return end (self, ok, error);
}

/* Flushing and closing, which need no function. */
static bool
call_if_any (ArwFile *file, GArrowHostFunction function, ArwError *error)
{
  GArrowForeignFile *self;
  gboolean ok = FALSE;

  if (!garrow_foreign_file_has (((ForeignCore *)file)->object, function))
    return true;
  self = begin (file, function, error);
  if (self == NULL)
    return false;
  g_signal_emit (self, garrow_foreign_file_functions[function], 0, &ok);
  return end (self, ok, error);
}

static bool
flush_file (ArwFile *file, ArwError *error)
{
  return call_if_any (file, HOST_FLUSH, error);
}

static bool
close_file (ArwFile *file, ArwError *error)
{
  return call_if_any (file, HOST_CLOSE, error);
}

static const ArwFileOps seekable_ops = {
  .read = read_next,
  .write = write_next,
  .seek = seek_to,
  .size = get_size,
  .truncate = truncate_file,
  .flush = flush_file,
  .close = close_file,
};

static const ArwFileOps stream_ops = {
  .read = read_next,
  .write = write_next,
  .flush = flush_file,
  .close = close_file,
};

ArwFile *
garrow_foreign_core_new (GArrowForeignFile *self,
                         const char *name,
                         const char *mode,
                         unsigned flags,
                         ArwError *error)
{
  bool seekable = (flags & ARW_FILE_SEEKABLE) != 0;
  ForeignCore *core = arw_file_new (sizeof *core,
                                    seekable ? &seekable_ops : &stream_ops,
                                    flags | ARW_FILE_HOST,
                                    name,
                                    mode,
                                    garrow_memory_pool_get_core (NULL),
                                    error);

  if (core != NULL)
    core->object = self;
  return (ArwFile *)core;
}
