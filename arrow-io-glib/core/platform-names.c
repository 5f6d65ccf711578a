/* core/platform-names.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE /* flock () */

#include "core/platform-names.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/platform.h"

char *
arw_platform_resolve (const char *path)
{
  return realpath (path, NULL);
}

static int
open_again (int folder, const char *name, int flags, unsigned permission)
{
  int fd;

  do
    fd = openat (folder, name, flags | O_CLOEXEC | O_NOCTTY, (mode_t)permission);
  while (fd == -1 && errno == EINTR);
  return fd;
}

int
arw_platform_open_folder (const char *path)
{
  int fd = open_again (AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);

#ifdef O_PATH /* one that may be written to and not read */
  if (fd == -1 && errno == EACCES)
    fd = open_again (AT_FDCWD, path, O_PATH | O_DIRECTORY, 0);
#endif
  return fd;
}

int
arw_platform_open_in (int folder, const char *name, int flags, unsigned permission)
{
  return open_again (folder, name, flags | O_NOFOLLOW, permission);
}

int
arw_platform_info_in (int folder, const char *name, ArwNameInfo *out)
{
  struct stat info;

  if (fstatat (folder, name, &info, AT_SYMLINK_NOFOLLOW) == -1)
    return -1;
  *out = (ArwNameInfo){
    .is_regular = S_ISREG (info.st_mode),
    .is_directory = S_ISDIR (info.st_mode),
    .is_link = S_ISLNK (info.st_mode),
    .permission = info.st_mode & 07777,
    .owner = info.st_uid,
    .group = info.st_gid,
  };
  return 0;
}

bool
arw_platform_is_writable_in (int folder, const char *name)
{
  return faccessat (folder, name, W_OK, AT_EACCESS) == 0;
}

int
arw_platform_link_in (int folder, const char *from, const char *to)
{
  return linkat (folder, from, folder, to, 0);
}

int
arw_platform_rename_in (int folder, const char *from, const char *to)
{
  return renameat (folder, from, folder, to);
}

int
arw_platform_unlink_in (int folder, const char *name)
{
  return unlinkat (folder, name, 0);
}

bool
arw_platform_is_named (int fd, int folder, const char *name)
{
  struct stat file, named;

  return fstat (fd, &file) == 0 &&
         fstatat (folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         file.st_dev == named.st_dev && file.st_ino == named.st_ino;
}

int
arw_platform_lock (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result == -1 && errno == EINTR);
  return result;
}

int
arw_platform_hand_in (int fd)
{
  int copy = fcntl (fd, F_DUPFD_CLOEXEC, 0);

  return copy == -1 ? 0 : arw_platform_close (copy); /* it is said later, then */
}

int
arw_platform_set_permission (int fd, unsigned permission)
{
  return fchmod (fd, (mode_t)permission);
}

int
arw_platform_set_owner (int fd, unsigned owner, unsigned group)
{
  return fchown (fd, owner, group);
}
