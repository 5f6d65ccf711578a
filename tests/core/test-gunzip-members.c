/* tests/core/test-gunzip-members.c: members that say how large they are, decoded on
 * several threads: what comes when, and where the file below stands then.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "gzip-util.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cancel.h"
#include "core/files/kinds.h"

#define N_MEMBERS 40
#define MEMBER 50000
#define NEVER G_MAXUINT
#define TOTAL (N_MEMBERS * MEMBER)

static const char behind[] = "what is behind";

/* What is in all members, what they are, where each starts, and what comes behind. */
typedef struct
{
  GByteArray *data;
  GByteArray *packed;
  guint starts[N_MEMBERS + 1];
} Members;

static void
set_up (Members *members, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  (void)unused;
  members->data = g_byte_array_new ();
  members->packed = g_byte_array_new ();
  append_data (rand, members->data, TOTAL);
  for (int i = 0; i < N_MEMBERS; i++) {
    members->starts[i] = members->packed->len;
    append_sized (members->data->data + i * MEMBER, MEMBER, members->packed);
  }
  members->starts[N_MEMBERS] = members->packed->len;
  g_byte_array_append (members->packed, (const guint8 *)behind, sizeof behind);
}

static void
tear_down (Members *members, gconstpointer unused)
{
  (void)unused;
  g_byte_array_unref (members->data);
  g_byte_array_unref (members->packed);
}

/* A stream that fails once, or for good. */
typedef struct
{
  ArwFile base;
  const GByteArray *data;
  guint at;
  guint fails_at;
  gboolean for_good;
} Stream;

static int64_t
read_stream (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  Stream *stream = (Stream *)file;
  guint n = MIN ((guint)size, 10000);

  if (stream->at == stream->fails_at) {
    if (!stream->for_good)
      stream->fails_at = NEVER;
    arw_error_set_system (error, EIO, "Failed to read '%s'", file->name);
    return -1;
  }
  n = MIN (n, stream->data->len - stream->at);
  if (stream->fails_at > stream->at)
    n = MIN (n, stream->fails_at - stream->at);
  memcpy (out, stream->data->data + stream->at, n);
  stream->at += n;
  return n;
}

static const ArwFileOps stream_ops = {.read = read_stream};

static ArwFile *
open_stream (const Members *members, guint fails_at)
{
  Stream *stream = arw_file_new (sizeof *stream,
                                 &stream_ops,
                                 ARW_FILE_READABLE,
                                 "stream",
                                 "rb",
                                 NULL,
                                 NULL);

  stream->data = members->packed;
  stream->fails_at = fails_at;
  return &stream->base;
}

static ArwFile *
open_memory (const Members *members)
{
  ArwBuffer buffer;
  ArwFile *file;

  g_assert_true (arw_buffer_wrap (&buffer,
                                  members->packed->data,
                                  members->packed->len,
                                  NULL,
                                  NULL,
                                  NULL));
  file = arw_memory_reader_new (&buffer, NULL, NULL);
  arw_buffer_clear (&buffer);
  return file;
}

static ArwFile *
open_reader (ArwFile *raw, int n_threads)
{
  const ArwCodecSettings settings = {.threads = n_threads};
  ArwFile *file =
    arw_compressed_reader_new (raw, arw_codec_find ("gzip", NULL), &settings, NULL);

  g_assert_nonnull (file);
  arw_compressed_reader_set_trailing (file, ARW_TRAILING_IGNORE);
  return file;
}

/* Reads up to an offset, or as far as there is something. */
static gint64
read_to (const Members *members, ArwFile *file, gint64 end, ArwError *error)
{
  static guint8 room[70000];
  gint64 at = arw_file_tell (file, NULL);
  gint64 n = 0;

  while (
    at < end &&
    (n = arw_file_read_some (file, room, MIN (end - at, (gint64)sizeof room), error)) >
      0) {
    g_assert_true (memcmp (room, members->data->data + at, (gsize)n) == 0);
    at += n;
    g_assert_cmpint (arw_file_tell (file, NULL), ==, at);
  }
  return n < 0 ? -1 : at;
}

/* All is read, and the file below stands right behind it. */
static void
assert_rest (const Members *members, ArwFile *raw, ArwFile *file)
{
  char rest[sizeof behind];

  g_assert_cmpint (read_to (members, file, TOTAL + 1, NULL), ==, TOTAL);
  g_assert_cmpint (arw_compressed_reader_n_members (file), ==, N_MEMBERS);
  g_assert_cmpint (arw_file_read (raw, rest, sizeof rest, NULL), ==, sizeof rest);
  g_assert_cmpstr (rest, ==, behind);
}

static void
test_all (Members *members, gconstpointer unused)
{
  (void)unused;
  for (int n_threads = 1; n_threads <= 5; n_threads++) {
    ArwFile *raws[] = {open_memory (members), open_stream (members, NEVER)};

    for (gsize i = 0; i < G_N_ELEMENTS (raws); i++) {
      ArwFile *file = open_reader (raws[i], n_threads);

      assert_rest (members, raws[i], file);
      arw_file_free (file);
      arw_file_free (raws[i]);
    }
  }
}

/* Whoever has enough closes, whatever is under way. */
static void
test_early_close (Members *members, gconstpointer unused)
{
  (void)unused;
  for (int i = 0; i < 50; i++) {
    ArwFile *raw = open_memory (members);
    ArwFile *file = open_reader (raw, 3);

    g_assert_cmpint (read_to (members, file, i * 1000 + 1, NULL), ==, i * 1000 + 1);
    arw_file_free (file);
    arw_file_free (raw);
  }
}

/* What comes before the damage is given, and then the same error again and again. */
static void
test_damage (Members *members, gconstpointer unused)
{
  (void)unused;
  members->packed->data[members->starts[31] - 8] ^= 1; /* its checksum */
  for (int n_threads = 1; n_threads <= 3; n_threads++) {
    ArwFile *raw = open_memory (members);
    ArwFile *file = open_reader (raw, n_threads);
    ArwError error = {0}, again = {0};

    g_assert_cmpint (read_to (members, file, 30 * MEMBER, NULL), ==, 30 * MEMBER);
    g_assert_cmpint (arw_compressed_reader_n_members (file), ==, 30);
    while (read_to (members, file, TOTAL, &error) >= 0) {
    }
    g_assert_cmpint (error.code, ==, ARW_CORRUPT);
    g_assert_cmpint (read_to (members, file, TOTAL, &again), ==, -1);
    g_assert_cmpstr (error.message, ==, again.message);
    g_assert_cmpint (arw_file_tell (file, NULL), <=, 31 * MEMBER);
    arw_file_free (file);
    arw_file_free (raw);
  }
}

/* A failure of the file below waits for its turn, and reading can go on after it. */
static void
test_raw_failure (Members *members, gconstpointer unused)
{
  (void)unused;
  for (int i = 0; i < N_MEMBERS; i += 3) {
    ArwFile *raw = open_stream (members, members->starts[i] + 50);
    ArwFile *file = open_reader (raw, 3);
    ArwError error = {0};

    g_assert_cmpint (read_to (members, file, TOTAL + 1, &error), ==, -1);
    g_assert_cmpint (error.system_errno, ==, EIO);
    g_assert_cmpint (arw_file_tell (file, NULL), >=, i * MEMBER);
    g_assert_cmpint (arw_file_tell (file, NULL), <, (i + 1) * MEMBER);
    assert_rest (members, raw, file);
    arw_file_free (file);
    arw_file_free (raw);
  }
}

/* What the file below gives of a member before it fails is given, by one thread and by
 * more. */
static void
test_raw_failure_inside (Members *members, gconstpointer unused)
{
  (void)unused;
  for (int i = 1; i < N_MEMBERS; i += 7) {
    gint64 expected = -1;

    for (int n_threads = 1; n_threads <= 4; n_threads++) {
      guint size = members->starts[i + 1] - members->starts[i];
      ArwFile *raw = open_stream (members, members->starts[i] + size / 2);
      ArwFile *file = open_reader (raw, n_threads);

      ((Stream *)raw)->for_good = TRUE;
      for (int again = 0; again < 3; again++) {
        ArwError error = {0};

        g_assert_cmpint (read_to (members, file, TOTAL + 1, &error), ==, -1);
        g_assert_cmpint (error.system_errno, ==, EIO);
        if (expected == -1)
          expected = arw_file_tell (file, NULL);
        g_assert_cmpint (arw_file_tell (file, NULL), ==, expected);
      }
      g_assert_cmpint (expected, >, i * MEMBER + MEMBER / 4);
      g_assert_cmpint (arw_compressed_reader_n_members (file), ==, i);
      arw_file_free (file);
      arw_file_free (raw);
    }
  }
}

static bool
is_set (void *data)
{
  return *(bool *)data;
}

static int
get_no_fd (void *data)
{
  (void)data;
  return -1;
}

/* A call that is cancelled takes nothing, and the next one hears nothing of it. */
static void
test_cancel (Members *members, gconstpointer unused)
{
  bool cancelled = false;
  const ArwCancel cancel = {.is_set = is_set, .get_fd = get_no_fd, .data = &cancelled};
  const ArwCancel *before = arw_cancel_swap (&cancel);
  ArwFile *raw = open_stream (members, NEVER);
  ArwFile *file = open_reader (raw, 3);

  (void)unused;
  for (int i = 1; i < N_MEMBERS; i++) {
    ArwError error = {0};
    guint8 room[100];

    g_assert_cmpint (read_to (members, file, i * MEMBER, NULL), ==, i * MEMBER);
    cancelled = true;
    if (arw_file_read_some (file, room, sizeof room, &error) < 0)
      g_assert_cmpint (error.system_errno, ==, ECANCELED);
    else
      arw_file_unread (file, room, sizeof room, NULL);
    cancelled = false;
  }
  assert_rest (members, raw, file);
  arw_cancel_swap (before);
  arw_file_free (file);
  arw_file_free (raw);
}

/* The child of a fork has no threads but its own, and reads on all the same. */
static void
test_fork (Members *members, gconstpointer unused)
{
  (void)unused;
  for (int i = 0; i < 10; i++) {
    ArwFile *raw = open_memory (members);
    ArwFile *file = open_reader (raw, 3);
    int status;
    pid_t child;

    g_assert_cmpint (read_to (members, file, i * 7 * 1000 + 1, NULL), >, 0);
    child = fork ();
    g_assert_cmpint (child, !=, -1);
    if (child == 0) {
      assert_rest (members, raw, file);
      arw_file_free (file);
      arw_file_free (raw);
      _exit (0);
    }
    assert_rest (members, raw, file);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
    arw_file_free (file);
    arw_file_free (raw);
  }
}

static void
add (const char *path, void (*function) (Members *members, gconstpointer unused))
{
  g_test_add (path, Members, NULL, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/gunzip-members/all", test_all);
  add ("/gunzip-members/early-close", test_early_close);
  add ("/gunzip-members/damage", test_damage);
  add ("/gunzip-members/raw-failure", test_raw_failure);
  add ("/gunzip-members/raw-failure-inside", test_raw_failure_inside);
  add ("/gunzip-members/cancel", test_cancel);
  add ("/gunzip-members/fork", test_fork);
  return g_test_run ();
}
