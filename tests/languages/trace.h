/* tests/languages/trace.h: included in front of every source of a library that tells what
 * is used of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

void trace_properties (GObjectClass *klass);
guint trace_signal (guint signal_id);

/* A macro that names itself calls the function. */
#define g_object_class_install_properties(klass, n, props)                               \
  (g_object_class_install_properties (klass, n, props), trace_properties (klass))
#define g_signal_new(...) trace_signal (g_signal_new (__VA_ARGS__))
