/* tests/memory/test-memory-pool.c: every pool of this process, by walking the list, and
 * every kind of pool over each.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <unistd.h>

typedef GArrowMemoryPool *(*NewOver) (GArrowMemoryPool *parent);

static const struct
{
  const char *name;
  NewOver new_over; /* NULL for a pool that stands by itself */
} kinds[] = {
  {"backend", NULL},
  {"proxy", garrow_proxy_memory_pool},
  {"logging", garrow_logging_memory_pool},
};

typedef struct
{
  const char *backend_name;
  NewOver new_over;
} Kind;

static GArrowMemoryPool *
new_pool (const Kind *kind)
{
  g_autoptr (GArrowMemoryPool) parent =
    garrow_memory_pool_for_backend (kind->backend_name, NULL);

  return kind->new_over != NULL ? kind->new_over (parent) : g_steal_pointer (&parent);
}

/* 86 and 87, in the rounded sizes of buffers (82). */
static void
test_figures (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GArrowMemoryPool) pool = new_pool (kind);
  gint64 bytes = garrow_memory_pool_get_bytes_allocated (pool);
  gint64 total = garrow_memory_pool_get_total_bytes_allocated (pool);
  gint64 count = garrow_memory_pool_get_num_allocations (pool);
  GArrowMutableBuffer *buffer = garrow_allocate_buffer (100, TRUE, pool, NULL);

  g_assert_cmpstr (garrow_memory_pool_get_backend_name (pool), ==, kind->backend_name);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, bytes + 128);
  g_assert_true (
    garrow_resizable_buffer_resize (GARROW_RESIZABLE_BUFFER (buffer), 150, NULL));
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, bytes + 192);
  g_object_unref (buffer);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, bytes);
  g_assert_cmpint (garrow_memory_pool_get_total_bytes_allocated (pool), ==, total + 192);
  g_assert_cmpint (garrow_memory_pool_get_num_allocations (pool), ==, count + 2);
  g_assert_cmpint (garrow_memory_pool_get_max_memory (pool), >=, bytes + 192);
  garrow_memory_pool_release_unused (pool);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, bytes);
}

#define N_BLOCKS 2000
#define BLOCK_SIZE 65536

static gint64
get_resident_size (void)
{
  g_autofree char *statm = NULL;
  const char *resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  resident = strchr (statm, ' ');
  g_assert_nonnull (resident);
  return g_ascii_strtoll (resident, NULL, 10) * sysconf (_SC_PAGESIZE);
}

/* 17: it is this pool that gives its memory back, and not the default one. */
static void
test_release_unused (void)
{
  g_autoptr (GArrowMemoryPool) other =
    garrow_memory_pool_for_backend ("mimalloc", NULL); /* NULL where it is not there */
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_for_backend ("system", NULL);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArrowMutableBuffer) last = NULL;
  gint64 kept;

  for (guint i = 0; i < N_BLOCKS; i++) {
    GArrowMutableBuffer *block = garrow_allocate_buffer (BLOCK_SIZE, FALSE, pool, NULL);

    memset ((void *)(gsize)garrow_buffer_get_address (GARROW_BUFFER (block)),
            1,
            BLOCK_SIZE);
    g_ptr_array_add (blocks, block);
  }
  /* Behind the others, so that the C library cannot give them back by itself. */
  last = garrow_allocate_buffer (BLOCK_SIZE, FALSE, pool, NULL);
  g_ptr_array_set_size (blocks, 0);

  kept = get_resident_size ();
  g_assert_cmpint (kept, >, (gint64)N_BLOCKS * BLOCK_SIZE);
  if (other != NULL) {
    garrow_memory_pool_release_unused (other);
    g_assert_cmpint (get_resident_size (), >, kept - (gint64)N_BLOCKS * BLOCK_SIZE / 4);
  }
  garrow_memory_pool_release_unused (pool);
  g_assert_cmpint (get_resident_size (), <, kept - (gint64)N_BLOCKS * BLOCK_SIZE * 3 / 4);
}

/* 7: no order of release crashes. */
static void
test_all_outlive_pool (gconstpointer data)
{
  GArrowMemoryPool *pool = new_pool (data);
  GArrowMutableBuffer *buffer = garrow_allocate_buffer (100, FALSE, pool, NULL);
  g_autoptr (GArrowBufferOutputStream) file = garrow_buffer_output_stream_new (pool);
  g_autoptr (GArrowMemoryPool) top = garrow_proxy_memory_pool (pool);
  g_autoptr (GBytes) bytes = NULL;

  g_object_unref (pool);
  bytes = garrow_buffer_get_data (GARROW_BUFFER (buffer));
  g_object_unref (buffer);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 100);
  g_assert_true (write_text (GARROW_NATIVE_FILE (file), TEXT, NULL));
  buffer = garrow_allocate_buffer (100, FALSE, top, NULL);
  g_clear_object (&top);
  g_object_unref (buffer);
}

/* 88, 89: every kind passes a larger alignment on, when it grows too. */
static void
test_alignment (gconstpointer data)
{
  g_autoptr (GArrowMemoryPool) pool = new_pool (data);
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_allocate_aligned_buffer (100, 512, TRUE, pool, NULL);
  g_autoptr (GError) error = NULL;

  for (gint64 size = 100; size < 100 * 1000; size *= 3) {
    g_assert_true (
      garrow_resizable_buffer_resize (GARROW_RESIZABLE_BUFFER (buffer), size, NULL));
    g_assert_cmpuint (garrow_buffer_get_address (GARROW_BUFFER (buffer)) % 512, ==, 0);
  }
  g_assert_null (garrow_allocate_aligned_buffer (100, 100, TRUE, pool, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

static void
test_default (void)
{
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_default ();
  g_autoptr (GArrowMemoryPool) again = garrow_default_memory_pool ();
  g_autoptr (GArrowMemoryPool) by_name =
    garrow_memory_pool_for_backend (garrow_memory_pool_get_backend_name (pool), NULL);
  g_autoptr (GArrowMutableBuffer) buffer = NULL;
  gint64 bytes = garrow_total_allocated_bytes ();

  g_assert_true (pool == again);
  g_assert_true (pool == by_name);
  buffer = garrow_allocate_buffer (64, FALSE, NULL, NULL);
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, bytes + 64);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, bytes + 64);
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_memory_pool_for_backend ("rabbit", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  g_assert_nonnull (strstr (error->message, "rabbit"));
}

static GString *logged;

/* Keeps what the library logs, as its structured fields say it. */
static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  (void)data;
  if (level != G_LOG_LEVEL_DEBUG || logged == NULL)
    return g_log_writer_default (level, fields, n_fields, NULL);
  for (gsize i = 0; i < n_fields; i++) {
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      g_assert_cmpstr (fields[i].value, ==, "ArrowIO");
    if (g_str_equal (fields[i].key, "MESSAGE") ||
        g_str_has_prefix (fields[i].key, "GARROW_"))
      g_string_append_printf (logged, "%s=%s\n", fields[i].key, (char *)fields[i].value);
  }
  return G_LOG_WRITER_HANDLED;
}

static void
assert_logged (const char *expected)
{
  g_assert_cmpstr (logged->str, ==, expected);
  g_string_truncate (logged, 0);
}

/* 89: what it does, with the alignment, and not that it was asked; nothing on stdout. */
static void
test_log (void)
{
  g_autoptr (GArrowMemoryPool) parent = garrow_memory_pool_for_backend ("system", NULL);
  g_autoptr (GArrowMemoryPool) pool = garrow_logging_memory_pool (parent);
  GArrowMutableBuffer *buffer;

  logged = g_string_new (NULL);
  buffer = garrow_allocate_aligned_buffer (100, 512, TRUE, pool, NULL);
  garrow_memory_pool_get_bytes_allocated (pool);
  garrow_memory_pool_get_max_memory (pool);
  assert_logged ("MESSAGE=Allocate: size = 128, alignment = 512\n"
                 "GARROW_OPERATION=Allocate\nGARROW_BACKEND=system\n"
                 "GARROW_OLD_SIZE=0\nGARROW_NEW_SIZE=128\nGARROW_ALIGNMENT=512\n");
  garrow_resizable_buffer_resize (GARROW_RESIZABLE_BUFFER (buffer), 200, NULL);
  assert_logged ("MESSAGE=Reallocate: old_size = 128, new_size = 256, alignment = 512\n"
                 "GARROW_OPERATION=Reallocate\nGARROW_BACKEND=system\n"
                 "GARROW_OLD_SIZE=128\nGARROW_NEW_SIZE=256\nGARROW_ALIGNMENT=512\n");
  g_object_unref (buffer);
  assert_logged ("MESSAGE=Free: size = 256, alignment = 512\n"
                 "GARROW_OPERATION=Free\nGARROW_BACKEND=system\n"
                 "GARROW_OLD_SIZE=256\nGARROW_NEW_SIZE=0\nGARROW_ALIGNMENT=512\n");
  g_string_free (logged, TRUE);
  logged = NULL;
}

/* How much was taken since the last call. */
static gint64
taken (GArrowMemoryPool *pool)
{
  static gint64 last;
  gint64 total = garrow_memory_pool_get_total_bytes_allocated (pool);
  gint64 more = total - last;

  last = total;
  return more;
}

static void
check_files (Fixture *fixture, GArrowMemoryPool *pool)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GArrowNativeFile) in = NULL;

  garrow_stream_options_set_compression (options, "gzip");
  out = garrow_output_stream_for_object (G_OBJECT (fixture->file), options, NULL);
  g_assert_true (write_text (out, TEXT, NULL));
  g_assert_true (garrow_native_file_close (out, NULL));
  g_assert_cmpint (taken (pool), >, 0);

  in = garrow_input_stream_for_object (G_OBJECT (fixture->file), options, NULL);
  assert_bytes (garrow_native_file_read_all (in, NULL), TEXT);
  g_assert_cmpint (taken (pool), >, 0);
}

/* 7, 91: all that takes memory takes it from the pool that was set, and may be there when
 * that is the default no longer. */
static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryPool) first = garrow_default_memory_pool ();
  GArrowMemoryPool *pool = garrow_proxy_memory_pool (first);
  g_autoptr (GArrowMemoryPool) now = NULL;
  g_autoptr (GArrowMemoryPool) again = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GArrowBuffer) buffer = NULL;
  g_autoptr (GArrowBuffer) copy = NULL;

  (void)data;
  garrow_set_memory_pool (pool);
  g_object_unref (pool);
  now = garrow_default_memory_pool ();
  g_assert_true (now == pool);

  check_files (fixture, pool);
  file = GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "r", NULL));
  buffer = garrow_native_file_read_buffer (file, 5, NULL);
  g_assert_cmpint (taken (pool), >, 0);
  copy = garrow_buffer_copy (buffer, 0, 3, NULL);
  g_assert_cmpint (taken (pool), ==, 64);
  g_assert_cmpint (garrow_total_allocated_bytes (),
                   ==,
                   garrow_memory_pool_get_bytes_allocated (pool));

  garrow_set_memory_pool (first);
  again = garrow_memory_pool_default ();
  g_assert_true (again == first);
  g_clear_object (&now);
  g_clear_object (&buffer);
  buffer = garrow_native_file_read_buffer (file, 5, NULL);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), >, 64);
  g_clear_object (&file);
  g_clear_object (&copy);
  g_clear_object (&buffer);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, 0);
}

static void
test_print_stats (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (GArrowMemoryPool) parent = garrow_default_memory_pool ();
    g_autoptr (GArrowMemoryPool) pool = garrow_proxy_memory_pool (parent);
    g_autoptr (GArrowMutableBuffer) buffer =
      garrow_allocate_buffer (100, FALSE, pool, NULL);

    g_assert_nonnull (buffer);
    garrow_memory_pool_print_stats (pool);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*memory pool: 128 bytes allocated, 128 at most, 128 in "
                             "all, in 1 allocations*");
}

static void
add_backend (const char *backend_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const Kind kind = {backend_name, kinds[i].new_over};
    g_autofree char *start =
      g_strdup_printf ("/memory-pool/%s/%s", backend_name, kinds[i].name);
    g_autofree char *figures = g_strconcat (start, "/figures", NULL);
    g_autofree char *outlived = g_strconcat (start, "/outlived", NULL);
    g_autofree char *alignment = g_strconcat (start, "/alignment", NULL);

    g_test_add_data_func_full (figures,
                               g_memdup2 (&kind, sizeof kind),
                               test_figures,
                               g_free);
    g_test_add_data_func_full (outlived,
                               g_memdup2 (&kind, sizeof kind),
                               test_all_outlive_pool,
                               g_free);
    g_test_add_data_func_full (alignment,
                               g_memdup2 (&kind, sizeof kind),
                               test_alignment,
                               g_free);
  }
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) backends = garrow_supported_memory_backends ();

  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
  for (gsize i = 0; backends[i] != NULL; i++)
    add_backend (backends[i]);
  g_test_add_func ("/memory-pool/default", test_default);
  g_test_add_func ("/memory-pool/unknown", test_unknown);
  g_test_add_func ("/memory-pool/log", test_log);
  g_test_add ("/memory-pool/set", Fixture, NULL, set_up, test_set, tear_down);
  g_test_add_func ("/memory-pool/print-stats", test_print_stats);
  /* Where the system's own malloc can be trimmed, and is not replaced. */
  if (!g_getenv ("TESTS_RUN_SLOWLY") && !g_getenv ("TESTS_RUN_PORTABLE"))
    g_test_add_func ("/memory-pool/release-unused", test_release_unused);
  return g_test_run ();
}
