/* arrow-io-glib/error.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

/**
 * GARROW_ERROR:
 *
 * The error domain of the library: its codes are those of [error@Error].
 *
 * What the operating system refuses has the domain `G_IO_ERROR` instead, with the code
 * for its errno; the message ends in the number, as in `[errno 2]`.
 *
 * Since: 0.1
 */
#define GARROW_ERROR (garrow_error_quark ())

/**
 * GArrowError:
 * @GARROW_ERROR_INVALID: An argument cannot be used.
 * @GARROW_ERROR_INDEX: A position or a size is out of the range of a buffer.
 * @GARROW_ERROR_CLOSED: The file is closed.
 * @GARROW_ERROR_NOT_SUPPORTED: The file cannot do this: wrong direction, or not seekable.
 * @GARROW_ERROR_NOT_IMPLEMENTED: This build lacks the codec or the backend.
 * @GARROW_ERROR_OUT_OF_MEMORY: The memory pool could not give the memory.
 * @GARROW_ERROR_CAPACITY: More than the format or the type can hold.
 * @GARROW_ERROR_CORRUPT: The data could not be decoded.
 * @GARROW_ERROR_TRUNCATED: The data ended early.
 * @GARROW_ERROR_LIMIT: A limit that was set is reached.
 * @GARROW_ERROR_FOREIGN: A function of the host language failed; the message has its
 * words.
 *
 * Why an operation failed.
 *
 * Since: 0.1
 */
typedef enum {
  GARROW_ERROR_INVALID = 1,
  GARROW_ERROR_INDEX,
  GARROW_ERROR_CLOSED,
  GARROW_ERROR_NOT_SUPPORTED,
  GARROW_ERROR_NOT_IMPLEMENTED,
  GARROW_ERROR_OUT_OF_MEMORY,
  GARROW_ERROR_CAPACITY,
  GARROW_ERROR_CORRUPT,
  GARROW_ERROR_TRUNCATED,
  GARROW_ERROR_LIMIT,
  GARROW_ERROR_FOREIGN,
} GArrowError;

GARROW_IO_AVAILABLE_IN_0_1
GQuark garrow_error_quark (void);

G_END_DECLS
