/* tests/contract/foreign-kinds.h: files of functions that use the system's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

/* Gives and takes in pieces of odd sizes. The mode is r, w or r+. */
GArrowNativeFile *open_foreign (const char *path, const char *mode, GError **error);

/* Changes all bytes and back again, in streams of different pieces. */
GArrowNativeFile *open_transform (const char *path, GError **error);
