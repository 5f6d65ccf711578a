/* remote/hdfs-async-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "files/async-private.h"

/* As garrow_call_start (), with no file claimed: a connection takes many calls at once.
 */
void garrow_hdfs_call_start (GArrowCall *call,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
