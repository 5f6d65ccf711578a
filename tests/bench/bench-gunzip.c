/* tests/bench/bench-gunzip.c: decompressing gzip that is in memory: one member by one
 * thread, and many members, which say how large they are, by one and by two.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench-gunzip.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>
#endif
#ifdef HAVE_LIBDEFLATE
#include <libdeflate.h>
#endif

#include "data.h"

#define BGZF_SIZE 65280 /* of what is in a member */
#define SIZED_SIZE (1 << 20)

gsize data_size = 8 << 20;

static guint8 *whole; /* room for all, for those who decode in one call */

/* Members of piece bytes each, or one member if that is 0. */
static GBytes *
pack (const guint8 *data, gsize size, gsize piece)
{
  guint8 extra[] = {piece <= BGZF_SIZE ? 'B' : 'I',
                    piece <= BGZF_SIZE ? 'C' : 'G',
                    piece <= BGZF_SIZE ? 2 : 4,
                    0,
                    0,
                    0,
                    0,
                    0};
  gz_header header = {.os = 3,
                      .extra = piece > 0 ? extra : NULL,
                      .extra_len = 4u + extra[2]};
  GByteArray *packed = g_byte_array_new ();
  g_autofree guint8 *room = NULL;
  z_stream stream = {0};

  if (piece == 0)
    piece = size;
  bench_check (deflateInit2 (&stream, 6, Z_DEFLATED, 31, 8, 0) == Z_OK);
  room = g_malloc (deflateBound (&stream, piece) + 100);
  for (gsize done = 0; done < size; done += piece) {
    gsize n_packed;

    deflateReset (&stream);
    deflateSetHeader (&stream, &header);
    stream.next_in = (Bytef *)data + done;
    stream.avail_in = (uInt)MIN (piece, size - done);
    stream.next_out = room;
    stream.avail_out = (uInt)deflateBound (&stream, piece) + 100;
    bench_check (deflate (&stream, Z_FINISH) == Z_STREAM_END);
    n_packed = (gsize)(stream.next_out - room);
    for (guint i = 0; i < extra[2] && header.extra != NULL; i++)
      room[16 + i] = (guint8)((extra[2] == 2 ? n_packed - 1 : n_packed) >> 8 * i);
    g_byte_array_append (packed, room, (guint)n_packed);
  }
  deflateEnd (&stream);
  return g_byte_array_free_to_bytes (packed);
}

/* Through the public interface, with so many threads. */
static void
gunzip (const Packed *packed, int n_threads, gint64 n)
{
  g_autofree guint8 *out = g_malloc (READ_SIZE);
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();

  garrow_stream_options_set_compression (options, "gzip");
  garrow_stream_options_set_threads (options, n_threads);
  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) raw =
      GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (packed->bytes));
    g_auto (GValue) source = G_VALUE_INIT;
    g_autoptr (GArrowNativeFile) file = NULL;
    gint64 n_read, total = 0;

    g_value_init (&source, GARROW_TYPE_NATIVE_FILE);
    g_value_set_object (&source, raw);
    file = garrow_input_stream (&source, options, NULL);
    bench_check (file != NULL);
    while ((n_read = garrow_native_file_read_into (file, out, READ_SIZE, NULL)) > 0) {
      bench_use (out);
      total += n_read;
    }
    bench_check (total == (gint64)data_size);
  }
}

static void
gunzip_ours (gconstpointer setting, gint64 n)
{
  gunzip (setting, 1, n);
}

static void
gunzip_two_threads (gconstpointer setting, gint64 n)
{
  gunzip (setting, 2, n);
}

static void
gunzip_one_shot (gconstpointer setting, gint64 n)
{
  const Packed *packed = setting;
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (packed->bytes);

  while (n-- > 0) {
    g_autoptr (GArrowBuffer) out =
      garrow_codec_decompress (codec, buffer, (gint64)data_size, NULL, NULL);

    bench_check (out != NULL && garrow_buffer_get_size (out) == (gint64)data_size);
  }
}

static void
gunzip_gio (gconstpointer setting, gint64 n)
{
  const Packed *packed = setting;
  g_autofree guint8 *out = g_malloc (READ_SIZE);

  while (n-- > 0) {
    g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_bytes (packed->bytes);
    g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    g_autoptr (GInputStream) stream =
      g_converter_input_stream_new (raw, G_CONVERTER (decompressor));
    gssize n_read, total = 0;

    while ((n_read = g_input_stream_read (stream, out, READ_SIZE, NULL, NULL)) > 0)
      total += n_read;
    bench_check (total == (gint64)data_size);
  }
}

static void
gunzip_zlib (gconstpointer setting, gint64 n)
{
  const Packed *packed = setting;
  g_autofree guint8 *out = g_malloc (READ_SIZE);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed->bytes, &size);

  while (n-- > 0) {
    z_stream stream = {0};
    gint64 total = 0;

    bench_check (inflateInit2 (&stream, 31) == Z_OK);
    stream.next_in = (Bytef *)data;
    stream.avail_in = (uInt)size;
    for (int status = Z_OK; status != Z_STREAM_END;) {
      stream.next_out = out;
      stream.avail_out = READ_SIZE;
      status = inflate (&stream, Z_NO_FLUSH);
      bench_check (status == Z_OK || status == Z_STREAM_END);
      total += READ_SIZE - (gint64)stream.avail_out;
    }
    bench_check (total == (gint64)data_size);
    inflateEnd (&stream);
  }
}

#ifdef HAVE_ISAL
static void
gunzip_isal (gconstpointer setting, gint64 n)
{
  const Packed *packed = setting;
  struct inflate_state *state = g_new0 (struct inflate_state, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed->bytes, &size);

  while (n-- > 0) {
    isal_inflate_init (state);
    state->crc_flag = ISAL_GZIP;
    state->next_in = (guint8 *)data;
    state->avail_in = (guint32)size;
    state->next_out = whole;
    state->avail_out = (guint32)data_size;
    bench_check (isal_inflate (state) == ISAL_DECOMP_OK);
    bench_check (state->block_state == ISAL_BLOCK_FINISH);
    bench_check (state->total_out == data_size);
  }
  g_free (state);
}
#endif

#ifdef HAVE_LIBDEFLATE
static void
gunzip_libdeflate (gconstpointer setting, gint64 n)
{
  const Packed *packed = setting;
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor ();
  gsize size, total;
  const guint8 *data = g_bytes_get_data (packed->bytes, &size);

  while (n-- > 0) {
    bench_check (
      libdeflate_gzip_decompress (decompressor, data, size, whole, data_size, &total) ==
      LIBDEFLATE_SUCCESS);
    bench_check (total == data_size);
  }
  libdeflate_free_decompressor (decompressor);
}
#endif

static void
add_member (Packed *packed)
{
  bench_add (ONE_MEMBER,
             packed->name,
             "arrow-io",
             gunzip_ours,
             packed,
             (gint64)data_size);
  bench_add_rival (ONE_MEMBER, packed->name, "arrow-io, one call", gunzip_one_shot);
  bench_add_rival (ONE_MEMBER, packed->name, "GZlibDecompressor", gunzip_gio);
  bench_add_rival (ONE_MEMBER, packed->name, "zlib", gunzip_zlib);
#ifdef HAVE_ISAL
  bench_add_rival (ONE_MEMBER, packed->name, "ISA-L, one call", gunzip_isal);
#endif
#ifdef HAVE_LIBDEFLATE
  bench_add_rival (ONE_MEMBER, packed->name, "libdeflate, one call", gunzip_libdeflate);
#endif
}

static void
add_members (const char *work, Packed *packed)
{
  bench_add (work,
             packed->name,
             "arrow-io",
             gunzip_two_threads,
             packed,
             (gint64)data_size);
  bench_add_rival (work, packed->name, "arrow-io, 1 thread", gunzip_ours);
}

int
main (int argc, char **argv)
{
  Packed packed[G_N_ELEMENTS (bench_data)][3];

  if (argc > 1 && strcmp (argv[1], "--short") == 0)
    data_size = 1 << 20;
  if (argc > 1 && g_str_has_prefix (argv[1], "--times"))
    data_size = 1 << 18; /* it is packed under valgrind */
  whole = g_malloc0 (data_size);
  for (gsize i = 0; i < G_N_ELEMENTS (bench_data); i++) {
    static const gsize pieces[] = {0, BGZF_SIZE, SIZED_SIZE};
    g_autofree guint8 *data = bench_data[i].make (data_size);

    for (gsize k = 0; k < G_N_ELEMENTS (pieces); k++)
      packed[i][k] = (Packed){bench_data[i].name, pack (data, data_size, pieces[k])};
    add_member (&packed[i][0]);
    add_members ("gunzip BGZF on 2 threads", &packed[i][1]);
    add_members ("gunzip members of 1 MiB on 2 threads", &packed[i][2]);
  }
  bench_run (argc, argv);

  for (gsize i = 0; i < G_N_ELEMENTS (bench_data); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (packed[i]); k++)
      g_bytes_unref (packed[i][k].bytes);
  g_free (whole);
  return 0;
}
