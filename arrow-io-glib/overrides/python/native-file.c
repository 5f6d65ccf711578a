/* overrides/python/native-file.c: files that read and write Python's bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "module.h"

/* Reads up to this size get their memory before it is known how much there is. */
#define SMALL_READ (64 * 1024)

/* What read1 () asks for when it is not told. */
#define DEFAULT_READ1 (256 * 1024)

/* For PyArg_Parse: None, and every negative size, is -1. */
static int
convert_size (PyObject *object, gpointer out)
{
  gint64 size = -1;

  if (object != Py_None)
    size = PyLong_AsLongLong (object);
  if (PyErr_Occurred ())
    return 0;
  *(gint64 *)out = MAX (size, -1);
  return 1;
}

/* Takes over bytes; NULL raises error. */
static PyObject *
bytes_from_gbytes (GBytes *bytes, GError *error)
{
  PyObject *result;
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return arrowio_raise (error);
  data = g_bytes_get_data (bytes, &size);
  result = PyBytes_FromStringAndSize (data, (Py_ssize_t)size);
  g_bytes_unref (bytes);
  return result;
}

/* Reads into new bytes, without another copy unless the file ends before: what comes
 * next, or what is at an offset. */
static PyObject *
read_exactly (GArrowNativeFile *file, gint64 size, const gint64 *offset)
{
  PyObject *bytes = PyBytes_FromStringAndSize (NULL, (Py_ssize_t)size);
  PyObject *shorter;
  GError *error = NULL;
  gint64 n_read;
  char *data;

  if (bytes == NULL)
    return NULL;

  data = PyBytes_AsString (bytes);
  Py_BEGIN_ALLOW_THREADS;
  n_read = offset == NULL
             ? garrow_native_file_read_into (file, data, size, &error)
             : garrow_native_file_read_at_into (file, data, size, *offset, &error);
  Py_END_ALLOW_THREADS;
  if (n_read == size)
    return bytes;

  shorter = n_read >= 0 ? PyBytes_FromStringAndSize (data, (Py_ssize_t)n_read)
                        : arrowio_raise (error);
  Py_DECREF (bytes);
  return shorter;
}

/* Reads what has no size that is known before; a negative size is all that is left. */
static PyObject *
read_growing (GArrowNativeFile *file, gint64 size, const gint64 *offset)
{
  GError *error = NULL;
  GBytes *bytes;

  Py_BEGIN_ALLOW_THREADS;
  if (offset != NULL)
    bytes = garrow_native_file_read_at (file, size, *offset, &error);
  else if (size < 0)
    bytes = garrow_native_file_read_all (file, &error);
  else
    bytes = garrow_native_file_read (file, size, &error);
  Py_END_ALLOW_THREADS;
  return bytes_from_gbytes (bytes, error);
}

/* How many bytes there are behind an offset, or the position, or 0 if that cannot be
 * told. */
static gint64
get_remaining (GArrowNativeFile *file, const gint64 *offset)
{
  gint64 start = -1;
  gint64 size = -1;

  Py_BEGIN_ALLOW_THREADS;
  if (garrow_native_file_seekable (file)) {
    start = offset == NULL ? garrow_native_file_tell (file, NULL) : *offset;
    size = garrow_native_file_size (file, NULL);
  }
  Py_END_ALLOW_THREADS;
  return start >= 0 && size > start ? size - start : 0;
}

/* Asking for far more than there is must not cost memory. */
static PyObject *
read_any (GArrowNativeFile *file, gint64 size, const gint64 *offset)
{
  gint64 remaining;

  if (size >= 0 && size <= SMALL_READ)
    return read_exactly (file, size, offset);
  remaining = get_remaining (file, offset);
  if (remaining == 0)
    return read_growing (file, size, offset);
  return read_exactly (file, size < 0 ? remaining : MIN (size, remaining), offset);
}

static PyObject *
file_read (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"nbytes", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  gint64 size = -1;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "|O&:read", names, convert_size, &size))
    return NULL;

  return read_any (file, size, NULL);
}

static PyObject *
file_read1 (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"nbytes", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  gint64 size = -1;
  GError *error = NULL;
  GBytes *bytes;

  if (file == NULL || !PyArg_ParseTupleAndKeywords (args,
                                                    kwargs,
                                                    "|O&:read1",
                                                    names,
                                                    convert_size,
                                                    &size))
    return NULL;

  Py_BEGIN_ALLOW_THREADS;
  bytes = garrow_native_file_read1 (file, size >= 0 ? size : DEFAULT_READ1, &error);
  Py_END_ALLOW_THREADS;
  return bytes_from_gbytes (bytes, error);
}

static PyObject *
file_read_at (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"nbytes", (char *)"offset", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  gint64 size;
  gint64 offset;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "LL:read_at", names, &size, &offset))
    return NULL;

  if (size < 0)
    return read_growing (file, size, &offset); /* which says what is wrong with that */
  return read_any (file, size, &offset);
}

static PyObject *
file_readinto (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"b", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  Py_buffer view;
  gint64 n_read;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "w*:readinto", names, &view))
    return NULL;

  Py_BEGIN_ALLOW_THREADS;
  n_read = garrow_native_file_read_into (file, view.buf, view.len, &error);
  Py_END_ALLOW_THREADS;
  PyBuffer_Release (&view);
  return n_read >= 0 ? PyLong_FromLongLong (n_read) : arrowio_raise (error);
}

static PyObject *
file_write (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"data", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  PyObject *data;
  Py_buffer view;
  Py_ssize_t size;
  gboolean written;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "O:write", names, &data) ||
      PyObject_GetBuffer (data, &view, PyBUF_ANY_CONTIGUOUS) < 0)
    return NULL;

  size = view.len;
  Py_BEGIN_ALLOW_THREADS;
  written = garrow_native_file_write (file, view.buf, size, &error);
  Py_END_ALLOW_THREADS;
  PyBuffer_Release (&view);
  return written ? PyLong_FromSsize_t (size) : arrowio_raise (error);
}

static PyObject *
file_write_at (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"data", (char *)"offset", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  PyObject *data;
  Py_buffer view;
  Py_ssize_t size;
  gint64 offset;
  gboolean written;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "OL:write_at", names, &data, &offset) ||
      PyObject_GetBuffer (data, &view, PyBUF_ANY_CONTIGUOUS) < 0)
    return NULL;

  size = view.len;
  Py_BEGIN_ALLOW_THREADS;
  written = garrow_native_file_write_at (file, view.buf, size, offset, &error);
  Py_END_ALLOW_THREADS;
  PyBuffer_Release (&view);
  return written ? PyLong_FromSsize_t (size) : arrowio_raise (error);
}

static PyObject *
file_unread (PyObject *self, PyObject *data)
{
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  Py_buffer view;
  gboolean done;

  if (file == NULL || PyObject_GetBuffer (data, &view, PyBUF_ANY_CONTIGUOUS) < 0)
    return NULL;

  Py_BEGIN_ALLOW_THREADS;
  done = garrow_native_file_unread (file, view.buf, view.len, &error);
  Py_END_ALLOW_THREADS;
  PyBuffer_Release (&view);
  if (!done)
    return arrowio_raise (error);
  Py_RETURN_NONE;
}

static PyObject *
file_seek (PyObject *self, PyObject *args, PyObject *kwargs)
{
  static char *names[] = {(char *)"position", (char *)"whence", NULL};
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  gint64 position;
  int whence = GARROW_SEEK_WHENCE_SET;

  if (file == NULL ||
      !PyArg_ParseTupleAndKeywords (args, kwargs, "L|i:seek", names, &position, &whence))
    return NULL;
  if (whence < GARROW_SEEK_WHENCE_SET || whence > GARROW_SEEK_WHENCE_END)
    return PyErr_Format (PyExc_ValueError, "Invalid value of whence: %d", whence);

  Py_BEGIN_ALLOW_THREADS;
  position = garrow_native_file_seek (file, position, (GArrowSeekWhence)whence, &error);
  Py_END_ALLOW_THREADS;
  return position >= 0 ? PyLong_FromLongLong (position) : arrowio_raise (error);
}

/* The next line; NULL without an exception, which is how an iterator ends, if there is
 * none. */
static PyObject *
file_next (PyObject *self)
{
  GArrowNativeFile *file = arrowio_get_object (self, GARROW_TYPE_NATIVE_FILE);
  GError *error = NULL;
  GBytes *line;

  if (file == NULL)
    return NULL;

  Py_BEGIN_ALLOW_THREADS;
  line = garrow_native_file_read_line (file, &error);
  Py_END_ALLOW_THREADS;
  if (line != NULL && g_bytes_get_size (line) == 0) {
    g_bytes_unref (line);
    return NULL;
  }
  return bytes_from_gbytes (line, error);
}

#define KEYWORDS(function) ((PyCFunction)(void (*) (void)) (function))

static PyMethodDef file_methods[] = {
  {"read",
   KEYWORDS (file_read),
   METH_VARARGS | METH_KEYWORDS,
   "read($self, nbytes=None)\n--\n\n"
   "Reads nbytes, fewer only at the end of the file; all that is left by default."},
  {"read1",
   KEYWORDS (file_read1),
   METH_VARARGS | METH_KEYWORDS,
   "read1($self, nbytes=None)\n--\n\n"
   "Reads what one call gives, up to nbytes or 256 KiB; nothing only at the end."},
  {"read_at",
   KEYWORDS (file_read_at),
   METH_VARARGS | METH_KEYWORDS,
   "read_at($self, nbytes, offset)\n--\n\n"
   "Reads nbytes at offset, wherever the position is, and leaves it there."},
  {"readinto",
   KEYWORDS (file_readinto),
   METH_VARARGS | METH_KEYWORDS,
   "readinto($self, b)\n--\n\n"
   "Fills a writable bytes-like object and returns how many bytes there were."},
  {"seek",
   KEYWORDS (file_seek),
   METH_VARARGS | METH_KEYWORDS,
   "seek($self, position, whence=0)\n--\n\n"
   "Moves to a position and returns it, counted from the start."},
  {"write",
   KEYWORDS (file_write),
   METH_VARARGS | METH_KEYWORDS,
   "write($self, data)\n--\n\n"
   "Writes all of a bytes-like object, without copying it, and returns its size."},
  {"write_at",
   KEYWORDS (file_write_at),
   METH_VARARGS | METH_KEYWORDS,
   "write_at($self, data, offset)\n--\n\n"
   "Writes all of a bytes-like object at offset, wherever the position is, and leaves it "
   "there."},
  {"_unread",
   file_unread,
   METH_O,
   "_unread($self, data, /)\n--\n\n"
   "Puts back what was read last, so that the next read gives it again."},
  {NULL, NULL, 0, NULL},
};

static PyType_Slot file_slots[] = {
  {Py_tp_iter, PyObject_SelfIter},
  {Py_tp_iternext, file_next},
  {Py_tp_methods, file_methods},
  {0, NULL},
};

PyType_Spec arrowio_native_file_spec = {
  .name = "gi.overrides._arrowio.NativeFile",
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .slots = file_slots,
};
