/* tests/core/util.h: shared by the tests of the kinds of file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "core/files/kinds.h"

static inline void
assert_holds (const ArwBuffer *buffer, const char *text)
{
  g_assert_cmpint (buffer->size, ==, (int64_t)strlen (text));
  g_assert_true (memcmp (buffer->data, text, strlen (text)) == 0);
}

static inline ArwBuffer
buffer_of (const char *text)
{
  ArwBuffer buffer;

  g_assert_true (
    arw_buffer_allocate (&buffer, arw_pool_default (), (int64_t)strlen (text), NULL));
  memcpy (buffer.data, text, strlen (text));
  return buffer;
}

/* Nothing else holds its bytes. */
static inline ArwFile *
reader_of (const char *text)
{
  ArwBuffer buffer = buffer_of (text);
  ArwFile *file = arw_memory_reader_new (&buffer, NULL, NULL);

  g_assert_nonnull (file);
  arw_buffer_clear (&buffer);
  return file;
}

static inline void
write_text (ArwFile *file, const char *text)
{
  g_assert_true (arw_file_write (file, text, (int64_t)strlen (text), NULL));
}

/* Reads up to size bytes, which are text. */
static inline void
assert_reads (ArwFile *file, int64_t size, const char *text)
{
  ArwBuffer buffer;

  g_assert_true (arw_file_read_buffer (file, size, &buffer, NULL));
  assert_holds (&buffer, text);
  arw_buffer_clear (&buffer);
}

/* What the writer of memory has, which is closed by this. */
static inline void
assert_written (ArwFile *writer, const char *text)
{
  ArwBuffer buffer;

  g_assert_true (arw_memory_writer_finish (writer, &buffer, NULL));
  assert_holds (&buffer, text);
  arw_buffer_clear (&buffer);
}

/* The call, which is given &error, fails with that code and says the words. */
#define assert_fails(expected, words, call)                                              \
  G_STMT_START                                                                           \
  {                                                                                      \
    ArwError error;                                                                      \
                                                                                         \
    g_assert_false (call);                                                               \
    g_assert_cmpint (error.code, ==, expected);                                          \
    g_assert_nonnull (strstr (error.message, words));                                    \
    arw_error_clear (&error);                                                            \
  }                                                                                      \
  G_STMT_END
