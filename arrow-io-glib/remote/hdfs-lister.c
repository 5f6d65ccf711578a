/* remote/hdfs-lister.c: GArrowHdfsLister, a directory as it comes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-private.h"

#include <gio/gio.h>

#include "exclusive-private.h"
#include "remote/hdfs-info-private.h"

/**
 * GArrowHdfsLister:
 *
 * Goes through a directory of a cluster, as [method@Hdfs.list] makes it.
 *
 * ```c
 * g_autoptr (GArrowHdfsLister) lister = garrow_hdfs_list (hdfs, "/data", &error);
 * GArrowHdfsInfo *info;
 *
 * while (lister != NULL && (info = garrow_hdfs_lister_next (lister, &error)) != NULL) {
 *   g_print ("%s\n", garrow_hdfs_info_get_path (info));
 *   g_object_unref (info);
 * }
 * ```
 *
 * Entries are asked for as they are taken, as many at once as the cluster is set to give
 * (1,000, unless it is told otherwise), so that a directory of millions takes no more
 * memory than a small one. They come in the order of the bytes of their names. What is
 * made or deleted meanwhile may come or not.
 *
 * A lister is used by one call at a time: another one fails with `G_IO_ERROR_PENDING`
 * meanwhile.
 *
 * Since: 0.1
 */

struct _GArrowHdfsLister
{
  GObject parent_instance;

  GArrowHdfs *hdfs;
  char *path;
  GPtrArray *entries; /* of GArrowHdfsStatus * */
  guint n_taken;      /* of them */
  gboolean more;      /* behind them */
  int busy;           /* whether a call goes on */
};

G_DEFINE_FINAL_TYPE (GArrowHdfsLister,
                     garrow_hdfs_lister,
                     garrow_exclusive_get_root_type ())

static void
garrow_hdfs_lister_finalize (GObject *object)
{
  GArrowHdfsLister *self = GARROW_HDFS_LISTER (object);

  g_clear_object (&self->hdfs);
  g_free (self->path);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (garrow_hdfs_lister_parent_class)->finalize (object);
}

static void
garrow_hdfs_lister_class_init (GArrowHdfsListerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrow_hdfs_lister_finalize;
}

static void
garrow_hdfs_lister_init (GArrowHdfsLister *self)
{
  self->entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)garrow_hdfs_status_free);
}

/* Asks for those that come after the last one. If that fails, it can be tried again. */
static gboolean
fetch (GArrowHdfsLister *self, const char *after, GError **error)
{
  GArrowHdfsClient *client = self->hdfs->client;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)garrow_hdfs_status_free);
  gboolean more = FALSE;

  if (!client->backend->list (client, self->path, after, entries, &more, error))
    return FALSE;
  self->more = more; /* only now: what fails says nothing of where the end is */
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  self->n_taken = 0;
  return TRUE;
}

/* Whether there is one to take. The last one is kept for its name, until others come. */
static gboolean
have_next (GArrowHdfsLister *self, GError **error)
{
  while (self->n_taken == self->entries->len) {
    const GArrowHdfsStatus *last;

    if (!self->more || self->entries->len == 0)
      return FALSE;
    last = g_ptr_array_index (self->entries, self->entries->len - 1);
    if (!fetch (self, last->name, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * garrow_hdfs_list:
 * @self: a connection
 * @path: a directory in the cluster
 * @error: return location for an error
 *
 * Begins to go through a directory. Of a file, that file is all there is. This blocks
 * until the first entries are there.
 *
 * Fails with `G_IO_ERROR_NOT_FOUND` if there is nothing.
 *
 * Returns: (transfer full): what gives the entries
 *
 * Since: 0.1
 */
GArrowHdfsLister *
garrow_hdfs_list (GArrowHdfs *self, const char *path, GError **error)
{
  g_autofree char *checked = NULL;
  g_autoptr (GArrowHdfsLister) lister = NULL;

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (garrow_hdfs_begin (self, path, &checked, error) == NULL)
    return NULL;
  lister = g_object_new (GARROW_TYPE_HDFS_LISTER, NULL);
  lister->hdfs = g_object_ref (self);
  lister->path = g_steal_pointer (&checked);
  return fetch (lister, NULL, error) ? g_steal_pointer (&lister) : NULL;
}

static gboolean
begin (GArrowHdfsLister *self, GError **error)
{
  if (g_atomic_int_compare_and_exchange (&self->busy, FALSE, TRUE))
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_PENDING,
               "The lister of '%s' is in another call",
               self->path);
  return FALSE;
}

static void
end (GArrowHdfsLister *self)
{
  g_atomic_int_set (&self->busy, FALSE);
}

static GArrowHdfsInfo *
take_next (GArrowHdfsLister *self, GError **error)
{
  GArrowHdfsStatus *status;
  GArrowHdfsStatus taken;

  if (!have_next (self, error))
    return NULL;
  status = g_ptr_array_index (self->entries, self->n_taken++);
  taken = *status;
  taken.name = g_strdup (status->name);
  status->owner = status->group = NULL;
  return garrow_hdfs_info_new (self->path, &taken);
}

/**
 * garrow_hdfs_lister_next:
 * @self: a lister
 * @error: return location for an error
 *
 * Takes the next entry. This blocks when more have to be asked for; if that fails, it can
 * be tried again.
 *
 * Returns: (transfer full) (nullable): an info, or %NULL behind the last entry and with
 *   @error set
 *
 * Since: 0.1
 */
GArrowHdfsInfo *
garrow_hdfs_lister_next (GArrowHdfsLister *self, GError **error)
{
  GArrowHdfsInfo *info;

  g_return_val_if_fail (GARROW_IS_HDFS_LISTER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!begin (self, error))
    return NULL;
  info = take_next (self, error);
  end (self);
  return info;
}

/**
 * garrow_hdfs_lister_next_many:
 * @self: a lister
 * @n_entries: how many at most, at least 1
 * @error: return location for an error
 *
 * Takes the next entries: fewer than @n_entries only if the directory ends there, or if
 * asking for more fails, which is told the next time. This blocks as
 * [method@HdfsLister.next] does.
 *
 * Returns: (transfer full) (element-type GArrowHdfsInfo): infos; none behind the last
 *   entry and with @error set
 *
 * Since: 0.1
 */
GList *
garrow_hdfs_lister_next_many (GArrowHdfsLister *self, guint n_entries, GError **error)
{
  GList *infos = NULL;

  g_return_val_if_fail (GARROW_IS_HDFS_LISTER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!begin (self, error))
    return NULL;
  for (guint i = 0; i < n_entries; i++) {
    GArrowHdfsInfo *info = take_next (self, infos == NULL ? error : NULL);

    if (info == NULL)
      break;
    infos = g_list_prepend (infos, info);
  }
  end (self);
  return g_list_reverse (infos);
}
