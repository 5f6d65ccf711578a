/* files/file-pollable.h: what the streams over a file share of being pollable.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

#include <arrow-io-glib/files/native-file.h>

/* Whether the system can tell when the file can be read or written: it does for pipes,
 * sockets and terminals. */
gboolean garrow_file_pollable_can_poll (GArrowNativeFile *file);

/* condition is G_IO_IN or G_IO_OUT. What cannot be waited for is ready: the call that
 * follows tells why it fails. */
gboolean garrow_file_pollable_is_ready (GArrowNativeFile *file, GIOCondition condition);

GSource *garrow_file_pollable_source_new (gpointer stream,
                                          GArrowNativeFile *file,
                                          GIOCondition condition,
                                          GCancellable *cancellable);
