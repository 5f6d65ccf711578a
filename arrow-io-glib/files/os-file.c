/* files/os-file.c: GArrowOSFile, the face of core/files/os-file.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/os-file.h>

#include "core/files/kinds.h"
#include "files/native-file-private.h"

/**
 * GArrowOSFile:
 *
 * A file of the operating system: a regular file, and also a pipe, a socket, a terminal
 * or a device, by its path or its descriptor.
 *
 * ```c
 * g_autoptr (GError) error = NULL;
 * g_autoptr (GArrowOSFile) file = garrow_os_file_new ("example.dat", "w", &error);
 *
 * if (file == NULL ||
 *     !garrow_native_file_write (GARROW_NATIVE_FILE (file),
 *                                (const guint8 *)"some data", 9, &error) ||
 *     !garrow_native_file_close (GARROW_NATIVE_FILE (file), &error))
 *   g_printerr ("%s\n", error->message);
 * ```
 *
 * What is written is with the system at once. Of a file that was opened by its path, what
 * is read in small pieces is read ahead; of a descriptor that was handed in it is not.
 * Child processes do not inherit the descriptor of a file that was opened by its path.
 *
 * Since: 0.1
 */

struct _GArrowOSFile
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowOSFile, garrow_os_file, GARROW_TYPE_NATIVE_FILE)

static void
garrow_os_file_class_init (GArrowOSFileClass *klass)
{
  (void)klass;
}

static void
garrow_os_file_init (GArrowOSFile *self)
{
  (void)self;
}

/**
 * garrow_os_file_new:
 * @path: (type filename): the path of the file
 * @mode: `r` to read, `w` to write, after emptying a file that exists, `a` to write at
 * the end, `x` to write a file that does not exist yet, `r+` to read and write a file
 * that exists; each with or without a `b`
 * @error: return location for an error
 *
 * Opens a file.
 *
 * Opening a FIFO waits for the other side. A new file has the permissions that the umask
 * leaves.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these, before anything is opened,
 * and with an error of the domain `G_IO_ERROR` if the system refuses, as
 * `G_IO_ERROR_NOT_FOUND` or `G_IO_ERROR_IS_DIRECTORY`.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowOSFile *
garrow_os_file_new (const char *path, const char *mode, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  return garrow_native_file_new_from_core (
    GARROW_TYPE_OS_FILE,
    arw_os_file_open (path, mode, NULL, &core_error),
    NULL,
    &core_error,
    error);
}

/**
 * garrow_os_file_new_atomic:
 * @path: (type filename): the path of the file
 * @mode: `w` to replace a file that exists, `x` to write one that does not exist yet;
 * each with or without a `b`
 * @durability: what the file survives once it is closed
 * @error: return location for an error
 *
 * Opens a file that appears when it is closed, whole, as
 * [property@StreamOptions:atomic] tells.
 *
 * Closing fails if the file cannot be put in its place, with `G_IO_ERROR_EXISTS` for `x`
 * if something came there meanwhile; the place is as it was then. A file that cannot be
 * written to is not replaced (`G_IO_ERROR_PERMISSION_DENIED`).
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these, with
 * `GARROW_ERROR_NOT_SUPPORTED` if @path is no regular file, and with an error of the
 * domain `G_IO_ERROR` if the system refuses.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowOSFile *
garrow_os_file_new_atomic (const char *path,
                           const char *mode,
                           GArrowDurability durability,
                           GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  return garrow_native_file_new_from_core (
    GARROW_TYPE_OS_FILE,
    arw_os_file_replace (path, mode, (ArwDurability)durability, NULL, &core_error),
    NULL,
    &core_error,
    error);
}

/**
 * garrow_os_file_new_fd:
 * @fd: an open descriptor
 * @mode: `r` to read, `w` to write, `a` to write at the end, `r+` to read and write; each
 *   with or without a `b`
 * @error: return location for an error
 *
 * Makes a file of a descriptor, which it takes over: closing the file closes it. Nothing
 * is emptied, and whether child processes inherit it stays as it is.
 *
 * A regular file is read and written from where the descriptor stands, or at its end to
 * append. Nothing is read ahead, so that whoever else has the descriptor goes on behind
 * what was read here. A pipe or a socket is the same, but that
 * [method@NativeFile.read_line] and what else has to look ahead may take more from it,
 * and keep that for the next read.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these, and with an error of the
 * domain `G_IO_ERROR` if @fd is no descriptor, cannot be used as @mode says
 * (`Bad file descriptor [errno 9]`) or is that of a folder. It stays the caller's then.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowOSFile *
garrow_os_file_new_fd (int fd, const char *mode, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return garrow_native_file_new_from_core (
    GARROW_TYPE_OS_FILE,
    arw_os_file_from_fd (fd, mode, NULL, &core_error),
    NULL,
    &core_error,
    error);
}
