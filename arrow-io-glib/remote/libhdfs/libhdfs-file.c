/* remote/libhdfs/libhdfs-file.c: files of HDFS, by libhdfs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/libhdfs-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>

#include <arrow-io-glib/error.h>

/* What is read at once, between looking whether to give up. */
#define READ_SIZE (8 << 20)

/* libhdfs copies what is written into an array of Java's, and a large one is dear. */
#define WRITE_SIZE (256 << 10)

typedef struct
{
  GArrowHdfsHandle base;
  gpointer file;
  char *path;

  /* Of a file that is read. */
  gint64 size;
  GMutex lock;     /* for what follows, and for reading what comes next */
  gint64 position; /* of the stream */
  gint64 next;     /* behind what was read last, by whatever way */

  gboolean failed; /* of one that is written */
} Handle;

static GArrowLibhdfsClient *
get_client (Handle *self)
{
  return (GArrowLibhdfsClient *)self->base.client;
}

/* libhdfs hands paths to the JVM as they are, and in its UTF-8, what is beyond U+FFFF is
 * two surrogates of three bytes. */
static char *
to_java_utf8 (const char *path)
{
  GString *out = g_string_new (NULL);

  for (const char *p = path; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x10000) {
      g_string_append_unichar (out, c);
      continue;
    }
    c -= 0x10000;
    for (int i = 0; i < 2; i++) {
      gunichar half = i == 0 ? 0xd800 + (c >> 10) : 0xdc00 + (c & 0x3ff);

      g_string_append_c (out, (char)(0xe0 | half >> 12));
      g_string_append_c (out, (char)(0x80 | (half >> 6 & 0x3f)));
      g_string_append_c (out, (char)(0x80 | (half & 0x3f)));
    }
  }
  return g_string_free (out, FALSE);
}

/* What the cluster gives to new files, where nobody says what they are to have: libhdfs
 * itself would take that from the configuration that is here, or is not. What cannot be
 * had stays 0, which is libhdfs's own. */
static void
find_defaults (GArrowLibhdfsClient *client,
               const char *path,
               guint *replication,
               gint64 *block_size)
{
  GArrowJava java;
  gpointer at, defaults;

  if (!garrow_java_enter (&java, garrow_java_vm_get_env ()))
    return;
  at = garrow_java_new (&java,
                        "org/apache/hadoop/fs/Path",
                        "(Ljava/lang/String;)V",
                        GARROW_JAVA_ARGS ({.l = garrow_java_string (&java, path)}));
  defaults = garrow_java_call (
               &java,
               client->fs,
               "getServerDefaults",
               "(Lorg/apache/hadoop/fs/Path;)Lorg/apache/hadoop/fs/FsServerDefaults;",
               GARROW_JAVA_ARGS ({.l = at}))
               .l;
  if (*replication == 0)
    *replication =
      (guint)garrow_java_call (&java, defaults, "getReplication", "()S", NULL).s;
  if (*block_size == 0)
    *block_size = garrow_java_call (&java, defaults, "getBlockSize", "()J", NULL).j;
  g_free (garrow_java_leave (&java));
}

static Handle *
open_file (GArrowLibhdfsClient *client,
           const char *path,
           int flags,
           GArrowHdfsOptions *options,
           GError **error)
{
  gint64 buffer_size = garrow_hdfs_options_get_buffer_size (options);
  gint64 block_size = garrow_hdfs_options_get_block_size (options);
  guint replication = garrow_hdfs_options_get_replication (options);
  g_autofree char *java_path = to_java_utf8 (path);
  gpointer file;
  Handle *self;

  if (!garrow_libhdfs_enter (client, error))
    return NULL;
  if (flags == O_WRONLY)
    find_defaults (client, path, &replication, &block_size);
  if (block_size > G_MAXINT32 || replication > G_MAXINT16) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_CAPACITY,
                 "'%s%s': libhdfs takes a block size up to %d and a replication up to %d",
                 client->uri,
                 path,
                 G_MAXINT32,
                 G_MAXINT16);
    return NULL;
  }
  for (guint tries = 0;; tries++) {
    const char *thrown = garrow_libhdfs_get_thrown (client), *exception;
    int system_errno;

    file = client->lib->open (client->fs,
                              java_path,
                              flags,
                              (int)CLAMP (buffer_size, 0, G_MAXINT32),
                              (short)replication,
                              (gint32)MAX (block_size, 0));
    if (file != NULL)
      break;
    system_errno = errno;
    exception = garrow_libhdfs_find_exception (client, thrown);
    if (exception == NULL || !garrow_libhdfs_wait (client, exception, FALSE, tries)) {
      garrow_libhdfs_fail (client, system_errno, thrown, path, error);
      return NULL;
    }
  }
  self = g_new0 (Handle, 1);
  self->base.client = &client->base;
  self->file = file;
  self->path = g_strdup (path);
  g_mutex_init (&self->lock);
  return self;
}

/* In a child of the process that opened it, it is only forgotten. */
static gboolean
close_file (Handle *self, GError **error)
{
  GArrowLibhdfsClient *client = get_client (self);
  gboolean ok = garrow_libhdfs_enter (client, error);

  if (ok) {
    const char *thrown = garrow_libhdfs_get_thrown (client);

    ok = client->lib->close (client->fs, self->file) == 0;
    if (!ok)
      garrow_libhdfs_fail (client, errno, thrown, self->path, error);
  }
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
  return ok;
}

GArrowHdfsHandle *
garrow_libhdfs_open_read (GArrowHdfsClient *client,
                          const char *path,
                          gint64 file_size,
                          GArrowHdfsOptions *options,
                          GError **error)
{
  Handle *self =
    open_file ((GArrowLibhdfsClient *)client, path, O_RDONLY, options, error);

  if (self == NULL)
    return NULL;
  self->size = file_size;
  return &self->base;
}

void
garrow_libhdfs_close_read (GArrowHdfsHandle *handle)
{
  close_file ((Handle *)handle, NULL);
}

/* From the stream, whose connection to a data node goes on where it was. */
static gint32
read_next (Handle *self, gint64 offset, gpointer out, gint32 size)
{
  GArrowLibhdfsClient *client = get_client (self);
  gint32 n;

  if (self->position != offset && client->lib->seek (client->fs, self->file, offset) != 0)
    return -1;
  self->position = -1; /* unknown, if it fails */
  n = client->lib->read (client->fs, self->file, out, size);
  if (n >= 0)
    self->position = offset + n;
  return n;
}

static gint64
read_all (Handle *self,
          gboolean next,
          gint64 offset,
          gpointer out,
          gint64 size,
          GError **error)
{
  GArrowLibhdfsClient *client = get_client (self);
  gint64 done = 0;

  while (done < size) {
    gint32 piece = (gint32)MIN (size - done, READ_SIZE);
    guint8 *to = (guint8 *)out + done;
    const char *thrown = garrow_libhdfs_get_thrown (client);
    gint32 n;

    if (g_cancellable_set_error_if_cancelled (g_cancellable_get_current (), error))
      return -1;
    n = next ? read_next (self, offset + done, to, piece)
             : client->lib->read_at (client->fs, self->file, offset + done, to, piece);
    if (n < 0) {
      garrow_libhdfs_fail (client, errno, thrown, self->path, error);
      return -1;
    }
    if (n == 0)
      break;
    done += n;
  }
  return done;
}

/* What goes on where the last read ended comes from the stream, which only one thread at
 * a time can use. The rest is read at its place, by a connection of its own. */
gint64
garrow_libhdfs_read_at (GArrowHdfsHandle *handle,
                        gint64 offset,
                        gpointer out,
                        gint64 size,
                        GError **error)
{
  Handle *self = (Handle *)handle;
  gboolean next = FALSE;
  gint64 n;

  if (offset >= self->size)
    return 0;
  size = MIN (size, self->size - offset);
  if (!garrow_libhdfs_enter (get_client (self), error))
    return -1;
  if (g_mutex_trylock (&self->lock)) {
    next = offset == self->next;
    self->next = offset + size;
    if (!next)
      g_mutex_unlock (&self->lock);
  }
  n = read_all (self, next, offset, out, size, error);
  if (next)
    g_mutex_unlock (&self->lock);
  if (n < 0 || n == size)
    return n;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_TRUNCATED,
               "'%s%s' ends at %" G_GINT64_FORMAT ", and had %" G_GINT64_FORMAT
               " bytes when it was opened",
               get_client (self)->uri,
               self->path,
               offset + n,
               self->size);
  return -1;
}

/* libhdfs always replaces a file, so it is looked for before. */
static gboolean
check_free (GArrowHdfsClient *client, const char *path, GError **error)
{
  GArrowHdfsStatus status = {0};
  g_autoptr (GError) not_found = NULL;

  if (garrow_libhdfs_get_status (client, path, &status, &not_found)) {
    g_free (status.owner);
    g_free (status.group);
    garrow_libhdfs_set_error (((GArrowLibhdfsClient *)client)->uri,
                              path,
                              "FileAlreadyExistsException: it exists",
                              error);
    return FALSE;
  }
  if (g_error_matches (not_found, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&not_found));
  return FALSE;
}

GArrowHdfsHandle *
garrow_libhdfs_open_write (GArrowHdfsClient *client,
                           const char *path,
                           gboolean append,
                           gboolean overwrite,
                           GArrowHdfsOptions *options,
                           GError **error)
{
  int permission = garrow_hdfs_options_get_permission (options);
  Handle *self;

  if (!append && !overwrite && !check_free (client, path, error))
    return NULL;
  self = open_file ((GArrowLibhdfsClient *)client,
                    path,
                    append ? O_WRONLY | O_APPEND : O_WRONLY,
                    options,
                    error);
  if (self == NULL)
    return NULL;
  /* Before anything is in it that not everyone should see. */
  if (!append && permission >= 0 &&
      !garrow_libhdfs_set_permission (client, path, (guint)permission, error)) {
    close_file (self, NULL);
    return NULL;
  }
  return &self->base;
}

static gboolean
check_failed (Handle *self, GError **error)
{
  if (!self->failed)
    return FALSE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "'%s%s': a write has failed before",
               get_client (self)->uri,
               self->path);
  return TRUE;
}

static gboolean
write_all (Handle *self, const guint8 *data, gint64 size, GError **error)
{
  GArrowLibhdfsClient *client = get_client (self);

  for (gint64 done = 0; done < size;) {
    gint32 piece = (gint32)MIN (size - done, WRITE_SIZE);
    const char *thrown = garrow_libhdfs_get_thrown (client);
    gint32 n;

    if (g_cancellable_set_error_if_cancelled (g_cancellable_get_current (), error))
      return FALSE;
    n = client->lib->write (client->fs, self->file, data + done, piece);
    if (n != piece) {
      garrow_libhdfs_fail (client, n < 0 ? errno : EIO, thrown, self->path, error);
      return FALSE;
    }
    done += n;
  }
  return TRUE;
}

gboolean
garrow_libhdfs_write (GArrowHdfsHandle *handle,
                      gconstpointer data,
                      gint64 size,
                      GError **error)
{
  Handle *self = (Handle *)handle;

  if (!garrow_libhdfs_enter (get_client (self), error) || check_failed (self, error))
    return FALSE;
  self->failed = !write_all (self, data, size, error);
  return !self->failed;
}

gboolean
garrow_libhdfs_flush (GArrowHdfsHandle *handle, GError **error)
{
  Handle *self = (Handle *)handle;
  GArrowLibhdfsClient *client = get_client (self);
  const char *thrown;

  if (!garrow_libhdfs_enter (client, error) || check_failed (self, error))
    return FALSE;
  thrown = garrow_libhdfs_get_thrown (client);
  self->failed = client->lib->flush (client->fs, self->file) != 0;
  if (self->failed)
    garrow_libhdfs_fail (client, errno, thrown, self->path, error);
  return !self->failed;
}

gboolean
garrow_libhdfs_close_write (GArrowHdfsHandle *handle, GError **error)
{
  Handle *self = (Handle *)handle;
  gboolean failed = check_failed (self, error);

  return close_file (self, failed ? NULL : error) && !failed;
}

/* Java has no other way to give a file up than to close it. */
void
garrow_libhdfs_abort_write (GArrowHdfsHandle *handle)
{
  close_file ((Handle *)handle, NULL);
}
