/* files/io-threads-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

/* Runs a task on an I/O thread, after those that are more urgent or came before. The task
 * is borrowed: it must not go away before it runs. Fails if the system has no thread to
 * give; the task may run all the same, later. */
typedef void (*GArrowIORun) (GTask *task);
gboolean garrow_io_threads_push (GTask *task, GArrowIORun run, GError **error);
