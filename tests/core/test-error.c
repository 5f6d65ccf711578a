/* tests/core/test-error.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <glib.h>

#include "core/error.h"

static void
test_message (void)
{
  ArwError error;

  arw_error_set (&error, ARW_INDEX, "%d bytes at %s", 7, "offset 3");
  g_assert_cmpint (error.code, ==, ARW_INDEX);
  g_assert_cmpstr (error.message, ==, "7 bytes at offset 3");
  arw_error_set (NULL, ARW_INDEX, "nobody listens");
}

static void
test_errno_survives_a_long_path (void)
{
  g_autofree char *path = g_strnfill (5000, 'x');
  ArwError error;

  arw_error_set_system (&error, ENOENT, "Failed to open '%s'", path);
  g_assert_cmpint (error.code, ==, ARW_SYSTEM);
  g_assert_cmpint (error.system_errno, ==, ENOENT);
  g_assert_true (g_str_has_prefix (error.message, "Failed to open 'xxx"));
  g_assert_true (
    g_str_has_suffix (error.message, ": No such file or directory [errno 2]"));
}

static void
count (void *n_released)
{
  ++*(int *)n_released;
}

static void
test_foreign_is_released_once (void)
{
  ArwError error;
  int n_released = 0;

  arw_error_set_foreign (&error, &n_released, count);
  g_assert_cmpint (error.code, ==, ARW_FOREIGN);
  arw_error_clear (&error);
  arw_error_clear (&error);
  g_assert_cmpint (n_released, ==, 1);

  arw_error_set_foreign (NULL, &n_released, count);
  g_assert_cmpint (n_released, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/message", test_message);
  g_test_add_func ("/error/errno-survives", test_errno_survives_a_long_path);
  g_test_add_func ("/error/foreign", test_foreign_is_released_once);
  return g_test_run ();
}
