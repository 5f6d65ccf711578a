/* tests/test-exclusive.c: what happens beside a library that registers the same types.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>

/* Does what loading and using Arrow GLib would do. */
static void
register_same_name (void)
{
  g_type_register_static_simple (G_TYPE_OBJECT,
                                 "GArrowBuffer",
                                 sizeof (GObjectClass),
                                 NULL,
                                 sizeof (GObject),
                                 NULL,
                                 0);
}

static void
test_alone (void)
{
  g_autoptr (GArrowBuffer) buffer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_check_exclusive (&error));
  g_assert_no_error (error);
  buffer = garrow_buffer_new ((const guint8 *)"abc", 3, NULL);
  g_assert_true (garrow_check_exclusive (&error));
  g_assert_no_error (error);
}

static void
test_types_are_taken (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (GError) error = NULL;

    register_same_name ();
    g_assert_false (garrow_check_exclusive (&error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
    g_type_ensure (GARROW_TYPE_BUFFER); /* the first use ends the process */
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*cannot share a process with Arrow GLib*");
  g_test_trap_assert_stderr_unmatched ("*cannot register existing type*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exclusive/alone", test_alone);
  g_test_add_func ("/exclusive/types-are-taken", test_types_are_taken);
  return g_test_run ();
}
