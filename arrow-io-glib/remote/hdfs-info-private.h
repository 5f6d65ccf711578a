/* remote/hdfs-info-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "remote/hdfs-backend-private.h"

void garrow_hdfs_status_clear (GArrowHdfsStatus *status);
void garrow_hdfs_status_free (GArrowHdfsStatus *status);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GArrowHdfsStatus, garrow_hdfs_status_clear)

/* Of a path, or of the entry of the directory of that path if the status has a name.
 * Takes over what is in the status. */
GArrowHdfsInfo *garrow_hdfs_info_new (const char *path, GArrowHdfsStatus *status);
