/* files/foreign-file-private.h: between a GArrowForeignFile and the core file that calls
 * its functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/file.h"
#include "files/host-call.h"
#include <arrow-io-glib/files/foreign-file.h>

typedef enum {
  HOST_READ,
  HOST_WRITE,
  HOST_SEEK,
  HOST_SIZE,
  HOST_TRUNCATE,
  HOST_FLUSH,
  HOST_CLOSE,
  N_HOST_FUNCTIONS,
} GArrowHostFunction;

/* The signals, and making them, once. */
extern guint garrow_foreign_file_functions[N_HOST_FUNCTIONS];
void garrow_foreign_file_install_functions (void);

/* Whether the class has the function as a method or somebody connected one. */
gboolean garrow_foreign_file_has (GArrowForeignFile *self, GArrowHostFunction function);

GArrowHostCall *garrow_foreign_file_get_call (GArrowForeignFile *self);

/* A core file that calls the functions of self, which owns it. */
ArwFile *garrow_foreign_core_new (GArrowForeignFile *self,
                                  const char *name,
                                  const char *mode,
                                  unsigned flags,
                                  ArwError *error);
