/* overrides/python/module.c: the extension module.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "module.h"

/* Interned, which makes looking it up much faster. */
static PyObject *gpointer_name;

gpointer
arrowio_get_object (PyObject *self, GType type)
{
  PyObject *capsule = PyObject_GetAttr (self, gpointer_name);
  gpointer object;

  if (capsule == NULL)
    return NULL;
  object = PyCapsule_GetPointer (capsule, NULL);
  Py_DECREF (capsule);
  if (object != NULL && !g_type_check_instance_is_a (object, type)) {
    PyErr_Format (PyExc_TypeError, "not a %s", g_type_name (type));
    return NULL;
  }
  return object;
}

PyObject *
arrowio_raise (GError *error)
{
  PyObject *overrides = PyImport_ImportModule ("gi.overrides._arrowio_errors");
  PyObject *exception = NULL;

  if (overrides != NULL)
    exception = PyObject_CallMethod (overrides,
                                     "exception_to_raise",
                                     "ssi",
                                     error->message,
                                     g_quark_to_string (error->domain),
                                     error->code);
  if (exception != NULL)
    PyErr_SetObject ((PyObject *)Py_TYPE (exception), exception);
  Py_XDECREF (exception);
  Py_XDECREF (overrides);
  g_error_free (error);
  return NULL;
}

static PyObject *
memory_of (PyObject *Py_UNUSED (module), PyObject *exporter)
{
  Py_buffer view;
  PyObject *result;

  if (PyObject_GetBuffer (exporter, &view, PyBUF_ANY_CONTIGUOUS) < 0)
    return NULL;
  result = Py_BuildValue ("KnO",
                          (unsigned long long)(gsize)view.buf,
                          view.len,
                          view.readonly ? Py_True : Py_False);
  PyBuffer_Release (&view);
  return result;
}

static PyMethodDef functions[] = {
  {"memory_of",
   memory_of,
   METH_O,
   "memory_of(exporter, /)\n--\n\n"
   "The address and size of a bytes-like object, and whether it is read-only."},
  {NULL, NULL, 0, NULL},
};

static int
add_type (PyObject *module, const char *name, PyType_Spec *spec)
{
  PyObject *type = PyType_FromSpec (spec);
  int result = PyModule_AddObjectRef (module, name, type);

  Py_XDECREF (type);
  return result;
}

static int
module_exec (PyObject *module)
{
  gpointer_name = PyUnicode_InternFromString ("__gpointer__");
  if (gpointer_name == NULL || add_type (module, "Buffer", &arrowio_buffer_spec) < 0 ||
      add_type (module, "Context", &arrowio_context_spec) < 0)
    return -1;
  return add_type (module, "NativeFile", &arrowio_native_file_spec);
}

static PyModuleDef_Slot module_slots[] = {
  {Py_mod_exec, module_exec},
  {0, NULL},
};

static struct PyModuleDef module_def = {
  PyModuleDef_HEAD_INIT,
  .m_name = "gi.overrides._arrowio",
  .m_methods = functions,
  .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__arrowio (void);

PyMODINIT_FUNC
PyInit__arrowio (void)
{
  return PyModuleDef_Init (&module_def);
}
