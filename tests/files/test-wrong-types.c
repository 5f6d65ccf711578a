/* tests/files/test-wrong-types.c: what is no file, or no buffer, is told from what is.
 *
 * Which classes are files is found out once for each, so every question is asked again
 * after it was answered.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "../util.h"

#define N_CLASSES 300 /* far more than are remembered */

static void
expect_critical (const char *assertion)
{
  g_autofree char *pattern =
    g_strdup_printf ("garrow_*: assertion '%s' failed", assertion);

  g_test_expect_message ("ArrowIO", G_LOG_LEVEL_CRITICAL, pattern);
}

static void
refuse_file (gpointer file)
{
  const char *assertion = "GARROW_IS_NATIVE_FILE (self)";
  const guint8 *line;
  guint8 byte = 0;

  expect_critical (assertion);
  g_assert_false (garrow_native_file_write (file, &byte, 1, NULL));
  expect_critical (assertion);
  g_assert_cmpint (garrow_native_file_read_into (file, &byte, 1, NULL), ==, -1);
  expect_critical (assertion);
  g_assert_cmpint (garrow_native_file_read_line_view (file, &line, NULL), ==, -1);
  expect_critical (assertion);
  g_assert_null (garrow_native_file_read_line_utf8 (file, NULL));
  expect_critical (assertion);
  g_assert_null (garrow_native_file_read_at (file, 1, 0, NULL));
  expect_critical (assertion);
  g_assert_null (garrow_native_file_read_buffer_at (file, 1, 0, NULL));
  expect_critical (assertion);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, -1);
  g_test_assert_expected_messages ();
}

static void
refuse_buffer (gpointer buffer)
{
  const char *assertion = "GARROW_IS_BUFFER (self)";

  expect_critical (assertion);
  g_assert_null (garrow_buffer_slice (buffer, 0, 0, NULL));
  expect_critical (assertion);
  g_assert_cmpint (garrow_buffer_get_size (buffer), ==, -1);
  g_test_assert_expected_messages ();
}

static void
test_wrong (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  GTypeInstance no_class = {NULL};

  for (int i = 0; i < 3; i++) {
    guint8 byte;

    refuse_file (NULL);
    refuse_file (object);
    refuse_file (buffer);
    refuse_file (&no_class);
    refuse_buffer (NULL);
    refuse_buffer (object);
    refuse_buffer (file);
    refuse_buffer (&no_class);
    g_assert_cmpint (garrow_native_file_read_into (file, &byte, 1, NULL), ==, 1);
    g_assert_cmpint (byte, ==, TEXT[i]);
    g_assert_cmpint (garrow_buffer_get_size (buffer), ==, TEXT_SIZE);
  }
}

/* The other arguments are looked at although the file has what is asked for at hand. */
static void
test_arguments (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowNativeFile) reader =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  g_autoptr (GArrowNativeFile) writer =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "old");
  const guint8 *line;
  guint8 byte;

  g_assert_true (write_text (writer, "a", NULL));
  g_assert_cmpint (garrow_native_file_read_into (reader, &byte, 1, NULL), ==, 1);

  expect_critical ("error == NULL || *error == NULL");
  g_assert_false (garrow_native_file_write (writer, &byte, 1, &error));
  expect_critical ("error == NULL || *error == NULL");
  g_assert_cmpint (garrow_native_file_read_into (reader, &byte, 1, &error), ==, -1);
  expect_critical ("error == NULL || *error == NULL");
  g_assert_cmpint (garrow_native_file_read_line_view (reader, &line, &error), ==, -1);
  expect_critical ("data != NULL || n_bytes <= 0");
  g_assert_false (garrow_native_file_write (writer, NULL, 1, NULL));
  expect_critical ("out != NULL || n_bytes <= 0");
  g_assert_cmpint (garrow_native_file_read_into (reader, NULL, 1, NULL), ==, -1);
  expect_critical ("line != NULL");
  g_assert_cmpint (garrow_native_file_read_line_view (reader, NULL, NULL), ==, -1);
  g_test_assert_expected_messages ();

  g_clear_error (&error);
  g_assert_false (garrow_native_file_write (writer, &byte, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_read_into (reader, &byte, -1, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_cmpint (garrow_native_file_tell (writer, NULL), ==, 1);
  g_assert_cmpint (garrow_native_file_tell (reader, NULL), ==, 1);
}

/* Types that are derived, and types of a module, which could be unloaded. */

/* It was never opened, which a file says and nothing else. */
static void
assert_is_file (GType type)
{
  g_autoptr (GArrowNativeFile) file = g_object_new (type, NULL);
  guint8 byte = 0;

  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (garrow_native_file_write (file, &byte, 1, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
    g_clear_error (&error);
    g_assert_cmpint (garrow_native_file_tell (file, &error), ==, -1);
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  }
}

static GType
derive (GTypeModule *module, GType parent, guint number)
{
  g_autofree char *name = g_strdup_printf ("Test%s%u", g_type_name (parent), number);
  GTypeQuery query;
  GTypeInfo info = {0};

  g_type_query (parent, &query);
  info.class_size = (guint16)query.class_size;
  info.instance_size = (guint16)query.instance_size;
  return module != NULL ? g_type_module_register_type (module, parent, name, &info, 0)
                        : g_type_register_static (parent, name, &info, 0);
}

static void
test_many_classes (void)
{
  GType types[N_CLASSES];

  for (guint i = 0; i < N_CLASSES; i++)
    types[i] = derive (NULL, i % 2 == 0 ? G_TYPE_OBJECT : GARROW_TYPE_FOREIGN_FILE, i);
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < N_CLASSES; i++) {
      g_autoptr (GObject) object = NULL;

      if (i % 2 != 0) {
        assert_is_file (types[i]);
        continue;
      }
      object = g_object_new (types[i], NULL);
      refuse_file (object);
    }
  }
}

typedef GTypeModule Module;
typedef GTypeModuleClass ModuleClass;
static GType module_get_type (void);
G_DEFINE_TYPE (Module, module, G_TYPE_TYPE_MODULE)

static GType file_of_module, object_of_module;

static gboolean
module_load (GTypeModule *module)
{
  file_of_module = derive (module, GARROW_TYPE_FOREIGN_FILE, N_CLASSES);
  object_of_module = derive (module, G_TYPE_OBJECT, N_CLASSES);
  return TRUE;
}

static void
module_unload (GTypeModule *module)
{
  (void)module;
}

static void
module_class_init (ModuleClass *klass)
{
  klass->load = module_load;
  klass->unload = module_unload;
}

static void
module_init (Module *module)
{
  (void)module;
}

static void
test_module (void)
{
  GTypeModule *module = g_object_new (module_get_type (), NULL); /* never ends */

  for (int i = 0; i < 10; i++) {
    g_autoptr (GObject) object = NULL;

    g_assert_true (g_type_module_use (module));
    assert_is_file (file_of_module);
    g_type_module_unuse (module);
    g_assert_true (g_type_module_use (module));
    object = g_object_new (object_of_module, NULL);
    refuse_file (object);
    g_clear_object (&object);
    g_type_module_unuse (module);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wrong-types/wrong", test_wrong);
  g_test_add_func ("/wrong-types/arguments", test_arguments);
  g_test_add_func ("/wrong-types/many-classes", test_many_classes);
  g_test_add_func ("/wrong-types/module", test_module);
  return g_test_run ();
}
