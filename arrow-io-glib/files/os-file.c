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
 * A file of the operating system: a regular file, and also a pipe, a terminal or a device
 * that has a path.
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
 * What is written is with the system at once. What is read of a regular file in small
 * pieces is read ahead. Child processes do not inherit the descriptor.
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
