/* tests/core/gzip-util.h: gzip data of every make, by zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>
#include <string.h>
#include <zlib.h>

/* Between least and most, both included; small ones more often than large ones. */
static inline guint
random_size (GRand *rand, guint least, guint most)
{
  guint limit = 1u << g_rand_int_range (rand, 1, 30);
  guint range = MIN (most - least + 1, limit);

  return least + (guint)g_rand_int_range (rand, 0, (gint32)range);
}

/* Noise, zeros, words or numbers. */
static inline void
append_data (GRand *rand, GByteArray *data, guint size)
{
  int kind = g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < size; i++) {
    guint number = kind == 3 ? i * 40503u >> 12 : g_rand_int (rand);
    guint8 byte = (guint8)number;

    if (kind == 1)
      byte = 0;
    if (kind == 2)
      byte = (guint8) "etaoin shrdlu,\n"[number % 15];
    g_byte_array_append (data, &byte, 1);
  }
}

/* Any field that a header can have, of any length. */
typedef struct
{
  gz_header fields;
  Bytef extra[400];
  Bytef name[300];
  Bytef comment[300];
} GzipHeader;

static inline Bytef *
random_text (GRand *rand, Bytef *text, guint room)
{
  guint size = random_size (rand, 0, room - 1);

  memset (text, 'n', size);
  text[size] = '\0';
  return g_rand_boolean (rand) ? text : NULL;
}

static inline void
random_header (GRand *rand, GzipHeader *header)
{
  memset (header, 0, sizeof *header);
  header->fields.time = g_rand_int (rand);
  header->fields.os = 3;
  if (g_rand_boolean (rand)) {
    header->fields.extra = header->extra;
    header->fields.extra_len = random_size (rand, 0, sizeof header->extra);
  }
  header->fields.name = random_text (rand, header->name, sizeof header->name);
  header->fields.comment = random_text (rand, header->comment, sizeof header->comment);
  header->fields.hcrc = g_rand_boolean (rand);
}

static inline void
deflate_some (z_stream *stream,
              int flush,
              const guint8 *data,
              guint size,
              GByteArray *out)
{
  guint8 room[4096];
  int status;

  stream->next_in = (Bytef *)data;
  stream->avail_in = size;
  do {
    stream->next_out = room;
    stream->avail_out = sizeof room;
    status = deflate (stream, flush);
    g_assert_cmpint (status, !=, Z_STREAM_ERROR);
    g_byte_array_append (out, room, (guint)(sizeof room - stream->avail_out));
  } while (stream->avail_out == 0 || (flush == Z_FINISH && status != Z_STREAM_END));
}

/* A field for the size of the member, which put_size () puts there. */
static inline void
add_size_field (GRand *rand, guint n_bytes, GzipHeader *header)
{
  Bytef *extra = header->extra;

  header->fields.hcrc = 0;
  header->fields.extra = extra;
  header->fields.extra_len = 4 + n_bytes;
  if (g_rand_boolean (rand)) { /* behind another field */
    memcpy (extra, "XY\3\0abc", 7);
    extra += 7;
    header->fields.extra_len += 7;
  }
  memcpy (extra, n_bytes == 2 ? "BC\2\0" : "IG\4\0", 4);
}

/* Most are told the truth. */
static inline void
put_size (GRand *rand,
          const GzipHeader *header,
          guint n_bytes,
          guint8 *member,
          guint size)
{
  guint8 *field = member + 12 + header->fields.extra_len - n_bytes;

  if (g_rand_int_range (rand, 0, 20) == 0)
    size += (guint)g_rand_int_range (rand, -30, 30);
  for (guint i = 0; i < n_bytes; i++)
    field[i] = (guint8)((n_bytes == 2 ? size - 1 : size) >> 8 * i);
}

/* One member of data, in gzip's wrapping or zlib's. */
static inline void
append_member (GRand *rand, const guint8 *data, guint size, GByteArray *out)
{
  guint n_bytes = 2 * (guint)g_rand_int_range (rand, 0, 3); /* of a field for its size */
  guint start = out->len;
  static const int flushes[] = {Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_BLOCK};
  gboolean is_gzip = g_rand_int_range (rand, 0, 8) > 0;
  z_stream stream = {0};
  GzipHeader header;
  guint done = 0;

  g_assert_cmpint (
    deflateInit2 (&stream,
                  g_rand_int_range (rand, 0, 10),
                  Z_DEFLATED,
                  g_rand_int_range (rand, 9, 16) + (is_gzip ? 16 : 0),
                  g_rand_int_range (rand, 1, 10),
                  g_rand_int_range (rand, Z_DEFAULT_STRATEGY, Z_FIXED + 1)),
    ==,
    Z_OK);
  if (is_gzip) {
    random_header (rand, &header);
    if (n_bytes > 0)
      add_size_field (rand, n_bytes, &header);
    g_assert_cmpint (deflateSetHeader (&stream, &header.fields), ==, Z_OK);
  }
  while (g_rand_int_range (rand, 0, 3) == 0) {
    guint n = random_size (rand, 0, size - done);

    deflate_some (&stream,
                  flushes[g_rand_int_range (rand, 0, G_N_ELEMENTS (flushes))],
                  data + done,
                  n,
                  out);
    done += n;
  }
  deflate_some (&stream, Z_FINISH, data + done, size - done, out);
  deflateEnd (&stream);
  if (is_gzip && n_bytes > 0)
    put_size (rand, &header, n_bytes, out->data + start, out->len - start);
}

/* A member of gzip's that tells its size, as BGZF's do. */
static inline void
append_sized (const guint8 *data, guint size, GByteArray *out)
{
  Bytef extra[] = {'B', 'C', 2, 0, 0, 0};
  gz_header header = {.extra = extra, .extra_len = sizeof extra};
  guint start = out->len;
  z_stream stream = {0};

  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, 0), ==, Z_OK);
  deflateSetHeader (&stream, &header);
  deflate_some (&stream, Z_FINISH, data, size, out);
  deflateEnd (&stream);
  out->data[start + 16] = (guint8)(out->len - start - 1);
  out->data[start + 17] = (guint8)((out->len - start - 1) >> 8);
}

/* What zlib says of data: whether it is nothing but members, and what is in them. */
static inline gboolean
zlib_accepts (const guint8 *data, guint size, GByteArray *out)
{
  z_stream stream = {0};
  guint8 room[4096];
  int status = Z_STREAM_END;

  g_assert_cmpint (inflateInit2 (&stream, MAX_WBITS + 32), ==, Z_OK);
  stream.next_in = (Bytef *)data;
  stream.avail_in = size;
  g_byte_array_set_size (out, 0);
  do {
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0)
        break;
      inflateReset (&stream);
    }
    stream.next_out = room;
    stream.avail_out = sizeof room;
    status = inflate (&stream, Z_NO_FLUSH);
    g_byte_array_append (out, room, (guint)(sizeof room - stream.avail_out));
  } while (status == Z_OK || status == Z_STREAM_END);
  inflateEnd (&stream);
  return status == Z_STREAM_END;
}
