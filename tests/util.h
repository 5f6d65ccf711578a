/* tests/util.h: shared by the tests.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

#include <glib/gstdio.h>
#include <string.h>

#define TEXT "one\ntwo\nthree\n"
#define TEXT_SIZE 14

/* Takes over bytes, which hold text. */
static inline char *
bytes_to_text (GBytes *bytes)
{
  GString *text;

  if (bytes == NULL)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_len (text,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes));
  g_bytes_unref (bytes);
  return g_string_free (text, FALSE);
}

/* bytes can be the call that gives them. */
#define assert_bytes(bytes, expected)                                                    \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *text_ = bytes_to_text (bytes);                                      \
                                                                                         \
    g_assert_cmpstr (text_, ==, expected);                                               \
  }                                                                                      \
  G_STMT_END

static inline gboolean
write_text (GArrowNativeFile *file, const char *text, GError **error)
{
  return garrow_native_file_write (file,
                                   (const guint8 *)text,
                                   (gint64)strlen (text),
                                   error);
}

/* A file in a folder of its own, with TEXT in it. */
typedef struct
{
  char *dir;
  char *path;
  GFile *file;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_assert_nonnull (fixture->dir);
  fixture->path = g_build_filename (fixture->dir, "text", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  g_assert_true (g_file_set_contents (fixture->path, TEXT, TEXT_SIZE, NULL));
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static inline void
assert_contents (Fixture *fixture, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}
