/* core/platform-linux.c: what Linux and its C libraries have beyond POSIX.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE

#include "core/platform-names.h"
#include "core/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef struct
{
  const char *part;
  char *out;
  size_t out_size;
} Search;

static int
compare_path (struct dl_phdr_info *info, size_t size, void *data)
{
  Search *search = data;

  (void)size;
  if (info->dlpi_name == NULL || strstr (info->dlpi_name, search->part) == NULL)
    return 0;
  snprintf (search->out, search->out_size, "%s", info->dlpi_name);
  return 1;
}

bool
arw_platform_find_library (const char *part, char *out, size_t out_size)
{
  Search search = {part, out, out_size};

  return dl_iterate_phdr (compare_path, &search) == 1;
}

/* One page before the data is for the header. What is mapped is that much longer than
 * asked for that an aligned address lies in it, and what is over is given back. */
static uint8_t *
reserve_region (int64_t page, int64_t size, int protection)
{
  int64_t whole = page + ARW_REGION_ALIGNMENT + size;
  uint8_t *start =
    mmap (NULL, (size_t)whole, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uint8_t *data, *end;

  if (start == MAP_FAILED)
    return NULL;
  data = start + page;
  data += (uintptr_t) - (intptr_t)data % (uintptr_t)ARW_REGION_ALIGNMENT;
  end = data + size;
  if (data - page > start)
    munmap (start, (size_t)(data - page - start));
  if (start + whole > end)
    munmap (end, (size_t)(start + whole - end));
  return data;
}

/* All of it, or the system would see two maps, which cannot be moved as one. */
static void
advise (uint8_t *data, int64_t page, int64_t size)
{
#ifdef MADV_HUGEPAGE
  if (size >= ARW_REGION_ALIGNMENT)
    madvise (data - page, (size_t)(page + size), MADV_HUGEPAGE);
#endif
}

void *
arw_platform_region_map (int64_t header_size, int64_t size)
{
  int64_t page = arw_platform_page_size ();
  uint8_t *data = reserve_region (page, size, PROT_READ | PROT_WRITE);

  (void)header_size;
  if (data != NULL)
    advise (data, page, size);
  return data;
}

void *
arw_platform_region_resize (void *data,
                            int64_t header_size,
                            int64_t old_size,
                            int64_t new_size)
{
  int64_t page = arw_platform_page_size ();
  uint8_t *start = (uint8_t *)data - page;
  uint8_t *moved;

  (void)header_size;
  if (new_size <= old_size) {
    munmap ((uint8_t *)data + new_size, (size_t)(old_size - new_size));
    return data;
  }

  /* Left to itself the system would move it to where it has no large pages. */
  moved = reserve_region (page, new_size, PROT_NONE);
  if (moved == NULL)
    return NULL;
  if (mremap (start,
              (size_t)(page + old_size),
              (size_t)(page + new_size),
              MREMAP_MAYMOVE | MREMAP_FIXED,
              moved - page) == MAP_FAILED) {
    munmap (moved - page, (size_t)(page + new_size));
    return NULL;
  }
  advise (moved, page, new_size);
  return moved;
}

void
arw_platform_region_unmap (void *data, int64_t header_size, int64_t size)
{
  int64_t page = arw_platform_page_size ();

  (void)header_size;
  munmap ((uint8_t *)data - page, (size_t)(page + size));
}

int64_t
arw_platform_read_ready_at (int fd, int64_t offset, void *out, int64_t size)
{
#ifdef RWF_NOWAIT
  struct iovec part = {out, (size_t)size};

  return preadv2 (fd, &part, 1, offset, RWF_NOWAIT);
#else
  (void)fd;
  (void)offset;
  (void)out;
  (void)size;
  errno = EAGAIN;
  return -1;
#endif
}

void
arw_platform_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

void
arw_platform_print_stats (void)
{
#ifdef __GLIBC__
  malloc_stats ();
#endif
}

/* More processors than a set has room for are all of them. */
int
arw_platform_count_processors (void)
{
  cpu_set_t set;
  int count;

  if (sched_getaffinity (0, sizeof set, &set) == 0)
    count = CPU_COUNT (&set);
  else
    count = (int)sysconf (_SC_NPROCESSORS_ONLN);
  return count > 0 ? count : 1;
}

/* By its descriptor alone only the superuser may give a file a name. */
static void
name_descriptor (int fd, char *out, size_t out_size)
{
  snprintf (out, out_size, "/proc/self/fd/%d", fd);
}

int
arw_platform_open_nameless (int folder, unsigned permission)
{
#ifdef O_TMPFILE
  char path[32];
  int fd;

  do
    fd = openat (folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, (mode_t)permission);
  while (fd == -1 && errno == EINTR);
  if (fd == -1 && errno != EISDIR && errno != ENOENT && errno != EINVAL)
    return -1;
  name_descriptor (fd, path, sizeof path);
  if (fd != -1 && faccessat (AT_FDCWD, path, F_OK, 0) == 0)
    return fd;
  if (fd != -1)
    arw_platform_close (fd);
#else
  (void)folder;
  (void)permission;
#endif
  errno = EOPNOTSUPP; /* a system that does not know of it, or has no /proc here */
  return -1;
}

int
arw_platform_link_nameless (int fd, int folder, const char *name)
{
  char path[32];

  name_descriptor (fd, path, sizeof path);
  return linkat (AT_FDCWD, path, folder, name, AT_SYMLINK_FOLLOW);
}

/* In <linux/fs.h>, which does not go with <stdio.h> of every C library. */
#define FAIL_IF_THERE 1u

int
arw_platform_rename_new_in (int folder, const char *from, const char *to)
{
#ifdef SYS_renameat2
  if (syscall (SYS_renameat2, folder, from, folder, to, FAIL_IF_THERE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
#else
  (void)folder;
  (void)from;
  (void)to;
#endif
  errno = EOPNOTSUPP; /* a kernel or a file system that does not know of it */
  return -1;
}
