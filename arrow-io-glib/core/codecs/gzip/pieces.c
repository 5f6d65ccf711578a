/* core/codecs/gzip/pieces.c
 *
 * The input is cut into pieces, which jobs compress, as many at once as there may be
 * threads. Their results are given in their order. With one thread there are no jobs, and
 * what is large enough is not copied.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/pieces.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "core/checked.h"
#include "core/workers.h"

#define PIECE_SIZE (INT64_C (1024) * 1024)
#define FIRST_ROOM (INT64_C (64) * 1024) /* for input: most files are small */

#define HEADER_SIZE 10
#define EXTRA_SIZE 10
#define TRAILER_SIZE 8

/* The most that the data of one stored block can be, and what goes before it. */
#define STORED_MAX 0xffff
#define STORED_HEADER 5

typedef struct
{
  ArwJob job;
  const ArwGzipPieces *all;
  void *deflater; /* made when it is needed first, as is the memory */
  uint8_t *in;    /* room for what is before, and for the data behind it */
  int64_t in_room;
  uint8_t *out;
  int64_t out_room;
  int64_t out_size;
  ArwPiece input;
  uint32_t checksum;
} Piece;

struct ArwGzipPieces
{
  const ArwDeflater *deflater;
  ArwCodecSettings settings;
  int n_pieces; /* in a ring: one that is filled, the others at work */
  int first;    /* the oldest of those at work */
  int n_at_work;
  bool is_begun;
  bool has_started;
  bool is_last_started; /* the piece that ends the file */
  bool is_ended;
  uint32_t checksum; /* of what has been given, and its size */
  uint32_t size;
  const uint8_t *given; /* what is on its way out, and its end */
  const uint8_t *given_end;
  uint8_t frame[HEADER_SIZE + TRAILER_SIZE]; /* of the one member */
  Piece pieces[];
};

static bool
has_members (const ArwGzipPieces *self)
{
  return self->settings.members;
}

static uint8_t *
put (uint8_t *out, uint32_t value, int n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    *out++ = (uint8_t)(value >> 8 * i);
  return out;
}

/* No name and no time, so that the same data gives the same file. */
static uint8_t *
put_header (uint8_t *out, uint8_t flags)
{
  static const uint8_t header[HEADER_SIZE] = {0x1f, 0x8b, Z_DEFLATED, [9] = 3 /* Unix */};

  memcpy (out, header, sizeof header);
  out[3] = flags;
  return out + sizeof header;
}

static uint8_t *
put_trailer (uint8_t *out, uint32_t checksum, uint32_t size)
{
  return put (put (out, checksum, 4), size, 4);
}

/* The size of the member goes into its header, so that whoever reads finds the next one
 * without decoding: the field of "indexed gzip", which pgzip writes too. */
static void
put_frame (Piece *piece, uint8_t *end)
{
  uint8_t *out = put_header (piece->out, 4 /* FEXTRA */);

  out = put (out, 8, 2);
  out = put (out, 'I' | 'G' << 8, 2);
  out = put (out, 4, 2);
  put (out, (uint32_t)(end + TRAILER_SIZE - piece->out), 4);
  put_trailer (end, piece->checksum, (uint32_t)piece->input.size);
}

static int64_t
stored_bound (int64_t size)
{
  return size + (size / STORED_MAX + 1) * STORED_HEADER;
}

/* As it is: what cannot be compressed grows by no more than this. */
static uint8_t *
store (const ArwPiece *piece, uint8_t *out)
{
  const uint8_t *data = piece->data, *end = data + piece->size;

  do {
    uint32_t size = (uint32_t)arw_min (end - data, STORED_MAX);

    *out++ = piece->is_last && data + size == end;
    out = put (out, size | (size ^ 0xffff) << 16, 4);
    memcpy (out, data, size);
    out += size;
    data += size;
  } while (data < end);
  return out;
}

/* Starts from the input alone, so it may run again. */
static void
compress_piece (ArwJob *job)
{
  Piece *piece = (Piece *)job;
  const ArwDeflater *deflater = piece->all->deflater;
  bool is_member = has_members (piece->all);
  uint8_t *out = piece->out + (is_member ? HEADER_SIZE + EXTRA_SIZE : 0);
  ArwPiece input = piece->input;
  int64_t size;

  input.is_last = input.is_last || is_member;
  piece->checksum = deflater->checksum (input.data, input.size);
  size =
    deflater->deflate (piece->deflater, &input, out, stored_bound (piece->input.size));
  out = size >= 0 ? out + size : store (&input, out);
  if (is_member) {
    put_frame (piece, out);
    out += TRAILER_SIZE;
  }
  piece->out_size = out - piece->out;
}

/* Has room for size bytes, of which the first n_kept stay. */
static bool
grow (uint8_t **memory, int64_t *room, int64_t size, int64_t n_kept)
{
  uint8_t *larger;

  if (*room >= size)
    return true;
  larger = malloc ((size_t)size);
  if (larger == NULL)
    return false;
  if (n_kept > 0)
    memcpy (larger, *memory, (size_t)n_kept);
  free (*memory);
  *memory = larger;
  *room = size;
  return true;
}

static ArwCodecStatus
fail_without_memory (ArwError *error)
{
  arw_error_set (error, ARW_OUT_OF_MEMORY, "gzip: no memory");
  return ARW_CODEC_FAILED;
}

static Piece *
nth_piece (ArwGzipPieces *self, int n)
{
  return &self->pieces[(self->first + n) % self->n_pieces];
}

/* Waits for the oldest piece, and has it given. Its place is the one that is filled next,
 * when all of it was given. */
static void
collect (ArwGzipPieces *self)
{
  Piece *piece = nth_piece (self, 0);
  int64_t size = piece->input.size;

  arw_job_wait (&piece->job);
  self->given = piece->out;
  self->given_end = piece->out + piece->out_size;
  if (size > 0 && !has_members (self))
    self->checksum = (uint32_t)crc32_combine (self->checksum, piece->checksum, size);
  self->size += (uint32_t)size;
  piece->input = (ArwPiece){0};
  self->first = (self->first + 1) % self->n_pieces;
  self->n_at_work--;
}

static bool
start (ArwGzipPieces *self, Piece *piece, bool is_last)
{
  int64_t room = stored_bound (piece->input.size) + HEADER_SIZE + EXTRA_SIZE +
                 TRAILER_SIZE + ARW_DEFLATE_SLACK;

  if (piece->deflater == NULL)
    piece->deflater = self->deflater->deflater_new (self->settings.level);
  if (piece->deflater == NULL || !grow (&piece->out, &piece->out_room, room, 0))
    return false;
  self->n_at_work++;
  self->has_started = true;
  self->is_last_started = is_last;
  piece->input.is_last = is_last;
  if (self->n_pieces > 1) {
    arw_job_start (&piece->job);
  } else {
    compress_piece (&piece->job);
    collect (self);
  }
  return true;
}

/* Copies what a new piece may refer to, which is the end of the one before. */
static bool
copy_before (ArwGzipPieces *self, Piece *piece)
{
  const ArwPiece *last =
    self->n_at_work > 0 ? &nth_piece (self, self->n_at_work - 1)->input : NULL;
  int64_t size;

  if (last == NULL || !self->deflater->uses_before || has_members (self))
    return true;
  size = arw_min (last->n_before + last->size, ARW_DEFLATE_WINDOW);
  if (!grow (&piece->in, &piece->in_room, size + FIRST_ROOM, 0))
    return false;
  memcpy (piece->in, last->data + last->size - size, (size_t)size);
  piece->input.n_before = size;
  return true;
}

/* Takes input into the piece, until there is no more or it is full. */
static bool
take (ArwGzipPieces *self, Piece *piece, ArwCodecSpan *span)
{
  ArwPiece *input = &piece->input;
  int64_t size = arw_min (span->in_end - span->in, PIECE_SIZE - input->size);
  int64_t used;

  if (size == PIECE_SIZE && self->n_pieces == 1) {
    input->data = span->in;
    input->size = size;
    span->in += size;
    return true;
  }
  if (input->size == 0 && !copy_before (self, piece))
    return false;
  used = input->n_before + input->size;
  if (used + size > piece->in_room &&
      !grow (&piece->in,
             &piece->in_room,
             used + size <= FIRST_ROOM ? FIRST_ROOM : input->n_before + PIECE_SIZE,
             used))
    return false;
  memcpy (piece->in + used, span->in, (size_t)size);
  input->data = piece->in + input->n_before;
  input->size += size;
  span->in += size;
  return true;
}

/* Whether all of what is on its way out could be given. */
static bool
give (ArwGzipPieces *self, ArwCodecSpan *span)
{
  int64_t size = arw_min (self->given_end - self->given, span->out_end - span->out);

  if (size > 0) {
    memcpy (span->out, self->given, (size_t)size);
    self->given += size;
    span->out += size;
  }
  return self->given == self->given_end;
}

/* Has the header or the trailer of the one member given. */
static void
give_frame (ArwGzipPieces *self, const uint8_t *end)
{
  self->given = self->frame;
  self->given_end = has_members (self) ? self->frame : end;
}

static bool
wants_start (const ArwGzipPieces *self,
             const Piece *piece,
             ArwCodecStep step,
             bool has_all)
{
  if (piece->input.size == PIECE_SIZE)
    return true;
  if (step == ARW_CODEC_RUN || !has_all)
    return false;
  if (piece->input.size > 0)
    return true;

  /* The one member has to be ended, and no data is a member too. */
  return step == ARW_CODEC_FINISH && !self->is_last_started &&
         (!has_members (self) || !self->has_started);
}

ArwCodecStatus
arw_gzip_pieces_encode (ArwGzipPieces *self,
                        ArwCodecStep step,
                        ArwCodecSpan *span,
                        ArwError *error)
{
  if (!self->is_begun) {
    self->is_begun = true;
    give_frame (self, put_header (self->frame, 0));
  }
  for (;;) {
    Piece *piece = nth_piece (self, self->n_at_work);
    bool has_all = span->in == span->in_end;

    if (!give (self, span))
      return ARW_CODEC_MORE;
    if (wants_start (self, piece, step, has_all)) {
      /* The next one starts before the oldest is given, so that no thread waits. */
      if (self->n_at_work == self->settings.threads)
        arw_job_wait (&nth_piece (self, 0)->job);
      if (!start (self, piece, step == ARW_CODEC_FINISH && has_all))
        return fail_without_memory (error);
      if (self->n_at_work > self->settings.threads)
        collect (self);
    } else if (!has_all) {
      if (!take (self, piece, span))
        return fail_without_memory (error);
    } else if (step == ARW_CODEC_RUN) {
      return ARW_CODEC_MORE;
    } else if (self->n_at_work > 0) {
      collect (self);
    } else if (step == ARW_CODEC_FINISH && !self->is_ended) {
      self->is_ended = true;
      give_frame (self, put_trailer (self->frame, self->checksum, self->size));
    } else {
      return ARW_CODEC_END;
    }
  }
}

void
arw_gzip_pieces_free (ArwGzipPieces *self)
{
  for (int i = 0; i < self->n_pieces; i++) {
    Piece *piece = &self->pieces[i];

    arw_job_wait (&piece->job);
    if (piece->deflater != NULL)
      self->deflater->deflater_free (piece->deflater);
    free (piece->in);
    free (piece->out);
  }
  free (self);
}

ArwGzipPieces *
arw_gzip_pieces_new (const ArwDeflater *deflater,
                     const ArwCodecSettings *settings,
                     ArwError *error)
{
  int n_pieces = settings->threads > 1 ? settings->threads + 1 : 1;
  ArwGzipPieces *self = calloc (1, sizeof *self + (size_t)n_pieces * sizeof (Piece));

  if (self == NULL) {
    fail_without_memory (error);
    return NULL;
  }
  self->deflater = deflater;
  self->settings = *settings;
  self->n_pieces = n_pieces;
  for (int i = 0; i < n_pieces; i++) {
    self->pieces[i].job.run = compress_piece;
    self->pieces[i].all = self;
  }
  return self;
}
