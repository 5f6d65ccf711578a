/* tests/bench/bench-writers.c: writing to memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"
#include "bench-writers.h"

static guint8 *block; /* as large as the largest write */

static void
small_ours (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n > 0) {
    GArrowNativeFile *file = GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));

    for (int i = 0; i < SMALL_TOTAL / SMALL && n > 0; i++, n--)
      bench_check (garrow_native_file_write (file, block, SMALL, NULL));
    bench_check (garrow_native_file_close (file, NULL));
    g_object_unref (file);
  }
}

static void
small_byte_array (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n > 0) {
    GByteArray *array = g_byte_array_new ();

    for (int i = 0; i < SMALL_TOTAL / SMALL && n > 0; i++, n--)
      g_byte_array_append (array, block, SMALL);
    g_byte_array_unref (array);
  }
}

static void
small_gio (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n > 0) {
    GOutputStream *stream = g_memory_output_stream_new_resizable ();

    for (int i = 0; i < SMALL_TOTAL / SMALL && n > 0; i++, n--)
      bench_check (g_output_stream_write (stream, block, SMALL, NULL, NULL) == SMALL);
    g_object_unref (stream);
  }
}

static const struct
{
  const char *name;
  gint64 size;
} totals[] = {
  {"1 MiB in all", 1 << 20},
  {"16 MiB in all", 16 << 20},
  {"64 MiB in all", 64 << 20},
  {"1 GiB in all", 1 << 30},
};

static void
large_ours (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    GArrowNativeFile *file = GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));

    for (gint64 left = *(const gint64 *)setting; left > 0; left -= LARGE)
      bench_check (garrow_native_file_write (file, block, LARGE, NULL));
    bench_check (garrow_native_file_close (file, NULL));
    g_object_unref (file);
  }
}

static void
large_gio (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    GOutputStream *stream = g_memory_output_stream_new_resizable ();

    for (gint64 left = *(const gint64 *)setting; left > 0; left -= LARGE)
      bench_check (g_output_stream_write (stream, block, LARGE, NULL, NULL) == LARGE);
    g_object_unref (stream);
  }
}

int
main (int argc, char **argv)
{
  block = g_malloc0 (LARGE);
  bench_add ("write to memory", "16 B", "arrow-io", small_ours, NULL, SMALL);
  bench_add_rival ("write to memory", "16 B", "GByteArray", small_byte_array);
  bench_add_rival ("write to memory", "16 B", "GMemoryOutputStream", small_gio);
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++) {
    const gint64 *size = &totals[i].size;

    bench_add ("write 1 MiB to memory",
               totals[i].name,
               "arrow-io",
               large_ours,
               size,
               *size);
  }
  bench_add_rival ("write 1 MiB to memory", NULL, "GMemoryOutputStream", large_gio);
  bench_run (argc, argv);
  g_free (block);
  return 0;
}
