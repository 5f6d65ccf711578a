/* core/codecs/one-shot.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/one-shot.h"

#include <inttypes.h>

#include "core/checked.h"
#include "core/files/kinds.h"

static bool
fail_with_limit (int64_t max_size, ArwError *error)
{
  arw_error_set (error,
                 ARW_LIMIT,
                 "The data decompresses to more than %" PRId64 " bytes",
                 max_size);
  return false;
}

static bool
compress_stream (const ArwCodec *codec,
                 int level,
                 const ArwBuffer *data,
                 ArwPool *pool,
                 ArwBuffer *out,
                 ArwError *error)
{
  ArwCodecSettings settings = {.level = level, .threads = 1};
  ArwFile *memory = arw_memory_writer_new (pool, error);
  ArwFile *file = NULL;
  bool ok;

  if (memory != NULL)
    file = arw_compressed_writer_new (memory, codec, &settings, error);
  ok = file != NULL && arw_file_write (file, data->data, data->size, error) &&
       arw_file_close (file, error) && arw_memory_writer_finish (memory, out, error);
  arw_file_free (file);
  arw_file_free (memory);
  return ok;
}

/* That there is nothing more can be seen only by reading on. */
static bool
read_at_most (ArwFile *file, int64_t max_size, ArwBuffer *out, ArwError *error)
{
  uint8_t more;
  int64_t n_more;

  if (!arw_file_read_buffer (file, max_size, out, error))
    return false;
  n_more = arw_file_read (file, &more, 1, error);
  return n_more == 0 || (n_more > 0 && fail_with_limit (max_size, error));
}

static bool
decompress_stream (const ArwCodec *codec,
                   const ArwBuffer *data,
                   int64_t max_size,
                   ArwPool *pool,
                   ArwBuffer *out,
                   ArwError *error)
{
  ArwCodecSettings settings = {.threads = 1};
  ArwFile *memory = arw_memory_reader_new (data, pool, error);
  ArwFile *file = NULL;
  bool ok = false;

  if (memory != NULL)
    file = arw_compressed_reader_new (memory, codec, &settings, error);
  if (file != NULL) {
    arw_compressed_reader_set_trailing (file, ARW_TRAILING_ERROR);
    ok = max_size < 0 ? arw_file_read_all (file, out, error)
                      : read_at_most (file, max_size, out, error);
  }
  arw_file_free (file);
  arw_file_free (memory);
  return ok;
}

/* Cuts out to the n bytes that were made, unless n says that it failed. */
static bool
finish_block (ArwBuffer *out, int64_t n, ArwError *error)
{
  return n >= 0 && arw_buffer_resize (out, n, error) &&
         arw_buffer_set_capacity (out, n, error);
}

static ArwCodecSpan
make_span (const ArwBuffer *data, const ArwBuffer *out)
{
  return (
    ArwCodecSpan){data->data, data->data + data->size, out->data, out->data + out->size};
}

static bool
compress_block (const ArwCodec *codec,
                int level,
                const ArwBuffer *data,
                ArwPool *pool,
                ArwBuffer *out,
                ArwError *error)
{
  int64_t bound = codec->block_bound (data->size);
  ArwCodecSpan span;

  if (bound < 0) {
    arw_error_set (error,
                   ARW_CAPACITY,
                   "A block of %s cannot hold %" PRId64 " bytes",
                   codec->name,
                   data->size);
    return false;
  }
  if (!arw_buffer_allocate (out, pool, bound, error))
    return false;
  span = make_span (data, out);
  return finish_block (out, codec->block_compress (level, &span, error), error);
}

static bool
decompress_block (const ArwCodec *codec,
                  const ArwBuffer *data,
                  int64_t max_size,
                  ArwPool *pool,
                  ArwBuffer *out,
                  ArwError *error)
{
  int64_t most;
  ArwCodecSpan span;

  if (max_size < 0 && codec->block_needs_size) {
    arw_error_set (error,
                   ARW_INVALID,
                   "A block of %s does not say how large its data is: give the size",
                   codec->name);
    return false;
  }
  if (data->size == 0)
    return true;
  most = codec->block_most (data->data, data->size, error);
  if (most < 0)
    return false;
  if (max_size >= 0 && most > max_size) {
    if (!codec->block_needs_size)
      return fail_with_limit (max_size, error);
    most = max_size;
  }
  if (!arw_buffer_allocate (out, pool, most, error))
    return false;
  span = make_span (data, out);
  return finish_block (out, codec->block_decompress (&span, error), error);
}

bool
arw_codec_compress (const ArwCodec *codec,
                    int level,
                    const ArwBuffer *data,
                    ArwPool *pool,
                    ArwBuffer *out,
                    ArwError *error)
{
  bool ok;

  arw_buffer_init_empty (out);
  ok = codec->no_streaming != NULL
         ? compress_block (codec, level, data, pool, out, error)
         : compress_stream (codec, level, data, pool, out, error);
  if (!ok)
    arw_buffer_clear (out);
  return ok;
}

bool
arw_codec_decompress (const ArwCodec *codec,
                      const ArwBuffer *data,
                      int64_t max_size,
                      ArwPool *pool,
                      ArwBuffer *out,
                      ArwError *error)
{
  bool ok;

  arw_buffer_init_empty (out);
  if (max_size < -1) {
    arw_error_set (error, ARW_INVALID, "Negative size: %" PRId64, max_size);
    return false;
  }
  ok = codec->no_streaming != NULL
         ? decompress_block (codec, data, max_size, pool, out, error)
         : decompress_stream (codec, data, max_size, pool, out, error);
  if (!ok)
    arw_buffer_clear (out);
  return ok;
}
