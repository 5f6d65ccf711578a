/* remote/libhdfs/libhdfs-error.c: what Java throws, as errors.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/libhdfs-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

#include <arrow-io-glib/error.h>

/* By the name of the class, without its package, and by part of the message where the
 * class says little. What is first fits. */
static const struct
{
  const char *class_name; /* NULL is any */
  const char *part;       /* NULL is any */
  GIOErrorEnum code;
} kinds[] = {
  {"FileNotFoundException", "Path is not a file", G_IO_ERROR_IS_DIRECTORY},
  {"FileNotFoundException", NULL, G_IO_ERROR_NOT_FOUND},
  {"NoSuchFileException", NULL, G_IO_ERROR_NOT_FOUND},
  {"FileAlreadyExistsException", NULL, G_IO_ERROR_EXISTS},
  {"ParentNotDirectoryException", NULL, G_IO_ERROR_NOT_DIRECTORY},
  {"PathIsDirectoryException", NULL, G_IO_ERROR_IS_DIRECTORY},
  {"PathIsNotDirectoryException", NULL, G_IO_ERROR_NOT_DIRECTORY},
  {"PathIsNotEmptyDirectoryException", NULL, G_IO_ERROR_NOT_EMPTY},
  {"PathComponentTooLongException", NULL, G_IO_ERROR_FILENAME_TOO_LONG},
  {"MaxDirectoryItemsExceededException", NULL, G_IO_ERROR_NO_SPACE},
  {"InvalidPathException", NULL, G_IO_ERROR_INVALID_FILENAME},
  {"AccessControlException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"SnapshotAccessControlException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"AuthorizationException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"AuthenticationException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"LoginException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"KrbException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"GSSException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"SaslException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"InvalidToken", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"NSQuotaExceededException", NULL, G_IO_ERROR_NO_SPACE},
  {"DSQuotaExceededException", NULL, G_IO_ERROR_NO_SPACE},
  {"QuotaExceededException", NULL, G_IO_ERROR_NO_SPACE},
  {"QuotaByStorageTypeExceededException", NULL, G_IO_ERROR_NO_SPACE},
  {"AlreadyBeingCreatedException", NULL, G_IO_ERROR_BUSY},
  {"RecoveryInProgressException", NULL, G_IO_ERROR_BUSY},
  {"LeaseExpiredException", NULL, G_IO_ERROR_CLOSED},
  {"SafeModeException", NULL, G_IO_ERROR_BUSY},
  {"StandbyException", NULL, G_IO_ERROR_BUSY},
  {"RetriableException", NULL, G_IO_ERROR_BUSY},
  {"SecurityException", NULL, G_IO_ERROR_PERMISSION_DENIED},
  {"UnknownHostException", NULL, G_IO_ERROR_HOST_NOT_FOUND},
  {"NoRouteToHostException", NULL, G_IO_ERROR_HOST_UNREACHABLE},
  {"SocketTimeoutException", NULL, G_IO_ERROR_TIMED_OUT},
  {"ConnectTimeoutException", NULL, G_IO_ERROR_TIMED_OUT},
  {"ConnectException", NULL, G_IO_ERROR_CONNECTION_REFUSED},
  {"UnsupportedOperationException", NULL, G_IO_ERROR_NOT_SUPPORTED},
  {"IllegalArgumentException", NULL, G_IO_ERROR_INVALID_ARGUMENT},
  {"HadoopIllegalArgumentException", NULL, G_IO_ERROR_INVALID_ARGUMENT},
  {NULL, "must both be directories", G_IO_ERROR_IS_DIRECTORY},
  {NULL, "destination directory is not empty", G_IO_ERROR_NOT_EMPTY},
  {NULL, "is a directory or file under source", G_IO_ERROR_WOULD_RECURSE},
  {NULL, "Failed to specify server's Kerberos", G_IO_ERROR_PERMISSION_DENIED},
  {NULL, "Filesystem closed", G_IO_ERROR_CLOSED},
};

/* "a.b.Class: message", or "…RemoteException(a.b.Class): message" for what a server
 * threw. Sets what the class is called, and gives the message. */
static const char *
split (const char *line, char **class_name)
{
  const char *colon = strstr (line, ": ");
  const char *end = colon != NULL ? colon : line + strlen (line);
  const char *inner = memchr (line, '(', (gsize)(end - line));
  const char *start = inner != NULL ? inner + 1 : line;

  if (inner != NULL && end[-1] == ')')
    end--;
  for (const char *p = start; p < end; p++) {
    if (*p == '.' || *p == '$')
      start = p + 1;
  }
  *class_name = g_strndup (start, (gsize)(end - start));
  return colon != NULL ? colon + 2 : "";
}

static GIOErrorEnum
classify (const char *class_name, const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if ((kinds[i].class_name == NULL || strcmp (kinds[i].class_name, class_name) == 0) &&
        (kinds[i].part == NULL || strstr (message, kinds[i].part) != NULL))
      return kinds[i].code;
  }
  return G_IO_ERROR_FAILED;
}

gboolean
garrow_libhdfs_wait (GArrowLibhdfsClient *client,
                     const char *exception,
                     gboolean twice_is_once,
                     guint tries)
{
  static const char *const not_done[] = {
    "ConnectException",
    "SafeModeException",
    "StandbyException",
    "RetriableException",
    NULL,
  };
  g_autofree char *line = g_strndup (exception, strcspn (exception, "\n"));
  g_autofree char *class_name = NULL;
  GCancellable *cancellable = g_cancellable_get_current ();

  split (line, &class_name);
  if (tries >= client->retries ||
      !(g_strv_contains (not_done, class_name) ||
        (twice_is_once && strcmp (class_name, "EOFException") == 0)))
    return FALSE;
  /* A quarter of a second, a half, and then each second. */
  for (int i = 0; i < 5 << MIN (tries, 2); i++) {
    if (g_cancellable_is_cancelled (cancellable))
      return FALSE;
    g_usleep (50000);
  }
  return TRUE;
}

static void
set_error (const char *uri,
           const char *path,
           GIOErrorEnum code,
           const char *class_name,
           const char *message,
           GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  g_set_error (error,
               G_IO_ERROR,
               (int)code,
               "'%s%s': %s%s%s",
               uri,
               path != NULL ? path : "",
               class_name,
               *valid != '\0' ? ": " : "",
               valid);
}

void
garrow_libhdfs_set_error (const char *uri,
                          const char *path,
                          const char *exception,
                          GError **error)
{
  g_autofree char *line = g_strndup (exception, strcspn (exception, "\n"));
  g_autofree char *class_name = NULL;
  const char *message = split (line, &class_name);

  set_error (uri, path, classify (class_name, message), class_name, message, error);
}

const char *
garrow_libhdfs_get_thrown (GArrowLibhdfsClient *client)
{
  return client->lib->get_root_cause != NULL ? client->lib->get_root_cause () : NULL;
}

/* libhdfs keeps what was thrown last, and keeps it when a later call fails by itself. A
 * text is freed only once the next is there, so the next has another address. The cause
 * of all leaves out which exception a server sent. */
const char *
garrow_libhdfs_find_exception (GArrowLibhdfsClient *client, const char *thrown_before)
{
  const char *thrown = garrow_libhdfs_get_thrown (client);

  if (thrown == NULL || thrown == thrown_before)
    return NULL;
  if (g_str_has_prefix (thrown, "RemoteException") &&
      client->lib->get_stack_trace != NULL)
    return client->lib->get_stack_trace ();
  return thrown;
}

void
garrow_libhdfs_fail (GArrowLibhdfsClient *client,
                     int system_errno,
                     const char *thrown_before,
                     const char *path,
                     GError **error)
{
  const char *exception = garrow_libhdfs_find_exception (client, thrown_before);

  if (exception != NULL)
    garrow_libhdfs_set_error (client->uri, path, exception, error);
  else
    set_error (client->uri,
               path,
               g_io_error_from_errno (system_errno),
               "libhdfs",
               g_strerror (system_errno),
               error);
}
