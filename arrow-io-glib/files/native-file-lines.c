/* files/native-file-lines.c: reading a GArrowNativeFile in lines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>

#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"
#include "memory/pressure-private.h"

static GBytes *
read_until (GArrowNativeFile *self, guint8 delimiter, GError **error)
{
  ArwFile *core = garrow_native_file_get_core (self, error);
  ArwError core_error;
  ArwBuffer out;

  if (core == NULL ||
      !garrow_error_finish (arw_file_read_until (core, delimiter, &out, &core_error),
                            &core_error,
                            error))
    return NULL;
  return garrow_bytes_new_from_core (&out);
}

/**
 * garrow_native_file_read_line:
 * @self: a file
 * @error: return location for an error
 *
 * Reads the next line, with the line feed that ends it. The last line may have none.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the line, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_line (GArrowNativeFile *self, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_until (self, '\n', error);
}

/**
 * garrow_native_file_read_until:
 * @self: a file
 * @delimiter: the byte that ends what is read
 * @error: return location for an error
 *
 * Reads everything up to and including the next @delimiter, or all that is left if there
 * is none.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_until (GArrowNativeFile *self, guint8 delimiter, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_until (self, delimiter, error);
}

/* As arw_file_find (). */
static inline gint64
find_line (ArwFile *core, const guint8 **line, ArwError *core_error)
{
  gint64 size = arw_file_find_at_once (core, '\n', line);

  return size > 0 ? size : arw_file_find (core, '\n', line, core_error);
}

/* What it takes if it is not done in a moment. Its name is what a critical tells. */
static G_GNUC_NO_INLINE gint64
garrow_native_file_read_line_view_slow (GArrowNativeFile *self,
                                        const guint8 **line,
                                        GError **error)
{
  ArwError core_error;
  ArwFile *core;
  gint64 size;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (line != NULL, -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return -1;
  size = find_line (core, line, &core_error);
  if (size > 0)
    arw_file_take (core, size);
  return garrow_error_finish_number (size, &core_error, error);
}

/**
 * garrow_native_file_read_line_view: (skip)
 * @self: a file
 * @line: (out): where the line lies
 * @error: return location for an error
 *
 * Reads the next line, with the line feed that ends it, without copying it.
 *
 * @line belongs to the file and is good until the file, or one below it, is used again,
 * closed or dropped. There is no NUL behind it. Errors are those of
 * [method@NativeFile.read].
 *
 * ```c
 * const guint8 *line;
 * gint64 size;
 *
 * while ((size = garrow_native_file_read_line_view (file, &line, &error)) > 0)
 *   fwrite (line, 1, size, stdout);
 * ```
 *
 * Returns: how many bytes the line has, 0 at the end of the file, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_line_view (GArrowNativeFile *self,
                                   const guint8 **line,
                                   GError **error)
{
  ArwFile *core = garrow_native_file_get_ready_core (self, error);
  gint64 size;

  if (G_LIKELY (core != NULL && line != NULL)) {
    size = arw_file_find_at_once (core, '\n', line);
    if (G_LIKELY (size > 0)) {
      core->rpos += size;
      return size;
    }
  }
  return garrow_native_file_read_line_view_slow (self, line, error);
}

/* Returns how many bytes the line has, or -1. */
static inline gint64
put_line (ArwFile *core, ArwBuffer *out, ArwError *core_error)
{
  const guint8 *line;
  gint64 size = find_line (core, &line, core_error);

  if (size < 0 || !arw_buffer_replace (out, line, size, core_error))
    return -1;
  arw_file_take (core, size);
  return size;
}

/**
 * garrow_native_file_read_line_into_buffer:
 * @self: a file
 * @buffer: what to put the line into
 * @error: return location for an error
 *
 * Reads the next line, with the line feed that ends it, into a buffer, which then has the
 * size of the line and nothing else in it. A buffer that is used for line after line
 * soon has room for any of them, and costs no allocation then.
 *
 * Fails as [method@NativeFile.read] does; @buffer then stays as it was.
 *
 * Returns: how many bytes the line has, 0 at the end of the file, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_line_into_buffer (GArrowNativeFile *self,
                                          GArrowResizableBuffer *buffer,
                                          GError **error)
{
  ArwError core_error;
  ArwBuffer *out;
  ArwFile *core;
  gint64 size;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (GARROW_IS_RESIZABLE_BUFFER (buffer), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_core (self, error);
  out = core != NULL ? garrow_resizable_buffer_get_core (buffer, error) : NULL;
  if (out == NULL)
    return -1;
  if (!GARROW_TRY ((size = put_line (core, out, &core_error)) >= 0, &core_error))
    garrow_error_set_from_core (error, &core_error);
  return size;
}

#define WORD ((gsize)8)
#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

/* Has high bits unless all bytes are ASCII and none is NUL, which borrows. */
static inline guint64
look_at_word (const guint8 *text)
{
  guint64 word;

  memcpy (&word, text, WORD);
  return word | (word - HIGH_BITS / 128);
}

/* Whether all bytes are ASCII and none is NUL. */
static inline gboolean
is_plain (const guint8 *text, gsize size)
{
  guint64 seen = 0;
  gsize i;

  if (size < WORD) {
    for (i = 0; i < size; i++)
      seen |= text[i] | (text[i] - 1U);
    return (seen & 0x80) == 0;
  }
  for (i = 0; i + 2 * WORD < size; i += 2 * WORD)
    seen |= look_at_word (text + i) | look_at_word (text + i + WORD);
  if (i + WORD < size)
    seen |= look_at_word (text + i);
  seen |= look_at_word (text + size - WORD);
  return (seen & HIGH_BITS) == 0;
}

static inline char *
new_text (ArwFile *core, const guint8 *line, gsize size, GError **error)
{
  char *text;

  if (!is_plain (line, size) &&
      !g_utf8_validate ((const char *)line, (gssize)size, NULL)) {
    g_autofree char *name = g_utf8_make_valid (core->name, -1);

    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "The line at %" G_GINT64_FORMAT " in '%s' is no UTF-8 text",
                 arw_file_position (core),
                 name);
    return NULL;
  }
  text = g_try_malloc (size + 1);
  if (text == NULL) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_OUT_OF_MEMORY,
                 "malloc of size %" G_GSIZE_FORMAT " failed",
                 size + 1);
    return NULL;
  }
  arw_copy (text, line, size);
  text[size] = '\0';
  return text;
}

/**
 * garrow_native_file_read_line_utf8:
 * @self: a file
 * @error: return location for an error
 *
 * Reads the next line, with the line feed that ends it, as text in UTF-8. The last line
 * may have none.
 *
 * Fails with `GARROW_ERROR_INVALID` if the line is no valid UTF-8 or has a NUL in it;
 * [method@NativeFile.read_line] then still reads it. Errors are else those of
 * [method@NativeFile.read].
 *
 * Returns: (transfer full): the line, empty at the end of the file
 *
 * Since: 0.1
 */
char *
garrow_native_file_read_line_utf8 (GArrowNativeFile *self, GError **error)
{
  const guint8 *line;
  ArwError core_error;
  ArwFile *core;
  gint64 size;
  char *text;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return NULL;
  size = find_line (core, &line, &core_error);
  if (!garrow_error_finish (size >= 0, &core_error, error))
    return NULL;
  text = new_text (core, line, (gsize)size, error);
  if (text != NULL)
    arw_file_take (core, size);
  return text;
}
