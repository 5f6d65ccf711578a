/* tests/hdfs/played.h: a server that says what a test wants it to say, to whoever asks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

typedef struct _Played Played;

/* What was asked, and where to answer. */
typedef struct
{
  Played *server;
  const char *method;
  const char *target;
  guint n; /* so many were asked before */
  GInputStream *in;
  GOutputStream *out;
  gsize body_size; /* of what is still in "in"; G_MAXSIZE if that is chunked */
} Request;

/* Gives FALSE if the connection shall be closed behind it. It runs in a thread of its own
 * for each connection. */
typedef gboolean (*Answer) (const Request *request, gpointer data);

Played *played_new (Answer answer, gpointer data);

/* Ends what still answers, too. */
void played_free (Played *self);

guint16 played_get_port (Played *self);
guint played_get_n_requests (Played *self);

/* "webhdfs://127.0.0.1:PORT" */
char *played_uri (Played *self);

/* Whether it is to end: what answers without an end asks this. */
gboolean played_is_ending (Played *self);

gboolean is_op (const Request *request, const char *op);

/* FALSE if whoever asked is gone. */
gboolean say (const Request *request, const void *bytes, gsize size);
gboolean say_text (const Request *request, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A whole answer. */
gboolean say_json (const Request *request, guint status, const char *json);
gboolean say_bytes (const Request *request, guint status, const void *bytes, gsize size);

/* As name nodes say where to go on. */
gboolean say_location (const Request *request, const char *location);

/* To path of this server. */
gboolean say_go_on_here (const Request *request, const char *path);

gboolean say_exception (const Request *request,
                        guint status,
                        const char *exception,
                        const char *message);

/* That there is a file of such a size. */
gboolean say_status (const Request *request, gint64 size);

/* Takes what comes, until it ends. Gives how much came. */
gsize take_body (const Request *request);
