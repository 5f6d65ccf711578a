/* core/platform.c: the system calls that POSIX has.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/platform.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Linux moves no more than this in one call; others may refuse more. */
#define MAX_CALL INT64_C (0x7ffff000)

/* Makes a call again while a signal interrupts it. */
#define RETRY(result, call)                                                              \
  do                                                                                     \
    (result) = (call);                                                                   \
  while ((result) == -1 && errno == EINTR)

static size_t
clamp (int64_t size)
{
  return (size_t)(size < MAX_CALL ? size : MAX_CALL);
}

void
arw_platform_describe (int system_errno, char *out, size_t out_size)
{
  if (strerror_r (system_errno, out, out_size) != 0)
    snprintf (out, out_size, "Unknown error");
}

int
arw_platform_open (const char *path, int flags)
{
  int fd;

  RETRY (fd, open (path, flags | O_CLOEXEC | O_NOCTTY, 0666));
  return fd;
}

int
arw_platform_close (int fd)
{
  int result = close (fd);

  /* The descriptor is gone: closing it again could close somebody else's. */
  return result == -1 && errno == EINTR ? 0 : result;
}

int
arw_platform_unlink (const char *path)
{
  return unlink (path);
}

int
arw_platform_info (int fd, ArwFileInfo *out)
{
  struct stat info;

  if (fstat (fd, &info) == -1)
    return -1;
  out->size = info.st_size;
  out->is_regular = S_ISREG (info.st_mode);
  out->is_directory = S_ISDIR (info.st_mode);
  out->is_fifo = S_ISFIFO (info.st_mode);
  out->is_socket = S_ISSOCK (info.st_mode);
  return 0;
}

int
arw_platform_truncate (int fd, int64_t size)
{
  int result;

  RETRY (result, ftruncate (fd, size));
  return result;
}

int
arw_platform_sync (int fd)
{
  int result;

  RETRY (result, fsync (fd));
  return result;
}

int64_t
arw_platform_seek (int fd, int64_t offset, int whence)
{
  return lseek (fd, offset, whence);
}

int
arw_platform_open_flags (int fd)
{
  return fcntl (fd, F_GETFL);
}

int
arw_platform_set_blocking (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  return flags != -1 ? fcntl (fd, F_SETFL, flags & ~O_NONBLOCK) : -1;
}

bool
arw_platform_is_fifo (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && S_ISFIFO (info.st_mode);
}

int
arw_platform_wait (int fd, bool to_write, int cancel_fd, int milliseconds)
{
  struct pollfd fds[] = {
    {.fd = fd, .events = to_write ? POLLOUT : POLLIN},
    {.fd = cancel_fd, .events = POLLIN},
  };
  int n;

  RETRY (n, poll (fds, 2, milliseconds));
  return n == -1 ? -1 : fds[0].revents != 0;
}

int64_t
arw_platform_read (int fd, void *out, int64_t size)
{
  ssize_t n;

  RETRY (n, read (fd, out, clamp (size)));
  return n;
}

int64_t
arw_platform_read_at (int fd, int64_t offset, void *out, int64_t size)
{
  ssize_t n;

  RETRY (n, pread (fd, out, clamp (size), offset));
  return n;
}

void
arw_platform_advise (int fd, int64_t offset, int64_t size)
{
#ifdef POSIX_FADV_WILLNEED
  posix_fadvise (fd, offset, size, POSIX_FADV_WILLNEED);
#else
  (void)fd;
  (void)offset;
  (void)size;
#endif
}

/* A write that takes nothing and says nothing would be made again for ever. */
static int
fail_write (ssize_t n)
{
  if (n == 0)
    errno = EIO;
  return -1;
}

int
arw_platform_write (int fd, const void *data, int64_t size, int64_t *written)
{
  for (*written = 0; *written < size;) {
    ssize_t n;

    RETRY (n, write (fd, (const char *)data + *written, clamp (size - *written)));
    if (n <= 0)
      return fail_write (n);
    *written += n;
  }
  return 0;
}

/* A pipe that is ready has room for PIPE_BUF bytes, and waits with more than it has room
 * for. */
int64_t
arw_platform_write_ready (int fd, const void *data, int64_t size, bool is_socket)
{
  ssize_t n;

  if (is_socket)
    RETRY (n, send (fd, data, clamp (size), MSG_DONTWAIT));
  else
    RETRY (n, write (fd, data, (size_t)(size < PIPE_BUF ? size : PIPE_BUF)));
  return n == -1 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : n;
}

int
arw_platform_write_at (int fd,
                       int64_t offset,
                       const void *data,
                       int64_t size,
                       int64_t *written)
{
  for (*written = 0; *written < size;) {
    ssize_t n;

    RETRY (n,
           pwrite (fd,
                   (const char *)data + *written,
                   clamp (size - *written),
                   offset + *written));
    if (n <= 0)
      return fail_write (n);
    *written += n;
  }
  return 0;
}

void *
arw_platform_map (int fd, int64_t offset, int64_t size, bool writable)
{
  int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
  void *address = mmap (NULL, (size_t)size, protection, MAP_SHARED, fd, offset);

  return address != MAP_FAILED ? address : NULL;
}

int64_t
arw_platform_page_size (void)
{
  return sysconf (_SC_PAGESIZE);
}

void
arw_platform_unmap (void *address, int64_t size)
{
  munmap (address, (size_t)size);
}

int
arw_platform_sync_map (uint8_t *address, int64_t size)
{
  int64_t before = (int64_t)((uintptr_t)address % (uintptr_t)arw_platform_page_size ());

  return msync (address - before, (size_t)(before + size), MS_SYNC);
}

void *
arw_platform_allocate (int64_t size, int64_t alignment)
{
  void *address = NULL;

  if (posix_memalign (&address, (size_t)alignment, (size_t)size) != 0)
    return NULL;
  return address;
}

void *
arw_platform_reallocate (void *address,
                         int64_t old_size,
                         int64_t new_size,
                         int64_t alignment)
{
  void *moved;

  /* realloc () shrinks in place, so the alignment stays; when it grows memory, it may
   * move it to where the alignment is lost. */
  if (new_size <= old_size) {
    void *shrunk = realloc (address, (size_t)new_size);

    if (shrunk == NULL || (uintptr_t)shrunk % (uintptr_t)alignment == 0)
      return shrunk;
    moved = arw_platform_allocate (new_size, alignment);
    if (moved == NULL)
      return shrunk; /* there is nothing to go back to */
    memcpy (moved, shrunk, (size_t)new_size);
    free (shrunk);
    return moved;
  }

  moved = arw_platform_allocate (new_size, alignment);
  if (moved != NULL) {
    memcpy (moved, address, (size_t)old_size);
    free (address);
  }
  return moved;
}

void
arw_platform_free (void *address)
{
  free (address);
}

/* A thread has the signal mask of the one that starts it. */
bool
arw_platform_start_thread (void *(*run) (void *data), void *data)
{
  pthread_t thread;
  sigset_t all, before;
  bool ok;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  ok = pthread_create (&thread, NULL, run, data) == 0;
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  if (ok)
    pthread_detach (thread);
  return ok;
}

void
arw_platform_keep_child_signal (void (*run) (void *data), void *data)
{
  struct sigaction before;
  bool known = sigaction (SIGCHLD, NULL, &before) == 0;

  run (data);
  if (known)
    sigaction (SIGCHLD, &before, NULL);
}

/* Where there is a clock that nobody sets, it is used. */
#if defined(_POSIX_CLOCK_SELECTION) && _POSIX_CLOCK_SELECTION > 0
#define CONDITION_CLOCK CLOCK_MONOTONIC
#define SET_CLOCK(attributes) pthread_condattr_setclock (attributes, CLOCK_MONOTONIC)
#else
#define CONDITION_CLOCK CLOCK_REALTIME
#define SET_CLOCK(attributes) 0
#endif

void
arw_platform_init_condition (pthread_cond_t *condition)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  (void)SET_CLOCK (&attributes);
  pthread_cond_init (condition, &attributes);
  pthread_condattr_destroy (&attributes);
}

void
arw_platform_wait_for_condition (pthread_cond_t *condition,
                                 pthread_mutex_t *mutex,
                                 int milliseconds)
{
  struct timespec end;

  if (milliseconds < 0) {
    pthread_cond_wait (condition, mutex);
    return;
  }
  clock_gettime (CONDITION_CLOCK, &end);
  end.tv_nsec += milliseconds % 1000 * 1000000L;
  end.tv_sec += milliseconds / 1000 + end.tv_nsec / 1000000000L;
  end.tv_nsec %= 1000000000L;
  pthread_cond_timedwait (condition, mutex, &end);
}

void *
arw_platform_open_library (const char *name)
{
  return dlopen (name, RTLD_NOW | RTLD_LOCAL);
}

void *
arw_platform_find_symbol (void *library, const char *name)
{
  return dlsym (library, name);
}

void
arw_platform_nap (void)
{
  nanosleep (&(struct timespec){.tv_nsec = 20000}, NULL);
}

void
arw_platform_trap (void)
{
  raise (SIGTRAP);
}

void
arw_platform_warn (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fputc ('\n', stderr);
}
