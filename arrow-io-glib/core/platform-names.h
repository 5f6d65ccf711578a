/* core/platform-names.h: system calls on the names in a folder.
 *
 * The folder is held by its descriptor, so that its names stay the same ones whatever
 * becomes of its path meanwhile. As in core/platform.h, -1 and errno mean failure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct
{
  bool is_regular;
  bool is_directory;
  bool is_link;
  unsigned permission; /* 07777 at most */
  unsigned owner;
  unsigned group;
} ArwNameInfo;

/* The path of what a path leads to, without links. The caller frees it; NULL on failure.
 */
char *arw_platform_resolve (const char *path);

int arw_platform_open_folder (const char *path);

/* Of a name itself, and not of what it links to. */
int arw_platform_info_in (int folder, const char *name, ArwNameInfo *out);
bool arw_platform_is_writable_in (int folder, const char *name);

/* Never follows a link. New files obey the umask. */
int arw_platform_open_in (int folder, const char *name, int flags, unsigned permission);
int arw_platform_link_in (int folder, const char *from, const char *to);
int arw_platform_rename_in (int folder, const char *from, const char *to);

/* The same, with EEXIST if there is something of that name; EOPNOTSUPP where the system
 * does not look. */
int arw_platform_rename_new_in (int folder, const char *from, const char *to);

int arw_platform_unlink_in (int folder, const char *name);

/* Whether a name is one of the file that fd is open on. */
bool arw_platform_is_named (int fd, int folder, const char *name);

/* A file without a name, open for writing, and giving it one, once. Without either, errno
 * is EOPNOTSUPP. */
int arw_platform_open_nameless (int folder, unsigned permission);
int arw_platform_link_nameless (int fd, int folder, const char *name);

/* For as long as the file is open, here or in a child. EWOULDBLOCK if others have it. */
int arw_platform_lock (int fd);

/* Has the file system say what it would say when the file is closed, as some do only then
 * if there is no room for what was written. */
int arw_platform_hand_in (int fd);

int arw_platform_set_permission (int fd, unsigned permission);
int arw_platform_set_owner (int fd, unsigned owner, unsigned group);
