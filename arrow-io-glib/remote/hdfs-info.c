/* remote/hdfs-info.c: GArrowHdfsInfo.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/remote/hdfs-info.h>

#include <arrow-io-glib/enums.h>

#include "exclusive-private.h"
#include "remote/hdfs-info-private.h"

/**
 * GArrowHdfsInfo:
 *
 * What a cluster says of a file or a directory, as [method@Hdfs.get_info] and
 * [method@HdfsLister.next] give it. It never changes.
 *
 * Since: 0.1
 */

struct _GArrowHdfsInfo
{
  GObject parent_instance;

  char *path;
  GArrowHdfsStatus status;
};

G_DEFINE_FINAL_TYPE (GArrowHdfsInfo, garrow_hdfs_info, garrow_exclusive_get_root_type ())

enum {
  PROP_ACCESSED = 1,
  PROP_BLOCK_SIZE,
  PROP_FILE_TYPE,
  PROP_GROUP,
  PROP_MODIFIED,
  PROP_NAME,
  PROP_OWNER,
  PROP_PATH,
  PROP_PERMISSION,
  PROP_REPLICATION,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
garrow_hdfs_info_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  GArrowHdfsInfo *self = GARROW_HDFS_INFO (object);

  switch (prop_id) {
  case PROP_ACCESSED:
    g_value_set_int64 (value, self->status.accessed);
    break;
  case PROP_BLOCK_SIZE:
    g_value_set_int64 (value, self->status.block_size);
    break;
  case PROP_FILE_TYPE:
    g_value_set_enum (value, (int)self->status.type);
    break;
  case PROP_GROUP:
    g_value_set_string (value, self->status.group);
    break;
  case PROP_MODIFIED:
    g_value_set_int64 (value, self->status.modified);
    break;
  case PROP_NAME:
    g_value_set_string (value, garrow_hdfs_info_get_name (self));
    break;
  case PROP_OWNER:
    g_value_set_string (value, self->status.owner);
    break;
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_PERMISSION:
    g_value_set_uint (value, self->status.permission);
    break;
  case PROP_REPLICATION:
    g_value_set_uint (value, self->status.replication);
    break;
  case PROP_SIZE:
    g_value_set_int64 (value, self->status.size);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_hdfs_info_finalize (GObject *object)
{
  GArrowHdfsInfo *self = GARROW_HDFS_INFO (object);

  g_free (self->path);
  garrow_hdfs_status_clear (&self->status);

  G_OBJECT_CLASS (garrow_hdfs_info_parent_class)->finalize (object);
}

static void
garrow_hdfs_info_class_init (GArrowHdfsInfoClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrow_hdfs_info_finalize;
  object_class->get_property = garrow_hdfs_info_get_property;

  /**
   * GArrowHdfsInfo:accessed:
   *
   * When the file was last read, in milliseconds since 1970 began in UTC; 0 if the
   * cluster does not say. It may be hours behind.
   *
   * Since: 0.1
   */
  props[PROP_ACCESSED] =
    g_param_spec_int64 ("accessed", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * GArrowHdfsInfo:block-size:
   *
   * The size of the blocks of a file in bytes; 0 for a directory.
   *
   * Since: 0.1
   */
  props[PROP_BLOCK_SIZE] =
    g_param_spec_int64 ("block-size", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * GArrowHdfsInfo:file-type:
   *
   * What it is.
   *
   * Since: 0.1
   */
  props[PROP_FILE_TYPE] = g_param_spec_enum ("file-type",
                                             NULL,
                                             NULL,
                                             GARROW_TYPE_HDFS_FILE_TYPE,
                                             GARROW_HDFS_FILE_TYPE_FILE,
                                             flags);

  /**
   * GArrowHdfsInfo:group:
   *
   * The group that it belongs to.
   *
   * Since: 0.1
   */
  props[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsInfo:modified:
   *
   * When it was last written, in milliseconds since 1970 began in UTC.
   *
   * Since: 0.1
   */
  props[PROP_MODIFIED] =
    g_param_spec_int64 ("modified", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * GArrowHdfsInfo:name:
   *
   * The last part of its path; empty for the root.
   *
   * Since: 0.1
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsInfo:owner:
   *
   * The user that it belongs to.
   *
   * Since: 0.1
   */
  props[PROP_OWNER] = g_param_spec_string ("owner", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsInfo:path:
   *
   * Its path in the cluster, from the root.
   *
   * Since: 0.1
   */
  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsInfo:permission:
   *
   * Its permission bits, as 0644.
   *
   * Since: 0.1
   */
  props[PROP_PERMISSION] =
    g_param_spec_uint ("permission", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * GArrowHdfsInfo:replication:
   *
   * How many copies there are to be of each block of a file; 0 for a directory.
   *
   * Since: 0.1
   */
  props[PROP_REPLICATION] =
    g_param_spec_uint ("replication", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * GArrowHdfsInfo:size:
   *
   * The size of a file in bytes; 0 for a directory.
   *
   * Since: 0.1
   */
  props[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_hdfs_info_init (GArrowHdfsInfo *self)
{
  (void)self;
}

void
garrow_hdfs_status_clear (GArrowHdfsStatus *status)
{
  g_clear_pointer (&status->name, g_free);
  g_clear_pointer (&status->owner, g_free);
  g_clear_pointer (&status->group, g_free);
}

void
garrow_hdfs_status_free (GArrowHdfsStatus *status)
{
  garrow_hdfs_status_clear (status);
  g_free (status);
}

GArrowHdfsInfo *
garrow_hdfs_info_new (const char *path, GArrowHdfsStatus *status)
{
  GArrowHdfsInfo *self = g_object_new (GARROW_TYPE_HDFS_INFO, NULL);

  self->status = *status;
  *status = (GArrowHdfsStatus){0};
  if (self->status.name != NULL)
    self->path =
      g_strconcat (path, strcmp (path, "/") == 0 ? "" : "/", self->status.name, NULL);
  else
    self->path = g_strdup (path);
  return self;
}

/**
 * garrow_hdfs_info_get_accessed:
 * @self: an info
 *
 * Gets when the file was last read.
 *
 * Returns: the time in milliseconds since 1970 began in UTC, or 0
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_info_get_accessed (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.accessed;
}

/**
 * garrow_hdfs_info_get_block_size:
 * @self: an info
 *
 * Gets the size of the blocks of a file.
 *
 * Returns: the size in bytes, or 0 for a directory
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_info_get_block_size (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.block_size;
}

/**
 * garrow_hdfs_info_get_file_type:
 * @self: an info
 *
 * Gets what it is.
 *
 * Returns: the type
 *
 * Since: 0.1
 */
GArrowHdfsFileType
garrow_hdfs_info_get_file_type (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), GARROW_HDFS_FILE_TYPE_FILE);

  return self->status.type;
}

/**
 * garrow_hdfs_info_get_group:
 * @self: an info
 *
 * Gets the group that it belongs to.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_info_get_group (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), NULL);

  return self->status.group;
}

/**
 * garrow_hdfs_info_get_modified:
 * @self: an info
 *
 * Gets when it was last written.
 *
 * Returns: the time in milliseconds since 1970 began in UTC
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_info_get_modified (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.modified;
}

/**
 * garrow_hdfs_info_get_name:
 * @self: an info
 *
 * Gets the last part of its path.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_info_get_name (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), NULL);

  return self->path != NULL ? strrchr (self->path, '/') + 1 : NULL;
}

/**
 * garrow_hdfs_info_get_owner:
 * @self: an info
 *
 * Gets the user that it belongs to.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_info_get_owner (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), NULL);

  return self->status.owner;
}

/**
 * garrow_hdfs_info_get_path:
 * @self: an info
 *
 * Gets its path.
 *
 * Returns: the path
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_info_get_path (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), NULL);

  return self->path;
}

/**
 * garrow_hdfs_info_get_permission:
 * @self: an info
 *
 * Gets its permission bits.
 *
 * Returns: the bits, 01777 at most
 *
 * Since: 0.1
 */
guint
garrow_hdfs_info_get_permission (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.permission;
}

/**
 * garrow_hdfs_info_get_replication:
 * @self: an info
 *
 * Gets how many copies there are to be of each block.
 *
 * Returns: how many, or 0 for a directory
 *
 * Since: 0.1
 */
guint
garrow_hdfs_info_get_replication (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.replication;
}

/**
 * garrow_hdfs_info_get_size:
 * @self: an info
 *
 * Gets the size of a file.
 *
 * Returns: the size in bytes, or 0 for a directory
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_info_get_size (GArrowHdfsInfo *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_INFO (self), 0);

  return self->status.size;
}
