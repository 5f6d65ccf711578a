/* tool/source.h: what is read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "progress.h"
#include "tool.h"

typedef struct
{
  const char *name;
  GArrowNativeFile *raw;
  GArrowNativeFile *file; /* what is in raw, decompressed */
  GArrowCodec *codec;     /* NULL if it is not compressed */
  gint64 size;            /* of raw; -1 if it is not known */
  int threads;            /* that may decompress; 0 for all processors */
  gboolean read_failed;
} ToolSource;

/* A GFile for a URI that GIO opens, and NULL for a path. */
GFile *tool_parse_uri (const char *argument);

/* Opens a path, a URI, or standard input for "-". */
gboolean tool_source_open (ToolSource *self, const char *argument, GError **error);
void tool_source_clear (ToolSource *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ToolSource, tool_source_clear)

/* The codec that the first bytes show, or NULL. */
gboolean tool_source_look_at_content (ToolSource *self,
                                      GArrowCodec **codec,
                                      GError **error);

/* A format is the name of a codec, "detect" for what a name says, "auto" for what the
 * content says and then the name, or "none". This tells whether it is one of these. */
gboolean tool_check_format (const char *format, GError **error);

/* Finds the codec, and then decompresses if there is one. */
gboolean tool_source_find_codec (ToolSource *self, const char *format, GError **error);
gboolean tool_source_decode (ToolSource *self, GError **error);

/* Reads all that is left, and writes it. read_failed says which of the two failed. */
gboolean tool_source_pump (ToolSource *self,
                           GArrowNativeFile *target,
                           ToolProgress *progress,
                           GError **error);
