/* tests/contract/foreign-kinds.h: files of functions that use the system's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "kinds.h"

/* Gives and takes in pieces of odd sizes. The mode is r, w or r+. */
GArrowNativeFile *open_foreign (const char *path, const char *mode, GError **error);

/* Changes all bytes and back again, in streams of different pieces. */
GArrowNativeFile *open_transform (const char *path, GError **error);

/* The same, for the table of kinds. */
GArrowNativeFile *read_foreign (Fixture *fixture, GError **error);
GArrowNativeFile *write_foreign (Fixture *fixture, GError **error);
GArrowNativeFile *read_transform (Fixture *fixture, GError **error);
