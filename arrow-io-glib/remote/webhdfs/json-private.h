/* remote/webhdfs/json-private.h: JSON that nobody vouches for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The object that bytes are, held by the parser. */
JsonObject *webhdfs_json_parse (JsonParser *parser, GBytes *bytes, GError **error);

/* Members that have to be there and of that type. Strings are UTF-8 and belong to the
 * object. */
JsonObject *webhdfs_json_object (JsonObject *object, const char *name, GError **error);
JsonArray *webhdfs_json_array (JsonObject *object, const char *name, GError **error);
const char *webhdfs_json_string (JsonObject *object, const char *name, GError **error);
gboolean webhdfs_json_int (JsonObject *object,
                           const char *name,
                           gint64 least,
                           gint64 most,
                           gint64 *value,
                           GError **error);

G_END_DECLS
