/* files/foreign-functions.c: the functions of a GArrowForeignFile, which are signals.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/foreign-file-private.h"

guint garrow_foreign_file_functions[N_HOST_FUNCTIONS];

static const gsize slots[] = {
#define SLOT(name) G_STRUCT_OFFSET (GArrowForeignFileClass, name)
  [HOST_READ] = SLOT (host_read),
  [HOST_WRITE] = SLOT (host_write),
  [HOST_SEEK] = SLOT (host_seek),
  [HOST_SIZE] = SLOT (host_size),
  [HOST_TRUNCATE] = SLOT (host_truncate),
  [HOST_FLUSH] = SLOT (host_flush),
  [HOST_CLOSE] = SLOT (host_close),
#undef SLOT
};

/* The function that is connected first serves, and the one of the class if none is. */
static guint
install_function (GArrowHostFunction function,
                  const char *name,
                  GType result,
                  guint n_arguments,
                  GType argument)
{
  return g_signal_new (name,
                       GARROW_TYPE_FOREIGN_FILE,
                       G_SIGNAL_RUN_LAST,
                       (guint)slots[function],
                       g_signal_accumulator_first_wins,
                       NULL,
                       NULL,
                       result,
                       n_arguments,
                       argument);
}

void
garrow_foreign_file_install_functions (void)
{
  guint *ids = garrow_foreign_file_functions;

  /**
   * GArrowForeignFile::host-read:
   * @self: the file
   * @n_bytes: how many bytes are wanted, above 0
   *
   * Reads what comes next: at least a byte and at most @n_bytes, which may be fewer than
   * there are, or no bytes at the end of the file. More than @n_bytes is an error, and
   * what was given is dropped.
   *
   * Returns: (transfer full) (nullable): the bytes, or %NULL on failure
   *
   * Since: 0.1
   */
  ids[HOST_READ] =
    install_function (HOST_READ, "host-read", G_TYPE_BYTES, 1, G_TYPE_INT64);

  /**
   * GArrowForeignFile::host-write:
   * @self: the file
   * @bytes: what to write, at least a byte
   *
   * Writes at the position. If it could write only the first bytes, it says how many by
   * [method@ForeignFile.answer], and is called again for the rest.
   *
   * Returns: %TRUE if it wrote them, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_WRITE] =
    install_function (HOST_WRITE, "host-write", G_TYPE_BOOLEAN, 1, G_TYPE_BYTES);

  /**
   * GArrowForeignFile::host-seek:
   * @self: the file
   * @offset: where to go, in bytes from the start of the file
   *
   * Moves to where the next bytes are read or written. That may be beyond the end.
   *
   * Returns: %TRUE if it moved, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_SEEK] =
    install_function (HOST_SEEK, "host-seek", G_TYPE_BOOLEAN, 1, G_TYPE_INT64);

  /**
   * GArrowForeignFile::host-size:
   * @self: the file
   *
   * Gives the size of the file in bytes to [method@ForeignFile.answer]. It is asked only
   * of a file that can seek, and must not move the position.
   *
   * Returns: %TRUE if it answered, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_SIZE] = install_function (HOST_SIZE, "host-size", G_TYPE_BOOLEAN, 0, 0);

  /**
   * GArrowForeignFile::host-truncate:
   * @self: the file
   * @size: how large the file shall be, in bytes
   *
   * Changes the size, filling up with zeros. It is asked only of a file that can seek,
   * and must not move the position.
   *
   * Returns: %TRUE if it has that size now, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_TRUNCATE] =
    install_function (HOST_TRUNCATE, "host-truncate", G_TYPE_BOOLEAN, 1, G_TYPE_INT64);

  /**
   * GArrowForeignFile::host-flush:
   * @self: the file
   *
   * Hands on what was written, if the function behind [signal@ForeignFile::host-write]
   * kept something. Without it, flushing does nothing.
   *
   * Returns: %TRUE if it went well, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_FLUSH] = install_function (HOST_FLUSH, "host-flush", G_TYPE_BOOLEAN, 0, 0);

  /**
   * GArrowForeignFile::host-close:
   * @self: the file
   *
   * Closes what is behind the file. It is called once, by
   * [method@NativeFile.close] or [method@NativeFile.abort], and the file is closed even
   * if it fails. Without it, nothing more is done.
   *
   * Returns: %TRUE if it went well, %FALSE on failure
   *
   * Since: 0.1
   */
  ids[HOST_CLOSE] = install_function (HOST_CLOSE, "host-close", G_TYPE_BOOLEAN, 0, 0);
}

/* Most languages fill a slot of the class; Ruby gives the class a closure for the signal
 * instead, which counts as a handler. */
gboolean
garrow_foreign_file_has (GArrowForeignFile *self, GArrowHostFunction function)
{
  gpointer klass = GARROW_FOREIGN_FILE_GET_CLASS (self);

  return G_STRUCT_MEMBER (gpointer, klass, slots[function]) != NULL ||
         g_signal_has_handler_pending (self,
                                       garrow_foreign_file_functions[function],
                                       0,
                                       TRUE);
}
