/* files/open-plan.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/open-plan-private.h"

#include <arrow-io-glib/streams/buffered-input-stream.h>
#include <arrow-io-glib/streams/buffered-output-stream.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/memory-pool-private.h"

void
garrow_open_plan_clear (GArrowOpenPlan *plan)
{
  g_clear_object (&plan->codec);
}

static gboolean
plan_check_numbers (GArrowOpenPlan *plan, GError **error)
{
  ArwError core_error;

  if ((plan->buffer_size == 0 ||
       arw_buffered_check_size (plan->buffer_size, &core_error)) &&
      arw_codec_resolve_threads (&plan->settings.threads, &core_error))
    return TRUE;
  garrow_error_set_from_core (error, &core_error);
  return FALSE;
}

gboolean
garrow_open_plan_init (GArrowOpenPlan *plan,
                       GArrowStreamOptions *options,
                       const char *path,
                       gboolean compresses,
                       GError **error)
{
  const char *compression = "detect";
  int level = GARROW_COMPRESSION_LEVEL_DEFAULT;

  *plan = (GArrowOpenPlan){.pool = arw_pool_default (), .settings = {.threads = 1}};
  if (options != NULL) {
    plan->buffer_size = garrow_stream_options_get_buffer_size (options);
    plan->settings.threads = garrow_stream_options_get_threads (options);
    plan->settings.members = garrow_stream_options_get_members (options);
    compression = garrow_stream_options_get_compression (options);
    if (compresses) {
      level = garrow_stream_options_get_compression_level (options);
      plan->atomic = garrow_stream_options_get_atomic (options);
      plan->durability = garrow_stream_options_get_durability (options);
    }
    plan->pool =
      garrow_memory_pool_get_core (garrow_stream_options_get_memory_pool (options));
  }
  if (!plan_check_numbers (plan, error))
    return FALSE;
  if (compression == NULL)
    return TRUE;

  plan->by_content = strcmp (compression, "auto") == 0;
  if (plan->by_content || strcmp (compression, "detect") == 0) {
    compression = path != NULL ? arw_codec_name_for_path (path) : NULL;
    if (compression == NULL)
      return TRUE;
  }
  plan->codec = garrow_codec_new (compression, level, error);
  return plan->codec != NULL && garrow_codec_check_streaming (plan->codec, error);
}

/* Changes the plan's codec to the one that the first bytes of a file show, if any. */
static gboolean
plan_look (GArrowOpenPlan *plan, GArrowNativeFile *file, GError **error)
{
  ArwFile *core = garrow_native_file_get_core (file, error);
  const ArwCodec *codec;
  ArwError core_error;
  gint64 size;

  if (core == NULL)
    return FALSE;
  size = arw_file_peek_at_least (core, ARW_CODEC_MAGIC, &core_error);
  if (size < 0) {
    garrow_error_set_from_core (error, &core_error);
    return FALSE;
  }
  codec = arw_codec_for_content (core->rpos, (gsize)size);
  if (codec == NULL)
    return TRUE;
  g_clear_object (&plan->codec);
  plan->codec = garrow_codec_new (codec->name, ARW_LEVEL_DEFAULT, error);
  return plan->codec != NULL;
}

GArrowNativeFile *
garrow_open_plan_pool (GArrowOpenPlan *plan, gpointer file)
{
  plan->opened = TRUE;
  if (file != NULL)
    arw_file_set_pool (garrow_native_file_peek_core (file), plan->pool);
  return file;
}

GArrowNativeFile *
garrow_open_plan_read (GArrowOpenPlan *plan, GArrowNativeFile *raw, GError **error)
{
  g_autoptr (GArrowNativeFile) file = raw;

  if (file != NULL && plan->buffer_size > 0) {
    g_autoptr (GArrowNativeFile) below = g_steal_pointer (&file);

    file = (GArrowNativeFile *)
      garrow_buffered_input_stream_new (below, plan->buffer_size, NULL, error);
  }
  if (file == NULL || (plan->by_content && !plan_look (plan, file, error)))
    return NULL;
  if (plan->codec == NULL)
    return g_steal_pointer (&file);
  return garrow_compressed_input_stream_new_with (file,
                                                  plan->codec,
                                                  &plan->settings,
                                                  error);
}

GArrowNativeFile *
garrow_open_plan_write (GArrowOpenPlan *plan, GArrowNativeFile *raw, GError **error)
{
  g_autoptr (GArrowNativeFile) file = raw;
  GArrowNativeFile *over;

  if (file != NULL && plan->buffer_size > 0) {
    over = (GArrowNativeFile *)
      garrow_buffered_output_stream_new (file, plan->buffer_size, NULL, error);
    if (over == NULL && plan->opened)
      garrow_native_file_give_up (file, NULL);
    g_object_unref (file);
    file = over;
  }
  if (file == NULL || plan->codec == NULL)
    return g_steal_pointer (&file);
  over =
    garrow_compressed_output_stream_new_with (file, plan->codec, &plan->settings, error);
  if (over == NULL && plan->opened)
    garrow_native_file_give_up (file, NULL);
  return over;
}
