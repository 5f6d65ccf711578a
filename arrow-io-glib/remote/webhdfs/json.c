/* remote/webhdfs/json.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/error.h>
#include <string.h>

#include "json-private.h"

/* What clusters send is three to seven deep. json-glib calls itself for every level, so
 * that a reply of nothing but brackets would use up the stack. */
#define DEEPEST 32

/* Whether data has no more than strings, numbers, words and brackets, these not too deep.
 * The rest of the grammar is json-glib's business, but what it takes beyond that, such as
 * comments, could hide brackets from this. */
static gboolean
is_shallow (const char *data, gsize size)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < size; i++) {
    char c = data[i];

    if (in_string) {
      if (c == '\\')
        i++;
      in_string = c != '"';
      continue;
    }
    if (c == '"')
      in_string = TRUE;
    else if (c == '{' || c == '[')
      depth++;
    else if ((c == '}' || c == ']') && depth > 0)
      depth--;
    else if (!g_ascii_isalnum (c) && (c == '\0' || strchr (",:+-. \t\r\n", c) == NULL))
      return FALSE;
    if (depth > DEEPEST)
      return FALSE;
  }
  return TRUE;
}

JsonObject *
webhdfs_json_parse (JsonParser *parser, GBytes *bytes, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonNode *root;

  /* json-glib's own messages have what was sent in them. */
  if (size == 0 || !g_utf8_validate (data, (gssize)size, NULL) ||
      !is_shallow (data, size) ||
      !json_parser_load_from_data (parser, data, (gssize)size, NULL)) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CORRUPT,
                         "the answer is not JSON");
    return NULL;
  }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CORRUPT,
                         "the answer is not a JSON object");
    return NULL;
  }
  return json_node_get_object (root);
}

static gpointer
refuse (const char *name, const char *what, GError **error)
{
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_CORRUPT,
               "the answer has no %s '%s'",
               what,
               name);
  return NULL;
}

JsonObject *
webhdfs_json_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (name, "object", error);
  return json_node_get_object (node);
}

JsonArray *
webhdfs_json_array (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (name, "array", error);
  return json_node_get_array (node);
}

const char *
webhdfs_json_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *string = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    string = json_node_get_string (node);

  /* Half of a surrogate pair, escaped, is no longer UTF-8. */
  if (string == NULL || !g_utf8_validate (string, -1, NULL))
    return refuse (name, "string", error);
  return string;
}

gboolean
webhdfs_json_int (JsonObject *object,
                  const char *name,
                  gint64 least,
                  gint64 most,
                  gint64 *value,
                  GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (name, "whole number", error) != NULL;

  *value = json_node_get_int (node);
  if (*value < least || *value > most) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_CORRUPT,
                 "the answer has %" G_GINT64_FORMAT " for '%s'",
                 *value,
                 name);
    return FALSE;
  }
  return TRUE;
}
