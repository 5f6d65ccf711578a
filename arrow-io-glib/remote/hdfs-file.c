/* remote/hdfs-file.c: GArrowHdfsFile, a core file whose functions call the cluster.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-private.h"

#include <inttypes.h>

#include <gio/gio.h>

#include <arrow-io-glib/error.h>

#include "core/files/mode.h"
#include "core/workers.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/memory-pool-private.h"
#include "remote/hdfs-info-private.h"
#include "remote/hdfs-options-private.h"

/**
 * GArrowHdfsFile:
 *
 * A file in HDFS.
 *
 * ```c
 * const char *uri = "webhdfs://namenode:9870/data/trips.csv";
 * g_autoptr (GArrowHdfsFile) file = garrow_hdfs_file_new (uri, "r", NULL, &error);
 * g_autoptr (GBytes) line = NULL;
 *
 * if (file != NULL)
 *   line = garrow_native_file_read_line (GARROW_NATIVE_FILE (file), &error);
 * ```
 *
 * It is opened by [method@Hdfs.open], by a URI as here, or by [func@input_stream] and
 * [func@output_stream] of such a URI.
 *
 * A file that is read has the size that it had when it was opened. It can seek, and many
 * threads may read it at offsets at once. `webhdfs` asks for it by its path each time: if
 * another file takes that place meanwhile, what is read from then on is of that one. A
 * file that is read on is read ahead, by `webhdfs` with several requests at once. What
 * breaks off is resumed where it did, from another copy if there is one, as often as
 * [property@HdfsOptions:retries] says.
 *
 * A file that is written with `w` or `x` is there when it is closed, and not before:
 * until then it has another name in the same directory, `.arrow-io.UUID.tmp`. Closing it
 * compares its size with what was written. So a file that exists stays as it is until
 * then, and what is cut off is never taken for all of it; a program that ends in between
 * leaves the file of the other name. One that is dropped without being closed, and one
 * that is aborted, is never there. With `a` bytes go to the end of the file itself.
 * Directories that are missing are made. What is written cannot seek or be truncated.
 *
 * [method@NativeFile.flush] returns when the cluster has what was written, and others can
 * read it. By `webhdfs` each flush ends a request, so that many of them are slow.
 *
 * In a child of the process (`fork`), what the parent writes fails, and is left to it.
 *
 * Since: 0.1
 */

struct _GArrowHdfsFile
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowHdfsFile, garrow_hdfs_file, GARROW_TYPE_NATIVE_FILE)

typedef struct
{
  ArwFile base;
  GArrowHdfsClient *client; /* which the object of the file keeps */
  GArrowHdfsHandle *handle; /* NULL once it is closed */
  gint64 size;              /* what is read has */
  char *path;
  char *temporary; /* what is written until it is whole; NULL to append */
  gboolean overwrite;
  unsigned process;      /* that opened it */
  GCancellable *closing; /* of what is read ahead; NULL if it is written */
} HdfsCore;

/* The backend's errors are about another name than the one that is known. */
static void
name_known (HdfsCore *self, GError *error)
{
  g_autoptr (GString) message = g_string_new (error->message);

  if (self->temporary == NULL)
    return;
  g_string_replace (message, self->temporary, self->path, 0);
  g_free (error->message);
  error->message = g_strdup (message->str);
}

static bool
finish (HdfsCore *self, gboolean ok, GError *hdfs_error, ArwError *error)
{
  if (!ok) {
    name_known (self, hdfs_error);
    garrow_error_to_core (hdfs_error, error);
  }
  return ok;
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;
  gboolean has_caller = g_cancellable_get_current () != NULL;
  GError *hdfs_error = NULL;
  gint64 n;

  if (offset >= self->size)
    return 0;
  size = MIN (size, self->size - offset);
  if (!has_caller)
    g_cancellable_push_current (self->closing);
  n = self->client->backend->read_at (self->handle, offset, out, size, &hdfs_error);
  if (!has_caller)
    g_cancellable_pop_current (self->closing);
  return finish (self, n >= 0, hdfs_error, error) ? n : -1;
}

static void
interrupt (ArwFile *file)
{
  g_cancellable_cancel (((HdfsCore *)file)->closing);
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return ((HdfsCore *)file)->size;
}

static bool
close_reading (ArwFile *file, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;

  (void)error;
  self->client->backend->close_read (g_steal_pointer (&self->handle));
  return true;
}

static void
release (ArwFile *file)
{
  HdfsCore *self = (HdfsCore *)file;

  if (self->handle != NULL && (file->flags & ARW_FILE_WRITABLE) != 0)
    self->client->backend->abort_write (self->handle);
  else if (self->handle != NULL)
    self->client->backend->close_read (self->handle);
  self->handle = NULL;
  g_clear_object (&self->closing);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->temporary, g_free);
}

/* A child of the process that writes it must neither write nor take away anything. */
static bool
check_process (HdfsCore *self, ArwError *error)
{
  if (self->process == arw_workers_process ())
    return true;
  arw_error_set (error,
                 ARW_NOT_SUPPORTED,
                 "'%s' is being written by the process that forked this one",
                 self->base.name);
  return false;
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;
  GError *hdfs_error = NULL;
  gboolean ok;

  if (!check_process (self, error))
    return false;
  ok = self->client->backend->write (self->handle, data, size, &hdfs_error);
  return finish (self, ok, hdfs_error, error);
}

static int64_t
get_size_written (ArwFile *file, ArwError *error)
{
  (void)error;
  return file->position;
}

static bool
flush_file (ArwFile *file, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;
  GError *hdfs_error = NULL;
  gboolean ok;

  if (!check_process (self, error))
    return false;
  ok = self->client->backend->flush (self->handle, &hdfs_error);
  return finish (self, ok, hdfs_error, error);
}

/* Whether the cluster has all that was written. */
static gboolean
check_size (HdfsCore *self, GError **error)
{
  g_auto (GArrowHdfsStatus) status = {0};

  if (!self->client->backend->get_status (self->client, self->temporary, &status, error))
    return FALSE;
  if (status.size == self->base.position)
    return TRUE;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_TRUNCATED,
               "'%s' was cut off: the cluster has %" G_GINT64_FORMAT " of %" PRId64
               " bytes",
               self->base.name,
               status.size,
               self->base.position);
  return FALSE;
}

/* What goes on may have been cancelled; this is not. */
static void
remove_temporary (HdfsCore *self)
{
  g_autoptr (GCancellable) never = g_cancellable_new ();

  if (self->temporary == NULL || !check_process (self, NULL))
    return;
  g_cancellable_push_current (never);
  self->client->backend->remove (self->client, self->temporary, FALSE, NULL);
  g_cancellable_pop_current (never);
}

static bool
close_writing (ArwFile *file, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;
  const GArrowHdfsBackend *backend = self->client->backend;
  GError *hdfs_error = NULL;
  gboolean ok;

  if (!check_process (self, error)) {
    backend->abort_write (g_steal_pointer (&self->handle));
    return false;
  }
  ok = backend->close_write (g_steal_pointer (&self->handle), &hdfs_error);
  if (self->temporary == NULL)
    return finish (self, ok, hdfs_error, error);
  ok = ok && check_size (self, &hdfs_error) &&
       backend->rename (self->client,
                        self->temporary,
                        self->path,
                        self->overwrite,
                        &hdfs_error);
  if (!ok)
    remove_temporary (self);
  return finish (self, ok, hdfs_error, error);
}

static bool
abort_writing (ArwFile *file, ArwError *error)
{
  HdfsCore *self = (HdfsCore *)file;

  (void)error;
  self->client->backend->abort_write (g_steal_pointer (&self->handle));
  remove_temporary (self);
  return true;
}

static const ArwFileOps reading_ops = {
  .read_at = read_at,
  .interrupt = interrupt,
  .size = get_size,
  .close = close_reading,
  .release = release,
};

static const ArwFileOps writing_ops = {
  .write = write_next,
  .size = get_size_written,
  .flush = flush_file,
  .close = close_writing,
  .abort = abort_writing,
  .release = release,
};

static void
garrow_hdfs_file_class_init (GArrowHdfsFileClass *klass)
{
  (void)klass;
}

static void
garrow_hdfs_file_init (GArrowHdfsFile *self)
{
  (void)self;
}

static gboolean
refuse (const char *name, GIOErrorEnum code, const char *reason, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int)code, "Cannot open '%s': %s", name, reason);
  return FALSE;
}

/* What is there of the name; nothing is no error if it is to be written. */
static gboolean
look (HdfsCore *self, gboolean *there, GError **error)
{
  g_auto (GArrowHdfsStatus) status = {0};
  g_autoptr (GError) status_error = NULL;

  *there =
    self->client->backend->get_status (self->client, self->path, &status, &status_error);
  if (!*there) {
    if ((self->base.flags & ARW_FILE_WRITABLE) != 0 &&
        g_error_matches (status_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&status_error));
    return FALSE;
  }
  self->size = status.size;
  if (status.type == GARROW_HDFS_FILE_TYPE_DIRECTORY)
    return refuse (self->base.name, G_IO_ERROR_IS_DIRECTORY, "it is a directory", error);
  if (self->base.mode[0] == 'x')
    return refuse (self->base.name, G_IO_ERROR_EXISTS, "it exists", error);
  return TRUE;
}

/* In the same directory, so that it can be renamed. */
static char *
make_temporary (const char *path)
{
  g_autofree char *random = g_uuid_string_random ();

  return g_strdup_printf ("%.*s/.arrow-io.%s.tmp",
                          (int)(strrchr (path, '/') - path),
                          path,
                          random);
}

static gboolean
open_handle (HdfsCore *self, GArrowHdfsOptions *options, GError **error)
{
  const GArrowHdfsBackend *backend = self->client->backend;
  char mode = self->base.mode[0];
  GError *open_error = NULL;
  gboolean there;

  if (!look (self, &there, error))
    return FALSE;
  if (mode == 'r') {
    self->closing = g_cancellable_new ();
    self->handle =
      backend->open_read (self->client, self->path, self->size, options, error);
    return self->handle != NULL;
  }
  if (mode == 'a') {
    self->base.position = self->size;
  } else {
    self->overwrite = mode == 'w';
    self->temporary = make_temporary (self->path);
  }
  self->handle = backend->open_write (self->client,
                                      mode == 'a' ? self->path : self->temporary,
                                      mode == 'a' && there,
                                      mode != 'a', /* so that it can be asked again */
                                      options,
                                      &open_error);
  if (self->handle != NULL)
    return TRUE;
  if (g_error_matches (open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remove_temporary (self); /* which may be there by now */
  name_known (self, open_error);
  g_propagate_error (error, open_error);
  return FALSE;
}

static const ArwMode *
parse_mode (const char *name, const char *text, GError **error)
{
  ArwError core_error;
  const ArwMode *mode = arw_mode_parse (text, &core_error);
  const unsigned both = ARW_FILE_READABLE | ARW_FILE_WRITABLE;

  if (mode == NULL)
    garrow_error_set_from_core (error, &core_error);
  else if ((mode->flags & both) == both)
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_NOT_SUPPORTED,
                 "Cannot open '%s' with mode '%s': HDFS changes no file in place",
                 name,
                 text);
  else
    return mode;
  return NULL;
}

static unsigned
get_flags (const ArwMode *mode)
{
  const unsigned flags = ARW_FILE_READABLE | ARW_FILE_SEEKABLE | ARW_FILE_READS_AT;

  if (mode->name[0] == 'r')
    return flags;
  return ARW_FILE_WRITABLE | (mode->name[0] != 'a' ? ARW_FILE_COMMITS : 0);
}

GArrowHdfsFile *
garrow_hdfs_file_open (GArrowHdfs *hdfs,
                       const char *path,
                       const char *mode_text,
                       GArrowHdfsOptions *options,
                       GError **error)
{
  g_autofree char *name = g_strconcat (hdfs->uri, path, NULL);
  const ArwMode *mode = parse_mode (name, mode_text, error);
  ArwError core_error;
  HdfsCore *core;

  if (options == NULL)
    options = hdfs->options;
  if (mode == NULL || !garrow_hdfs_options_check (options, error))
    return NULL;
  core = arw_file_new (sizeof *core,
                       mode->name[0] == 'r' ? &reading_ops : &writing_ops,
                       get_flags (mode),
                       name,
                       mode->name,
                       garrow_memory_pool_get_core (NULL),
                       &core_error);
  if (core != NULL) {
    core->client = hdfs->client;
    core->base.reads_at_once = hdfs->client->backend->reads_at_once;
    core->path = g_strdup (path);
    core->process = arw_workers_process ();
    if (!open_handle (core, options, error)) {
      arw_file_abandon (&core->base);
      arw_file_free (&core->base);
      return NULL;
    }
  }
  return garrow_native_file_new_from_core (GARROW_TYPE_HDFS_FILE,
                                           (ArwFile *)core,
                                           hdfs,
                                           &core_error,
                                           error);
}

/**
 * garrow_hdfs_file_new:
 * @uri: `SCHEME://[USER@]HOST[:PORT][,HOST[:PORT]…]/PATH`; of PATH, `%`, `?` and `#` are
 *   escaped as in every URI
 * @mode: `r`, `w`, `x` or `a`, with or without a `b`, as for [method@Hdfs.open]
 * @options: (nullable): how to connect and how the file is made, or %NULL for the
 * defaults
 * @error: return location for an error
 *
 * Connects to a cluster and opens a file there.
 *
 * Fails as [ctor@Hdfs.new] and [method@Hdfs.open] do.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowHdfsFile *
garrow_hdfs_file_new (const char *uri,
                      const char *mode,
                      GArrowHdfsOptions *options,
                      GError **error)
{
  g_auto (GArrowHdfsUri) parsed = {0};
  g_autoptr (GArrowHdfs) hdfs = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (options == NULL || GARROW_IS_HDFS_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_hdfs_uri_parse (uri, &parsed, error))
    return NULL;
  hdfs = garrow_hdfs_new_parsed (&parsed, options, error);
  if (hdfs == NULL)
    return NULL;
  return garrow_hdfs_file_open (hdfs, parsed.path, mode, NULL, error);
}
