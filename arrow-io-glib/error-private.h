/* arrow-io-glib/error-private.h: the only way from a core error to a GError, and back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/error.h"
#include <arrow-io-glib/error.h>

/* Empties core_error. */
void garrow_error_set_from_core (GError **error, ArwError *core_error);

/* For files that come from above: takes over error. */
void garrow_error_to_core (GError *error, ArwError *core_error);

/* For calls of core: hand their error on if they failed, and give back what they gave,
 * which is whether they went well or a number that is -1 if they did not. */
gboolean garrow_error_finish (gboolean ok, ArwError *core_error, GError **error);
gint64 garrow_error_finish_number (gint64 number, ArwError *core_error, GError **error);
