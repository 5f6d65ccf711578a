/* tool/target.c: what is written, and appears when it is complete.
 *
 * A regular file is written beside its place under another name, and moved there in the
 * end. Whatever happens, there is the old file or the new one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hdfs.h"
#include "source.h"

struct _ToolTarget
{
  GArrowNativeFile *file;
  char *path;    /* where it is to be; NULL if it is written there at once */
  char *partial; /* where it is now; NULL once that is gone */
  int fd;        /* of partial */
  gboolean replaces;
  struct stat old;
  GFile *created; /* at a URI, until it is complete */

  /* Set for a file in HDFS, which comes to be by being closed; it stops what goes on. */
  GCancellable *remote;
};

/* Whoever holds it may make files appear or vanish. */
static GMutex lock;
static ToolTarget *current;

/* Whoever holds it may use the file of current. */
static GMutex using;

static gboolean
fail (GError **error, const char *action, const char *path)
{
  int code = errno;
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error,
               G_IO_ERROR,
               (int)g_io_error_from_errno (code),
               "Failed to %s '%s': %s [errno %d]",
               action,
               name,
               g_strerror (code),
               code);
  return FALSE;
}

static gboolean
refuse_existing (const char *name, GError **error)
{
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_EXISTS,
               "'%s' exists; --force replaces it",
               shown);
  return FALSE;
}

static gboolean
open_stdout (ToolTarget *self, GError **error)
{
  int fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  g_autofree char *inside = g_strdup_printf ("<descriptor %d>", fd);

  tool_call (inside, "standard output");
  self->file = (GArrowNativeFile *)garrow_os_file_new_fd (fd, "w", error);
  if (self->file == NULL && fd >= 0)
    close (fd);
  return self->file != NULL;
}

/* Under a name that says whose it is and that no directory is too narrow for. */
static gboolean
open_partial (ToolTarget *self, const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *partial = g_build_filename (directory, ".arrow-io-XXXXXX", NULL);

  g_mutex_lock (&lock);
  self->fd = g_mkstemp_full (partial, O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (self->fd >= 0) {
    self->path = g_strdup (path);
    self->partial = g_steal_pointer (&partial);
  }
  g_mutex_unlock (&lock);
  if (self->fd < 0)
    return fail (error, "create", path);
  tool_call (self->partial, path);
  self->file = (GArrowNativeFile *)garrow_os_file_new (self->partial, "w", error);
  return self->file != NULL;
}

static gboolean
open_path (ToolTarget *self, const char *path, gboolean force, GError **error)
{
  g_autofree char *real = NULL;
  char *resolved;

  if (stat (path, &self->old) == 0 && !S_ISREG (self->old.st_mode)) {
    self->file = (GArrowNativeFile *)garrow_os_file_new (path, "w", error);
    return self->file != NULL;
  }
  if (lstat (path, &self->old) != 0)
    return open_partial (self, path, error);
  if (!force)
    return refuse_existing (path, error);

  /* What a link leads to is replaced, and not the link; one that leads nowhere stays. */
  self->replaces = TRUE;
  resolved = realpath (path, NULL);
  if (resolved == NULL)
    return fail (error, "find", path);
  real = g_strdup (resolved);
  free (resolved);
  if (lstat (real, &self->old) != 0)
    return fail (error, "find", real);
  return open_partial (self, real, error);
}

static gboolean
open_uri (ToolTarget *self, GFile *file, gboolean force, GError **error)
{
  self->file =
    (GArrowNativeFile *)garrow_gio_file_new_for_file (file, force ? "w" : "x", error);
  if (self->file == NULL)
    return FALSE;
  if (!force)
    self->created = g_object_ref (file);
  return TRUE;
}

void
tool_target_hold (void)
{
  g_mutex_lock (&using);
}

void
tool_target_release (void)
{
  g_mutex_unlock (&using);
}

static gboolean
open_hdfs (ToolTarget *self, const char *uri, gboolean force, GError **error)
{
  g_autoptr (GError) open_error = NULL;

  self->remote = g_cancellable_new ();
  g_cancellable_push_current (self->remote);
  tool_target_hold ();
  self->file = tool_hdfs_open (uri, force ? "w" : "x", &open_error);
  tool_target_release ();
  if (self->file != NULL)
    return TRUE;
  if (!force && g_error_matches (open_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return refuse_existing (uri, error);
  g_propagate_error (error, g_steal_pointer (&open_error));
  return FALSE;
}

ToolTarget *
tool_target_open (const char *argument, gboolean force, GError **error)
{
  g_autoptr (ToolTarget) self = g_new0 (ToolTarget, 1);
  g_autoptr (GFile) file = tool_parse_uri (argument);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : g_strdup (argument);
  gboolean opened;

  self->fd = -1;
  g_mutex_lock (&lock);
  current = self;
  g_mutex_unlock (&lock);
  if (strcmp (argument, "-") == 0)
    opened = open_stdout (self, error);
  else if (tool_hdfs_is_uri (argument))
    opened = open_hdfs (self, argument, force, error);
  else if (path != NULL)
    opened = open_path (self, path, force, error);
  else
    opened = open_uri (self, file, force, error);
  return opened ? g_steal_pointer (&self) : NULL;
}

GArrowNativeFile *
tool_target_get_file (ToolTarget *self)
{
  return self->file;
}

gboolean
tool_target_is_terminal (ToolTarget *self)
{
  int fd = garrow_native_file_fileno (self->file, NULL);

  return fd >= 0 && isatty (fd);
}

/* As cp gives them. */
static mode_t
find_mode (ToolTarget *self, const char *source)
{
  struct stat info;
  mode_t mask = umask (0);
  mode_t mode = 0666;

  umask (mask);
  if (self->replaces)
    return self->old.st_mode & 0777;
  if (stat (source, &info) == 0 && S_ISREG (info.st_mode))
    mode = info.st_mode & 0777;
  return mode & ~mask;
}

/* Without force, what came into the place meanwhile stays there. */
static gboolean
move (ToolTarget *self, GError **error)
{
  if (!self->replaces) {
    if (link (self->partial, self->path) == 0) {
      unlink (self->partial);
      return TRUE;
    }
    if (errno == EEXIST)
      return refuse_existing (self->path, error);
    /* The file system has no hard links. */
  }
  return g_rename (self->partial, self->path) == 0 || fail (error, "create", self->path);
}

gboolean
tool_target_commit (ToolTarget *self, const char *source, GError **error)
{
  gboolean moved = TRUE;

  if (self->partial != NULL) {
    if (fchmod (self->fd, find_mode (self, source)) != 0)
      return fail (error, "set the permissions of", self->path);
    /* Or the system's crash could leave neither. */
    if (self->replaces && fsync (self->fd) != 0)
      return fail (error, "sync", self->path);
  }
  g_mutex_lock (&lock);
  if (self->partial != NULL)
    moved = move (self, error);
  if (moved) {
    g_clear_pointer (&self->partial, g_free);
    g_clear_object (&self->created);
  }
  g_mutex_unlock (&lock);
  return moved;
}

/* With the lock. */
static void
remove_partial (ToolTarget *self)
{
  if (self->partial != NULL)
    unlink (self->partial);
  if (self->created != NULL)
    g_file_delete (self->created, NULL, NULL);
}

void
tool_target_free (ToolTarget *self)
{
  if (self->remote != NULL)
    g_cancellable_pop_current (self->remote);
  tool_target_hold ();
  if (self->file != NULL)
    garrow_native_file_abort (self->file, NULL);
  tool_target_release ();
  g_mutex_lock (&lock);
  if (current == self)
    current = NULL;
  remove_partial (self);
  g_mutex_unlock (&lock);
  g_clear_object (&self->file);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->partial);
  g_free (self->path);
  g_clear_object (&self->created);
  g_clear_object (&self->remote);
  g_free (self);
}

/* Keeps what it locks, so that nobody moves or writes anything any more. */
void
tool_target_abandon (void)
{
  g_mutex_lock (&lock);
  if (current == NULL)
    return;
  remove_partial (current);
  if (current->remote != NULL) {
    g_cancellable_cancel (current->remote);
    tool_target_hold ();
    if (current->file != NULL)
      garrow_native_file_abort (current->file, NULL);
  }
}
