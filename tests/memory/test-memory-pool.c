/* tests/memory/test-memory-pool.c: every pool of this process, by walking the list.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>

/* 86, in the rounded sizes of buffers (82). */
static void
test_figures (gconstpointer backend_name)
{
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_for_backend (backend_name, NULL);
  gint64 bytes = garrow_memory_pool_get_bytes_allocated (pool);
  gint64 total = garrow_memory_pool_get_total_bytes_allocated (pool);
  gint64 count = garrow_memory_pool_get_num_allocations (pool);
  GArrowMutableBuffer *buffer = garrow_allocate_buffer (100, TRUE, pool, NULL);

  g_assert_cmpstr (garrow_memory_pool_get_backend_name (pool), ==, backend_name);
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

/* 7: no order of release crashes. */
static void
test_buffer_outlives_pool (gconstpointer backend_name)
{
  GArrowMemoryPool *pool = garrow_memory_pool_for_backend (backend_name, NULL);
  GArrowMutableBuffer *buffer = garrow_allocate_buffer (100, FALSE, pool, NULL);
  g_autoptr (GBytes) data = NULL;

  g_object_unref (pool);
  data = garrow_buffer_get_data (GARROW_BUFFER (buffer));
  g_object_unref (buffer);
  g_assert_cmpuint (g_bytes_get_size (data), ==, 100);
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

int
main (int argc, char **argv)
{
  g_auto (GStrv) backends = garrow_supported_memory_backends ();

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; backends[i] != NULL; i++) {
    g_autofree char *figures = g_strdup_printf ("/memory-pool/%s/figures", backends[i]);
    g_autofree char *outlives = g_strdup_printf ("/memory-pool/%s/outlived", backends[i]);

    g_test_add_data_func (figures, backends[i], test_figures);
    g_test_add_data_func (outlives, backends[i], test_buffer_outlives_pool);
  }
  g_test_add_func ("/memory-pool/default", test_default);
  g_test_add_func ("/memory-pool/unknown", test_unknown);
  return g_test_run ();
}
