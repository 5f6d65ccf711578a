/* tests/hdfs/functions.h: what test-functions.c has its parts from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "cluster.h"

/* A connection, and a directory of the test's own. */
typedef struct
{
  GArrowHdfs *hdfs;
  char *folder;
} Fixture;

void add_test (const char *name, void (*test) (Fixture *fixture));

/* "/tmp/…/NAME" */
char *path_of (Fixture *fixture, const char *name);

void add_file_tests (void);
void add_name_tests (void);
void add_namespace_tests (void);
void add_stream_tests (void);
void add_many_tests (void);
