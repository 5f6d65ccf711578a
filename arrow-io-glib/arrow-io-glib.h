/* arrow-io-glib/arrow-io-glib.h: everything public.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#ifdef GARROW_VERSION_MAJOR
#error                                                                                   \
  "arrow-io-glib and Arrow GLib (arrow-glib.h) define the same types: include only one"
#endif

#include <arrow-io-glib/enums.h>
#include <arrow-io-glib/error.h>
#include <arrow-io-glib/exclusive.h>
#include <arrow-io-glib/files/buffer-output-stream.h>
#include <arrow-io-glib/files/buffer-reader.h>
#include <arrow-io-glib/files/fixed-size-buffer-writer.h>
#include <arrow-io-glib/files/foreign-file.h>
#include <arrow-io-glib/files/gio-file.h>
#include <arrow-io-glib/files/io-threads.h>
#include <arrow-io-glib/files/memory-mapped-file.h>
#include <arrow-io-glib/files/mock-output-stream.h>
#include <arrow-io-glib/files/native-file-async.h>
#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/files/open-async.h>
#include <arrow-io-glib/files/open.h>
#include <arrow-io-glib/files/os-file.h>
#include <arrow-io-glib/files/stream-options.h>
#include <arrow-io-glib/memory/buffer.h>
#include <arrow-io-glib/memory/memory-pool.h>
#include <arrow-io-glib/memory/mutable-buffer.h>
#include <arrow-io-glib/memory/resizable-buffer.h>
#include <arrow-io-glib/remote/hdfs-async.h>
#include <arrow-io-glib/remote/hdfs-info.h>
#include <arrow-io-glib/remote/hdfs-options.h>
#include <arrow-io-glib/remote/hdfs.h>
#include <arrow-io-glib/streams/buffered-input-stream.h>
#include <arrow-io-glib/streams/buffered-output-stream.h>
#include <arrow-io-glib/streams/codec-async.h>
#include <arrow-io-glib/streams/codec.h>
#include <arrow-io-glib/streams/compressed-input-stream.h>
#include <arrow-io-glib/streams/compressed-output-stream.h>
#include <arrow-io-glib/streams/file-slice.h>
#include <arrow-io-glib/streams/transform-input-stream.h>
#include <arrow-io-glib/version.h>
