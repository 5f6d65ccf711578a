/* remote/hdfs-uri.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-uri-private.h"

#include <string.h>

#include <arrow-io-glib/error.h>

static const GArrowHdfsWay *
find_way (const char *text)
{
  for (const GArrowHdfsWay *way = garrow_hdfs_ways; way->scheme != NULL; way++) {
    gsize length = strlen (way->scheme);

    if (g_ascii_strncasecmp (text, way->scheme, length) == 0 &&
        g_str_has_prefix (text + length, "://"))
      return way;
  }
  return NULL;
}

gboolean
garrow_hdfs_uri_matches (const char *text)
{
  return find_way (text) != NULL;
}

void
garrow_hdfs_uri_clear (GArrowHdfsUri *uri)
{
  g_clear_pointer (&uri->base, g_free);
  g_clear_pointer (&uri->user, g_free);
  g_clear_pointer (&uri->name_nodes, g_strfreev);
  g_clear_pointer (&uri->path, g_free);
}

static gboolean
refuse (const char *text, const char *reason, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, -1);

  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_INVALID,
               "Invalid URI '%s': %s",
               shown,
               reason);
  return FALSE;
}

/* "host", "host:port", "[::1]:port". Gives it with a port, unless the way has none. */
static char *
parse_name_node (const char *node, guint16 default_port)
{
  const char *end = *node == '[' ? strchr (node, ']') : NULL;
  const char *colon = strchr (end != NULL ? end : node, ':');
  guint64 port = default_port;
  g_autofree char *host = NULL;

  if (*node == '[' && (end == NULL || (end[1] != '\0' && end[1] != ':')))
    return NULL;
  if (colon != NULL && !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &port, NULL))
    return NULL;
  host = colon != NULL ? g_strndup (node, (gsize)(colon - node)) : g_strdup (node);
  if (*host == '\0' || strpbrk (host, " /\\?#@%<>\"") != NULL)
    return NULL;
  return port != 0 ? g_strdup_printf ("%s:%u", host, (guint)port)
                   : g_steal_pointer (&host);
}

static gboolean
parse_name_nodes (const char *text,
                  const char *authority,
                  GArrowHdfsUri *uri,
                  GError **error)
{
  g_auto (GStrv) nodes = g_strsplit (authority, ",", -1);

  /* "hdfs:///path" is the cluster that Hadoop is configured for. */
  if (*authority == '\0') {
    if (uri->way->port != 0)
      return refuse (text, "it names no host", error);
    uri->name_nodes = g_strsplit ("default", ",", -1);
    return TRUE;
  }
  for (char **node = nodes; *node != NULL; node++) {
    char *whole = parse_name_node (*node, uri->way->port);

    if (whole == NULL)
      return refuse (text, "a host is no name or address with a port", error);
    g_free (*node);
    *node = whole;
  }
  uri->name_nodes = g_steal_pointer (&nodes);
  return TRUE;
}

static gboolean
parse_path (const char *text, const char *escaped, GArrowHdfsUri *uri, GError **error)
{
  g_autofree char *path = NULL;

  if (strpbrk (escaped, "?#") != NULL)
    return refuse (text, "'?' and '#' of a path are written %3F and %23", error);
  path = g_uri_unescape_string (*escaped != '\0' ? escaped : "/", NULL);
  if (path == NULL)
    return refuse (text, "a '%' is followed by no byte; itself it is written %25", error);
  uri->path = garrow_hdfs_path_check (path, error);
  return uri->path != NULL;
}

gboolean
garrow_hdfs_uri_parse (const char *text, GArrowHdfsUri *uri, GError **error)
{
  const char *authority, *path, *at;
  g_autofree char *nodes = NULL;

  uri->way = find_way (text);
  if (uri->way == NULL)
    return refuse (text, "its scheme is none of hdfs, webhdfs and swebhdfs", error);

  authority = strstr (text, "://") + 3;
  path = authority + strcspn (authority, "/?#");
  at = memchr (authority, '@', (gsize)(path - authority));
  if (at != NULL) {
    uri->user = g_uri_unescape_segment (authority, at, NULL);
    if (uri->user == NULL || *uri->user == '\0' || !g_utf8_validate (uri->user, -1, NULL))
      return refuse (text, "the user in front of '@' is no name", error);
    authority = at + 1;
  }
  nodes = g_strndup (authority, (gsize)(path - authority));
  uri->base = g_strdup_printf ("%s://%s", uri->way->scheme, nodes);
  return parse_name_nodes (text, nodes, uri, error) &&
         parse_path (text, path, uri, error);
}

static char *
refuse_path (const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_INVALID,
               "Invalid path '%s': %s",
               shown,
               reason);
  return NULL;
}

char *
garrow_hdfs_path_check (const char *path, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) whole = NULL;

  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    return refuse_path (path != NULL ? path : "", "it is not UTF-8 text", error);
  if (*path != '/')
    return refuse_path (path, "it does not start with '/'", error);

  whole = g_string_new (NULL);
  parts = g_strsplit (path, "/", -1);
  for (char **part = parts; *part != NULL; part++) {
    if (**part == '\0')
      continue;
    if (strcmp (*part, ".") == 0 || strcmp (*part, "..") == 0)
      return refuse_path (path, "HDFS has no '.' and no '..'", error);
    if (strchr (*part, ':') != NULL)
      return refuse_path (path, "HDFS has no ':' in names", error);
    g_string_append_c (whole, '/');
    g_string_append (whole, *part);
  }
  if (whole->len == 0)
    g_string_append_c (whole, '/');
  return g_string_free (g_steal_pointer (&whole), FALSE);
}
