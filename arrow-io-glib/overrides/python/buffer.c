/* overrides/python/buffer.c: views of a buffer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "module.h"

/* Each view holds a GBytes: it keeps the memory alive, and makes a buffer that is resized
 * meanwhile leave the memory where it is. */
static int
buffer_get_view (PyObject *self, Py_buffer *view, int flags)
{
  GArrowBuffer *buffer = arrowio_get_object (self, GARROW_TYPE_BUFFER);
  GBytes *bytes;
  gconstpointer data;
  gsize size;

  view->obj = NULL;
  if (buffer == NULL)
    return -1;

  bytes = garrow_buffer_get_data (buffer);
  data = g_bytes_get_data (bytes, &size);
  if (PyBuffer_FillInfo (view,
                         self,
                         (gpointer)data,
                         (Py_ssize_t)size,
                         !garrow_buffer_is_mutable (buffer),
                         flags) < 0) {
    g_bytes_unref (bytes);
    return -1;
  }
  view->internal = bytes;
  return 0;
}

static void
buffer_release_view (PyObject *Py_UNUSED (self), Py_buffer *view)
{
  g_bytes_unref (view->internal);
}

static PyType_Slot buffer_slots[] = {
  {Py_bf_getbuffer, buffer_get_view},
  {Py_bf_releasebuffer, buffer_release_view},
  {0, NULL},
};

PyType_Spec arrowio_buffer_spec = {
  .name = "gi.overrides._arrowio.Buffer",
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .slots = buffer_slots,
};
