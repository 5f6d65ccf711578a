/* files/foreign-file.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_FOREIGN_FILE (garrow_foreign_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowForeignFile,
                          garrow_foreign_file,
                          GARROW,
                          FOREIGN_FILE,
                          GArrowNativeFile)

struct _GArrowForeignFileClass
{
  GArrowNativeFileClass parent_class;

  GBytes *(*host_read) (GArrowForeignFile *self, gint64 n_bytes);
  gboolean (*host_write) (GArrowForeignFile *self, GBytes *bytes);
  gboolean (*host_seek) (GArrowForeignFile *self, gint64 offset);
  gboolean (*host_size) (GArrowForeignFile *self);
  gboolean (*host_truncate) (GArrowForeignFile *self, gint64 size);
  gboolean (*host_flush) (GArrowForeignFile *self);
  gboolean (*host_close) (GArrowForeignFile *self);

  /*< private >*/
  gpointer padding[8];
};

GARROW_IO_AVAILABLE_IN_0_1
GArrowForeignFile *garrow_foreign_file_new (const char *name,
                                            const char *mode,
                                            gboolean seekable,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_foreign_file_answer (GArrowForeignFile *self, gint64 number);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_foreign_file_fail (GArrowForeignFile *self,
                               int system_errno,
                               const char *message);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_foreign_file_fail_error (GArrowForeignFile *self, const GError *error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_foreign_file_get_any_thread (GArrowForeignFile *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_foreign_file_set_any_thread (GArrowForeignFile *self, gboolean any_thread);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_foreign_file_get_name (GArrowForeignFile *self);

G_END_DECLS
