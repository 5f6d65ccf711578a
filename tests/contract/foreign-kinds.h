/* tests/contract/foreign-kinds.h: files of functions that use the system's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "kinds.h"

/* Gives and takes in pieces of odd sizes. */
GArrowNativeFile *read_foreign (Fixture *fixture, GError **error);
GArrowNativeFile *write_foreign (Fixture *fixture, GError **error);

/* Changes all bytes and back again, in streams of different pieces. */
GArrowNativeFile *read_transform (Fixture *fixture, GError **error);
