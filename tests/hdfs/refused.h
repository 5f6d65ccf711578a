/* tests/hdfs/refused.h: calls that fail as they have to, whatever a server says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "cluster.h"
#include "played.h"

#define PATH "/some/file"
#define FILE_SIZE 100000

/* An answer for what comes after connecting. */
typedef struct
{
  Answer answer;
  gpointer data;
} Then;

/* With a Then for its data. */
gboolean say_root_first (const Request *request, gpointer data);

GArrowHdfs *connect_to (Played *server);

typedef gboolean (*Call) (GArrowHdfs *hdfs, GError **error);

gboolean get_info (GArrowHdfs *hdfs, GError **error);
gboolean list (GArrowHdfs *hdfs, GError **error);
gboolean read_file (GArrowHdfs *hdfs, GError **error);
gboolean write_file (GArrowHdfs *hdfs, GError **error);

/* Of which each is a call. */
extern const Call calls[];
#define N_CALLS 6

/* The call fails: the error names the path, it is there in time, and it took little
 * memory. */
void assert_refused (Answer answer, gpointer data, Call call);
