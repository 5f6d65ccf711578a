/* arrow-io-glib/exclusive.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_check_exclusive (GError **error);

G_END_DECLS
