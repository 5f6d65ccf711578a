/* core/platform.h: every system call of the library.
 *
 * Where nothing else is said, these do as the POSIX functions that they are named after:
 * -1 and errno on failure. EINTR never comes back: the call is made again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct
{
  int64_t size;
  bool is_regular;
  bool is_directory;
  bool is_fifo;
  bool is_socket;
} ArwFileInfo;

/* Puts the system's words for an errno into out. */
void arw_platform_describe (int system_errno, char *out, size_t out_size);

/* The descriptor is closed in children (O_CLOEXEC) and never becomes the process's
 * terminal. New files obey the umask. */
int arw_platform_open (const char *path, int flags);
int arw_platform_close (int fd);
int arw_platform_unlink (const char *path);
int arw_platform_info (int fd, ArwFileInfo *out);
int arw_platform_truncate (int fd, int64_t size);
int arw_platform_sync (int fd);
int64_t arw_platform_seek (int fd, int64_t offset, int whence);

/* How the descriptor was opened: O_ACCMODE, O_APPEND and such. */
int arw_platform_open_flags (int fd);

/* Takes O_NONBLOCK from a descriptor that was opened with it. */
int arw_platform_set_blocking (int fd);
bool arw_platform_is_fifo (const char *path);

/* Waits until fd can be read or written to (1), or until cancel_fd can be read or the
 * time is over (0). Either descriptor may be -1, and so may the time, for no end of it.
 */
int arw_platform_wait (int fd, bool to_write, int cancel_fd, int milliseconds);

/* One call: what it gives may be short. */
int64_t arw_platform_read (int fd, void *out, int64_t size);
int64_t arw_platform_read_at (int fd, int64_t offset, void *out, int64_t size);

/* The same for what the system has in memory, without waiting for a disk. */
int64_t arw_platform_read_ready_at (int fd, int64_t offset, void *out, int64_t size);

/* Says that a range of a file will be read soon. */
void arw_platform_advise (int fd, int64_t offset, int64_t size);

/* As many calls as it takes to write everything. On failure *written says how much was.
 */
int arw_platform_write (int fd, const void *data, int64_t size, int64_t *written);
/* Part of it, to a pipe or such that can be written to, without waiting for whoever
 * reads; gives how much, which may be nothing. */
int64_t arw_platform_write_ready (int fd, const void *data, int64_t size, bool is_socket);

int arw_platform_write_at (int fd,
                           int64_t offset,
                           const void *data,
                           int64_t size,
                           int64_t *written);

/* A shared map of size bytes, above 0, at offset, which starts a page; NULL and errno on
 * failure. */
void *arw_platform_map (int fd, int64_t offset, int64_t size, bool writable);
int64_t arw_platform_page_size (void);
void arw_platform_unmap (void *address, int64_t size);
int arw_platform_sync_map (uint8_t *address, int64_t size); /* any part of a map */

/* Aligned memory from the C library, or NULL. reallocate () leaves address as it was when
 * it fails. */
void *arw_platform_allocate (int64_t size, int64_t alignment);
void *arw_platform_reallocate (void *address,
                               int64_t old_size,
                               int64_t new_size,
                               int64_t alignment);
void arw_platform_free (void *address);

/* Memory straight from the system, size bytes behind room for a header, aligned and in
 * large pages where there are such. NULL when there is no memory; a region that is to be
 * resized is then as it was. Its header goes along. */
#define ARW_REGION_ALIGNMENT (INT64_C (1) << 21)
void *arw_platform_region_map (int64_t header_size, int64_t size);
void *arw_platform_region_resize (void *data,
                                  int64_t header_size,
                                  int64_t old_size,
                                  int64_t new_size);
void arw_platform_region_unmap (void *data, int64_t header_size, int64_t size);

/* Gives what the C library keeps for later back to the system, where that can be asked.
 */
void arw_platform_trim (void);

/* Says on standard error what the C library knows about its memory, if anything. */
void arw_platform_print_stats (void);

/* How many processors this process may use; at least 1. */
int arw_platform_count_processors (void);

/* Starts a thread that takes no signals and is not joined; false if there can be none. */
bool arw_platform_start_thread (void *(*run) (void *data), void *data);

/* Has SIGCHLD do afterwards what it did before, whatever run makes of it. */
void arw_platform_keep_child_signal (void (*run) (void *data), void *data);

/* A condition that is waited for no longer than so many milliseconds; less than 0 is for
 * ever. */
void arw_platform_init_condition (pthread_cond_t *condition);
void arw_platform_wait_for_condition (pthread_cond_t *condition,
                                      pthread_mutex_t *mutex,
                                      int milliseconds);

/* Opens a library for this process, its names kept apart; NULL if it is not there. */
void *arw_platform_open_library (const char *name);
void *arw_platform_find_symbol (void *library, const char *name);

/* The path of the library that address is in; false if it cannot be told. */
bool arw_platform_find_address (const void *address, char *out, size_t out_size);

/* Whether a library whose path contains part is loaded; its path goes into out. */
bool arw_platform_find_library (const char *part, char *out, size_t out_size);

/* Lets others run, those that come after this thread too. */
void arw_platform_nap (void);

/* Stops in a debugger; without one the process ends by SIGTRAP. */
void arw_platform_trap (void);

/* Says one line on standard error, for what has no caller to report to. */
void arw_platform_warn (const char *format, ...) __attribute__ ((format (printf, 1, 2)));
