/* core/files/members.c: a ring of batches of members. One is given to whoever reads while
 * the others are decoded, by the threads and by whoever reads, if it has to wait.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/members.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/checked.h"
#include "core/workers.h"

/* Small members come in batches, so that starting a job is a small part of the work, but
 * not in larger ones than the caches of two processors hand over well. */
#define BATCH_SIZE (128 * 1024)

/* A member that is larger, packed or unpacked, is none for here: each thread would take
 * that much memory. */
#define MEMBER_MOST (16 * 1024 * 1024)

/* Behind which no header says how large its member is. */
#define HEADER_MOST 512

enum {
  STATE_EMPTY, /* or for the one who reads only */
  STATE_READY, /* for whoever decodes it */
  STATE_DONE,
  STATE_TAKEN, /* by the one who reads; and from here on by each runner */
};

typedef struct
{
  atomic_int state;
  const ArwCodec *codec;
  void *decoder;
  ArwBuffer in;
  ArwBuffer out;
  int64_t n_in;  /* whole members */
  int64_t n_out; /* what they say that they hold */

  /* Of these, what could be decoded: all, or something is wrong with what follows. */
  int64_t good_in;
  int64_t good_out;
  int64_t good_members;
} Batch;

/* Decodes one batch after the other, on a thread. */
typedef struct
{
  ArwJob job;
  ArwMembers *members;
  int taken; /* the state of what it has taken */
  atomic_bool is_active;
} Runner;

struct ArwMembers
{
  ArwFile *raw;
  const ArwCodec *codec;
  ArwError failure; /* of raw, for when all that was read before it is given */
  bool is_over;     /* a member could not be decoded: it and the rest are not for here */
  bool is_lost;     /* nor could it be put back */
  int64_t given;    /* of what is in the current batch */
  int n_runners;
  Runner *runners;
  int n_batches;
  atomic_int current;
  int n_pending; /* those behind the current one */
  Batch batches[];
};

/* Whether it is one that fills its place exactly. */
static bool
decode_member (Batch *batch, ArwCodecSpan *span)
{
  ArwCodecStatus status;
  ArwCodecSpan before;

  batch->codec->decoder_reset (batch->decoder);
  do {
    before = *span;
    status = batch->codec->decode (batch->decoder, span, NULL);
  } while (status == ARW_CODEC_MORE &&
           (span->in != before.in || span->out != before.out));
  return status == ARW_CODEC_END && span->in == span->in_end;
}

static void
run_batch (Batch *batch)
{
  batch->good_in = batch->good_out = batch->good_members = 0;
  while (batch->good_in < batch->n_in) {
    const uint8_t *in = batch->in.data + batch->good_in;
    int64_t size = batch->codec->member_size (in, batch->n_in - batch->good_in);
    ArwCodecSpan span = {in,
                         in + size,
                         batch->out.data + batch->good_out,
                         batch->out.data + batch->n_out};

    if (!decode_member (batch, &span))
      break;
    batch->good_in += size;
    batch->good_out = span.out - batch->out.data;
    batch->good_members++;
  }
  atomic_store (&batch->state, STATE_DONE);
}

static Batch *
get_batch (ArwMembers *members, int nth)
{
  return &members->batches[(members->current + nth) % members->n_batches];
}

/* Takes the first batch that nobody has taken; NULL if there is none. */
static Batch *
take_batch (ArwMembers *members, int taken)
{
  for (int i = 0; i < members->n_batches; i++) {
    Batch *batch = get_batch (members, i);
    int expected = STATE_READY;

    if (atomic_compare_exchange_strong (&batch->state, &expected, taken))
      return batch;
  }
  return NULL;
}

static bool
has_ready (ArwMembers *members)
{
  for (int i = 0; i < members->n_batches; i++) {
    if (atomic_load (&members->batches[i].state) == STATE_READY)
      return true;
  }
  return false;
}

/* The child of a fork runs this again where the parent's thread was in a batch. */
static void
run_batches (ArwJob *job)
{
  Runner *runner = (Runner *)job;
  ArwMembers *members = runner->members;
  Batch *batch;

  for (int i = 0; i < members->n_batches; i++) {
    if (atomic_load (&members->batches[i].state) == runner->taken)
      run_batch (&members->batches[i]);
  }
  do {
    while ((batch = take_batch (members, runner->taken)) != NULL)
      run_batch (batch);
    atomic_store (&runner->is_active, false);
  } while (has_ready (members) && !atomic_exchange (&runner->is_active, true));
}

/* Has runners for the batches that are ready, which are so many. */
static void
start_runners (ArwMembers *members, int n_ready)
{
  for (int i = 0; i < members->n_runners && n_ready > 0; i++) {
    Runner *runner = &members->runners[i];

    if (atomic_exchange (&runner->is_active, true))
      continue;
    arw_job_wait (&runner->job); /* it has nothing left to do */
    arw_job_start (&runner->job);
    n_ready--;
  }
}

/* Returns when a batch that was ready is done, and does others until then. */
static void
finish_batch (ArwMembers *members, Batch *batch)
{
  int state;

  while ((state = atomic_load (&batch->state)) != STATE_DONE) {
    Batch *other = take_batch (members, STATE_TAKEN);

    if (other != NULL)
      run_batch (other);
    else if (state > STATE_TAKEN)
      arw_job_wait (&members->runners[state - STATE_TAKEN - 1].job);
  }
}

/* Sees to it that no batch is under way, nor will be. */
static void
stop_runners (ArwMembers *members)
{
  while (take_batch (members, STATE_TAKEN) != NULL) {
  }
  for (int i = 0; i < members->n_runners; i++)
    arw_job_wait (&members->runners[i].job);
}

/* How much the raw file has in memory: at least size bytes, unless there are fewer, if it
 * may be waited for, or can seek, and so is no stream that somebody is still writing. */
static int64_t
look (ArwMembers *members, int64_t size, bool may_wait)
{
  ArwFile *raw = members->raw;

  if (!may_wait && (raw->flags & ARW_FILE_SEEKABLE) == 0)
    return raw->rend - raw->rpos;
  return arw_file_peek_at_least (raw, size, &members->failure);
}

/* How large the next member is, all of which is in memory then; 0 if there is none that
 * can be decoded here, or not yet, or if raw failed. */
static int64_t
find_member (ArwMembers *members, bool may_wait, int64_t *content)
{
  const ArwCodec *codec = members->codec;
  ArwFile *raw = members->raw;
  int64_t size;

  if (look (members, 1, may_wait) <= 0 || look (members, HEADER_MOST, false) < 0)
    return 0;
  size = codec->member_size (raw->rpos, raw->rend - raw->rpos);
  if (size <= 0 || size > MEMBER_MOST || look (members, size, may_wait) < size)
    return 0;
  *content = codec->member_content (raw->rpos, size);
  return *content >= 0 && *content <= MEMBER_MOST ? size : 0;
}

/* Memory is for those batches only that there are members for. */
static bool
prepare (ArwMembers *members, Batch *batch)
{
  const ArwCodecSettings alone = {.threads = 1};
  ArwPool *pool = members->raw->pool;
  ArwError *error = &members->failure;

  if (batch->decoder == NULL)
    batch->decoder = batch->codec->decoder_new (&alone, error);
  return batch->decoder != NULL &&
         (batch->in.memory != NULL ||
          arw_buffer_allocate (&batch->in, pool, BATCH_SIZE, error)) &&
         (batch->out.memory != NULL ||
          arw_buffer_allocate (&batch->out, pool, BATCH_SIZE, error));
}

/* Adds a member to a batch, and room for what is in it. */
static bool
take_member (ArwMembers *members, Batch *batch, int64_t size, int64_t content)
{
  ArwFile *raw = members->raw;
  ArwError *error = &members->failure;

  if (!prepare (members, batch) ||
      !arw_buffer_reserve (&batch->in, batch->n_in + size, error) ||
      !arw_buffer_reserve (&batch->out, batch->n_out + content, error))
    return false;
  memcpy (batch->in.data + batch->n_in, raw->rpos, (size_t)size);
  raw->rpos += size;
  batch->n_in += size;
  batch->n_out += content;
  return true;
}

/* Takes members from the raw file, as many as a batch should have. */
static bool
collect (ArwMembers *members, Batch *batch, bool may_wait)
{
  int64_t size, content;

  batch->n_in = batch->n_out = 0;
  while ((size = find_member (members, may_wait, &content)) > 0) {
    int64_t most = arw_max (batch->n_in + size, batch->n_out + content);

    if ((batch->n_in > 0 && most > BATCH_SIZE) ||
        !take_member (members, batch, size, content))
      break;
    may_wait = false;
  }
  return batch->n_in > 0;
}

/* Makes batches ready, as far as there is something for them. Waits for a stream only if
 * asked to, and then only for the first member. */
static void
fill_ring (ArwMembers *members, bool may_wait)
{
  int n_before = members->n_pending;

  while (members->n_pending < members->n_batches - 1 && members->failure.code == ARW_OK) {
    Batch *batch = get_batch (members, members->n_pending + 1);

    if (!collect (members, batch, may_wait && members->n_pending == 0))
      break;
    atomic_store (&batch->state, STATE_READY);
    members->n_pending++;
  }
  start_runners (members, members->n_pending - n_before);
}

/* Leaves to the raw file all that was not decoded, last things first. */
static void
put_back (ArwMembers *members)
{
  ArwFile *raw = members->raw;
  Batch *batch;
  bool ok = true;

  stop_runners (members);
  arw_error_clear (&members->failure); /* it comes again behind what is put back */
  for (; members->n_pending > 0; members->n_pending--) {
    batch = get_batch (members, members->n_pending);
    ok = ok && arw_file_unread (raw, batch->in.data, batch->n_in, &members->failure);
  }
  batch = get_batch (members, 0);
  members->is_over = true;
  members->is_lost = !ok || !arw_file_unread (raw,
                                              batch->in.data + batch->good_in,
                                              batch->n_in - batch->good_in,
                                              &members->failure);
}

static bool
was_cancelled (const ArwMembers *members)
{
  const ArwError *failure = &members->failure;

  return failure->code == ARW_SYSTEM && failure->system_errno == ECANCELED;
}

/* Has the first of those that are pending be the current one. */
static void
take_next (ArwMembers *members, int64_t *n_members)
{
  Batch *batch = get_batch (members, 1);

  finish_batch (members, batch);
  members->current = (members->current + 1) % members->n_batches;
  members->n_pending--;
  members->given = 0;
  *n_members += batch->good_members;
  fill_ring (members, false);

  /* Whoever is cancelled hears of it when it reads on, and nobody else. */
  if (was_cancelled (members))
    arw_error_clear (&members->failure);
}

bool
arw_members_fail (ArwMembers *members, ArwError *error)
{
  ArwError *failure = &members->failure;

  if (failure->code == ARW_OK)
    return false;
  if (error != NULL)
    *error = *failure;
  else
    arw_error_clear (failure);
  *failure = (ArwError){0};
  return true;
}

/* When nothing is left to give: 0 at the end of what is for here. What raw has of a
 * member is given before the failure. */
static int64_t
finish (ArwMembers *members, ArwError *error)
{
  ArwFile *raw = members->raw;

  if (members->failure.code == ARW_OK)
    return 0;
  if (members->is_lost) {
    arw_error_repeat (&members->failure, error, raw->name);
    return -1;
  }
  if (raw->rpos < raw->rend && !was_cancelled (members))
    return 0;
  arw_members_fail (members, error);
  return -1;
}

int64_t
arw_members_read (ArwMembers *members,
                  void *out,
                  int64_t size,
                  int64_t *n_members,
                  ArwError *error)
{
  Batch *batch;

  while (batch = get_batch (members, 0), members->given == batch->good_out) {
    if (!members->is_over && batch->good_in < batch->n_in)
      put_back (members);
    if (!members->is_over && members->n_pending == 0)
      fill_ring (members, true);
    if (members->n_pending == 0)
      return finish (members, error);
    take_next (members, n_members);
  }

  size = arw_min (size, batch->good_out - members->given);
  memcpy (out, batch->out.data + members->given, (size_t)size);
  members->given += size;
  return size;
}

ArwMembers *
arw_members_new (ArwFile *raw, const ArwCodec *codec, int n_threads, ArwError *error)
{
  size_t n_batches = (size_t)n_threads + 2; /* some for now, one given, one for later */
  size_t n_runners = (size_t)n_threads - 1;
  ArwMembers *members =
    calloc (1, sizeof *members + n_batches * sizeof members->batches[0]);

  if (members != NULL)
    members->runners = calloc (n_runners, sizeof *members->runners);
  if (members == NULL || members->runners == NULL) {
    free (members);
    arw_error_set (error, ARW_OUT_OF_MEMORY, "No memory for %d threads", n_threads);
    return NULL;
  }
  members->raw = raw;
  members->codec = codec;
  members->n_runners = (int)n_runners;
  for (size_t i = 0; i < n_runners; i++) {
    members->runners[i].job.run = run_batches;
    members->runners[i].members = members;
    members->runners[i].taken = STATE_TAKEN + 1 + (int)i;
  }
  members->n_batches = (int)n_batches;
  for (size_t i = 0; i < n_batches; i++) {
    Batch *batch = &members->batches[i];

    batch->codec = codec;
    arw_buffer_init_empty (&batch->in);
    arw_buffer_init_empty (&batch->out);
  }
  return members;
}

void
arw_members_free (ArwMembers *members)
{
  if (members == NULL)
    return;
  stop_runners (members);
  for (int i = 0; i < members->n_batches; i++) {
    Batch *batch = &members->batches[i];

    arw_buffer_clear (&batch->in);
    arw_buffer_clear (&batch->out);
    if (batch->decoder != NULL)
      members->codec->decoder_free (batch->decoder);
  }
  arw_error_clear (&members->failure);
  free (members->runners);
  free (members);
}
