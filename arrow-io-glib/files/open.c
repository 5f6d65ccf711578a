/* files/open.c: the high-level API, which finds the kind of file for a source.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/open.h>

#include <arrow-io-glib/error.h>
#include <arrow-io-glib/files/buffer-reader.h>
#include <arrow-io-glib/files/fixed-size-buffer-writer.h>
#include <arrow-io-glib/files/gio-file.h>
#include <arrow-io-glib/files/os-file.h>
#include <arrow-io-glib/remote/hdfs.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "files/open-plan-private.h"
#include "remote/hdfs-uri-private.h"

/* A file of the caller's: it has to be open, and in the direction. */
static GArrowNativeFile *
check_file (GArrowNativeFile *file,
            bool (*check) (ArwFile *file, gint64 size, ArwError *error),
            GError **error)
{
  ArwFile *core = garrow_native_file_get_core (file, error);
  ArwError core_error;

  if (core == NULL)
    return NULL;
  if (!check (core, 0, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  return g_object_ref (file);
}

static gpointer
refuse (const char *action, GType type, GError **error)
{
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_INVALID,
               "Cannot %s a value of type %s",
               action,
               g_type_name (type));
  return NULL;
}

static gpointer
open_path (const char *path, GError **error)
{
  if (garrow_hdfs_uri_matches (path))
    return garrow_hdfs_file_new (path, "r", NULL, error);
  return garrow_os_file_new (path, "r", error);
}

static gpointer
create_path (const GArrowOpenPlan *plan, const char *path, GError **error)
{
  if (garrow_hdfs_uri_matches (path))
    return garrow_hdfs_file_new (path, "w", NULL, error);
  if (plan->atomic)
    return garrow_os_file_new_atomic (path, "w", plan->durability, error);
  return garrow_os_file_new (path, "w", error);
}

/**
 * garrow_input_stream_for_path:
 * @path: (type filename): the path of a file, or the URI of one in HDFS
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens a file for reading, and decompresses it if the options say so: by default if the
 * suffix of the path is that of a codec.
 *
 * What begins with `hdfs://`, `webhdfs://` or `swebhdfs://` is a URI, as
 * [ctor@HdfsFile.new] takes it. A file of such a name is reached by a path that begins in
 * another way, as `./` does.
 *
 * Fails with `GARROW_ERROR_INVALID` if the options name no codec and with an error of the
 * domain `G_IO_ERROR` if the system refuses.
 *
 * Returns: (transfer full): an [class@OSFile] or [class@HdfsFile], or a
 *   [class@CompressedInputStream] or [class@BufferedInputStream] over one
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream_for_path (const char *path,
                              GArrowStreamOptions *options,
                              GError **error)
{
  g_auto (GArrowOpenPlan) plan = {0};

  g_return_val_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  if (!garrow_open_plan_init (&plan, options, path, FALSE, error))
    return NULL;
  return garrow_open_plan_read (&plan,
                                garrow_open_plan_pool (&plan, open_path (path, error)),
                                error);
}

static GArrowNativeFile *
open_for_reading (GObject *source, GError **error)
{
  if (GARROW_IS_BUFFER (source))
    return GARROW_NATIVE_FILE (garrow_buffer_reader_new (GARROW_BUFFER (source)));
  if (G_IS_FILE (source))
    return (GArrowNativeFile *)garrow_gio_file_new_for_file (G_FILE (source), "r", error);
  if (G_IS_INPUT_STREAM (source))
    return GARROW_NATIVE_FILE (
      garrow_gio_file_new_for_input_stream (G_INPUT_STREAM (source)));
  if (G_IS_IO_STREAM (source))
    return GARROW_NATIVE_FILE (garrow_gio_file_new_for_io_stream (G_IO_STREAM (source)));
  return refuse ("read from", G_OBJECT_TYPE (source), error);
}

/* What detection goes by: the name of a GFile, and nothing of other objects. */
static char *
get_name (GObject *object)
{
  return G_IS_FILE (object) ? g_file_get_basename (G_FILE (object)) : NULL;
}

/**
 * garrow_input_stream_for_object:
 * @source: a [class@NativeFile], [class@Buffer], [iface@Gio.File],
 * [class@Gio.InputStream] or [class@Gio.IOStream]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens an object for reading, and decompresses it if the options say so.
 *
 * A native file that is neither decompressed nor buffered comes back as itself. Only a
 * [iface@Gio.File] has a name whose suffix can tell the codec.
 *
 * Fails with `GARROW_ERROR_INVALID` if @source is nothing that can be read or the options
 * name no codec, and with `GARROW_ERROR_CLOSED` or `GARROW_ERROR_NOT_SUPPORTED` if it is
 * a file that is closed or not open for reading.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream_for_object (GObject *source,
                                GArrowStreamOptions *options,
                                GError **error)
{
  g_auto (GArrowOpenPlan) plan = {0};
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_OBJECT (source), NULL);
  g_return_val_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = get_name (source);
  if (!garrow_open_plan_init (&plan, options, name, FALSE, error))
    return NULL;
  if (GARROW_IS_NATIVE_FILE (source))
    return garrow_open_plan_read (
      &plan,
      check_file (GARROW_NATIVE_FILE (source), arw_file_check_readable, error),
      error);
  return garrow_open_plan_read (
    &plan,
    garrow_open_plan_pool (&plan, open_for_reading (source, error)),
    error);
}

/**
 * garrow_input_stream:
 * @source: a string, which is a path, a [struct@GLib.Bytes], or an object as for
 *   [func@input_stream_for_object]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens whatever can be read for reading, and decompresses it if the options say so.
 *
 * Fails as [func@input_stream_for_path] and [func@input_stream_for_object] do.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream (const GValue *source, GArrowStreamOptions *options, GError **error)
{
  g_return_val_if_fail (G_IS_VALUE (source), NULL);

  if (G_VALUE_HOLDS_STRING (source) && g_value_get_string (source) != NULL)
    return garrow_input_stream_for_path (g_value_get_string (source), options, error);
  if (G_VALUE_HOLDS_OBJECT (source) && g_value_get_object (source) != NULL)
    return garrow_input_stream_for_object (g_value_get_object (source), options, error);
  if (G_VALUE_HOLDS (source, G_TYPE_BYTES) && g_value_get_boxed (source) != NULL) {
    g_autoptr (GArrowBuffer) buffer =
      garrow_buffer_new_bytes (g_value_get_boxed (source));

    return garrow_input_stream_for_object (G_OBJECT (buffer), options, error);
  }
  return refuse ("read from", G_VALUE_TYPE (source), error);
}

/**
 * garrow_output_stream_for_path:
 * @path: (type filename): the path of a file, or the URI of one in HDFS
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens a file for writing, emptying one that exists, and compresses what is written if
 * the options say so: by default if the suffix of the path is that of a codec.
 *
 * What begins with `hdfs://`, `webhdfs://` or `swebhdfs://` is a URI, as
 * [ctor@HdfsFile.new] takes it.
 *
 * Fails with `GARROW_ERROR_INVALID` if the options name no codec or a level that it does
 * not have, before the file is touched, and with an error of the domain `G_IO_ERROR` if
 * the system refuses.
 *
 * Returns: (transfer full): an [class@OSFile] or [class@HdfsFile], or a
 *   [class@CompressedOutputStream] or [class@BufferedOutputStream] over one
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream_for_path (const char *path,
                               GArrowStreamOptions *options,
                               GError **error)
{
  g_auto (GArrowOpenPlan) plan = {0};

  g_return_val_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_native_file_check_path (path, error))
    return NULL;
  if (!garrow_open_plan_init (&plan, options, path, TRUE, error))
    return NULL;
  return garrow_open_plan_write (
    &plan,
    garrow_open_plan_pool (&plan, create_path (&plan, path, error)),
    error);
}

static gboolean
check_not_atomic (const GArrowOpenPlan *plan, GObject *target, GError **error)
{
  if (plan->atomic)
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Cannot write to a value of type %s at once: only paths can be atomic",
                 G_OBJECT_TYPE_NAME (target));
  return !plan->atomic;
}

static GArrowNativeFile *
open_for_writing (GObject *target, GError **error)
{
  if (GARROW_IS_BUFFER (target))
    return (GArrowNativeFile *)garrow_fixed_size_buffer_writer_new (
      GARROW_BUFFER (target),
      error);
  if (G_IS_FILE (target))
    return (GArrowNativeFile *)garrow_gio_file_new_for_file (G_FILE (target), "w", error);
  if (G_IS_OUTPUT_STREAM (target))
    return GARROW_NATIVE_FILE (
      garrow_gio_file_new_for_output_stream (G_OUTPUT_STREAM (target)));
  if (G_IS_IO_STREAM (target))
    return GARROW_NATIVE_FILE (garrow_gio_file_new_for_io_stream (G_IO_STREAM (target)));
  return refuse ("write to", G_OBJECT_TYPE (target), error);
}

/**
 * garrow_output_stream_for_object:
 * @target: a [class@NativeFile], [class@MutableBuffer], [iface@Gio.File],
 *   [class@Gio.OutputStream] or [class@Gio.IOStream]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens an object for writing, and compresses what is written if the options say so.
 *
 * A native file that is neither compressed nor buffered comes back as itself, and a
 * buffer as a [class@FixedSizeBufferWriter]. Only a [iface@Gio.File] has a name whose
 * suffix can tell the codec.
 *
 * Fails with `GARROW_ERROR_INVALID` if @target is nothing that can be written to or the
 * options name no codec or a level that it does not have, or say that it is to be atomic,
 * and with `GARROW_ERROR_CLOSED` or `GARROW_ERROR_NOT_SUPPORTED` if it is a file that is
 * closed or not open for writing.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream_for_object (GObject *target,
                                 GArrowStreamOptions *options,
                                 GError **error)
{
  g_auto (GArrowOpenPlan) plan = {0};
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_OBJECT (target), NULL);
  g_return_val_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = get_name (target);
  if (!garrow_open_plan_init (&plan, options, name, TRUE, error) ||
      !check_not_atomic (&plan, target, error))
    return NULL;
  if (GARROW_IS_NATIVE_FILE (target))
    return garrow_open_plan_write (
      &plan,
      check_file (GARROW_NATIVE_FILE (target), arw_file_check_writable, error),
      error);
  return garrow_open_plan_write (
    &plan,
    garrow_open_plan_pool (&plan, open_for_writing (target, error)),
    error);
}

/**
 * garrow_output_stream:
 * @target: a string, which is a path, or an object as for
 *   [func@output_stream_for_object]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @error: return location for an error
 *
 * Opens whatever can be written to for writing, and compresses what is written if the
 * options say so.
 *
 * Fails as [func@output_stream_for_path] and [func@output_stream_for_object] do.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream (const GValue *target, GArrowStreamOptions *options, GError **error)
{
  g_return_val_if_fail (G_IS_VALUE (target), NULL);

  if (G_VALUE_HOLDS_STRING (target) && g_value_get_string (target) != NULL)
    return garrow_output_stream_for_path (g_value_get_string (target), options, error);
  if (G_VALUE_HOLDS_OBJECT (target) && g_value_get_object (target) != NULL)
    return garrow_output_stream_for_object (g_value_get_object (target), options, error);
  return refuse ("write to", G_VALUE_TYPE (target), error);
}
