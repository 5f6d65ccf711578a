/* core/files/replacement.c
 *
 * The other name of a file that has to have one is ".arrow-io-HASH-SLOT.tmp", of the hash
 * of the name that it is for, so that whoever writes that next finds it. Whoever writes
 * holds a lock on it for as long as it is open; one that nobody locks was left behind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/replacement.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/platform-names.h"
#include "core/platform.h"
#include "core/workers.h"

#define MAX_SLOTS 1000 /* as many may write the same file at once */

struct ArwReplacement
{
  char *path; /* for messages */
  char *name; /* in the folder */
  int folder;
  int fd;
  unsigned process; /* that made it */
  bool exclusive;
  bool replaces; /* a file that looks like this: */
  ArwNameInfo old;
  char slot[48]; /* the name that it has until then; empty for none */
};

static bool
fail (const char *path, const char *action, ArwError *error)
{
  arw_error_set_system (error, errno, "Failed to %s '%s'", action, path);
  return false;
}

static void
name_slot (const ArwReplacement *self, unsigned slot, char *out, size_t out_size)
{
  uint64_t hash = UINT64_C (14695981039346656037); /* FNV-1a */

  for (const char *c = self->name; *c != '\0'; c++)
    hash = (hash ^ (uint8_t)*c) * UINT64_C (1099511628211);
  snprintf (out, out_size, ".arrow-io-%016" PRIx64 "-%u.tmp", hash, slot);
}

/* Removes what nobody writes any more. Returns whether there is nothing of that name. */
static bool
clear_slot (const ArwReplacement *self, const char *slot)
{
  int fd = arw_platform_open_in (self->folder, slot, O_WRONLY | O_NONBLOCK, 0);
  bool is_clear = fd == -1 && errno == ENOENT;

  /* While the lock is held here, nobody gives the name to another file. */
  if (fd != -1 && arw_platform_lock (fd) == 0 &&
      arw_platform_is_named (fd, self->folder, slot))
    is_clear = arw_platform_unlink_in (self->folder, slot) == 0;
  if (fd != -1)
    arw_platform_close (fd);
  return is_clear;
}

/* Gives the file the name of a slot that is free, by way of take. Who comes between its
 * being free and taken has it, and this one goes on. */
static int
take_slot (ArwReplacement *self,
           int (*take) (ArwReplacement *self, const char *slot, unsigned permission),
           unsigned permission)
{
  for (unsigned slot = 0; slot < MAX_SLOTS; slot++) {
    char name[sizeof self->slot];
    int result;

    name_slot (self, slot, name, sizeof name);
    clear_slot (self, name);
    result = take (self, name, permission);
    if (result != -1)
      memcpy (self->slot, name, sizeof name);
    if (result != -1 || errno != EEXIST)
      return result;
  }
  return -1;
}

/* Slots behind the first are taken only when several write, and left if they are killed.
 */
static void
clear_slots (const ArwReplacement *self)
{
  ArwNameInfo info;

  for (unsigned slot = 0; slot < MAX_SLOTS; slot++) {
    char name[sizeof self->slot];

    name_slot (self, slot, name, sizeof name);
    if (arw_platform_info_in (self->folder, name, &info) == -1)
      break;
    clear_slot (self, name);
  }
}

/* Somebody may take it for one that was left behind, until it is locked; where nothing
 * can be locked, nobody does. */
static int
create_slot (ArwReplacement *self, const char *slot, unsigned permission)
{
  int fd =
    arw_platform_open_in (self->folder, slot, O_WRONLY | O_CREAT | O_EXCL, permission);

  if (fd != -1 && ((arw_platform_lock (fd) == -1 && errno == EWOULDBLOCK) ||
                   !arw_platform_is_named (fd, self->folder, slot))) {
    arw_platform_close (fd);
    errno = EEXIST;
    return -1;
  }
  return fd;
}

static int
link_slot (ArwReplacement *self, const char *slot, unsigned permission)
{
  (void)permission;
  return arw_platform_link_nameless (self->fd, self->folder, slot);
}

/* A new file has the permissions that the umask leaves; until one that is replaced has
 * its own again, only its owner sees into it. */
static bool
open_file (ArwReplacement *self, ArwError *error)
{
  unsigned permission = self->replaces ? 0600 : 0666;

  self->fd = arw_platform_open_nameless (self->folder, permission);
  if (self->fd != -1)
    arw_platform_lock (self->fd); /* nobody else can */
  else if (errno == EOPNOTSUPP)
    self->fd = take_slot (self, create_slot, permission);
  return self->fd != -1 || fail (self->path, "create a file beside", error);
}

/* What is there already, and whether it may be replaced. */
static bool
look (ArwReplacement *self, ArwError *error)
{
  if (arw_platform_info_in (self->folder, self->name, &self->old) == -1)
    return errno == ENOENT || fail (self->path, "look at", error);
  errno = 0;
  if (self->exclusive)
    errno = EEXIST;
  else if (self->old.is_directory)
    errno = EISDIR;
  else if (self->old.is_regular &&
           !arw_platform_is_writable_in (self->folder, self->name))
    errno = EACCES;
  if (errno != 0)
    return fail (self->path, "replace", error);
  if (!self->old.is_regular) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "'%s' is no regular file, and cannot be replaced at once",
                   self->path);
    return false;
  }
  self->replaces = true;
  return true;
}

/* The folder of a path, and the name in it. */
static bool
open_folder (ArwReplacement *self, const char *path, ArwError *error)
{
  const char *slash = strrchr (path, '/');
  const char *name = slash != NULL ? slash + 1 : path;
  char *folder;

  if (*name == '\0' || strcmp (name, ".") == 0 || strcmp (name, "..") == 0) {
    errno = *path == '\0' ? ENOENT : EISDIR;
    return fail (self->path, "replace", error);
  }
  folder = slash == NULL   ? strdup (".")
           : slash == path ? strdup ("/")
                           : strndup (path, (size_t)(slash - path));
  self->name = strdup (name);
  if (folder != NULL && self->name != NULL)
    self->folder = arw_platform_open_folder (folder);
  else
    errno = ENOMEM;
  free (folder);
  return self->folder != -1 || fail (self->path, "open the folder of", error);
}

static bool
find (ArwReplacement *self, ArwError *error)
{
  ArwNameInfo info;
  char *resolved;
  bool ok;

  if (!open_folder (self, self->path, error))
    return false;
  if (self->exclusive || arw_platform_info_in (self->folder, self->name, &info) == -1 ||
      !info.is_link)
    return true;

  arw_platform_close (self->folder);
  self->folder = -1;
  free (self->name);
  self->name = NULL;
  resolved = arw_platform_resolve (self->path);
  ok = resolved != NULL ? open_folder (self, resolved, error)
                        : fail (self->path, "follow the link", error);
  free (resolved);
  return ok;
}

ArwReplacement *
arw_replacement_open (const char *path, bool exclusive, int *fd, ArwError *error)
{
  ArwReplacement *self = calloc (1, sizeof *self);

  if (self == NULL || (self->path = strdup (path)) == NULL) {
    free (self);
    errno = ENOMEM;
    fail (path, "replace", error);
    return NULL;
  }
  self->process = arw_workers_process ();
  self->exclusive = exclusive;
  self->folder = self->fd = -1;
  if (!find (self, error) || !look (self, error) || !open_file (self, error)) {
    arw_replacement_free (self);
    return NULL;
  }
  *fd = self->fd;
  return self;
}

/* The file that is replaced may belong to somebody else, which only some may keep. What
 * its bits said of others then is not said of those who have it now. */
static bool
keep_permission (ArwReplacement *self, ArwError *error)
{
  unsigned permission = self->old.permission;

  if (!self->replaces)
    return true;
  if (arw_platform_set_owner (self->fd, self->old.owner, self->old.group) == -1) {
    permission &= 0777;
    if (arw_platform_set_owner (self->fd, (unsigned)-1, self->old.group) == -1)
      permission &= 0707;
  }
  return arw_platform_set_permission (self->fd, permission) == 0 ||
         fail (self->path, "set the permissions of", error);
}

/* By a new name, as some file systems have no links; and where the system cannot be asked
 * for one that is new, by looking first, which is the best that there is. */
static bool
rename_new (ArwReplacement *self)
{
  ArwNameInfo info;
  int result = arw_platform_rename_new_in (self->folder, self->slot, self->name);

  if (result == -1 && errno == EOPNOTSUPP) {
    if (arw_platform_info_in (self->folder, self->name, &info) == 0)
      errno = EEXIST;
    else
      result = arw_platform_rename_in (self->folder, self->slot, self->name);
  }
  if (result == 0)
    *self->slot = '\0';
  return result == 0;
}

/* Only a file that is not there can be given its name at once. */
static bool
put_new (ArwReplacement *self)
{
  if (*self->slot == '\0')
    return arw_platform_link_nameless (self->fd, self->folder, self->name) == 0;
  if (arw_platform_link_in (self->folder, self->slot, self->name) == 0)
    return true;
  return errno != EEXIST && rename_new (self);
}

static bool
put_over (ArwReplacement *self)
{
  if (*self->slot == '\0' && take_slot (self, link_slot, 0) == -1)
    return false;
  if (arw_platform_rename_in (self->folder, self->slot, self->name) == -1)
    return false;
  *self->slot = '\0';
  return true;
}

static bool
put (ArwReplacement *self, ArwError *error)
{
  bool done;

  if (self->exclusive)
    done = put_new (self);
  else
    done = (!self->replaces && *self->slot == '\0' && put_new (self)) || put_over (self);
  if (!done)
    return fail (self->path, "put a new file in the place of", error);
  if (*self->slot != '\0')
    arw_platform_unlink_in (self->folder, self->slot); /* it has both names */
  *self->slot = '\0';
  return true;
}

bool
arw_replacement_commit (ArwReplacement *self, ArwDurability durability, ArwError *error)
{
  if (!keep_permission (self, error))
    return false;
  if (durability != ARW_DURABILITY_NONE && arw_platform_sync (self->fd) == -1)
    return fail (self->path, "sync", error);
  if (arw_platform_hand_in (self->fd) == -1)
    return fail (self->path, "write to", error);
  if (!put (self, error))
    return false;
  clear_slots (self);
  return durability != ARW_DURABILITY_FULL || arw_platform_sync (self->folder) == 0 ||
         errno == EINVAL || /* a file system whose folders cannot be synced */
         fail (self->path, "sync the folder of", error);
}

void
arw_replacement_free (ArwReplacement *self)
{
  if (self->folder != -1 && *self->slot != '\0' &&
      self->process == arw_workers_process ()) /* in a child it is the parent's */
    arw_platform_unlink_in (self->folder, self->slot);
  if (self->folder != -1)
    arw_platform_close (self->folder);
  free (self->name);
  free (self->path);
  free (self);
}
