/* tool/bench.c: arrow-io bench.
 *
 * Rounds go through all of the contenders, so that whatever else the machine does meets
 * them alike; what is told is the median of the rounds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <stdlib.h>
#include <string.h>

#include "source.h"

#define MEGABYTE 1000000

static int rounds = 5;
static int megabytes = 16;
static char **only;

static const GOptionEntry options[] = {
  {.long_name = "codec",
   .short_name = 'c',
   .arg = G_OPTION_ARG_STRING_ARRAY,
   .arg_data = &only,
   .description = "Measure this codec only; may be given again",
   .arg_description = "CODEC"},
  {.long_name = "rounds",
   .short_name = 'r',
   .arg = G_OPTION_ARG_INT,
   .arg_data = &rounds,
   .description = "How often each is measured; 5 if not given",
   .arg_description = "N"},
  {.long_name = "size",
   .short_name = 's',
   .arg = G_OPTION_ARG_INT,
   .arg_data = &megabytes,
   .description = "Use this much of FILE, in MB; 16 if not given",
   .arg_description = "N"},
  {0},
};

/* A codec or a pool, and what was measured in each round: two times, or rates. */
typedef struct
{
  GObject *object;
  double *values[2];
  double ratio;
} Contender;

static void
contender_free (gpointer data)
{
  Contender *self = data;

  g_object_unref (self->object);
  g_free (self->values[0]);
  g_free (self->values[1]);
  g_free (self);
}

static void
add_contender (GPtrArray *contenders, gpointer object)
{
  Contender *self = g_new0 (Contender, 1);

  self->object = object;
  self->values[0] = g_new0 (double, rounds);
  self->values[1] = g_new0 (double, rounds);
  g_ptr_array_add (contenders, self);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static char *
format_median (double *values, int decimals)
{
  qsort (values, (gsize)rounds, sizeof *values, compare);
  return g_strdup_printf ("%.*f", decimals, values[rounds / 2]);
}

static double
seconds_since (gint64 start)
{
  return (double)MAX (g_get_monotonic_time () - start, 1) / G_USEC_PER_SEC;
}

/* The start of a file, decompressed. */
static GArrowBuffer *
read_sample (const char *name, gint64 size, GError **error)
{
  g_auto (ToolSource) source = {0};

  if (!tool_source_open (&source, name, error) ||
      !tool_source_find_codec (&source, "auto", error) ||
      !tool_source_decode (&source, error))
    return NULL;
  return garrow_native_file_read_buffer (source.file, size, error);
}

/* A table of text, the same every time. */
static GArrowBuffer *
make_sample (gint64 size)
{
  static const char *const places[] = {"Aachen", "Bern", "Como", "Delft", "Essen"};
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GString *text = g_string_sized_new ((gsize)size + 64);
  g_autoptr (GBytes) bytes = NULL;

  for (int day = 0; (gint64)text->len < size; day++)
    g_string_append_printf (text,
                            "%d,%s,%d,%d.%02d\n",
                            day,
                            places[g_rand_int_range (random, 0, G_N_ELEMENTS (places))],
                            g_rand_int_range (random, 0, 1000),
                            g_rand_int_range (random, 0, 100),
                            g_rand_int_range (random, 0, 100));
  g_string_truncate (text, (gsize)size);
  bytes = g_string_free_to_bytes (text);
  return garrow_buffer_new_bytes (bytes);
}

static gboolean
run_codec (Contender *self, int round, GArrowBuffer *sample, GError **error)
{
  GArrowCodec *codec = GARROW_CODEC (self->object);
  gint64 size = garrow_buffer_get_size (sample);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArrowBuffer) packed = garrow_codec_compress (codec, sample, NULL, error);
  g_autoptr (GArrowBuffer) back = NULL;

  if (packed == NULL)
    return FALSE;
  self->values[0][round] = (double)size / seconds_since (start) / MEGABYTE;
  start = g_get_monotonic_time ();
  back = garrow_codec_decompress (codec, packed, size, NULL, error);
  if (back == NULL)
    return FALSE;
  self->values[1][round] = (double)size / seconds_since (start) / MEGABYTE;
  self->ratio = (double)size / (double)MAX (garrow_buffer_get_size (packed), 1);
  if (garrow_buffer_equal (back, sample))
    return TRUE;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_CORRUPT,
               "%s gave back something else",
               garrow_codec_get_name (codec));
  return FALSE;
}

static gboolean
find_codecs (GPtrArray *contenders, GError **error)
{
  g_auto (GStrv) all = garrow_supported_codecs ();

  for (char **name = only != NULL ? only : all; *name != NULL; name++) {
    GArrowCodec *codec =
      garrow_codec_new (*name, GARROW_COMPRESSION_LEVEL_DEFAULT, error);

    if (codec == NULL)
      return FALSE;
    add_contender (contenders, codec);
  }
  return TRUE;
}

static gboolean
measure_codecs (GPtrArray *contenders, GArrowBuffer *sample, GError **error)
{
  g_autoptr (ToolTable) table = tool_table_new ("lrrr");

  for (int round = 0; round < rounds; round++) {
    for (guint i = 0; i < contenders->len; i++) {
      if (!run_codec (contenders->pdata[i], round, sample, error))
        return FALSE;
    }
  }
  tool_table_add (
    table,
    (const char *const[]){"CODEC", "COMPRESS MB/s", "DECOMPRESS MB/s", "RATIO"});
  for (guint i = 0; i < contenders->len; i++) {
    Contender *codec = contenders->pdata[i];
    g_autofree char *compress = format_median (codec->values[0], 0);
    g_autofree char *decompress = format_median (codec->values[1], 0);
    g_autofree char *ratio = g_strdup_printf ("%.2f", codec->ratio);
    const char *name = garrow_codec_get_name (GARROW_CODEC (codec->object));

    tool_table_add (table, (const char *const[]){name, compress, decompress, ratio});
  }
  tool_table_print (table);
  return TRUE;
}

/* Takes and gives back that many buffers, and writes to each. */
static gboolean
churn (GArrowMemoryPool *pool, int n_buffers, gint64 size, GError **error)
{
  for (int i = 0; i < n_buffers; i++) {
    g_autoptr (GArrowMutableBuffer) buffer =
      garrow_allocate_buffer (size, FALSE, pool, error);
    g_autoptr (GBytes) bytes = NULL;

    if (buffer == NULL)
      return FALSE;
    bytes = garrow_buffer_get_mutable_data (GARROW_BUFFER (buffer));
    memset ((gpointer)g_bytes_get_data (bytes, NULL), i, (gsize)size);
  }
  return TRUE;
}

static gboolean
run_pool (Contender *self, int round, GError **error)
{
  static const int n_small = 20000, n_large = 200;
  GArrowMemoryPool *pool = GARROW_MEMORY_POOL (self->object);
  gint64 start = g_get_monotonic_time ();

  if (!churn (pool, n_small, 64, error))
    return FALSE;
  self->values[0][round] = seconds_since (start) / n_small * 1e9;
  start = g_get_monotonic_time ();
  if (!churn (pool, n_large, MEGABYTE, error))
    return FALSE;
  self->values[1][round] = n_large / seconds_since (start);
  return TRUE;
}

static gboolean
measure_pools (GError **error)
{
  g_autoptr (GPtrArray) contenders = g_ptr_array_new_with_free_func (contender_free);
  g_autoptr (ToolTable) table = tool_table_new ("lrr");
  g_auto (GStrv) names = garrow_supported_memory_backends ();

  for (char **name = names; *name != NULL; name++) {
    GArrowMemoryPool *pool = garrow_memory_pool_for_backend (*name, error);

    if (pool == NULL)
      return FALSE;
    add_contender (contenders, pool);
  }
  for (int round = 0; round < rounds; round++) {
    for (guint i = 0; i < contenders->len; i++) {
      if (!run_pool (contenders->pdata[i], round, error))
        return FALSE;
    }
  }

  tool_table_add (table,
                  (const char *const[]){"POOL", "64 B BUFFER ns", "1 MB BUFFER MB/s"});
  for (guint i = 0; i < contenders->len; i++) {
    Contender *pool = contenders->pdata[i];
    g_autofree char *small = format_median (pool->values[0], 0);
    g_autofree char *large = format_median (pool->values[1], 0);

    tool_table_add (table, (const char *const[]){names[i], small, large});
  }
  tool_table_print (table);
  return TRUE;
}

static int
run (char **arguments)
{
  const char *name = arguments[0];
  g_autoptr (GPtrArray) codecs = g_ptr_array_new_with_free_func (contender_free);
  g_autoptr (GArrowBuffer) sample = NULL;
  GError *error = NULL;

  if (rounds < 1 || rounds > 1000 || megabytes < 1 || megabytes > 1000) {
    g_set_error (&error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "--rounds and --size go from 1 to 1000");
    return tool_refuse (error);
  }
  if (!find_codecs (codecs, &error))
    return tool_refuse (error);

  if (name != NULL)
    sample = read_sample (name, (gint64)megabytes * MEGABYTE, &error);
  else
    sample = make_sample ((gint64)megabytes * MEGABYTE);
  if (sample != NULL && garrow_buffer_get_size (sample) == 0)
    g_set_error_literal (&error,
                         GARROW_ERROR,
                         GARROW_ERROR_INVALID,
                         "The file is empty, and nothing can be measured with it");
  if (error != NULL || !measure_codecs (codecs, sample, &error))
    return tool_fail (name, error);
  g_print ("\n");
  if (!measure_pools (&error))
    return tool_fail (NULL, error);
  return TOOL_OK;
}

const ToolCommand tool_bench = {
  .name = "bench",
  .arguments = "[FILE]",
  .summary = "Measure how fast the codecs and the memory pools are",
  .description =
    "Codecs compress the start of FILE, or a table that is made up, and decompress it. "
    "Pools give and take back buffers that are written to. The figures are medians of "
    "rounds that go through all of them.",
  .options = options,
  .max_arguments = 1,
  .run = run,
};
