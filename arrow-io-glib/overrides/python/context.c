/* overrides/python/context.c: a main context that another event loop can wait for.
 *
 * The library wakes it by its descriptor when there is the result of a call. That is all
 * that has to be waited for, as nothing else comes here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "module.h"

typedef struct
{
  PyObject_HEAD GMainContext *context;
  GPollFD wakeup;
} Context;

static PyObject *
context_new (PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED (kwargs))
{
  allocfunc allocate = (allocfunc)PyType_GetSlot (type, Py_tp_alloc);
  Context *self;
  int timeout;

  if (!PyArg_ParseTuple (args, ""))
    return NULL;
  self = (Context *)allocate (type, 0);
  if (self == NULL)
    return NULL;
  self->context = g_main_context_new ();
  g_main_context_acquire (self->context);
  g_main_context_query (self->context, G_MAXINT, &timeout, &self->wakeup, 1);
  g_main_context_release (self->context);
  return (PyObject *)self;
}

static void
context_dealloc (PyObject *object)
{
  PyTypeObject *type = Py_TYPE (object);

  g_main_context_unref (((Context *)object)->context);
  ((freefunc)PyType_GetSlot (type, Py_tp_free)) (object);
  Py_DECREF (type);
}

static PyObject *
context_fileno (PyObject *self, PyObject *Py_UNUSED (ignored))
{
  return PyLong_FromLong (((Context *)self)->wakeup.fd);
}

static PyObject *
context_enter (PyObject *self, PyObject *Py_UNUSED (ignored))
{
  g_main_context_push_thread_default (((Context *)self)->context);
  Py_RETURN_NONE;
}

static PyObject *
context_exit (PyObject *self, PyObject *Py_UNUSED (args))
{
  g_main_context_pop_thread_default (((Context *)self)->context);
  Py_RETURN_NONE;
}

static PyObject *
context_dispatch (PyObject *self, PyObject *Py_UNUSED (ignored))
{
  GMainContext *context = ((Context *)self)->context;

  Py_BEGIN_ALLOW_THREADS while (g_main_context_iteration (context, FALSE));
  Py_END_ALLOW_THREADS Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
  {"fileno",
   context_fileno,
   METH_NOARGS,
   "fileno($self, /)\n--\n\nThe descriptor that can be read when there is something to "
   "do."},
  {"__enter__", context_enter, METH_NOARGS, NULL},
  {"__exit__", context_exit, METH_VARARGS, NULL},
  {"dispatch",
   context_dispatch,
   METH_NOARGS,
   "dispatch($self, /)\n--\n\nDoes all that there is to do, without waiting."},
  {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
  {Py_tp_new, context_new},
  {Py_tp_dealloc, context_dealloc},
  {Py_tp_methods, methods},
  {0, NULL},
};

PyType_Spec arrowio_context_spec = {
  .name = "gi.overrides._arrowio.Context",
  .basicsize = sizeof (Context),
  .flags = Py_TPFLAGS_DEFAULT,
  .slots = slots,
};
