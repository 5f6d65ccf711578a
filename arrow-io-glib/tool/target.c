/* tool/target.c: what is written, and appears when it is complete.
 *
 * Regular files and those in HDFS come to be by being closed: whatever happens, there is
 * the old file or the new one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hdfs.h"
#include "source.h"

struct _ToolTarget
{
  GArrowNativeFile *file;
  gboolean commits;    /* comes to be by being closed */
  GCancellable *calls; /* stops what goes on */
  GFile *created;      /* at another URI, until it is complete */
};

/* Whoever holds it may make files appear or vanish. */
static GMutex lock;
static ToolTarget *current;

/* Whoever holds it may use the file of current. */
static GMutex using;

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

/* A new file has the permissions of the source, as cp gives them. */
static gboolean
set_permission (ToolTarget *self, const char *source, GError **error)
{
  int fd = garrow_native_file_fileno (self->file, error);
  mode_t mask = umask (0);
  struct stat info;
  int code;

  umask (mask);
  if (fd < 0)
    return FALSE;
  if (stat (source, &info) != 0 || !S_ISREG (info.st_mode) ||
      fchmod (fd, info.st_mode & 0777 & ~mask) == 0)
    return TRUE;
  code = errno;
  g_set_error (error,
               G_IO_ERROR,
               (int)g_io_error_from_errno (code),
               "Failed to set permissions: %s [errno %d]",
               g_strerror (code),
               code);
  return FALSE;
}

/* What is replaced is not given up for something that a crash of the system takes away.
 */
static gboolean
open_path (ToolTarget *self,
           const char *path,
           const char *source,
           gboolean force,
           GError **error)
{
  g_autoptr (GError) open_error = NULL;
  struct stat info;
  gboolean there = stat (path, &info) == 0;

  self->commits = !there || S_ISREG (info.st_mode);
  if (!self->commits)
    self->file = (GArrowNativeFile *)garrow_os_file_new (path, "w", &open_error);
  else
    self->file = (GArrowNativeFile *)garrow_os_file_new_atomic (
      path,
      force ? "w" : "x",
      there ? GARROW_DURABILITY_DATA : GARROW_DURABILITY_NONE,
      &open_error);
  if (self->file != NULL)
    return there || set_permission (self, source, error);
  if (!force && g_error_matches (open_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return refuse_existing (path, error);
  g_propagate_error (error, g_steal_pointer (&open_error));
  return FALSE;
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

  self->commits = TRUE;
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
tool_target_open (const char *argument,
                  const char *source,
                  gboolean force,
                  GError **error)
{
  g_autoptr (ToolTarget) self = g_new0 (ToolTarget, 1);
  g_autoptr (GFile) file = tool_parse_uri (argument);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : g_strdup (argument);
  gboolean opened;

  self->calls = g_cancellable_new ();
  g_cancellable_push_current (self->calls);
  g_mutex_lock (&lock);
  current = self;
  g_mutex_unlock (&lock);
  if (strcmp (argument, "-") == 0)
    opened = open_stdout (self, error);
  else if (tool_hdfs_is_uri (argument))
    opened = open_hdfs (self, argument, force, error);
  else if (path != NULL)
    opened = open_path (self, path, source, force, error);
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

void
tool_target_keep (ToolTarget *self)
{
  g_mutex_lock (&lock);
  g_clear_object (&self->created);
  g_mutex_unlock (&lock);
}

void
tool_target_free (ToolTarget *self)
{
  g_cancellable_pop_current (self->calls);
  tool_target_hold ();
  if (self->file != NULL)
    garrow_native_file_abort (self->file, NULL);
  tool_target_release ();
  g_mutex_lock (&lock);
  if (current == self)
    current = NULL;
  if (self->created != NULL)
    g_file_delete (self->created, NULL, NULL);
  g_mutex_unlock (&lock);
  g_clear_object (&self->file);
  g_clear_object (&self->created);
  g_clear_object (&self->calls);
  g_free (self);
}

/* Keeps what it locks, so that nobody moves or writes anything any more. */
void
tool_target_abandon (void)
{
  g_mutex_lock (&lock);
  if (current == NULL)
    return;
  if (current->created != NULL)
    g_file_delete (current->created, NULL, NULL);
  if (current->commits) {
    g_cancellable_cancel (current->calls);
    tool_target_hold ();
    if (current->file != NULL)
      garrow_native_file_abort (current->file, NULL);
  }
}
