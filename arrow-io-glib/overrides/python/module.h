/* overrides/python/module.h: what PyGObject cannot do, for ArrowIO.py to mix into its
 * classes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <arrow-io-glib/arrow-io-glib.h>

/* Python's buffer protocol (PEP 3118). */
extern PyType_Spec arrowio_buffer_spec;

/* Reading into Python's own bytes and writing from them, without a copy in between and
 * without the interpreter's lock. */
extern PyType_Spec arrowio_native_file_spec;

/* A GMainContext for an event loop that is not GLib's. */
extern PyType_Spec arrowio_context_spec;

/* The GObject that a Python object stands for, borrowed from it; NULL with an exception
 * set if it is not of that type. */
gpointer arrowio_get_object (PyObject *self, GType type);

/* Takes over error and raises what _arrowio_errors.py makes of it. Returns NULL. */
PyObject *arrowio_raise (GError *error);
