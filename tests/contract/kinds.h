/* tests/contract/kinds.h: every kind of file, for tests that are the same for all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

typedef struct _RawKind RawKind;

typedef struct
{
  const RawKind *raw;
  const char *codec; /* that it is compressed by, or NULL */
} Kind;

/* What a test has: an open file, in a folder of its own. */
typedef struct
{
  Kind kind;
  GArrowNativeFile *file;
  GArrowNativeFile *raw; /* below it, or the same */
  GBytes *content;       /* what is read from the file, or shall be written to it */
  GBytes *stored;        /* the same as it lies there */
  GArrowBuffer *memory;  /* of a fixed size, where it shall lie */
  char *folder;
  char *path;
  GThread *peer; /* at the other end of a FIFO; gives a GBytes */
} Fixture;

/* Adds a test for each kind. */
void add_readable (const char *name, void (*test) (Fixture *fixture, gconstpointer kind));
void add_writable (const char *name, void (*test) (Fixture *fixture, gconstpointer kind));

gint64 content_size (Fixture *fixture);

/* Whether the file has positions to go to, and a size. */
gboolean is_seekable (Fixture *fixture);

/* Closes the file, and fails unless all of the content was written to it. */
void assert_arrived (Fixture *fixture);

/* Closes the file twice. Who watches it is told once, and so is who watches the one below
 * it. */
void close_watched (Fixture *fixture);

void assert_at (Fixture *fixture, gint64 position);

/* The call, which is given &error, has to fail with that code. */
#define assert_fails(error_code, call)                                                   \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) error = NULL;                                                     \
                                                                                         \
    (void)(call);                                                                        \
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_##error_code);                     \
  }                                                                                      \
  G_STMT_END

/* Fails unless bytes are the n_bytes of the content at offset, or fewer if it ends. Takes
 * over bytes. */
static inline void
assert_bytes (Fixture *fixture, GBytes *bytes, gint64 offset, gint64 n_bytes)
{
  gint64 start = MIN (offset, content_size (fixture));
  gint64 size = MIN (n_bytes, content_size (fixture) - start);
  g_autoptr (GBytes) expected =
    g_bytes_new_from_bytes (fixture->content, (gsize)start, (gsize)size);

  g_assert_nonnull (bytes);
  g_assert_true (g_bytes_equal (bytes, expected));
  g_bytes_unref (bytes);
}

static inline void
assert_buffer (Fixture *fixture, GArrowBuffer *buffer, gint64 offset, gint64 n_bytes)
{
  g_assert_nonnull (buffer);
  assert_bytes (fixture, garrow_buffer_get_data (buffer), offset, n_bytes);
  g_object_unref (buffer);
}
