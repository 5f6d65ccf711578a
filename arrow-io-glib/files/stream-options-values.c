/* files/stream-options-values.c: what a GArrowStreamOptions holds, read and changed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/stream-options-private.h"

/**
 * garrow_stream_options_get_atomic:
 * @self: options
 *
 * Gets whether a file that is written appears only when it is closed.
 *
 * Returns: whether it does
 *
 * Since: 0.1
 */
gboolean
garrow_stream_options_get_atomic (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), FALSE);

  return self->atomic;
}

/**
 * garrow_stream_options_set_atomic:
 * @self: options
 * @atomic: whether it is to appear only then
 *
 * Sets whether a file that is written appears only when it is closed.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_atomic (GArrowStreamOptions *self, gboolean atomic)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->atomic == !!atomic)
    return;
  self->atomic = !!atomic;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_ATOMIC);
}

/**
 * garrow_stream_options_get_durability:
 * @self: options
 *
 * Gets what an atomic file survives once it is closed.
 *
 * Returns: what it survives
 *
 * Since: 0.1
 */
GArrowDurability
garrow_stream_options_get_durability (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), GARROW_DURABILITY_NONE);

  return self->durability;
}

/**
 * garrow_stream_options_set_durability:
 * @self: options
 * @durability: what it is to survive
 *
 * Sets what an atomic file survives once it is closed.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_durability (GArrowStreamOptions *self,
                                      GArrowDurability durability)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->durability == durability)
    return;
  self->durability = durability;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_DURABILITY);
}

/**
 * garrow_stream_options_get_buffer_size:
 * @self: options
 *
 * Gets the size of the buffer that is put over the file.
 *
 * Returns: the size in bytes, or 0 for no buffer
 *
 * Since: 0.1
 */
gint64
garrow_stream_options_get_buffer_size (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), 0);

  return self->buffer_size;
}

/**
 * garrow_stream_options_set_buffer_size:
 * @self: options
 * @buffer_size: the size in bytes, or 0 for no buffer
 *
 * Sets the size of the buffer that is put over the file.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_buffer_size (GArrowStreamOptions *self, gint64 buffer_size)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->buffer_size == buffer_size)
    return;
  self->buffer_size = buffer_size;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_BUFFER_SIZE);
}

/**
 * garrow_stream_options_get_compression:
 * @self: options
 *
 * Gets how the file is compressed.
 *
 * Returns: (nullable): `detect`, `auto`, the name of a codec, or %NULL for none
 *
 * Since: 0.1
 */
const char *
garrow_stream_options_get_compression (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), NULL);

  return self->compression;
}

/**
 * garrow_stream_options_set_compression:
 * @self: options
 * @compression: (nullable): `detect`, `auto`, the name of a codec, or %NULL for none
 *
 * Sets how the file is compressed.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_compression (GArrowStreamOptions *self, const char *compression)
{
  char *copy;
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (g_strcmp0 (self->compression, compression) == 0)
    return;
  copy = g_strdup (compression); /* which may be part of the old one */
  g_free (self->compression);
  self->compression = copy;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_COMPRESSION);
}

/**
 * garrow_stream_options_get_compression_level:
 * @self: options
 *
 * Gets the level to compress at.
 *
 * Returns: the level, or %GARROW_COMPRESSION_LEVEL_DEFAULT
 *
 * Since: 0.1
 */
int
garrow_stream_options_get_compression_level (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self),
                        GARROW_COMPRESSION_LEVEL_DEFAULT);

  return self->compression_level;
}

/**
 * garrow_stream_options_set_compression_level:
 * @self: options
 * @level: the level, or %GARROW_COMPRESSION_LEVEL_DEFAULT
 *
 * Sets the level to compress at.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_compression_level (GArrowStreamOptions *self, int level)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->compression_level == level)
    return;
  self->compression_level = level;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_COMPRESSION_LEVEL);
}

/**
 * garrow_stream_options_get_memory_pool:
 * @self: options
 *
 * Gets where the file takes memory from.
 *
 * Returns: (transfer none) (nullable): the pool, or %NULL for the default pool
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_stream_options_get_memory_pool (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), NULL);

  return self->memory_pool;
}

/**
 * garrow_stream_options_set_memory_pool:
 * @self: options
 * @pool: (nullable): the pool, or %NULL for the default pool
 *
 * Sets where the file takes memory from.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_memory_pool (GArrowStreamOptions *self, GArrowMemoryPool *pool)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));
  g_return_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool));

  if (g_set_object (&self->memory_pool, pool))
    garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_MEMORY_POOL);
}

/**
 * garrow_stream_options_get_threads:
 * @self: options
 *
 * Gets how many threads may compress or decompress at once.
 *
 * Returns: the number, or 0 for as many as there are processors
 *
 * Since: 0.1
 */
int
garrow_stream_options_get_threads (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), 0);

  return self->threads;
}

/**
 * garrow_stream_options_set_threads:
 * @self: options
 * @threads: the number, or 0 for as many as there are processors
 *
 * Sets how many threads may compress or decompress at once.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_threads (GArrowStreamOptions *self, int threads)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->threads == threads)
    return;
  self->threads = threads;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_THREADS);
}

/**
 * garrow_stream_options_get_members:
 * @self: options
 *
 * Gets whether gzip is written as members of about 1 MiB.
 *
 * Returns: whether it is
 *
 * Since: 0.1
 */
gboolean
garrow_stream_options_get_members (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), FALSE);

  return self->members;
}

/**
 * garrow_stream_options_set_members:
 * @self: options
 * @members: whether to write members of about 1 MiB
 *
 * Sets whether gzip is written as members of about 1 MiB rather than as one.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_members (GArrowStreamOptions *self, gboolean members)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  members = !!members;
  if (self->members == members)
    return;
  self->members = members;
  garrow_stream_options_notify (self, GARROW_STREAM_OPTIONS_MEMBERS);
}
