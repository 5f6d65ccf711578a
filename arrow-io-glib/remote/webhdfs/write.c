/* remote/webhdfs/write.c: files to write.
 *
 * A file is made with nothing in it, so that what a cluster has against it comes at once
 * and as what it is. What is written then is appended, by one request until it is flushed
 * or closed: only the end of a request makes it last.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <string.h>

#include "webhdfs-private.h"

#define BUFFER_SIZE (256 << 10)

typedef struct
{
  GArrowHdfsHandle base;
  WebHdfsCall call; /* for appending */
  char *path;
  char *query;           /* further parameters of it */
  char *where;           /* the data node */
  WebHdfsUpload *upload; /* NULL while nothing is being sent */
  char *buffer;          /* NULL until it is needed */
  gsize n_buffered;
  GError *error; /* of the first thing that failed */
} Writer;

/* Sends a request with an empty body to a data node. */
static gboolean
do_empty (WebHdfs *self, const WebHdfsCall *call, const char *query, GError **error)
{
  for (guint n_tries = 0;; n_tries++) {
    g_autoptr (GUri) uri = webhdfs_locate (self, call, query, error);
    g_autoptr (GBytes) body = NULL;
    WebHdfsFailure failure;
    GError *local = NULL;

    if (uri == NULL)
      return FALSE;
    body = webhdfs_ask (self, WEBHDFS_NAME_NODE, call, uri, &failure, &local);
    if (body != NULL)
      return TRUE;
    if (failure == WEBHDFS_FINAL || (failure == WEBHDFS_UNKNOWN && call->once) ||
        n_tries >= self->retries ||
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)) {
      g_propagate_error (error, local);
      return FALSE;
    }
    g_clear_error (&local);
    if (!webhdfs_wait (n_tries, error)) {
      webhdfs_prefix (error, call, "a data node");
      return FALSE;
    }
  }
}

static gboolean
create (WebHdfs *self,
        const char *path,
        gboolean overwrite,
        GArrowHdfsOptions *options,
        GError **error)
{
  WebHdfsCall call = {"create", "PUT", "CREATE", path, !overwrite, NULL};
  g_autoptr (GString) query = g_string_new (NULL);
  guint replication = garrow_hdfs_options_get_replication (options);
  gint64 block_size = garrow_hdfs_options_get_block_size (options);
  gint64 buffer_size = garrow_hdfs_options_get_buffer_size (options);
  int permission = garrow_hdfs_options_get_permission (options);

  webhdfs_add (query, "overwrite", overwrite ? "true" : "false");
  if (replication > 0)
    webhdfs_add_int (query, "replication", replication);
  if (block_size > 0)
    webhdfs_add_int (query, "blocksize", block_size);
  if (buffer_size > 0)
    webhdfs_add_int (query, "buffersize", buffer_size);
  if (permission >= 0)
    g_string_append_printf (query, "&permission=%o", (guint)permission);
  return do_empty (self, &call, query->str, error);
}

static void
writer_free (Writer *self)
{
  g_clear_pointer (&self->upload, webhdfs_upload_free);
  g_clear_error (&self->error);
  g_free (self->buffer);
  g_free (self->where);
  g_free (self->query);
  g_free (self->path);
  g_free (self);
}

GArrowHdfsHandle *
webhdfs_open_write (GArrowHdfsClient *client,
                    const char *path,
                    gboolean append,
                    gboolean overwrite,
                    GArrowHdfsOptions *options,
                    GError **error)
{
  WebHdfs *web = (WebHdfs *)client;
  GArrowHdfsOptions *used = options != NULL ? options : web->options;
  gint64 buffer_size = garrow_hdfs_options_get_buffer_size (used);
  Writer *self = g_new0 (Writer, 1);

  self->base.client = client;
  self->path = g_strdup (path);
  self->call = (WebHdfsCall){"write", "POST", "APPEND", self->path, FALSE, NULL};
  if (buffer_size > 0)
    self->query = g_strdup_printf ("&buffersize=%" G_GINT64_FORMAT, buffer_size);

  /* Appending nothing shows whether it can be done. */
  if (append ? do_empty (web, &self->call, self->query, error)
             : create (web, path, overwrite, used, error))
    return &self->base;
  writer_free (self);
  return NULL;
}

/* A data node that cannot be reached has got nothing: another one may do. */
static gboolean
start_upload (Writer *self, GError **error)
{
  WebHdfs *client = (WebHdfs *)self->base.client;

  for (guint n_tries = 0; self->upload == NULL; n_tries++) {
    g_autoptr (GUri) uri = webhdfs_locate (client, &self->call, self->query, error);
    GError *local = NULL;

    if (uri == NULL)
      return FALSE;
    g_free (self->where);
    self->where = webhdfs_uri_authority (uri);
    self->upload = webhdfs_upload_new (client, uri, &local);
    if (self->upload != NULL)
      break;
    if (n_tries >= client->retries ||
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
        local->domain == G_TLS_ERROR) {
      webhdfs_prefix (&local, &self->call, self->where);
      g_propagate_error (error, local);
      return FALSE;
    }
    g_clear_error (&local);
    if (!webhdfs_wait (n_tries, error)) {
      webhdfs_prefix (error, &self->call, self->where);
      return FALSE;
    }
  }
  return TRUE;
}

/* What failed once has left the file in a state that is not known. */
static gboolean
finish (Writer *self, GError *local, GError **error)
{
  if (local != NULL) {
    g_clear_pointer (&self->upload, webhdfs_upload_free);
    self->error = local;
  }
  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

/* Sends what is buffered, and data behind it. */
static gboolean
send_all (Writer *self, gconstpointer data, gsize size, GError **error)
{
  GError *local = NULL;

  if (self->upload == NULL && !start_upload (self, &local))
    return finish (self, local, error);
  if (!webhdfs_upload_send (self->upload,
                            self->buffer,
                            self->n_buffered,
                            data,
                            size,
                            &local))
    webhdfs_prefix (&local, &self->call, self->where);
  self->n_buffered = 0;
  return finish (self, local, error);
}

gboolean
webhdfs_write (GArrowHdfsHandle *handle, gconstpointer data, gint64 size, GError **error)
{
  Writer *self = (Writer *)handle;

  if (self->error != NULL)
    return finish (self, NULL, error);
  if (self->n_buffered + (gsize)size >= BUFFER_SIZE)
    return send_all (self, data, (gsize)size, error);
  if (self->buffer == NULL)
    self->buffer = g_malloc (BUFFER_SIZE);
  memcpy (self->buffer + self->n_buffered, data, (gsize)size);
  self->n_buffered += (gsize)size;
  return TRUE;
}

gboolean
webhdfs_flush (GArrowHdfsHandle *handle, GError **error)
{
  Writer *self = (Writer *)handle;
  GError *local = NULL;

  if (self->error != NULL || (self->upload == NULL && self->n_buffered == 0))
    return finish (self, NULL, error);
  if (self->n_buffered > 0 && !send_all (self, NULL, 0, error))
    return FALSE;
  if (!webhdfs_upload_end (self->upload, &local))
    webhdfs_prefix (&local, &self->call, self->where);
  g_clear_pointer (&self->upload, webhdfs_upload_free);
  return finish (self, local, error);
}

gboolean
webhdfs_close_write (GArrowHdfsHandle *handle, GError **error)
{
  gboolean ok = webhdfs_flush (handle, error);

  writer_free ((Writer *)handle);
  return ok;
}

void
webhdfs_abort_write (GArrowHdfsHandle *handle)
{
  writer_free ((Writer *)handle);
}
