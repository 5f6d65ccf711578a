/* streams/transform-core.c: reads another file through a function.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/transform-private.h"

#include "core/checked.h"
#include "memory/buffer-private.h"

#define CHUNK_SIZE (64 * 1024)

typedef struct
{
  ArwFile base;
  ArwFile *raw;
  GArrowTransformInputStream *object; /* which owns this */

  GBytes *input;  /* taken from raw, but not transformed: the function may have failed */
  GBytes *output; /* of the function */
  gsize given;    /* how much of output was read */
  bool at_end;    /* the function knows that nothing more comes */
} TransformCore;

/* Takes what comes next from raw: no bytes at its end. */
static bool
take_input (TransformCore *self, ArwError *error)
{
  ArwBuffer buffer;

  if (self->input != NULL)
    return true;
  if (!arw_file_read_some_buffer (self->raw, CHUNK_SIZE, &buffer, error))
    return false;
  self->input = garrow_bytes_new_from_core (&buffer);
  return true;
}

static bool
transform_input (TransformCore *self, ArwError *error)
{
  GBytes *output = garrow_transform_input_stream_apply (self->object,
                                                        self->input,
                                                        self->base.name,
                                                        error);

  if (output == NULL)
    return false;
  self->at_end = g_bytes_get_size (self->input) == 0;
  g_clear_pointer (&self->input, g_bytes_unref);
  g_clear_pointer (&self->output, g_bytes_unref);
  self->output = output;
  self->given = 0;
  return true;
}

static int64_t
get_left (const TransformCore *self)
{
  return self->output != NULL ? (int64_t)(g_bytes_get_size (self->output) - self->given)
                              : 0;
}

static int64_t
transformed_read (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  TransformCore *self = (TransformCore *)file;
  const guint8 *data;

  while (get_left (self) == 0) {
    if (self->at_end)
      return 0;
    if (!take_input (self, error) || !transform_input (self, error))
      return -1;
  }
  size = arw_min (size, get_left (self));
  data = g_bytes_get_data (self->output, NULL);
  memcpy (out, data + self->given, (size_t)size);
  self->given += (gsize)size;
  return size;
}

static bool
close_transform (ArwFile *file, ArwError *error)
{
  return arw_file_close (((TransformCore *)file)->raw, error);
}

static void
release_transform (ArwFile *file)
{
  TransformCore *self = (TransformCore *)file;

  g_clear_pointer (&self->input, g_bytes_unref);
  g_clear_pointer (&self->output, g_bytes_unref);
}

static const ArwFileOps ops = {
  .read = transformed_read,
  .close = close_transform,
  .release = release_transform,
};

ArwFile *
garrow_transform_core_new (GArrowTransformInputStream *self,
                           ArwFile *raw,
                           ArwError *error)
{
  TransformCore *core = arw_file_new_over (raw,
                                           sizeof *core,
                                           &ops,
                                           ARW_FILE_READABLE | ARW_FILE_HOST,
                                           "rb",
                                           NULL,
                                           error);

  if (core != NULL) {
    core->object = self;
    core->raw = raw;
  }
  return (ArwFile *)core;
}
