/* tests/contract/operations.h: what the rows of scenarios.tsv are made of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

/* One scenario with one kind of file, while it is performed. */
typedef struct
{
  const char *kind;
  char *folder;
  char *path;      /* of the file */
  GBytes *content; /* of a file that has no path */
  GArrowStreamOptions *options;
  GArrowNativeFile *file;
  GArrowBuffer *buffer;
  GArrowMemoryPool *pool;
  gint64 n_told;                  /* how often pool said that it is under pressure */
  GArrowMemoryPool *default_pool; /* while another one is it */
} World;

/* Whether a kind is the name of a codec, be it in this build or not. */
gboolean is_codec (const char *kind);

void world_init (World *world, const char *kind);

/* Removes all that was made. */
void world_clear (World *world);

/* What a text of the table stands for. */
GBytes *decode (const char *text);

/* The same, as a string. */
char *decode_text (const char *text);

/* Gives a text a name, for "$name". */
void decode_define (const char *name, const char *text);

/* What an operation gave, as decode () gives what is expected of it. NULL with error set
 * if it failed, without if there is none of that name. */
GBytes *perform (World *world, const char *operation, char **arguments, GError **error);

/* Between world.c and operations-*.c; a table ends with a row of NULL. */

typedef GBytes *(*Perform) (World *world, char **arguments, GError **error);

typedef struct
{
  const char *name;
  Perform perform;
} Operation;

extern const Operation setup_operations[], file_operations[], more_file_operations[],
  memory_operations[], pool_operations[];

/* Takes over file. */
GBytes *set_file (World *world, gpointer file);

gint64 to_number (const char *argument);

GBytes *from_text (const char *text);
GBytes *from_number (gint64 number);
GBytes *from_boolean (gboolean boolean);
GBytes *from_success (gboolean success);

/* Takes over buffer; NULL gives NULL. */
GBytes *from_buffer (GArrowBuffer *buffer);

/* Takes over buffer; keeps the one before if it is NULL. */
GBytes *set_buffer (World *world, gpointer buffer);
