/* files/io-threads.h: how many threads asynchronous calls run on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
int garrow_io_thread_count (void);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_set_io_thread_count (int n_threads, GError **error);

G_END_DECLS
