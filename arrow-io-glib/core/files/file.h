/* core/files/file.h: one interface to everything that is read or written.
 *
 * A kind of file fills in an ArwFileOps and leaves the rest to the base: checking
 * arguments, direction and whether the file is closed, keeping the position, reading
 * ahead, lines, and saying which file an error is about.
 *
 * Bytes that are in memory already are read without a call to the kind: they lie in the
 * window [rpos, rend). Room that can be written to without one is [wpos, wend).
 *
 * One thread at a time uses a file. Only arw_file_read_at (), arw_file_read_buffer_at ()
 * and arw_file_read_ranges () may be called by many at once, where the file has
 * ARW_FILE_READS_AT.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/copy.h"
#include "core/error.h"
#include "core/memory/buffer.h"
#include "core/memory/pool.h"

typedef struct ArwFile ArwFile;

typedef enum {
  ARW_FILE_READABLE = 1 << 0,
  ARW_FILE_WRITABLE = 1 << 1,
  ARW_FILE_SEEKABLE = 1 << 2,
  ARW_FILE_TELLS_CLOSED = 1 << 3, /* tell and size still answer once it is closed */
  ARW_FILE_POLLS = 1 << 4,        /* its descriptor can be waited for */

  /* It belongs to a host language, itself or the file below it: it may be called only
   * from a call that the user makes, on the user's thread. */
  ARW_FILE_HOST = 1 << 5,

  /* Many threads at once may read at offsets, from it and from the file below it. */
  ARW_FILE_READS_AT = 1 << 6,

  /* What is written to it, or to the file below it, is there when it is closed and not
   * before. Aborted, it never is. */
  ARW_FILE_COMMITS = 1 << 7,
} ArwFileFlags;

/* Every function may be NULL. Sizes are above 0, offsets not negative, and the
 * direction is right: the base has looked. A kind sets error on failure and names the
 * file in it. */
typedef struct
{
  /* Reading, by one of these. All give what can be had at once, which may be short, and 0
   * at the end. read takes what comes next; read_at takes what is at offset and moves
   * nothing; a kind with both reads what comes next by read. fill makes [rpos, rend) the
   * bytes from file->position on, or leaves it empty at the end: it is for kinds whose
   * bytes are in memory. */
  int64_t (*read) (ArwFile *file, void *out, int64_t size, ArwError *error);
  int64_t (
    *read_at) (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error);
  void (*fill) (ArwFile *file);

  /* Shares up to size bytes at offset, without copying. */
  bool (*share_at) (ArwFile *file,
                    int64_t offset,
                    int64_t size,
                    ArwBuffer *out,
                    ArwError *error);

  /* For kinds that wait for a disk, and can be read at offsets by many threads at once:
   * read_ready gives what is there without waiting, which may be nothing, and cannot
   * fail; advise says that a range will be read soon. */
  int64_t (*read_ready) (ArwFile *file, int64_t offset, void *out, int64_t size);
  void (*advise) (ArwFile *file, int64_t offset, int64_t size);

  /* For kinds that set reads_at_once: has every read_at that is under way, and that no
   * caller can cancel, fail soon. Runs before close and release, as these wait for what
   * is read ahead; without it they wait as long as that takes. */
  void (*interrupt) (ArwFile *file);

  /* Writing, by one of these, or by write and write_at as with reading. All or an error.
   * write is for what comes next, and may use [wpos, wend) as it likes: the base keeps
   * file->position to match. */
  bool (*write) (ArwFile *file, const void *data, int64_t size, ArwError *error);
  bool (*write_at) (ArwFile *file,
                    int64_t offset,
                    const void *data,
                    int64_t size,
                    ArwError *error);

  /* For seekable kinds that read or write what comes next. */
  bool (*seek) (ArwFile *file, int64_t offset, ArwError *error);

  /* What the size is now; -1 on failure. */
  int64_t (*size) (ArwFile *file, ArwError *error);

  /* Changes the size, which is not negative; what is new is zeros. */
  bool (*truncate) (ArwFile *file, int64_t size, ArwError *error);

  bool (*flush) (ArwFile *file, ArwError *error);

  /* Sees to it that what was flushed survives a power cut. */
  bool (*sync) (ArwFile *file, ArwError *error);

  /* Gives the descriptor, which the file keeps. */
  int (*fileno) (ArwFile *file);

  /* One of these runs, once, and leaves nothing open even when it fails. abort writes
   * nothing more; without one it is as close. */
  bool (*close) (ArwFile *file, ArwError *error);
  bool (*abort) (ArwFile *file, ArwError *error);

  /* Runs once, after close or abort, or alone when the file is abandoned: gives back what
   * is the file's own, and calls nobody. */
  void (*release) (ArwFile *file);

  /* Runs when the file is freed, after close, for what close has to keep. */
  void (*free) (ArwFile *file);
} ArwFileOps;

struct ArwFile
{
  const ArwFileOps *ops;

  const uint8_t *rpos;
  const uint8_t *rend;
  uint8_t *wpos;
  uint8_t *wend;
  int64_t position; /* where in the file rend stands, or wend; never is both a window */

  /* Private to core/files/file*.c. */
  const uint8_t *rstart;  /* where the window for reading starts */
  ArwMemory *window;      /* its memory, when the base read ahead */
  int64_t read_ahead;     /* size of the next window, or how much was read on; 0
                           * right after open and seek */
  struct ArwAhead *ahead; /* what other threads read, or NULL: see file-ahead.h */

  /* Kept by the kind: how much is read ahead. 0 is more and more while the file is read
   * on, above 0 that much, and below 0 nothing, so that whatever is read here stands
   * where this file does. */
  int64_t window_size;

  /* Kept by a kind whose every read waits for a network, which it has by read_at, on many
   * threads at once: how many reads at once are worth it. Then what is large is read in
   * pieces, so many at once, and so is what comes next while the file is read on; and
   * read_ranges has as many under way. Where the caller can cancel, read_at looks for
   * that itself. At or behind the end it had better answer without waiting, and so had
   * size. 0 is one at a time, and so it is for ARW_FILE_HOST and what can be written. */
  int reads_at_once;
  int64_t piece_size; /* of such a piece: what is fetched at once; 0 is 8 MiB */

  ArwPool *pool;    /* with a reference */
  char *name;       /* a path or a description, for messages */
  const char *mode; /* "rb", "wb", "ab", "xb" or "rb+" */
  unsigned flags;
  bool closed;
  bool busy;      /* in a call to the kind, which may come back here */
  bool unwritten; /* kept by the kind: closing would write data that is not written yet */
};

/* For kinds. Allocates struct_size bytes that start with an ArwFile, cleared but for it.
 * ops and mode live for ever; name is copied. */
void *arw_file_new (size_t struct_size,
                    const ArwFileOps *ops,
                    unsigned flags,
                    const char *name,
                    const char *mode,
                    ArwPool *pool,
                    ArwError *error);

/* The same for a kind over another file, raw. It has the name of raw, belongs to a host
 * or commits if raw does, and has the pool of raw unless there is one. */
void *arw_file_new_over (ArwFile *raw,
                         size_t struct_size,
                         const ArwFileOps *ops,
                         unsigned flags,
                         const char *mode,
                         ArwPool *pool,
                         ArwError *error);

/* Closes the file first if need be; what that says is lost. NULL is allowed. */
void arw_file_free (ArwFile *file);

/* For a file that was just made, and has taken nothing that it will give back itself. */
void arw_file_set_pool (ArwFile *file, ArwPool *pool);

/* A file that is closed answers only arw_file_close (), its name and its mode. */
bool arw_file_close (ArwFile *file, ArwError *error);
bool arw_file_abort (ArwFile *file, ArwError *error);

/* For a file whose user failed: aborts one that commits, and closes any other. */
bool arw_file_give_up (ArwFile *file, ArwError *error);

/* Makes it a closed one without a word to what is below it, which stays open. */
void arw_file_abandon (ArwFile *file);

bool arw_file_flush (ArwFile *file, ArwError *error);

/* Flushes first. */
bool arw_file_sync (ArwFile *file, ArwError *error);

bool arw_file_truncate (ArwFile *file, int64_t size, ArwError *error);
int arw_file_fileno (ArwFile *file, ArwError *error);
int64_t arw_file_size (ArwFile *file, ArwError *error);
int64_t arw_file_tell (ArwFile *file, ArwError *error);

/* whence is SEEK_SET, SEEK_CUR or SEEK_END. Returns the new position, or -1. */
int64_t arw_file_seek (ArwFile *file, int64_t offset, int whence, ArwError *error);

/* What the functions below return is -1 on failure; the position then has not moved. */

int64_t arw_file_read_slow (ArwFile *file, void *out, int64_t size, ArwError *error);

/* size bytes if they are few and the window has them. Nothing else has to be checked
 * then: a file that is closed or not for reading has no window. */
static inline bool
arw_file_read_few (ArwFile *file, void *out, int64_t size)
{
  const uint8_t *data;

  if ((uint64_t)size - 1 >= ARW_COPY_FEW_MAX || size > file->rend - file->rpos)
    return false;
  data = file->rpos;
  file->rpos += size; /* first, as the next call waits for it */
  arw_copy_few (out, data, (size_t)size);
  return true;
}

/* size bytes; fewer only at the end. */
static inline int64_t
arw_file_read (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  if (size > 0 && size <= file->rend - file->rpos) {
    memmove (out, file->rpos, (size_t)size);
    file->rpos += size;
    return size;
  }
  return arw_file_read_slow (file, out, size, error);
}

/* What one call gives: at least a byte, 0 only at the end. */
int64_t arw_file_read_some (ArwFile *file, void *out, int64_t size, ArwError *error);

/* Moves nothing. Fewer than size bytes only at the end. */
int64_t arw_file_read_at (ArwFile *file,
                          int64_t offset,
                          void *out,
                          int64_t size,
                          ArwError *error);

/* The same into a new buffer from the file's pool, or shared where the kind can. A size
 * far above what there is costs nothing. */
bool arw_file_read_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error);
bool arw_file_read_all (ArwFile *file, ArwBuffer *out, ArwError *error);
bool arw_file_read_some_buffer (ArwFile *file,
                                int64_t size,
                                ArwBuffer *out,
                                ArwError *error);
bool arw_file_read_buffer_at (ArwFile *file,
                              int64_t offset,
                              int64_t size,
                              ArwBuffer *out,
                              ArwError *error);

typedef struct
{
  int64_t offset;
  int64_t size;
} ArwRange;

/* Reads n ranges into as many buffers, as if each were read by the function above, and
 * moves nothing. What lies near one another may share memory, of which no range keeps
 * more alive than 256 KiB or twice its own size. All, or an error. */
bool arw_file_read_ranges (ArwFile *file,
                           const ArwRange *ranges,
                           size_t n,
                           ArwBuffer *out,
                           ArwError *error);

/* As arw_file_read_buffer_at () if the kind can share, nothing is to be said against it,
 * and it does. */
static inline bool
arw_file_share_at (ArwFile *file, int64_t offset, int64_t size, ArwBuffer *out)
{
  const unsigned flags = ARW_FILE_READABLE | ARW_FILE_SEEKABLE;

  return file->ops->share_at != NULL && (file->flags & flags) == flags && size > 0 &&
         offset >= 0 && !file->closed && !file->busy &&
         file->ops->share_at (file, offset, size, out, NULL);
}

/* The same as a buffer, without moving the position. */
bool arw_file_peek_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error);

/* The next line, or what is left without one, and as many of those behind it as end
 * within size bytes and need not be waited for. */
bool arw_file_peek_lines (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error);

/* Skips size bytes, fewer only at the end or before a failure; returns how many. */
int64_t arw_file_advance (ArwFile *file, int64_t size, ArwError *error);

/* Is told now and then how many bytes of how many are copied; of -1 if nobody knows. */
typedef struct
{
  void (*report) (int64_t copied, int64_t total, void *data);
  void *data;
} ArwProgress;

/* Reads one file to its end and writes it to another. Returns how many bytes that were,
 * or -1; both files then stand behind what was copied. progress may be NULL. */
int64_t arw_file_copy (ArwFile *from,
                       ArwFile *to,
                       const ArwProgress *progress,
                       ArwError *error);

/* Puts what was just read back, so that it is read again. */
bool arw_file_unread (ArwFile *file, const void *data, int64_t size, ArwError *error);

/* Makes [rpos, rend) non-empty unless the file is at its end; returns its size. Whoever
 * takes bytes from it moves rpos. */
int64_t arw_file_peek (ArwFile *file, ArwError *error);

/* Makes it hold at least size bytes, unless fewer are left. */
int64_t arw_file_peek_at_least (ArwFile *file, int64_t size, ArwError *error);

/* Makes [rpos, rend) hold all up to and including the first delimiter, or all that is
 * left; returns how many bytes that is. */
int64_t arw_file_peek_until (ArwFile *file, uint8_t delimiter, ArwError *error);

/* The same where the bytes already lie, in the window or in memory that the kind shares:
 * *data is good until the file is used again. */
int64_t arw_file_find (ArwFile *file,
                       uint8_t delimiter,
                       const uint8_t **data,
                       ArwError *error);

/* What arw_file_find () finds if the window has all of it; else 0. */
static inline int64_t
arw_file_find_at_once (ArwFile *file, uint8_t delimiter, const uint8_t **data)
{
  const uint8_t *found = NULL;

  *data = file->rpos;
  if (file->rpos < file->rend)
    found = memchr (file->rpos, delimiter, (size_t)(file->rend - file->rpos));
  return found != NULL ? found + 1 - file->rpos : 0;
}

/* Takes what was found: all of it. The bytes stay where they are until the file is used
 * again. */
void arw_file_take_slow (ArwFile *file, int64_t size);

static inline void
arw_file_take (ArwFile *file, int64_t size)
{
  if (size <= file->rend - file->rpos && file->window_size >= 0)
    file->rpos += size;
  else
    arw_file_take_slow (file, size);
}

/* What arw_file_find () finds, taken; empty only at the end. */
bool arw_file_read_until (ArwFile *file,
                          uint8_t delimiter,
                          ArwBuffer *out,
                          ArwError *error);

bool arw_file_write_slow (ArwFile *file, const void *data, int64_t size, ArwError *error);

/* As arw_file_read_few (). */
static inline bool
arw_file_write_few (ArwFile *file, const void *data, int64_t size)
{
  uint8_t *room;

  if ((uint64_t)size - 1 >= ARW_COPY_FEW_MAX || size > file->wend - file->wpos)
    return false;
  room = file->wpos;
  file->wpos += size;
  arw_copy_few (room, data, (size_t)size);
  return true;
}

/* All, or an error. */
static inline bool
arw_file_write (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  if (size > 0 && size <= file->wend - file->wpos) {
    memcpy (file->wpos, data, (size_t)size);
    file->wpos += size;
    return true;
  }
  return arw_file_write_slow (file, data, size, error);
}

/* Moves nothing. All, or an error. */
bool arw_file_write_at (ArwFile *file,
                        int64_t offset,
                        const void *data,
                        int64_t size,
                        ArwError *error);

/* Fail unless the file is open, not in a call already, in the direction, and size is not
 * negative. */
bool arw_file_check_open (ArwFile *file, ArwError *error);
bool arw_file_check_readable (ArwFile *file, int64_t size, ArwError *error);
bool arw_file_check_writable (ArwFile *file, int64_t size, ArwError *error);

/* Fails if the call that this thread is in was cancelled: see core/cancel.h. */
bool arw_file_check_cancelled (const ArwFile *file, ArwError *error);

/* Whether the file has read_ready and advise, and they may be called. */
static inline bool
arw_file_waits (const ArwFile *file)
{
  return file->ops->advise != NULL && (file->flags & ARW_FILE_READS_AT) != 0 &&
         !file->closed;
}

/* Private to core/files/file*.c. Calls of the kind, which may come back here meanwhile.
 */
bool arw_file_call_seek (ArwFile *file, int64_t offset, ArwError *error);

/* Adds to what is unread in the window. Returns how much; 0 at the end, -1 on failure. */
int64_t arw_file_fill (ArwFile *file, ArwError *error);
int64_t arw_file_call_size (ArwFile *file, ArwError *error);

/* Private to core/files/file*.c: where the next byte is read or written, and moving there
 * with what was read ahead given up. */
static inline int64_t
arw_file_position (const ArwFile *file)
{
  return file->position - (file->rend - file->rpos) - (file->wend - file->wpos);
}

void arw_file_set_position (ArwFile *file, int64_t position);

/* Gives up what was read ahead, so that a source with a place of its own has it where the
 * position is. A stream that cannot seek keeps it. */
bool arw_file_leave_window (ArwFile *file, ArwError *error);
