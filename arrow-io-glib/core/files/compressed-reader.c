/* core/files/compressed-reader.c: decodes another file.
 *
 * The input is decoded where it lies, in the window of the raw file, and only what the
 * decoder took is taken from there. So the raw file stands right behind the compressed
 * data once that is at its end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include "core/cancel.h"
#include "core/files/members.h"

typedef enum {
  STATE_START,  /* before a member, or before nothing */
  STATE_MEMBER, /* in a member */
  STATE_BEHIND, /* behind a member, maybe before another */
} State;

typedef struct
{
  ArwFile base;
  ArwFile *raw;
  const ArwCodec *codec;
  void *decoder;
  ArwMembers *members; /* to decode them on several threads, or NULL */
  ArwTrailing trailing;
  State state;
  int64_t n_members; /* that are complete */
  bool wants_input;  /* the decoder has given all that it could */
  ArwError failure;  /* whoever reads on gets it again: a failed decoder is not called */
} CompressedReader;

static void
set_failure (CompressedReader *reader, ArwCode code, const char *reason)
{
  arw_error_set (&reader->failure,
                 code,
                 "Failed to read '%s': %s",
                 reader->base.name,
                 reason);
}

static int64_t
fail (const CompressedReader *reader, ArwError *error)
{
  if (error != NULL)
    *error = reader->failure;
  return -1;
}

static void
skip_zeros (ArwFile *raw)
{
  while (raw->rpos < raw->rend && *raw->rpos == 0)
    raw->rpos++;
}

/* Looks behind a member: 1 if another may follow, 0 at the end, -1 on failure. */
static int64_t
find_member (CompressedReader *reader, ArwError *error)
{
  const ArwCodec *codec = reader->codec;
  ArwFile *raw = reader->raw;
  int64_t available;

  if (reader->trailing == ARW_TRAILING_IGNORE) {
    available = arw_file_peek_at_least (raw, ARW_CODEC_MAGIC, error);
    if (available <= 0)
      return available;
    return (codec->continues != NULL ? codec->continues
                                     : codec->matches) (raw->rpos, (size_t)available);
  }

  do {
    available = arw_file_peek (raw, error);
    if (available <= 0)
      return available;
    if (reader->trailing == ARW_TRAILING_IGNORE_ZEROS)
      skip_zeros (raw);
  } while (raw->rpos == raw->rend);
  return 1;
}

/* Sees to it that the decoder can go on: 1 if it can, 0 at the end, -1 on failure. */
static int64_t
prepare (CompressedReader *reader, ArwError *error)
{
  int64_t available;

  if (reader->state == STATE_BEHIND) {
    int64_t found = find_member (reader, error);

    if (found <= 0)
      return found;
    reader->codec->decoder_reset (reader->decoder);
    reader->state = STATE_START;
    reader->wants_input = true;
  }
  if (!reader->wants_input)
    return 1;

  if (reader->raw->rpos == reader->raw->rend && reader->members != NULL &&
      arw_members_fail (reader->members, error))
    return -1;
  available = arw_file_peek (reader->raw, error);
  if (available == 0 && reader->state == STATE_MEMBER) {
    set_failure (reader, ARW_TRUNCATED, "Truncated compressed stream");
    return fail (reader, error);
  }
  return available;
}

/* Gives what one step of the decoder gives, which may be nothing. */
static int64_t
decode (CompressedReader *reader, uint8_t *out, int64_t size)
{
  ArwFile *raw = reader->raw;
  int64_t available = arw_cancel_piece (raw->rend - raw->rpos);
  ArwCodecSpan span = {raw->rpos, raw->rpos + available, out, out + size};
  ArwError reason = {0};
  ArwCodecStatus status = reader->codec->decode (reader->decoder, &span, &reason);

  raw->rpos = span.in;
  reader->state = status == ARW_CODEC_END ? STATE_BEHIND : STATE_MEMBER;
  reader->n_members += status == ARW_CODEC_END;
  reader->wants_input = span.out < span.out_end;
  if (status == ARW_CODEC_FAILED)
    set_failure (reader, reason.code, reason.message);
  return span.out - out;
}

/* Members that can be decoded on several threads are. */
static int64_t
read_members (CompressedReader *reader, void *out, int64_t size, ArwError *error)
{
  int64_t n_before = reader->n_members;
  int64_t n_read;

  if (reader->members == NULL || reader->state == STATE_MEMBER)
    return 0;
  n_read = arw_members_read (reader->members, out, size, &reader->n_members, error);
  if (reader->n_members > n_before)
    reader->state = STATE_BEHIND;
  return n_read;
}

/* A failure waits until what came out before it is given. */
static int64_t
compressed_read (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  CompressedReader *reader = (CompressedReader *)file;
  int64_t n_read;

  do {
    int64_t ready;

    if (reader->failure.code != ARW_OK)
      return fail (reader, error);
    if (!arw_file_check_cancelled (file, error))
      return -1;
    n_read = read_members (reader, out, size, error);
    if (n_read != 0)
      return n_read;
    ready = prepare (reader, error);
    if (ready <= 0)
      return ready;
    n_read = decode (reader, out, size);
  } while (n_read == 0);
  return n_read;
}

static bool
close_reader (ArwFile *file, ArwError *error)
{
  return arw_file_close (((CompressedReader *)file)->raw, error);
}

static void
release_reader (ArwFile *file)
{
  CompressedReader *reader = (CompressedReader *)file;

  arw_members_free (reader->members);
  reader->codec->decoder_free (reader->decoder);
}

static const ArwFileOps ops = {
  .read = compressed_read,
  .close = close_reader,
  .release = release_reader,
};

ArwFile *
arw_compressed_reader_new (ArwFile *raw,
                           const ArwCodec *codec,
                           const ArwCodecSettings *settings,
                           ArwError *error)
{
  CompressedReader *reader = NULL;
  ArwMembers *members = NULL;
  void *decoder;
  bool ok;

  if (!arw_codec_check_streaming (codec, error) ||
      !arw_file_check_readable (raw, 0, error))
    return NULL;
  decoder = codec->decoder_new (settings, error);
  ok = decoder != NULL;
  if (ok && settings->threads > 1 && codec->member_size != NULL) {
    members = arw_members_new (raw, codec, settings->threads, error);
    ok = members != NULL;
  }
  if (ok)
    reader =
      arw_file_new_over (raw, sizeof *reader, &ops, ARW_FILE_READABLE, "rb", NULL, error);
  if (reader == NULL) {
    arw_members_free (members);
    if (decoder != NULL)
      codec->decoder_free (decoder);
    return NULL;
  }
  reader->raw = raw;
  reader->codec = codec;
  reader->decoder = decoder;
  reader->members = members;
  reader->trailing = ARW_TRAILING_IGNORE_ZEROS;
  reader->wants_input = true;
  return &reader->base;
}

void
arw_compressed_reader_set_trailing (ArwFile *file, ArwTrailing trailing)
{
  ((CompressedReader *)file)->trailing = trailing;
}

int64_t
arw_compressed_reader_n_members (const ArwFile *file)
{
  return ((const CompressedReader *)file)->n_members;
}
