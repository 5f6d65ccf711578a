/* remote/libhdfs/java-path.c: where Hadoop's classes are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/java-private.h"

#include <string.h>

/* DIRECTORY/ * means the archives in it. Java's own launcher expands this; a JVM that is
 * started from C does not. */
static void
add_archives (GString *path, const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".jar") || g_str_has_suffix (name, ".JAR"))
      g_string_append_printf (path, "%s%s/%s", path->len > 0 ? ":" : "", folder, name);
  }
  g_dir_close (dir);
}

static char *
expand (const char *entries)
{
  g_auto (GStrv) parts = g_strsplit (entries, ":", -1);
  GString *path = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++) {
    if (g_str_has_suffix (*part, "/*")) {
      g_autofree char *folder = g_strndup (*part, strlen (*part) - 2);

      add_archives (path, *folder != '\0' ? folder : "/");
    } else if (**part != '\0') {
      g_string_append_printf (path, "%s%s", path->len > 0 ? ":" : "", *part);
    }
  }
  return g_string_free (path, FALSE);
}

/* As Hadoop is unpacked: what `hadoop classpath` gives, as far as HDFS goes. */
static char *
from_home (const char *home)
{
  const char *conf = g_getenv ("HADOOP_CONF_DIR");
  g_autofree char *usual = g_build_filename (home, "etc", "hadoop", NULL);
  g_autofree char *share = g_build_filename (home, "share", "hadoop", NULL);
  g_autofree char *entries =
    g_strdup_printf ("%s:%s/common/lib/*:%s/common/*:%s/hdfs/lib/*:%s/hdfs/*",
                     conf != NULL && *conf != '\0' ? conf : usual,
                     share,
                     share,
                     share,
                     share);

  return g_file_test (share, G_FILE_TEST_IS_DIR) ? expand (entries) : NULL;
}

char *
garrow_java_class_path (GString *tried)
{
  const char *class_path = g_getenv ("CLASSPATH");
  const char *home = g_getenv ("HADOOP_HOME");
  char *path = NULL;

  if (class_path != NULL && *class_path != '\0')
    return expand (class_path);
  if (home != NULL && *home != '\0')
    path = from_home (home);
  if (path == NULL && home != NULL && *home != '\0')
    g_string_append_printf (tried,
                            "\n  Hadoop's classes: CLASSPATH is not set, and there is no "
                            "%s/share/hadoop below HADOOP_HOME",
                            home);
  else if (path == NULL)
    g_string_append (tried,
                     "\n  Hadoop's classes: neither CLASSPATH nor HADOOP_HOME is set");
  return path;
}
