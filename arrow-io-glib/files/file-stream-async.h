/* files/file-stream-async.h: how the streams over a file do what does not block: as the
 * file itself, and not on threads of GIO's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

/* For the classes of streams, whose functions that block are set. */
void garrow_file_stream_async_init_input (GInputStreamClass *klass);
void garrow_file_stream_async_init_output (GOutputStreamClass *klass);
