/* arrow-io-glib/exclusive-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

/* The parent of every class that has no other: a GObject, once it is sure that no other
 * library has registered types of the same names. Ends the process if one has, as GObject
 * would fail in stranger ways right after. */
GType garrow_exclusive_get_root_type (void);
