/* remote/webhdfs/reply.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/error.h>
#include <gio/gio.h>
#include <string.h>

#include "json-private.h"
#include "reply.h"

#define LONGEST_CHECKSUM 4096 /* in bytes; those there are have 28 */

static gboolean
corrupt (const char *what, GError **error)
{
  g_set_error_literal (error, GARROW_ERROR, GARROW_ERROR_CORRUPT, what);
  return FALSE;
}

gboolean
webhdfs_reply_boolean (GBytes *bytes, gboolean *value, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = webhdfs_json_parse (parser, bytes, error);
  JsonNode *node;

  if (root == NULL)
    return FALSE;
  node = json_object_get_member (root, "boolean");
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return corrupt ("the answer has no 'boolean'", error);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
webhdfs_reply_long (GBytes *bytes, gint64 *value, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = webhdfs_json_parse (parser, bytes, error);

  return root != NULL &&
         webhdfs_json_int (root, "long", G_MININT64, G_MAXINT64, value, error);
}

static gboolean
read_type (JsonObject *object, GArrowHdfsFileType *type, GError **error)
{
  const char *name = webhdfs_json_string (object, "type", error);

  if (name == NULL)
    return FALSE;
  if (strcmp (name, "FILE") == 0)
    *type = GARROW_HDFS_FILE_TYPE_FILE;
  else if (strcmp (name, "DIRECTORY") == 0)
    *type = GARROW_HDFS_FILE_TYPE_DIRECTORY;
  else if (strcmp (name, "SYMLINK") == 0)
    *type = GARROW_HDFS_FILE_TYPE_SYMLINK;
  else
    return corrupt ("the answer has a 'type' that is unknown", error);
  return TRUE;
}

/* Permissions are a string of octal digits. */
static gboolean
read_permission (JsonObject *object, guint *permission, GError **error)
{
  const char *digits = webhdfs_json_string (object, "permission", error);
  gsize n;

  if (digits == NULL)
    return FALSE;
  n = strspn (digits, "01234567");
  if (n == 0 || n > 5 || digits[n] != '\0')
    return corrupt ("the answer has a 'permission' that is not octal", error);
  *permission = (guint)g_ascii_strtoull (digits, NULL, 8);
  if (*permission > 01777)
    return corrupt ("the answer has a 'permission' above 1777", error);
  return TRUE;
}

static gboolean
read_status (JsonObject *object, GArrowHdfsStatus *status, GError **error)
{
  const char *owner = webhdfs_json_string (object, "owner", error);
  const char *group = owner != NULL ? webhdfs_json_string (object, "group", error) : NULL;
  gint64 replication;

  if (group == NULL || !read_type (object, &status->type, error) ||
      !read_permission (object, &status->permission, error) ||
      !webhdfs_json_int (object, "length", 0, G_MAXINT64, &status->size, error) ||
      !webhdfs_json_int (object,
                         "modificationTime",
                         G_MININT64,
                         G_MAXINT64,
                         &status->modified,
                         error) ||
      !webhdfs_json_int (object,
                         "accessTime",
                         G_MININT64,
                         G_MAXINT64,
                         &status->accessed,
                         error) ||
      !webhdfs_json_int (object, "replication", 0, G_MAXUINT16, &replication, error) ||
      !webhdfs_json_int (object, "blockSize", 0, G_MAXINT64, &status->block_size, error))
    return FALSE;

  status->replication = (guint)replication;
  status->owner = g_strdup (owner);
  status->group = g_strdup (group);
  return TRUE;
}

gboolean
webhdfs_reply_status (GBytes *bytes, GArrowHdfsStatus *status, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = webhdfs_json_parse (parser, bytes, error);
  JsonObject *object =
    root != NULL ? webhdfs_json_object (root, "FileStatus", error) : NULL;

  return object != NULL && read_status (object, status, error);
}

/* A name is going to be put behind a '/'. */
static gboolean
is_name (const char *name)
{
  return *name != '\0' && strchr (name, '/') == NULL && strcmp (name, ".") != 0 &&
         strcmp (name, "..") != 0;
}

static gboolean
read_entries (JsonArray *array, gboolean more, GPtrArray *entries, GError **error)
{
  guint n = json_array_get_length (array);

  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);
    g_autofree GArrowHdfsStatus *status = g_new0 (GArrowHdfsStatus, 1);
    JsonObject *object;
    const char *name;
    gboolean alone;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return corrupt ("the answer has an entry that is not an object", error);
    object = json_node_get_object (node);
    name = webhdfs_json_string (object, "pathSuffix", error);
    if (name == NULL)
      return FALSE;

    /* A file that is listed has itself for its only entry, without a name. */
    alone = *name == '\0' && n == 1 && !more;
    if (!alone && !is_name (name))
      return corrupt ("the answer has an entry with a name that cannot be", error);
    if (!read_status (object, status, error))
      return FALSE;
    status->name = alone ? NULL : g_strdup (name);
    g_ptr_array_add (entries, g_steal_pointer (&status));
  }
  return TRUE;
}

gboolean
webhdfs_reply_listing (GBytes *bytes, GPtrArray *entries, gboolean *more, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, error);
  JsonArray *array = NULL;
  gint64 remaining = 0;

  if (object != NULL)
    object = webhdfs_json_object (object, "DirectoryListing", error);
  if (object == NULL ||
      !webhdfs_json_int (object, "remainingEntries", 0, G_MAXINT64, &remaining, error))
    return FALSE;
  object = webhdfs_json_object (object, "partialListing", error);
  if (object != NULL)
    object = webhdfs_json_object (object, "FileStatuses", error);
  if (object != NULL)
    array = webhdfs_json_array (object, "FileStatus", error);
  if (array == NULL)
    return FALSE;

  /* Without an entry there is no name to go on from: it would be asked for ever. */
  if (remaining > 0 && json_array_get_length (array) == 0)
    return corrupt ("the answer has no entries, and promises more of them", error);
  *more = remaining > 0;
  return read_entries (array, *more, entries, error);
}

GBytes *
webhdfs_reply_checksum (GBytes *bytes, char **algorithm, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, error);
  const char *hex = NULL, *name = NULL;
  g_autofree guint8 *sum = NULL;
  gint64 size;

  if (object != NULL)
    object = webhdfs_json_object (object, "FileChecksum", error);
  if (object != NULL)
    hex = webhdfs_json_string (object, "bytes", error);
  if (hex != NULL)
    name = webhdfs_json_string (object, "algorithm", error);
  if (name == NULL ||
      !webhdfs_json_int (object, "length", 0, LONGEST_CHECKSUM, &size, error))
    return NULL;

  /* There may be more digits than the checksum has. */
  if (strlen (hex) % 2 != 0 || strlen (hex) / 2 < (gsize)size ||
      strspn (hex, "0123456789abcdefABCDEF") != strlen (hex)) {
    corrupt ("the answer has 'bytes' that are not the digits of a checksum", error);
    return NULL;
  }
  sum = g_malloc ((gsize)size + 1);
  for (gint64 i = 0; i < size; i++)
    sum[i] = (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 |
                      g_ascii_xdigit_value (hex[2 * i + 1]));
  if (algorithm != NULL)
    *algorithm = g_strdup (name);
  return g_bytes_new_take (g_steal_pointer (&sum), (gsize)size);
}

gboolean
webhdfs_reply_space (GBytes *bytes,
                     gint64 *capacity,
                     gint64 *used,
                     gint64 *remaining,
                     GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, error);

  if (object != NULL)
    object = webhdfs_json_object (object, "FsStatus", error);
  return object != NULL &&
         webhdfs_json_int (object, "capacity", 0, G_MAXINT64, capacity, error) &&
         webhdfs_json_int (object, "used", 0, G_MAXINT64, used, error) &&
         webhdfs_json_int (object, "remaining", 0, G_MAXINT64, remaining, error);
}

/* The string that is all there is. */
static char *
read_only_string (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = webhdfs_json_parse (parser, bytes, error);

  return root != NULL ? g_strdup (webhdfs_json_string (root, name, error)) : NULL;
}

char *
webhdfs_reply_path (GBytes *bytes, GError **error)
{
  g_autofree char *path = read_only_string (bytes, "Path", error);

  if (path != NULL && *path != '/') {
    corrupt ("the answer has a 'Path' that does not start with '/'", error);
    return NULL;
  }
  return g_steal_pointer (&path);
}

char *
webhdfs_reply_location (GBytes *bytes, GError **error)
{
  return read_only_string (bytes, "Location", error);
}

char *
webhdfs_reply_token (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, error);

  if (object == NULL)
    return NULL;
  if (json_object_has_member (object, "Token") &&
      json_object_get_null_member (object, "Token"))
    return NULL;
  object = webhdfs_json_object (object, "Token", error);
  return object != NULL ? g_strdup (webhdfs_json_string (object, "urlString", error))
                        : NULL;
}

/* The transfer address in location, if its web server is the one that is meant. */
static char *
match_location (JsonObject *location, const char *host, int port)
{
  const char *name = webhdfs_json_string (location, "hostName", NULL);
  const char *address = webhdfs_json_string (location, "ipAddr", NULL);
  gint64 plain = 0, secure = 0, transfer = 0;

  webhdfs_json_int (location, "infoPort", 1, 65535, &plain, NULL);
  webhdfs_json_int (location, "infoSecurePort", 1, 65535, &secure, NULL);
  if (address == NULL || (plain != port && secure != port) ||
      (strcmp (address, host) != 0 &&
       (name == NULL || g_ascii_strcasecmp (name, host) != 0)) ||
      !webhdfs_json_int (location, "xferPort", 1, 65535, &transfer, NULL))
    return NULL;
  return g_strdup_printf ("%s:%d", address, (int)transfer);
}

char *
webhdfs_reply_data_node (GBytes *bytes, const char *host, int port)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, NULL);
  JsonArray *blocks = NULL;

  if (object != NULL)
    object = webhdfs_json_object (object, "LocatedBlocks", NULL);
  if (object != NULL)
    blocks = webhdfs_json_array (object, "locatedBlocks", NULL);
  for (guint i = 0; blocks != NULL && i < json_array_get_length (blocks); i++) {
    JsonNode *block = json_array_get_element (blocks, i);
    JsonArray *locations =
      JSON_NODE_HOLDS_OBJECT (block)
        ? webhdfs_json_array (json_node_get_object (block), "locations", NULL)
        : NULL;

    for (guint k = 0; locations != NULL && k < json_array_get_length (locations); k++) {
      JsonNode *node = json_array_get_element (locations, k);
      char *found = JSON_NODE_HOLDS_OBJECT (node)
                      ? match_location (json_node_get_object (node), host, port)
                      : NULL;

      if (found != NULL)
        return found;
    }
  }
  return NULL;
}
