/* core/files/compressed-writer.c: encodes into another file.
 *
 * Small writes are collected in a staging area, which is the window of the file. Larger
 * ones go to the encoder from where they lie. What it gives goes right into the window of
 * raw where that has room.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include "core/cancel.h"
#include "core/checked.h"

/* Several blocks of any format: codecs lose some of what they know between two steps, and
 * copy what does not fit. */
#define STAGING_SIZE (256 * 1024)
#define ENCODED_SIZE (256 * 1024)
#define MEMORY_SIZE (STAGING_SIZE + ENCODED_SIZE)

typedef struct
{
  ArwFile base;
  ArwFile *raw;
  const ArwCodec *codec;
  void *encoder;
  uint8_t *staging; /* memory from the pool, and behind it in the same */
  uint8_t *encoded; /* what the encoder gives, on its way to raw */
  ArwError failure; /* of the encoder or of raw: all that follows fails with it */
} CompressedWriter;

/* Makes the window an empty one of size bytes, where the file is. */
static void
set_window (CompressedWriter *writer, int64_t size)
{
  ArwFile *file = &writer->base;

  file->position = arw_file_position (file) + size;
  file->wpos = writer->staging;
  file->wend = writer->staging + size;
}

/* Without a window, every write comes to hear of the failure. */
static bool
fail (CompressedWriter *writer, ArwError *error)
{
  set_window (writer, 0);
  arw_error_repeat (&writer->failure, error, writer->base.name);
  return false;
}

/* One step of the encoder, to raw. */
static ArwCodecStatus
encode_some (CompressedWriter *writer, ArwCodecStep step, ArwCodecSpan *span)
{
  ArwFile *raw = writer->raw;
  bool has_room = raw->wend - raw->wpos >= ENCODED_SIZE;
  ArwError reason = {0};
  ArwCodecStatus status;

  span->out = has_room ? raw->wpos : writer->encoded;
  span->out_end = has_room ? raw->wend : writer->encoded + ENCODED_SIZE;
  status = writer->codec->encode (writer->encoder, step, span, &reason);
  if (status == ARW_CODEC_FAILED)
    arw_error_set (&writer->failure,
                   reason.code,
                   "Failed to write '%s': %s",
                   writer->base.name,
                   reason.message);
  else if (has_room)
    raw->wpos = span->out;
  else if (!arw_file_write (raw,
                            writer->encoded,
                            span->out - writer->encoded,
                            &writer->failure))
    status = ARW_CODEC_FAILED;
  return status;
}

/* Encodes all of data, and all that the encoder holds unless step is ARW_CODEC_RUN. */
static bool
encode (CompressedWriter *writer,
        ArwCodecStep step,
        const uint8_t *data,
        int64_t size,
        ArwError *error)
{
  ArwCodecSpan span = {.in = data, .in_end = data + size};
  ArwCodecStatus status = ARW_CODEC_MORE;

  if (writer->failure.code != ARW_OK)
    return fail (writer, error);
  while (span.in < span.in_end || (step != ARW_CODEC_RUN && status != ARW_CODEC_END)) {
    status = encode_some (writer, step, &span);
    if (status == ARW_CODEC_FAILED)
      return fail (writer, error);
  }
  return true;
}

/* Encodes what is staged, and makes room. */
static bool
drain (CompressedWriter *writer, ArwCodecStep step, ArwError *error)
{
  int64_t n_staged = writer->base.wpos - writer->staging;

  writer->base.unwritten = true;
  if (!encode (writer, step, writer->staging, n_staged, error))
    return false;
  set_window (writer, STAGING_SIZE);
  return true;
}

/* What is part of a write cannot be taken back: a call that is cancelled in the middle is
 * a failure as any other. */
static bool
encode_pieces (CompressedWriter *writer,
               const uint8_t *data,
               int64_t size,
               ArwError *error)
{
  while (size > 0) {
    int64_t piece = arw_cancel_is_possible () ? arw_min (size, STAGING_SIZE) : size;

    if (!encode (writer, ARW_CODEC_RUN, data, piece, error))
      return false;
    data += piece;
    size -= piece;
    if (size > 0 && !arw_file_check_cancelled (&writer->base, &writer->failure))
      return fail (writer, error);
  }
  return true;
}

static bool
compressed_write (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  CompressedWriter *writer = (CompressedWriter *)file;

  if (!arw_file_check_cancelled (file, error) || !drain (writer, ARW_CODEC_RUN, error))
    return false;
  if (size >= STAGING_SIZE)
    return encode_pieces (writer, data, size, error);
  memcpy (file->wpos, data, (size_t)size);
  file->wpos += size;
  return true;
}

static bool
flush_writer (ArwFile *file, ArwError *error)
{
  CompressedWriter *writer = (CompressedWriter *)file;

  return drain (writer, ARW_CODEC_FLUSH, error) && arw_file_flush (writer->raw, error);
}

static bool
sync_writer (ArwFile *file, ArwError *error)
{
  return arw_file_sync (((CompressedWriter *)file)->raw, error);
}

static void
release_writer (ArwFile *file)
{
  CompressedWriter *writer = (CompressedWriter *)file;

  writer->codec->encoder_free (writer->encoder);
  arw_pool_free (writer->base.pool, writer->staging, MEMORY_SIZE, ARW_ALIGNMENT);
}

static bool
close_writer (ArwFile *file, ArwError *error)
{
  CompressedWriter *writer = (CompressedWriter *)file;
  bool finished = drain (writer, ARW_CODEC_FINISH, error);

  if (finished)
    return arw_file_close (writer->raw, error);
  arw_file_give_up (writer->raw, NULL);
  return false;
}

static bool
abort_writer (ArwFile *file, ArwError *error)
{
  return arw_file_abort (((CompressedWriter *)file)->raw, error);
}

static const ArwFileOps ops = {
  .write = compressed_write,
  .flush = flush_writer,
  .sync = sync_writer,
  .close = close_writer,
  .abort = abort_writer,
  .release = release_writer,
};

ArwFile *
arw_compressed_writer_new (ArwFile *raw,
                           const ArwCodec *codec,
                           const ArwCodecSettings *settings,
                           ArwError *error)
{
  CompressedWriter *writer = NULL;
  uint8_t *staging = NULL;
  void *encoder;

  if (!arw_codec_check_streaming (codec, error) ||
      !arw_file_check_writable (raw, 0, error))
    return NULL;

  encoder = codec->encoder_new (settings, error);
  if (encoder != NULL)
    staging = arw_pool_allocate (raw->pool, MEMORY_SIZE, ARW_ALIGNMENT, error);
  if (staging != NULL)
    writer =
      arw_file_new_over (raw, sizeof *writer, &ops, ARW_FILE_WRITABLE, "wb", NULL, error);
  if (writer == NULL) {
    if (staging != NULL)
      arw_pool_free (raw->pool, staging, MEMORY_SIZE, ARW_ALIGNMENT);
    if (encoder != NULL)
      codec->encoder_free (encoder);
    return NULL;
  }

  writer->raw = raw;
  writer->codec = codec;
  writer->encoder = encoder;
  writer->staging = staging;
  writer->encoded = staging + STAGING_SIZE;
  set_window (writer, 0);
  return &writer->base;
}
