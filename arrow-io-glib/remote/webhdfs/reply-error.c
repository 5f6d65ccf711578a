/* remote/webhdfs/reply-error.c: what went wrong, as a cluster says it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/error.h>
#include <gio/gio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "json-private.h"
#include "reply.h"

#define LONGEST_MESSAGE 1000 /* in bytes */

/* To know one more exception: add its row here. */
static const struct
{
  const char *exception;
  GIOErrorEnum code;
  WebHdfsFailure failure;
} exceptions[] = {
  {"AccessControlException", G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {"AlreadyBeingCreatedException", G_IO_ERROR_BUSY, WEBHDFS_FINAL},
  {"AuthenticationException", G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {"AuthorizationException", G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {"ConnectException", G_IO_ERROR_CONNECTION_REFUSED, WEBHDFS_NOT_DONE},
  {"DSQuotaExceededException", G_IO_ERROR_NO_SPACE, WEBHDFS_FINAL},
  {"FileAlreadyExistsException", G_IO_ERROR_EXISTS, WEBHDFS_FINAL},
  {"FileNotFoundException", G_IO_ERROR_NOT_FOUND, WEBHDFS_FINAL},
  {"HadoopIllegalArgumentException", G_IO_ERROR_INVALID_ARGUMENT, WEBHDFS_FINAL},
  {"IllegalArgumentException", G_IO_ERROR_INVALID_ARGUMENT, WEBHDFS_FINAL},
  {"InvalidPathException", G_IO_ERROR_INVALID_FILENAME, WEBHDFS_FINAL},
  {"InvalidToken", G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {"MaxDirectoryItemsExceededException", G_IO_ERROR_NO_SPACE, WEBHDFS_FINAL},
  {"NSQuotaExceededException", G_IO_ERROR_NO_SPACE, WEBHDFS_FINAL},
  {"ObserverRetryOnActiveException", G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {"ParentNotDirectoryException", G_IO_ERROR_NOT_DIRECTORY, WEBHDFS_FINAL},
  {"PathComponentTooLongException", G_IO_ERROR_FILENAME_TOO_LONG, WEBHDFS_FINAL},
  {"PathIsDirectoryException", G_IO_ERROR_IS_DIRECTORY, WEBHDFS_FINAL},
  {"PathIsNotDirectoryException", G_IO_ERROR_NOT_DIRECTORY, WEBHDFS_FINAL},
  {"PathIsNotEmptyDirectoryException", G_IO_ERROR_NOT_EMPTY, WEBHDFS_FINAL},
  {"QuotaByStorageTypeExceededException", G_IO_ERROR_NO_SPACE, WEBHDFS_FINAL},
  {"RecoveryInProgressException", G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {"RetriableException", G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {"SafeModeException", G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {"SecurityException", G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {"StandbyException", G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {"UnsupportedOperationException", G_IO_ERROR_NOT_SUPPORTED, WEBHDFS_FINAL},
};

/* What is no more than an IOException tells what it is by its words alone. */
static const struct
{
  const char *words;
  GIOErrorEnum code;
} sentences[] = {
  {"destination directory is not empty", G_IO_ERROR_NOT_EMPTY},
  {"must both be directories", G_IO_ERROR_IS_DIRECTORY},
};

/* What proxies and servers say that have no exception for it. */
static const struct
{
  guint status;
  GIOErrorEnum code;
  WebHdfsFailure failure;
} statuses[] = {
  {SOUP_STATUS_UNAUTHORIZED, G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {SOUP_STATUS_FORBIDDEN, G_IO_ERROR_PERMISSION_DENIED, WEBHDFS_FINAL},
  {SOUP_STATUS_REQUEST_TIMEOUT, G_IO_ERROR_TIMED_OUT, WEBHDFS_UNKNOWN},
  {429, G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE}, /* too many requests */
  {SOUP_STATUS_BAD_GATEWAY, G_IO_ERROR_CONNECTION_REFUSED, WEBHDFS_UNKNOWN},
  {SOUP_STATUS_SERVICE_UNAVAILABLE, G_IO_ERROR_BUSY, WEBHDFS_NOT_DONE},
  {SOUP_STATUS_GATEWAY_TIMEOUT, G_IO_ERROR_TIMED_OUT, WEBHDFS_UNKNOWN},
};

static GError *
error_of_status (guint status, WebHdfsFailure *failure)
{
  GIOErrorEnum code = G_IO_ERROR_FAILED;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status) {
      code = statuses[i].code;
      *failure = statuses[i].failure;
    }
  return g_error_new (G_IO_ERROR,
                      (gint)code,
                      "HTTP %u %s",
                      status,
                      soup_status_get_phrase (status));
}

static GIOErrorEnum
code_of_exception (const char *exception, const char *message, WebHdfsFailure *failure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (strcmp (exceptions[i].exception, exception) == 0) {
      *failure = exceptions[i].failure;
      return exceptions[i].code;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strstr (message, sentences[i].words) != NULL)
      return sentences[i].code;
  return G_IO_ERROR_FAILED;
}

/* The first line: data nodes add where in Java it was. */
static char *
shorten (const char *message)
{
  gsize size = strcspn (message, "\r\n");

  while (size > LONGEST_MESSAGE)
    size = (gsize)(g_utf8_find_prev_char (message, message + size) - message);
  return g_strndup (message, size);
}

GError *
webhdfs_reply_error (guint status, GBytes *bytes, WebHdfsFailure *failure)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = webhdfs_json_parse (parser, bytes, NULL);
  const char *exception = NULL, *words;
  g_autofree char *name = NULL, *message = NULL;
  GIOErrorEnum code;

  *failure = WEBHDFS_FINAL;
  if (object != NULL)
    object = webhdfs_json_object (object, "RemoteException", NULL);
  if (object != NULL)
    exception = webhdfs_json_string (object, "exception", NULL);
  if (exception == NULL)
    return error_of_status (status, failure);

  words = webhdfs_json_string (object, "message", NULL);
  name = shorten (exception);
  message = shorten (words != NULL ? words : "");
  code = code_of_exception (exception, message, failure);
  if (*message == '\0')
    return g_error_new_literal (G_IO_ERROR, (gint)code, name);
  if (code != G_IO_ERROR_FAILED)
    return g_error_new_literal (G_IO_ERROR, (gint)code, message);

  /* The name says more than the code. */
  return g_error_new (G_IO_ERROR, (gint)code, "%s: %s", name, message);
}
