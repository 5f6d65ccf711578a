/* tests/memory/test-pressure.c: who is told that much memory is out, where and how often.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <gio/gio.h>
#include <sys/resource.h>

#define MIB (1024 * 1024)
#define THRESHOLD (4 * MIB)

typedef struct
{
  GArrowMemoryPool *pool; /* of the system, as nothing else here takes from it */
  gulong handler;
  guint n_told;
  GThread *thread; /* where it was told last */
  GPtrArray *held; /* what the handler frees */
} Ear;

static GArrowMutableBuffer *
allocate (GArrowMemoryPool *pool, gint64 size)
{
  g_autoptr (GError) error = NULL;
  GArrowMutableBuffer *buffer = garrow_allocate_buffer (size, FALSE, pool, &error);

  g_assert_no_error (error);
  return buffer;
}

static void
on_pressure (GArrowMemoryPool *pool, Ear *ear)
{
  g_assert_true (pool == ear->pool);
  ear->n_told++;
  ear->thread = g_thread_self ();
  g_ptr_array_set_size (ear->held, 0);
}

static void
open_ear (Ear *ear, gconstpointer data)
{
  (void)data;
  ear->pool = garrow_memory_pool_for_backend ("system", NULL);
  ear->held = g_ptr_array_new_with_free_func (g_object_unref);
  ear->handler = g_signal_connect (ear->pool, "pressure", G_CALLBACK (on_pressure), ear);
  g_assert_true (garrow_memory_pool_set_pressure_threshold (ear->pool, THRESHOLD, NULL));
}

static void
close_ear (Ear *ear, gconstpointer data)
{
  (void)data;
  g_assert_true (garrow_memory_pool_set_pressure_threshold (ear->pool, 0, NULL));
  g_signal_handler_disconnect (ear->pool, ear->handler);
  while (g_main_context_iteration (NULL, FALSE)) {
  }
  g_ptr_array_unref (ear->held);
  g_object_unref (ear->pool);
}

static void
hold (Ear *ear, gint64 size)
{
  g_ptr_array_add (ear->held, allocate (ear->pool, size));
}

/* What is dropped at once says nothing, what is kept does. */
static void
test_garbage (Ear *ear, gconstpointer data)
{
  (void)data;
  for (guint i = 0; i < 100; i++)
    g_object_unref (allocate (ear->pool, MIB));
  g_assert_cmpuint (ear->n_told, ==, 0);

  for (guint i = 0; i < 100; i++) {
    hold (ear, MIB);
    g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (ear->pool),
                     <=,
                     THRESHOLD + MIB);
  }
  g_assert_cmpuint (ear->n_told, >=, 20);
  g_assert_cmpuint (ear->n_told, <=, 25);
  g_assert_true (ear->thread == g_thread_self ());
}

/* Who needs the memory is asked for 4, 8, 16, 32 and 64 MiB. */
static void
test_needed (Ear *ear, gconstpointer data)
{
  g_autoptr (GPtrArray) needed = g_ptr_array_new_with_free_func (g_object_unref);

  (void)data;
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (needed, allocate (ear->pool, MIB));
  g_assert_cmpuint (ear->n_told, ==, 5);
  for (guint i = 0; i < 100; i++)
    g_object_unref (allocate (ear->pool, MIB));
  g_assert_cmpuint (ear->n_told, ==, 5);
}

/* Every way to be handed bytes from a file. */
static void
test_reads (Ear *ear, gconstpointer data)
{
  g_autofree char *dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "data", NULL);
  g_autofree char *zeros = g_malloc0 (MIB);
  g_autoptr (GArrowOSFile) file = NULL;
  g_autoptr (GArrowMemoryPool) before = garrow_default_memory_pool ();
  GBytes *kept[8];

  (void)data;
  g_assert_true (g_file_set_contents (path, zeros, MIB, NULL));
  garrow_set_memory_pool (ear->pool);
  file = garrow_os_file_new (path, "r", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    kept[i] = garrow_native_file_read_at (GARROW_NATIVE_FILE (file), MIB, 0, NULL);
  g_assert_cmpuint (ear->n_told, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_bytes_unref (kept[i]);

  for (guint i = 0; i < 12; i++)
    g_ptr_array_add (
      ear->held,
      garrow_native_file_read_buffer_at (GARROW_NATIVE_FILE (file), MIB, 0, NULL));
  g_assert_cmpuint (ear->n_told, ==, 2);
  garrow_set_memory_pool (before);
  g_remove (path);
  g_rmdir (dir);
}

/* Memory that is not the pool's: bytes of others, and maps. */
static void
test_foreign (Ear *ear, gconstpointer data)
{
  g_autofree char *dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "data", NULL);
  g_autoptr (GArrowMemoryPool) before = garrow_default_memory_pool ();
  g_autoptr (GArrowMemoryMappedFile) map = NULL;
  g_autoptr (GArrowBuffer) mapped = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (2 * THRESHOLD), 2 * THRESHOLD);
  g_autoptr (GArrowBuffer) buffer = NULL;

  (void)data;
  garrow_set_memory_pool (ear->pool);
  map = garrow_create_memory_map (path, 2 * THRESHOLD, FALSE, NULL);
  mapped = garrow_native_file_read_all_buffer (GARROW_NATIVE_FILE (map), NULL);
  buffer = garrow_buffer_new_bytes (bytes);
  g_assert_cmpint (garrow_buffer_get_size (mapped), ==, 2 * THRESHOLD);
  g_assert_cmpint (garrow_buffer_get_size (buffer), ==, 2 * THRESHOLD);
  g_assert_cmpuint (ear->n_told, ==, 0);
  garrow_set_memory_pool (before);
  g_remove (path);
  g_rmdir (dir);
}

static gpointer
allocate_elsewhere (gpointer data)
{
  Ear *ear = data;

  g_object_unref (allocate (ear->pool, 2 * THRESHOLD));
  g_object_unref (allocate (ear->pool, MIB));
  return NULL;
}

/* Another thread is never told; the one to be told is when it comes by, or by its main
 * context. */
static void
test_threads (Ear *ear, gconstpointer data)
{
  (void)data;
  g_thread_join (g_thread_new (NULL, allocate_elsewhere, ear));
  g_assert_cmpuint (ear->n_told, ==, 0);
  g_object_unref (allocate (ear->pool, 64));
  g_assert_cmpuint (ear->n_told, ==, 1);
  g_assert_true (ear->thread == g_thread_self ());
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (ear->n_told, ==, 1);

  g_thread_join (g_thread_new (NULL, allocate_elsewhere, ear));
  g_assert_cmpuint (ear->n_told, ==, 1);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (ear->n_told, ==, 2);
  g_assert_true (ear->thread == g_thread_self ());
}

static void
allocate_within (GArrowMemoryPool *pool, Ear *ear)
{
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (ear->held, allocate (pool, THRESHOLD));
}

/* What a handler allocates calls no handler. */
static void
test_recursion (Ear *ear, gconstpointer data)
{
  gulong handler =
    g_signal_connect (ear->pool, "pressure", G_CALLBACK (allocate_within), ear);

  (void)data;
  g_object_unref (allocate (ear->pool, THRESHOLD + 64));
  g_assert_cmpuint (ear->n_told, ==, 1);
  g_assert_cmpuint (ear->held->len, ==, 10);
  g_signal_handler_disconnect (ear->pool, handler);
  g_ptr_array_set_size (ear->held, 0);
}

/* As a collector may be what drops a file, nothing is told while it writes what is left.
 */
static void
test_dropped_file (Ear *ear, gconstpointer data)
{
  g_autoptr (GArrowMemoryPool) before = garrow_default_memory_pool ();
  g_autoptr (GArrowBufferOutputStream) raw = garrow_buffer_output_stream_new (ear->pool);
  g_autofree guint8 *zeros = g_malloc0 (THRESHOLD);
  GArrowNativeFile *file;

  (void)data;
  g_assert_true (
    garrow_native_file_write (GARROW_NATIVE_FILE (raw), zeros, THRESHOLD - 1, NULL));
  g_assert_cmpuint (ear->n_told, ==, 0);
  file = GARROW_NATIVE_FILE (
    garrow_buffered_output_stream_new (GARROW_NATIVE_FILE (raw), MIB, before, NULL));
  g_assert_true (garrow_native_file_write (file, zeros, 100, NULL));
  g_test_expect_message ("ArrowIO", G_LOG_LEVEL_WARNING, "*dropped*");
  g_object_unref (file);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (ear->n_told, ==, 0);
  g_assert_true (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (ear->n_told, ==, 1);
}

/* The sum of what a pool and those over it take counts once. */
static void
test_over (Ear *ear, gconstpointer data)
{
  g_autoptr (GArrowMemoryPool) over = garrow_proxy_memory_pool (ear->pool);
  g_autoptr (GArrowMutableBuffer) buffer = allocate (over, THRESHOLD / 2 + 64);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpint (garrow_buffer_get_size (GARROW_BUFFER (buffer)), >, THRESHOLD / 2);
  g_assert_cmpuint (ear->n_told, ==, 0);
  g_object_unref (allocate (over, THRESHOLD / 2));
  g_assert_cmpuint (ear->n_told, ==, 1);

  g_assert_cmpint (garrow_memory_pool_get_pressure_threshold (over), ==, 0);
  g_assert_false (garrow_memory_pool_set_pressure_threshold (over, THRESHOLD, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

static void
test_threshold (Ear *ear, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpint (garrow_memory_pool_get_pressure_threshold (ear->pool), ==, THRESHOLD);
  g_assert_false (garrow_memory_pool_set_pressure_threshold (ear->pool, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_cmpint (garrow_memory_pool_get_pressure_threshold (ear->pool), ==, THRESHOLD);
  g_assert_true (garrow_memory_pool_set_pressure_threshold (ear->pool, 0, NULL));
  g_assert_cmpint (garrow_memory_pool_get_pressure_threshold (ear->pool), ==, 0);
  g_object_unref (allocate (ear->pool, 2 * THRESHOLD));
  g_assert_cmpuint (ear->n_told, ==, 0);
}

/* What can never be had asks once, and fails as it does without anybody to ask. */
static void
test_too_much (Ear *ear, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (
    garrow_allocate_buffer (G_GINT64_CONSTANT (1) << 60, FALSE, ear->pool, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_OUT_OF_MEMORY);
  g_assert_cmpuint (ear->n_told, ==, 1);
}

/* Lets the process have only so much more memory than it has. */
static void
limit_memory (gint64 more)
{
  g_autofree char *statm = NULL;
  struct rlimit limit = {0};

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  limit.rlim_cur = limit.rlim_max =
    (rlim_t)(g_ascii_strtoll (statm, NULL, 10) * 4096 + more);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
}

static void
test_retry_subprocess (Ear *ear, gconstpointer data)
{
  g_autoptr (GArrowResizableBuffer) buffer = NULL;
  g_autoptr (GArrowBuffer) copy = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (garrow_memory_pool_set_pressure_threshold (ear->pool, G_MAXINT64, NULL));
  limit_memory (300 * MIB);
  hold (ear, 200 * MIB);
  g_object_unref (allocate (ear->pool, 200 * MIB));
  g_assert_cmpuint (ear->n_told, ==, 1);

  hold (ear, 200 * MIB);
  buffer = GARROW_RESIZABLE_BUFFER (garrow_allocate_buffer (MIB, TRUE, ear->pool, NULL));
  g_assert_true (garrow_resizable_buffer_resize (buffer, 200 * MIB, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ear->n_told, ==, 2);

  /* And nothing that is in use was freed. */
  copy = garrow_buffer_copy (GARROW_BUFFER (buffer), 0, 200 * MIB, &error);
  g_assert_null (copy);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_OUT_OF_MEMORY);
  g_assert_cmpuint (ear->n_told, ==, 3);
}

static void
test_retry (void)
{
  g_test_trap_subprocess ("/pressure/retry/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* A monitor that says what the test wants. */

#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;
};

static gboolean
init_nothing (GInitable *initable, GCancellable *cancellable, GError **error)
{
  (void)initable;
  (void)cancellable;
  (void)error;
  return TRUE;
}

static void
test_monitor_initable_init (GInitableIface *iface)
{
  iface->init = init_nothing;
}

static void
test_monitor_monitor_init (GMemoryMonitorInterface *iface)
{
  (void)iface;
}

G_DEFINE_TYPE_WITH_CODE (TestMonitor,
                         test_monitor,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                test_monitor_initable_init)
                           G_IMPLEMENT_INTERFACE (G_TYPE_MEMORY_MONITOR,
                                                  test_monitor_monitor_init))

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  (void)klass;
}

static void
test_monitor_init (TestMonitor *self)
{
  (void)self;
}

/* Has blocks of the system's pool freed that the C library cannot give back by itself. */
static GArrowMutableBuffer *
leave_unused (GArrowMemoryPool *pool)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 1000; i++) {
    GArrowMutableBuffer *block = allocate (pool, 65536);

    memset ((void *)(gsize)garrow_buffer_get_address (GARROW_BUFFER (block)), 1, 65536);
    g_ptr_array_add (blocks, block);
  }
  return allocate (pool, 65536);
}

static gint64
get_resident_size (void)
{
  g_autofree char *statm = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  return g_ascii_strtoll (strchr (statm, ' '), NULL, 10) * 4096;
}

/* When the system is short of memory, what can be freed is, and what the allocators keep
 * for later goes back. */
static void
test_monitor (Ear *ear, gconstpointer data)
{
  g_autoptr (GArrowMutableBuffer) last = NULL;
  g_autoptr (GMemoryMonitor) monitor = g_memory_monitor_dup_default ();
  gint64 before;

  (void)data;
  g_assert_true (TEST_IS_MONITOR (monitor));
  g_object_unref (allocate (ear->pool, THRESHOLD + 64));
  g_assert_cmpuint (ear->n_told, ==, 1);

  g_assert_true (garrow_memory_pool_set_pressure_threshold (ear->pool, G_MAXINT64, NULL));
  last = leave_unused (ear->pool);
  hold (ear, MIB);
  before = get_resident_size ();
  g_signal_emit_by_name (monitor,
                         "low-memory-warning",
                         G_MEMORY_MONITOR_WARNING_LEVEL_MEDIUM);
  g_assert_cmpuint (ear->n_told, ==, 2);
  g_assert_cmpuint (ear->held->len, ==, 0);
  /* Where the system's own malloc can be trimmed, and is not replaced. */
  if (!g_getenv ("TESTS_RUN_SLOWLY") && !g_getenv ("TESTS_RUN_PORTABLE"))
    g_assert_cmpint (get_resident_size (), <, before - 40 * MIB);
}

#define ADD(name, func)                                                                  \
  g_test_add ("/pressure/" name, Ear, NULL, open_ear, func, close_ear)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_set_required_type (
    g_io_extension_point_register (G_MEMORY_MONITOR_EXTENSION_POINT_NAME),
    G_TYPE_MEMORY_MONITOR);
  g_io_extension_point_implement (G_MEMORY_MONITOR_EXTENSION_POINT_NAME,
                                  TEST_TYPE_MONITOR,
                                  "test",
                                  1000);

  ADD ("garbage", test_garbage);
  ADD ("needed", test_needed);
  ADD ("reads", test_reads);
  ADD ("foreign", test_foreign);
  ADD ("threads", test_threads);
  ADD ("recursion", test_recursion);
  ADD ("dropped-file", test_dropped_file);
  ADD ("over", test_over);
  ADD ("threshold", test_threshold);
  ADD ("too-much", test_too_much);
  ADD ("monitor", test_monitor);
  /* Tools that look into the memory need more of it than is left here. */
  if (!g_getenv ("TESTS_RUN_SLOWLY"))
    g_test_add_func ("/pressure/retry", test_retry);
  ADD ("retry/subprocess", test_retry_subprocess);
  return g_test_run ();
}
