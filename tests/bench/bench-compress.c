/* tests/bench/bench-compress.c: compressing, by speed and by what comes out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench-compress.h"
#include "bench.h"
#include "data.h"

#include <string.h>
#include <zlib.h>

#ifdef HAVE_LIBDEFLATE
#include <libdeflate.h>
#endif
#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>
#endif
#ifdef HAVE_ZSTD
#include <zstd.h>
#endif
#ifdef HAVE_BROTLI
#include <brotli/encode.h>
#endif
#ifdef HAVE_LZ4
#include <lz4frame.h>
#endif
#ifdef HAVE_BZ2
#include <bzlib.h>
#endif

#define BLOCK (256 * 1024) /* of what a program writes at once */
#define MIB (1024 * 1024)
#define MAX_SIZE (16 * MIB)

static guint8 *room; /* for what rivals compress */
static gsize room_size;

static gsize
compress_ours (const Way *way)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowBufferOutputStream) raw = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GArrowBuffer) packed = NULL;
  const Corpus *corpus = way->corpus;

  garrow_stream_options_set_compression (options, way->codec);
  garrow_stream_options_set_compression_level (options, way->level);
  garrow_stream_options_set_threads (options, way->threads);
  garrow_stream_options_set_members (options, way->members);
  file = garrow_output_stream_for_object (G_OBJECT (raw), options, NULL);
  bench_check (file != NULL);
  for (gsize at = 0; at < corpus->size; at += BLOCK)
    bench_check (garrow_native_file_write (file,
                                           corpus->data + at,
                                           (gint64)MIN (BLOCK, corpus->size - at),
                                           NULL));
  bench_check (garrow_native_file_close (file, NULL));
  packed = garrow_buffer_output_stream_getvalue (raw, NULL);
  bench_check (packed != NULL);
  return (gsize)garrow_buffer_get_size (packed);
}

/* The same on one thread, to see what the others gain. */
static gsize
compress_alone (const Way *way)
{
  Way alone = *way;

  alone.threads = 1;
  return compress_ours (&alone);
}

static gsize
compress_zlib (const Way *way)
{
  z_stream stream = {0};

  bench_check (deflateInit2 (&stream,
                             way->level,
                             Z_DEFLATED,
                             MAX_WBITS + 16,
                             8,
                             Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = way->corpus->data;
  stream.avail_in = (uInt)way->corpus->size;
  stream.next_out = room;
  stream.avail_out = (uInt)room_size;
  bench_check (deflate (&stream, Z_FINISH) == Z_STREAM_END);
  deflateEnd (&stream);
  return stream.total_out;
}

static gsize
compress_gio (const Way *way)
{
  g_autoptr (GZlibCompressor) compressor =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, way->level);
  gsize n_read, n_written;

  bench_check (g_converter_convert (G_CONVERTER (compressor),
                                    way->corpus->data,
                                    way->corpus->size,
                                    room,
                                    room_size,
                                    G_CONVERTER_INPUT_AT_END,
                                    &n_read,
                                    &n_written,
                                    NULL) == G_CONVERTER_FINISHED);
  return n_written;
}

/* The program, from a file and to a pipe. */
static gsize
compress_pigz (const Way *way)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bench-compress", NULL);
  g_autofree char *level = g_strdup_printf ("-%d", way->level);
  g_autofree char *threads = g_strdup_printf ("-p%d", way->threads);
  const char *argv[] = {"pigz", "-kc", level, threads, path, NULL};
  static const Corpus *on_disk;
  g_autoptr (GSubprocess) pigz = NULL;
  gssize n = 1;
  gsize size = 0;

  if (on_disk != way->corpus)
    bench_check (g_file_set_contents (path,
                                      (const char *)way->corpus->data,
                                      (gssize)way->corpus->size,
                                      NULL));
  on_disk = way->corpus;
  pigz = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  bench_check (pigz != NULL);
  for (; n > 0; size += (gsize)n)
    n = g_input_stream_read (g_subprocess_get_stdout_pipe (pigz),
                             room,
                             room_size,
                             NULL,
                             NULL);
  bench_check (n == 0 && g_subprocess_wait_check (pigz, NULL, NULL));
  return size;
}

#ifdef HAVE_LIBDEFLATE
static gsize
compress_libdeflate (const Way *way)
{
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor (way->level);
  gsize size = libdeflate_gzip_compress (compressor,
                                         way->corpus->data,
                                         way->corpus->size,
                                         room,
                                         room_size);

  bench_check (size > 0);
  libdeflate_free_compressor (compressor);
  return size;
}
#endif

#ifdef HAVE_ISAL
static gsize
compress_isal (const Way *way)
{
  static guint8 level_buffer[ISAL_DEF_LVL1_DEFAULT];
  struct isal_zstream stream;

  isal_deflate_init (&stream);
  stream.level = 1;
  stream.level_buf = level_buffer;
  stream.level_buf_size = sizeof level_buffer;
  stream.gzip_flag = IGZIP_GZIP;
  stream.end_of_stream = 1;
  stream.next_in = way->corpus->data;
  stream.avail_in = (guint32)way->corpus->size;
  stream.next_out = room;
  stream.avail_out = (guint32)room_size;
  bench_check (isal_deflate (&stream) == COMP_OK && stream.avail_in == 0);
  return stream.total_out;
}
#endif

#ifdef HAVE_ZSTD
static gsize
compress_zstd (const Way *way)
{
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize size;

  ZSTD_CCtx_setParameter (context, ZSTD_c_compressionLevel, way->level);
  ZSTD_CCtx_setParameter (context, ZSTD_c_checksumFlag, 1);
  size = ZSTD_compress2 (context, room, room_size, way->corpus->data, way->corpus->size);
  bench_check (!ZSTD_isError (size));
  ZSTD_freeCCtx (context);
  return size;
}
#endif

#ifdef HAVE_BROTLI
static gsize
compress_brotli (const Way *way)
{
  gsize size = room_size;

  bench_check (BrotliEncoderCompress (way->level,
                                      BROTLI_DEFAULT_WINDOW,
                                      BROTLI_MODE_GENERIC,
                                      way->corpus->size,
                                      way->corpus->data,
                                      &size,
                                      room));
  return size;
}
#endif

#ifdef HAVE_LZ4
static gsize
compress_lz4 (const Way *way)
{
  const LZ4F_preferences_t preferences = {
    .compressionLevel = way->level,
    .frameInfo = {.contentChecksumFlag = LZ4F_contentChecksumEnabled},
  };
  gsize size = LZ4F_compressFrame (room,
                                   room_size,
                                   way->corpus->data,
                                   way->corpus->size,
                                   &preferences);

  bench_check (!LZ4F_isError (size));
  return size;
}
#endif

#ifdef HAVE_BZ2
static gsize
compress_bz2 (const Way *way)
{
  unsigned size = (unsigned)room_size;

  bench_check (BZ2_bzBuffToBuffCompress ((char *)room,
                                         &size,
                                         (char *)way->corpus->data,
                                         (unsigned)way->corpus->size,
                                         way->level,
                                         0,
                                         0) == BZ_OK);
  return size;
}
#endif

/* The same as cases, which do it n times. */
#define CASE(name)                                                                       \
  static void run_##name (gconstpointer setting, gint64 n)                               \
  {                                                                                      \
    while (n-- > 0)                                                                      \
      compress_##name (setting);                                                         \
  }
CASE (ours)
CASE (alone)
CASE (zlib)
CASE (gio)
CASE (pigz)
#ifdef HAVE_LIBDEFLATE
CASE (libdeflate)
#endif
#ifdef HAVE_ISAL
CASE (isal)
#endif
#ifdef HAVE_ZSTD
CASE (zstd)
#endif
#ifdef HAVE_BROTLI
CASE (brotli)
#endif
#ifdef HAVE_LZ4
CASE (lz4)
#endif
#ifdef HAVE_BZ2
CASE (bz2)
#endif

typedef struct
{
  const char *who;
  const char *codec;
  int threads; /* that it can use */
  int min_level;
  int max_level;
  gsize (*compress) (const Way *way);
  BenchFunc run;
} Rival;

static const Rival rivals[] = {
  {"zlib", "gzip", 1, 1, 9, compress_zlib, run_zlib},
  {"GZlibCompressor", "gzip", 1, 6, 6, compress_gio, run_gio},
  {"pigz", "gzip", 2, 1, 9, compress_pigz, run_pigz},
  {"arrow-io, 1 thread", "gzip", 2, 1, 9, compress_alone, run_alone},
  {"arrow-io, 1 thread", "zstd", 2, 1, 22, compress_alone, run_alone},
#ifdef HAVE_LIBDEFLATE
  {"libdeflate", "gzip", 1, 1, 9, compress_libdeflate, run_libdeflate},
#endif
#ifdef HAVE_ISAL
  {"ISA-L", "gzip", 1, 1, 1, compress_isal, run_isal},
#endif
#ifdef HAVE_ZSTD
  {"libzstd", "zstd", 1, 1, 22, compress_zstd, run_zstd},
#endif
#ifdef HAVE_BROTLI
  {"libbrotlienc", "brotli", 1, 0, 11, compress_brotli, run_brotli},
#endif
#ifdef HAVE_LZ4
  {"liblz4", "lz4", 1, 1, 12, compress_lz4, run_lz4},
#endif
#ifdef HAVE_BZ2
  {"libbz2", "bz2", 1, 1, 9, compress_bz2, run_bz2},
#endif
};

static const struct
{
  const char *work;
  const char *codec;
  int level;
  int threads;
  gboolean members;
  int mib; /* of data: less where it takes long */
} works[] = {
  {"gzip level 1", "gzip", 1, 1, FALSE, 16},
  {"gzip level 1, 2 threads", "gzip", 1, 2, FALSE, 16},
  {"gzip level 2", "gzip", 2, 1, FALSE, 8},
  {"gzip level 3", "gzip", 3, 1, FALSE, 8},
  {"gzip level 6", "gzip", 6, 1, FALSE, 4},
  {"gzip level 6, 2 threads", "gzip", 6, 2, FALSE, 8},
  {"gzip level 6, members", "gzip", 6, 1, TRUE, 4},
  {"gzip level 6, members, 2 threads", "gzip", 6, 2, TRUE, 8},
  {"gzip level 9", "gzip", 9, 1, FALSE, 2},
  {"gzip level 9, 2 threads", "gzip", 9, 2, FALSE, 4},
  {"zstd level 3", "zstd", 3, 1, FALSE, 16},
  {"zstd level 3, 2 threads", "zstd", 3, 2, FALSE, 16},
  {"brotli level 5", "brotli", 5, 1, FALSE, 4},
  {"lz4 level 1", "lz4", 1, 1, FALSE, 16},
  {"bz2 level 9", "bz2", 9, 1, FALSE, 4},
};

/* pigz is there or not; what there is only one thread for is a rival of both. */
static gboolean
competes (const Rival *rival, const Way *way)
{
  g_autofree char *pigz = g_find_program_in_path ("pigz");

  return strcmp (rival->codec, way->codec) == 0 && way->level >= rival->min_level &&
         way->level <= rival->max_level && (rival->threads == 1 || way->threads > 1) &&
         (rival->compress != compress_pigz || pigz != NULL);
}

static void
add_work (gsize index, Way *way, gboolean with_sizes)
{
  const char *work = works[index].work, *corpus = way->corpus->name;

  *way = (Way){way->corpus,
               works[index].codec,
               works[index].level,
               works[index].threads,
               works[index].members};
  if (!garrow_codec_is_available (way->codec))
    return;
  bench_add (work, corpus, "arrow-io", run_ours, way, (gint64)way->corpus->size);
  if (with_sizes)
    bench_figure (work, corpus, "arrow-io", (double)compress_ours (way), "bytes");
  for (gsize i = 0; i < G_N_ELEMENTS (rivals); i++) {
    if (!competes (&rivals[i], way))
      continue;
    bench_add_rival (work, corpus, rivals[i].who, rivals[i].run);
    if (with_sizes)
      bench_figure (work,
                    corpus,
                    rivals[i].who,
                    (double)rivals[i].compress (way),
                    "bytes");
  }
}

/* The start of what another has. */
static Corpus
cut (const Corpus *corpus, gsize size)
{
  return (Corpus){corpus->name, corpus->data, MIN (corpus->size, size)};
}

/* Less where it takes long: in the tests, and under valgrind. */
static gsize
find_size (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--short") == 0)
    return 128 * 1024;
  return argc > 1 && g_str_has_prefix (argv[1], "--times") ? MIB : MAX_SIZE;
}

int
main (int argc, char **argv)
{
  gboolean with_sizes = TRUE;
  const char *text = NULL; /* of the works to be measured */
  gsize size = find_size (argc, argv);
  Way ways[G_N_ELEMENTS (works)][G_N_ELEMENTS (bench_data)];
  Corpus corpora[G_N_ELEMENTS (works)][G_N_ELEMENTS (bench_data)];
  Corpus whole[G_N_ELEMENTS (bench_data)];
  int result;

  for (gsize i = 0; i < G_N_ELEMENTS (bench_data); i++)
    whole[i] = (Corpus){bench_data[i].name, bench_data[i].make (size), size};
  room_size = size + size / 8 + 4096;
  room = g_malloc (room_size);
  for (int i = 1; i < argc && text == NULL; i++) {
    if (argv[i][0] != '-')
      text = argv[i];
    with_sizes = with_sizes && !g_str_has_prefix (argv[i], "--times");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (bench_data); j++) {
      corpora[i][j] = cut (&whole[j], (gsize)works[i].mib * MIB);
      ways[i][j].corpus = &corpora[i][j];
      add_work (i,
                &ways[i][j],
                with_sizes && (text == NULL || strstr (works[i].work, text) != NULL));
    }
  }
  result = bench_run (argc, argv);
  for (gsize i = 0; i < G_N_ELEMENTS (bench_data); i++)
    g_free (whole[i].data);
  g_free (room);
  return result;
}
