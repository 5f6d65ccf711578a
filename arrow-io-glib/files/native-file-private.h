/* files/native-file-private.h: between a GArrowNativeFile and its core file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/files/file.h"
#include "type-cache-private.h"
#include <arrow-io-glib/files/native-file.h>

/* Only for files/native-file.c, files/native-file-claim.c and what is here. */
typedef struct
{
  ArwFile *core;  /* NULL if no constructor made the object */
  ArwFile *alone; /* the same, but NULL also if there is a file below it */
  GObject *source;
  GArrowNativeFile *below; /* the source, if that is a file; it stays */
  int users;               /* how many calls share the file; -1 if one has all of it, */
  gpointer user;           /* which is this claim's */
  gboolean told_closed;
} GArrowNativeFilePrivate;

extern G_GNUC_INTERNAL gssize garrow_native_file_private_offset;

static inline GArrowNativeFilePrivate *
garrow_native_file_get_private (GArrowNativeFile *self)
{
  return G_STRUCT_MEMBER_P (self, garrow_native_file_private_offset);
}

/* What every call asks first is asked quickly, under the name that a critical has. */
extern G_GNUC_INTERNAL GArrowTypeCache garrow_native_file_types;
#define GARROW_IS_NATIVE_FILE(object)                                                    \
  garrow_type_cache_check (&garrow_native_file_types,                                    \
                           (object),                                                     \
                           garrow_native_file_get_type)

/* Makes a file of the given leaf type. Takes over core; source, what core reads or writes
 * and must outlive it, is referenced and may be NULL. If core is NULL, core_error becomes
 * error and the result is NULL. */
gpointer garrow_native_file_new_from_core (GType type,
                                           ArwFile *core,
                                           gpointer source,
                                           ArwError *core_error,
                                           GError **error);

/* The same for an object that exists already, whose constructor was not ours. */
void garrow_native_file_take_core (GArrowNativeFile *self,
                                   ArwFile *core,
                                   gpointer source);

/* Whether the file, or the one below it at the end, belongs to a host language. It is
 * then called only from a call that the user makes, on the user's thread: never when
 * something is dropped, never from a worker. */
gboolean garrow_native_file_belongs_to_host (GArrowNativeFile *self);

/* The core file, closed or not. NULL with error set for an object that no constructor
 * made, which counts as closed, and while a call on another thread uses it. A shared one
 * may be used by others that only read at offsets. */
ArwFile *garrow_native_file_claim_core (GArrowNativeFile *self,
                                        gboolean shared,
                                        GError **error);

/* The core file if no call that goes on has it and there is no file below it, which makes
 * it free at first sight; else NULL. */
static inline ArwFile *
garrow_native_file_get_alone (GArrowNativeFile *self)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  return G_LIKELY (g_atomic_int_get (&priv->users) == 0) ? priv->alone : NULL;
}

static inline ArwFile *
garrow_native_file_get_core (GArrowNativeFile *self, GError **error)
{
  ArwFile *core = garrow_native_file_get_alone (self);

  return core != NULL ? core : garrow_native_file_claim_core (self, FALSE, error);
}

static inline ArwFile *
garrow_native_file_get_shared_core (GArrowNativeFile *self, GError **error)
{
  ArwFile *core = garrow_native_file_get_alone (self);

  return core != NULL ? core : garrow_native_file_claim_core (self, TRUE, error);
}

/* For calls that are done in a moment if all is as it mostly is: the core file, or NULL
 * if anything has to be looked at more closely, the arguments too. */
static inline ArwFile *
garrow_native_file_get_ready_core (GArrowNativeFile *self, GError **error)
{
  if (G_LIKELY (garrow_type_cache_knows (&garrow_native_file_types, self)) &&
      G_LIKELY (error == NULL || *error == NULL))
    return garrow_native_file_get_alone (self);
  return NULL;
}

/* For what never changes. */
ArwFile *garrow_native_file_peek_core (GArrowNativeFile *self);

/* A file that is in use is open, even if it is just being closed. */
gboolean garrow_native_file_is_open (GArrowNativeFile *self);

/* What the core file reads or writes: (transfer none), NULL if nothing. */
gpointer garrow_native_file_get_source (GArrowNativeFile *self);

/* Makes an object of what was read, and takes out over. What is read of a buffer is a
 * slice of it. */
GArrowBuffer *garrow_native_file_new_buffer (GArrowNativeFile *self, ArwBuffer *out);

/* After a call that may have closed the core file, and those below it: lets go of a
 * buffer that it read, and tells who watches the property "closed". */
void garrow_native_file_note_closed (GArrowNativeFile *self);

/* As copying is said to do; progress may be NULL. */
gint64 garrow_native_file_copy_core (GArrowNativeFile *from,
                                     GArrowNativeFile *to,
                                     const ArwProgress *progress,
                                     GError **error);

/* Bindings hand down NULL for a string that cannot be a path, so that is an error as any
 * other. */
gboolean garrow_native_file_check_path (const char *path, GError **error);
