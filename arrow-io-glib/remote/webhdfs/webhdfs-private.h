/* remote/webhdfs/webhdfs-private.h: a connection by WebHDFS, and what asks over it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/error.h>
#include <libsoup/soup.h>

#include "reply.h"

G_BEGIN_DECLS

typedef struct _WebHdfsPool WebHdfsPool;

typedef struct
{
  GArrowHdfsClient base;
  GArrowHdfsOptions *options;
  const char *scheme; /* "http", "https" */
  char **name_nodes;  /* "host:port" */
  int n_name_nodes;
  int current;         /* atomic: the name node that answered last */
  int answered;        /* atomic: whether any ever did, whatever it said */
  char *identity;      /* "&user.name=…", "&delegation=…" or "" */
  gboolean negotiates; /* by Kerberos */
  const char *tickets; /* where they are, or NULL */
  guint timeout;       /* in seconds; 0 is for ever */
  guint retries;
  WebHdfsPool *pool; /* atomic; of one process */
} WebHdfs;

/* session.c: one request and its answer. */

typedef enum {
  WEBHDFS_NAME_NODE,
  WEBHDFS_DATA_NODE, /* gives up sooner, so that there is time to ask another */
  WEBHDFS_N_SERVERS,
} WebHdfsServer;

typedef struct
{
  WebHdfs *client;
  WebHdfsServer server;
  struct _WebHdfsSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GBytes *body; /* once it was read */
  guint status;
  gint64 started_at;
  gint64 answered_at;      /* when the head had come */
  GCancellable *giving_up; /* of what is being sent */
  gsize n_read;            /* of the body */
  gboolean sent;           /* whether the request may have arrived */
} WebHdfsExchange;

gboolean webhdfs_pool_check (WebHdfs *self, GError **error);
void webhdfs_pool_free (WebHdfs *self);
guint webhdfs_timeout (WebHdfs *self, WebHdfsServer server);

/* For connections made beside libsoup. */
GTlsDatabase *webhdfs_get_tls_database (WebHdfs *self, GError **error);
gboolean webhdfs_accept (void);

/* Sends a request and waits for the head of its answer, which may be of any status.
 * repeats is whether libsoup may send it again over a fresh connection. To be ended on
 * the same thread even if it fails. */
gboolean webhdfs_exchange_start (WebHdfsExchange *exchange,
                                 WebHdfs *self,
                                 WebHdfsServer server,
                                 const char *method,
                                 GUri *uri,
                                 gboolean repeats,
                                 GError **error);

/* Gives less than size only at the end, and what there was if it fails. */
gboolean webhdfs_exchange_read (WebHdfsExchange *exchange,
                                gpointer out,
                                gsize size,
                                gsize *n_read,
                                GError **error);
gboolean webhdfs_exchange_read_body (WebHdfsExchange *exchange, GError **error);
void webhdfs_exchange_end (WebHdfsExchange *exchange);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WebHdfsExchange, webhdfs_exchange_end)

/* Makes an error of GIO or libsoup one of G_IO_ERROR or GARROW_ERROR. Those of TLS stay,
 * unless the connection just ended. */
void webhdfs_translate (GError **error);

/* Does that, and says what it means. */
WebHdfsFailure webhdfs_exchange_judge (WebHdfsExchange *exchange, GError **error);

/* kerberos.c: the file that this thread takes tickets from, until it is ended. NULL is
 * the usual one. */
gboolean webhdfs_tickets_begin (const char *path, const char **previous, GError **error);
void webhdfs_tickets_end (const char *path, const char *previous);
gboolean webhdfs_tickets_check (const char *path, GError **error);

/* call.c: asking name nodes. */

typedef struct
{
  const char *verb; /* "list", for messages */
  const char *method;
  const char *op;
  const char *path;
  gboolean once;        /* doing it twice is not the same as doing it once */
  const char *new_path; /* of renaming, or NULL */
} WebHdfsCall;

/* query is further parameters, of webhdfs_add (), or NULL. Gives the body, or the
 * Location that was answered instead of one. */
GBytes *webhdfs_call (WebHdfs *self,
                      const WebHdfsCall *call,
                      const char *query,
                      GError **error);

/* For what can be done without: asks each name node once at most, and NULL is no error.
 */
GBytes *webhdfs_call_briefly (WebHdfs *self, const WebHdfsCall *call, const char *query);

/* The data node that a name node sends to. */
GUri *webhdfs_locate (WebHdfs *self,
                      const WebHdfsCall *call,
                      const char *query,
                      GError **error);

/* Asks one server, once. */
GBytes *webhdfs_ask (WebHdfs *self,
                     WebHdfsServer server,
                     const WebHdfsCall *call,
                     GUri *uri,
                     WebHdfsFailure *failure,
                     GError **error);

void webhdfs_add (GString *query, const char *name, const char *value);
void webhdfs_add_int (GString *query, const char *name, gint64 value);

/* Says in the error what was to be done, of what, and where. */
void webhdfs_prefix (GError **error, const WebHdfsCall *call, const char *where);
char *webhdfs_uri_authority (GUri *uri);

/* Waits before the try after n_tries, longer each time. */
gboolean webhdfs_wait (guint n_tries, GError **error);

/* upload.c: one request with a body that is not there yet. */

typedef struct _WebHdfsUpload WebHdfsUpload;

WebHdfsUpload *webhdfs_upload_new (WebHdfs *self, GUri *uri, GError **error);

/* Sends two pieces, either of which may be empty. */
gboolean webhdfs_upload_send (WebHdfsUpload *upload,
                              gconstpointer first,
                              gsize first_size,
                              gconstpointer second,
                              gsize second_size,
                              GError **error);

/* Ends the request, and waits for the answer. */
gboolean webhdfs_upload_end (WebHdfsUpload *upload, GError **error);
void webhdfs_upload_free (WebHdfsUpload *upload);

/* The functions of the backend. */

gboolean webhdfs_mkdirs (GArrowHdfsClient *client,
                         const char *path,
                         int permission,
                         GError **error);
gboolean webhdfs_get_status (GArrowHdfsClient *client,
                             const char *path,
                             GArrowHdfsStatus *status,
                             GError **error);
gboolean webhdfs_list (GArrowHdfsClient *client,
                       const char *path,
                       const char *after,
                       GPtrArray *entries,
                       gboolean *more,
                       GError **error);
gboolean webhdfs_rename (GArrowHdfsClient *client,
                         const char *path,
                         const char *new_path,
                         gboolean overwrite,
                         GError **error);
gboolean webhdfs_remove (GArrowHdfsClient *client,
                         const char *path,
                         gboolean recursive,
                         GError **error);
gboolean webhdfs_set_permission (GArrowHdfsClient *client,
                                 const char *path,
                                 guint permission,
                                 GError **error);
gboolean webhdfs_set_owner (GArrowHdfsClient *client,
                            const char *path,
                            const char *owner,
                            const char *group,
                            GError **error);
gboolean webhdfs_set_times (GArrowHdfsClient *client,
                            const char *path,
                            gint64 modified,
                            gint64 accessed,
                            GError **error);
gboolean webhdfs_set_replication (GArrowHdfsClient *client,
                                  const char *path,
                                  guint replication,
                                  GError **error);
GBytes *webhdfs_get_checksum (GArrowHdfsClient *client,
                              const char *path,
                              char **algorithm,
                              GError **error);
gboolean webhdfs_get_space (GArrowHdfsClient *client,
                            gint64 *capacity,
                            gint64 *used,
                            gint64 *remaining,
                            GError **error);
char *webhdfs_get_home (GArrowHdfsClient *client, GError **error);
char *webhdfs_get_token (GArrowHdfsClient *client, const char *renewer, GError **error);
gint64 webhdfs_renew_token (GArrowHdfsClient *client, const char *token, GError **error);
gboolean webhdfs_cancel_token (GArrowHdfsClient *client,
                               const char *token,
                               GError **error);

GArrowHdfsHandle *webhdfs_open_read (GArrowHdfsClient *client,
                                     const char *path,
                                     gint64 file_size,
                                     GArrowHdfsOptions *options,
                                     GError **error);
gint64 webhdfs_read_at (GArrowHdfsHandle *handle,
                        gint64 offset,
                        gpointer out,
                        gint64 size,
                        GError **error);
void webhdfs_close_read (GArrowHdfsHandle *handle);

GArrowHdfsHandle *webhdfs_open_write (GArrowHdfsClient *client,
                                      const char *path,
                                      gboolean append,
                                      gboolean overwrite,
                                      GArrowHdfsOptions *options,
                                      GError **error);
gboolean webhdfs_write (GArrowHdfsHandle *handle,
                        gconstpointer data,
                        gint64 size,
                        GError **error);
gboolean webhdfs_flush (GArrowHdfsHandle *handle, GError **error);
gboolean webhdfs_close_write (GArrowHdfsHandle *handle, GError **error);
void webhdfs_abort_write (GArrowHdfsHandle *handle);

G_END_DECLS
