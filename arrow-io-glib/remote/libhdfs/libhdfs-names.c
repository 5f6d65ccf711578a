/* remote/libhdfs/libhdfs-names.c: paths of HDFS, by the Java object of a connection.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/libhdfs-private.h"

#include <gio/gio.h>

#define HADOOP "org/apache/hadoop/"
#define STRING "Ljava/lang/String;"
#define PATH "L" HADOOP "fs/Path;"
#define PERMISSION "L" HADOOP "fs/permission/FsPermission;"
#define RENAME HADOOP "fs/Options$Rename"
#define ARGS GARROW_JAVA_ARGS

/* One call, from its begin to its end. */
typedef struct
{
  GArrowJava java;
  GArrowLibhdfsClient *client;
  const char *path;
} Call;

static gboolean
begin (Call *call, GArrowHdfsClient *client, const char *path, GError **error)
{
  call->client = (GArrowLibhdfsClient *)client;
  call->path = path;
  if (!garrow_libhdfs_enter (call->client, error))
    return FALSE;
  if (garrow_java_enter (&call->java, garrow_java_vm_get_env ()))
    return TRUE;
  garrow_libhdfs_set_error (call->client->uri, path, "OutOfMemoryError", error);
  return FALSE;
}

static gboolean
end (Call *call, GError **error)
{
  g_autofree char *thrown = garrow_java_leave (&call->java);

  if (thrown == NULL)
    return TRUE;
  garrow_libhdfs_set_error (call->client->uri, call->path, thrown, error);
  return FALSE;
}

/* For what Java says by a value. */
static gboolean
end_with (Call *call, const char *exception, GError **error)
{
  if (end (call, error))
    garrow_libhdfs_set_error (call->client->uri, call->path, exception, error);
  return FALSE;
}

static gpointer
make_path (Call *call, const char *path)
{
  gpointer text = garrow_java_string (&call->java, path);

  return garrow_java_new (&call->java,
                          HADOOP "fs/Path",
                          "(" STRING ")V",
                          ARGS ({.l = text}));
}

static gpointer
new_permission (Call *call, guint permission)
{
  return garrow_java_new (&call->java,
                          HADOOP "fs/permission/FsPermission",
                          "(S)V",
                          ARGS ({.s = (gint16)permission}));
}

/* Calls a function of the file system, and again while the name node starts or another
 * one takes over. One that was connected to it before finds its connection closed: then
 * it is not known whether a call was carried out, so it is not made twice if that is not
 * the same as once. */
static GArrowJavaValue
call_often (Call *call,
            gboolean twice_is_once,
            gpointer object,
            const char *method,
            const char *signature,
            const GArrowJavaValue *args)
{
  for (guint tries = 0;; tries++) {
    GArrowJavaValue result =
      garrow_java_call (&call->java, object, method, signature, args);
    gpointer exception;
    g_autofree char *thrown = garrow_java_catch (&call->java, &exception);

    if (thrown == NULL)
      return result;
    if (!garrow_libhdfs_wait (call->client, thrown, twice_is_once, tries)) {
      garrow_java_throw (&call->java, exception);
      return result;
    }
  }
}

static GArrowJavaValue
call_fs (Call *call,
         const char *method,
         const char *signature,
         const GArrowJavaValue *args)
{
  return call_often (call, TRUE, call->client->fs, method, signature, args);
}

static GArrowJavaValue
call_fs_once (Call *call,
              const char *method,
              const char *signature,
              const GArrowJavaValue *args)
{
  return call_often (call, FALSE, call->client->fs, method, signature, args);
}

/* Without arguments. */
static GArrowJavaValue
get (Call *call, gpointer object, const char *method, const char *signature)
{
  return garrow_java_call (&call->java, object, method, signature, NULL);
}

static char *
get_text (Call *call, gpointer object, const char *method)
{
  return garrow_java_get_string (&call->java, get (call, object, method, "()" STRING).l);
}

static gpointer
find_status (Call *call)
{
  return call_fs (call,
                  "getFileStatus",
                  "(" PATH ")L" HADOOP "fs/FileStatus;",
                  ARGS ({.l = make_path (call, call->path)}))
    .l;
}

static gboolean
is_directory (Call *call, gpointer status)
{
  return get (call, status, "isDirectory", "()Z").z;
}

/* As DFS does it, masked; the exact permission is set afterwards, unless the directory
 * was there before. */
gboolean
garrow_libhdfs_mkdirs (GArrowHdfsClient *client,
                       const char *path,
                       int permission,
                       GError **error)
{
  Call call;
  gpointer at;
  gboolean exists = FALSE;

  if (!begin (&call, client, path, error))
    return FALSE;
  at = make_path (&call, path);
  if (permission >= 0)
    exists = call_fs (&call, "exists", "(" PATH ")Z", ARGS ({.l = at})).z;
  if (!call_fs (&call, "mkdirs", "(" PATH ")Z", ARGS ({.l = at})).z && !call.java.thrown)
    return end_with (&call, "IOException: it could not be made", error);
  if (permission >= 0 && !exists)
    call_fs (&call,
             "setPermission",
             "(" PATH PERMISSION ")V",
             ARGS ({.l = at}, {.l = new_permission (&call, (guint)permission)}));
  return end (&call, error);
}

static void
fill_status (Call *call, gpointer status, GArrowHdfsStatus *out)
{
  gpointer permission = get (call, status, "getPermission", "()" PERMISSION).l;

  if (is_directory (call, status))
    out->type = GARROW_HDFS_FILE_TYPE_DIRECTORY;
  else if (get (call, status, "isSymlink", "()Z").z)
    out->type = GARROW_HDFS_FILE_TYPE_SYMLINK;
  else
    out->type = GARROW_HDFS_FILE_TYPE_FILE;
  out->size = get (call, status, "getLen", "()J").j;
  out->owner = get_text (call, status, "getOwner");
  out->group = get_text (call, status, "getGroup");
  out->permission = (guint)get (call, permission, "toShort", "()S").s & 01777;
  out->modified = get (call, status, "getModificationTime", "()J").j;
  out->accessed = get (call, status, "getAccessTime", "()J").j;
  out->replication = (guint)get (call, status, "getReplication", "()S").s;
  out->block_size = get (call, status, "getBlockSize", "()J").j;
}

gboolean
garrow_libhdfs_get_status (GArrowHdfsClient *client,
                           const char *path,
                           GArrowHdfsStatus *status,
                           GError **error)
{
  Call call;

  if (!begin (&call, client, path, error))
    return FALSE;
  fill_status (&call, find_status (&call), status);
  if (end (&call, error))
    return TRUE;
  g_clear_pointer (&status->owner, g_free);
  g_clear_pointer (&status->group, g_free);
  return FALSE;
}

static void
add_entry (Call *call, gpointer listing, gint32 index, GPtrArray *entries)
{
  GArrowJniEnv *env = call->java.env;
  GArrowHdfsStatus *entry;
  gpointer status;

  if (!garrow_java_push (&call->java))
    return;
  status = (*env)->get_array_element (env, listing, index);
  entry = g_new0 (GArrowHdfsStatus, 1);
  g_ptr_array_add (entries, entry);
  entry->name = get_text (call, status, "getLocalName");
  if (g_strcmp0 (entry->name, "") == 0)
    g_clear_pointer (&entry->name, g_free);
  fill_status (call, status, entry);
  garrow_java_pop (&call->java);
}

/* A page as the name node sends it, which the file system itself would put together. A
 * file is a page of itself, without a name. */
gboolean
garrow_libhdfs_list (GArrowHdfsClient *client,
                     const char *path,
                     const char *after,
                     GPtrArray *entries,
                     gboolean *more,
                     GError **error)
{
  Call call;
  guint n_before = entries->len;
  gpointer dfs, page, listing = NULL;
  gint32 n_entries = 0;

  if (!begin (&call, client, path, error))
    return FALSE;
  dfs = call_fs (&call, "getClient", "()L" HADOOP "hdfs/DFSClient;", NULL).l;
  page = call_often (&call,
                     TRUE,
                     dfs,
                     "listPaths",
                     "(" STRING "[B)L" HADOOP "hdfs/protocol/DirectoryListing;",
                     ARGS ({.l = garrow_java_string (&call.java, path)},
                           {.l = garrow_java_bytes (&call.java, after ? after : "")}))
           .l;
  if (page == NULL && !call.java.thrown)
    return end_with (&call, "FileNotFoundException: it does not exist", error);
  *more = get (&call, page, "hasMore", "()Z").z;
  listing =
    get (&call, page, "getPartialListing", "()[L" HADOOP "hdfs/protocol/HdfsFileStatus;")
      .l;
  if (listing != NULL)
    n_entries = (*call.java.env)->get_array_length (call.java.env, listing);
  for (gint32 i = 0; i < n_entries; i++)
    add_entry (&call, listing, i, entries);
  if (end (&call, error))
    return TRUE;
  g_ptr_array_set_size (entries, (gint)n_before);
  return FALSE;
}

/* That of DistributedFileSystem, which replaces in one step, and says why it does not. */
gboolean
garrow_libhdfs_rename (GArrowHdfsClient *client,
                       const char *path,
                       const char *new_path,
                       gboolean overwrite,
                       GError **error)
{
  Call call;
  gpointer class, option, options = NULL;

  if (!begin (&call, client, path, error))
    return FALSE;
  class = garrow_java_class (&call.java, RENAME);
  option = garrow_java_constant (&call.java,
                                 RENAME,
                                 overwrite ? "OVERWRITE" : "NONE",
                                 "L" RENAME ";");
  if (option != NULL)
    options = (*call.java.env)->new_object_array (call.java.env, 1, class, option);
  call_fs_once (&call,
                "rename",
                "(" PATH PATH "[L" RENAME ";)V",
                ARGS ({.l = make_path (&call, path)},
                      {.l = make_path (&call, new_path)},
                      {.l = options}));
  return end (&call, error);
}

gboolean
garrow_libhdfs_remove (GArrowHdfsClient *client,
                       const char *path,
                       gboolean recursive,
                       GError **error)
{
  Call call;
  gboolean removed;

  if (!begin (&call, client, path, error))
    return FALSE;
  removed =
    call_fs_once (&call,
                  "delete",
                  "(" PATH "Z)Z",
                  ARGS ({.l = make_path (&call, path)}, {.z = recursive != FALSE}))
      .z;
  if (!removed && !call.java.thrown) {
    /* Which fails if it does not exist. */
    find_status (&call);
    return end_with (&call, "IOException: it could not be deleted", error);
  }
  return end (&call, error);
}

gboolean
garrow_libhdfs_set_permission (GArrowHdfsClient *client,
                               const char *path,
                               guint permission,
                               GError **error)
{
  Call call;

  if (!begin (&call, client, path, error))
    return FALSE;
  call_fs (
    &call,
    "setPermission",
    "(" PATH PERMISSION ")V",
    ARGS ({.l = make_path (&call, path)}, {.l = new_permission (&call, permission)}));
  return end (&call, error);
}

gboolean
garrow_libhdfs_set_owner (GArrowHdfsClient *client,
                          const char *path,
                          const char *owner,
                          const char *group,
                          GError **error)
{
  Call call;

  if (!begin (&call, client, path, error))
    return FALSE;
  call_fs (&call,
           "setOwner",
           "(" PATH STRING STRING ")V",
           ARGS ({.l = make_path (&call, path)},
                 {.l = garrow_java_string (&call.java, owner)},
                 {.l = garrow_java_string (&call.java, group)}));
  return end (&call, error);
}

gboolean
garrow_libhdfs_set_times (GArrowHdfsClient *client,
                          const char *path,
                          gint64 modified,
                          gint64 accessed,
                          GError **error)
{
  Call call;

  if (!begin (&call, client, path, error))
    return FALSE;
  call_fs (&call,
           "setTimes",
           "(" PATH "JJ)V",
           ARGS ({.l = make_path (&call, path)}, {.j = modified}, {.j = accessed}));
  return end (&call, error);
}

gboolean
garrow_libhdfs_set_replication (GArrowHdfsClient *client,
                                const char *path,
                                guint replication,
                                GError **error)
{
  Call call;
  gboolean ok;

  if (!begin (&call, client, path, error))
    return FALSE;
  ok = call_fs (&call,
                "setReplication",
                "(" PATH "S)Z",
                ARGS ({.l = make_path (&call, path)}, {.s = (gint16)replication}))
         .z;
  if (!ok && !call.java.thrown) {
    if (is_directory (&call, find_status (&call)))
      return end_with (&call,
                       "FileNotFoundException: Path is not a file but a directory",
                       error);
    return end_with (&call, "IOException: the replication could not be set", error);
  }
  return end (&call, error);
}

GBytes *
garrow_libhdfs_get_checksum (GArrowHdfsClient *client,
                             const char *path,
                             char **algorithm,
                             GError **error)
{
  Call call;
  gpointer checksum;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!begin (&call, client, path, error))
    return NULL;
  checksum = call_fs (&call,
                      "getFileChecksum",
                      "(" PATH ")L" HADOOP "fs/FileChecksum;",
                      ARGS ({.l = make_path (&call, path)}))
               .l;
  if (checksum == NULL && !call.java.thrown) {
    end_with (&call, "UnsupportedOperationException: it has no checksum", error);
    return NULL;
  }
  name = get_text (&call, checksum, "getAlgorithmName");
  bytes = garrow_java_get_bytes (&call.java, get (&call, checksum, "getBytes", "()[B").l);
  if (!end (&call, error))
    return NULL;
  *algorithm = g_steal_pointer (&name);
  return g_steal_pointer (&bytes);
}

gboolean
garrow_libhdfs_get_space (GArrowHdfsClient *client,
                          gint64 *capacity,
                          gint64 *used,
                          gint64 *remaining,
                          GError **error)
{
  Call call;
  gpointer space;

  if (!begin (&call, client, NULL, error))
    return FALSE;
  space = call_fs (&call, "getStatus", "()L" HADOOP "fs/FsStatus;", NULL).l;
  *capacity = get (&call, space, "getCapacity", "()J").j;
  *used = get (&call, space, "getUsed", "()J").j;
  *remaining = get (&call, space, "getRemaining", "()J").j;
  return end (&call, error);
}

char *
garrow_libhdfs_get_home (GArrowHdfsClient *client, GError **error)
{
  Call call;
  gpointer path, uri;
  g_autofree char *home = NULL;

  if (!begin (&call, client, NULL, error))
    return NULL;
  path = call_fs (&call, "getHomeDirectory", "()" PATH, NULL).l;
  uri = get (&call, path, "toUri", "()Ljava/net/URI;").l;
  home = get_text (&call, uri, "getPath");
  return end (&call, error) ? g_steal_pointer (&home) : NULL;
}
