/* files/memory-mapped-file.c: GArrowMemoryMappedFile, the face of core/files/map-file.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/memory-mapped-file.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"

/**
 * GArrowMemoryMappedFile:
 *
 * A regular file that lies in memory, so that reading it copies nothing.
 *
 * ```c
 * g_autoptr (GArrowMemoryMappedFile) map = garrow_memory_map ("example.dat", "r", NULL);
 * g_autoptr (GArrowBuffer) buffer =
 *   garrow_native_file_read_buffer (GARROW_NATIVE_FILE (map), 4, NULL);
 * ```
 *
 * Buffers and bytes that were read are parts of the map: they stay valid when the file is
 * closed, and show what is written to the file later. They are raw memory: if another
 * process cuts the file short, touching what is gone ends the process (`SIGBUS`). Reads
 * that copy, as [method@NativeFile.read_into] and those of a stream over the file, fail
 * with `GARROW_ERROR_TRUNCATED` instead.
 *
 * [ctor@MemoryMappedFile.new_region] maps a part of a file.
 *
 * A map has the size that the file had when it was opened, or was last given by
 * [method@MemoryMappedFile.resize]; writing does not make it larger.
 *
 * Since: 0.1
 */

struct _GArrowMemoryMappedFile
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowMemoryMappedFile,
                     garrow_memory_mapped_file,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_memory_mapped_file_class_init (GArrowMemoryMappedFileClass *klass)
{
  (void)klass;
}

static void
garrow_memory_mapped_file_init (GArrowMemoryMappedFile *self)
{
  (void)self;
}

/**
 * garrow_memory_mapped_file_new:
 * @path: (type filename): the path of the file
 * @mode: `r` to read, `r+` to read and write a file that exists, `w` to write only, which
 *   makes a file that is missing and does not empty one that exists; each with or without
 *   a `b`
 * @error: return location for an error
 *
 * Maps a file into memory.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these, before anything is opened,
 * and with an error of the domain `G_IO_ERROR` if the system refuses.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_memory_mapped_file_new (const char *path, const char *mode, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  return garrow_native_file_new_from_core (
    GARROW_TYPE_MEMORY_MAPPED_FILE,
    arw_map_file_open (path, mode, NULL, &core_error),
    NULL,
    &core_error,
    error);
}

/**
 * garrow_memory_mapped_file_new_region:
 * @path: (type filename): the path of a file that exists
 * @mode: `r` to read, `r+` to read and write, `w` to write only; each with or without a
 *   `b`
 * @offset: where the region starts in the file, in bytes
 * @size: how many bytes it has
 * @error: return location for an error
 *
 * Maps a region of a file into memory.
 *
 * The region is all that the new file has: its position 0 is @offset. It need not start
 * at a page, and its size cannot be changed.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these or the region does not lie
 * inside the file, and with an error of the domain `G_IO_ERROR` if the system refuses.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_memory_mapped_file_new_region (const char *path,
                                      const char *mode,
                                      gint64 offset,
                                      gint64 size,
                                      GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  return garrow_native_file_new_from_core (
    GARROW_TYPE_MEMORY_MAPPED_FILE,
    arw_map_file_open_region (path, mode, offset, size, NULL, &core_error),
    NULL,
    &core_error,
    error);
}

/**
 * garrow_memory_mapped_file_resize:
 * @self: a file
 * @new_size: how many bytes the file is to have
 * @error: return location for an error
 *
 * Changes the size of the file and of the map. What is new is zeros. If the position
 * would lie behind the end it moves to the end.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the map is not open for writing or is that
 * of a region, with `GARROW_ERROR_INVALID` if @new_size is negative, with
 * `GARROW_ERROR_CLOSED`, with `G_IO_ERROR_BUSY` while buffers or bytes that were read
 * from the map are alive, and with other errors of the domain `G_IO_ERROR` if the system
 * refuses. The size then stays.
 *
 * Returns: whether the file has the size now
 *
 * Since: 0.1
 */
gboolean
garrow_memory_mapped_file_resize (GArrowMemoryMappedFile *self,
                                  gint64 new_size,
                                  GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_MEMORY_MAPPED_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  if (core == NULL)
    return FALSE;
  if (!arw_map_file_resize (core, new_size, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return FALSE;
  }
  return TRUE;
}

/**
 * garrow_memory_map:
 * @path: (type filename): the path of the file
 * @mode: `r`, `r+` or `w`
 * @error: return location for an error
 *
 * Maps a file into memory, as [ctor@MemoryMappedFile.new] does.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_memory_map (const char *path, const char *mode, GError **error)
{
  return garrow_memory_mapped_file_new (path, mode, error);
}

/**
 * garrow_create_memory_map:
 * @path: (type filename): the path of the file
 * @size: how many bytes the file is to have
 * @replace: whether a file that exists may be emptied
 * @error: return location for an error
 *
 * Makes a file of zeros and maps it for reading and writing.
 *
 * The file takes no room on disk until it is written to.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative, with `G_IO_ERROR_EXISTS` if the
 * file exists and @replace is %FALSE, and with other errors of the domain `G_IO_ERROR` if
 * the system refuses. No new file is left behind then.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_create_memory_map (const char *path, gint64 size, gboolean replace, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  return garrow_native_file_new_from_core (
    GARROW_TYPE_MEMORY_MAPPED_FILE,
    arw_map_file_create (path, size, replace, NULL, &core_error),
    NULL,
    &core_error,
    error);
}
