/* files/async-private.h: how a function that blocks becomes one that does not.
 *
 * Each such pair is three short functions: one that fills in a GArrowCall and starts it,
 * one that runs on another thread, calls the function that blocks and puts its result
 * into the call, and one that hands the result out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

#include "files/native-file-claim.h"

typedef struct _GArrowCall GArrowCall;

/* Returns whether it went well, after it filled in the result. */
typedef gboolean (*GArrowCallFunc) (GArrowCall *call, GError **error);

typedef enum {
  GARROW_CALL_READS_AT = 1 << 0, /* the file is shared with others that read at offsets */
  GARROW_CALL_CLOSES = 1 << 1,   /* runs even if it is cancelled before its turn */
  GARROW_CALL_PURE = 1 << 2,     /* touches no file: who cancels it need not wait */
} GArrowCallFlags;

struct _GArrowCall
{
  GArrowCallFunc run;
  GArrowCallFlags flags;

  /* What it is given. The call holds what it points to. */
  gpointer source; /* the object that it is a call of, or NULL */
  GObject *object;
  GObject *other;
  GBytes *bytes;
  char *text;
  char *mode;
  gboolean replace;
  GValue value;    /* or not initialised */
  gpointer memory; /* borrowed */
  gint64 n_bytes;
  gint64 offset;
  GFileProgressCallback progress;
  gpointer progress_data;
  GDestroyNotify progress_data_free;

  /* What it gives. */
  gpointer result;
  GDestroyNotify free_result;
  gint64 number;

  /* Private to files/async.c. */
  GTask *task; /* which has the call */
  GArrowClaim claim;
  GMutex lock; /* of the three below */
  gint64 copied;
  gint64 total;
  gboolean reporting;
  gint64 reported;
  gboolean here;
  int state;
  GSource *cancel_source;
  GError *error;
};

/* Makes a call whose source is borrowed until it is started. */
GArrowCall *garrow_call_new (GArrowCallFunc run, GArrowCallFlags flags, gpointer source);

/* The call writes a copy of what the caller may change meanwhile. If there is no memory
 * for it, getting it fails. */
void garrow_call_take_copy (GArrowCall *call, const guint8 *data, gint64 n_bytes);
gboolean garrow_call_get_copy (GArrowCall *call, const guint8 **data, GError **error);

/* Takes over the call. files are what it uses, up to a NULL: each is claimed now, and the
 * call runs where the file that is most particular wants it. */
void garrow_call_start (GArrowCall *call,
                        GArrowNativeFile *const *files,
                        int io_priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/* For calls of a file that use nothing else. */
void garrow_call_start_on_file (GArrowCall *call,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* For the function that runs: put a result into the call, and say whether there is one.
 */
gboolean garrow_call_give_object (GArrowCall *call, gpointer object);
gboolean garrow_call_give_bytes (GArrowCall *call, GBytes *bytes);
gboolean garrow_call_give_number (GArrowCall *call, gint64 number);

/* The call that a result is of, which went well; NULL with error set if it did not. run
 * tells one kind of call from another. */
GArrowCall *garrow_call_finish (gpointer source,
                                GAsyncResult *result,
                                GArrowCallFunc run,
                                GError **error);

/* Whether a result is of a call, of whatever kind. */
gboolean garrow_call_has_result (GAsyncResult *result);

/* The same, for the usual results. */
gpointer garrow_call_finish_pointer (gpointer source,
                                     GAsyncResult *result,
                                     GArrowCallFunc run,
                                     GError **error);
gint64 garrow_call_finish_number (gpointer source,
                                  GAsyncResult *result,
                                  GArrowCallFunc run,
                                  GError **error);

/* An ArwProgress function, with the call as its data. */
void garrow_call_report (gint64 copied, gint64 total, gpointer call);
