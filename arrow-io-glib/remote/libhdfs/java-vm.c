/* remote/libhdfs/java-vm.c: finding a JVM, and starting it.
 *
 * libhdfs would start it too, but badly: where that fails it says why on standard error,
 * and it frees memory twice when the thread ends that it tried on. So the JVM is started
 * here, and looked at, before libhdfs is called.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/java-private.h"

#include <gmodule.h>
#include <string.h>

#include "core/platform.h"

#define JNI_VERSION 0x00010006

typedef const struct VmTable *Vm;

struct VmTable
{
  gpointer unused_0[4];
  gint32 (*attach) (Vm *vm, gpointer *env, gpointer arguments);
  gint32 (*detach) (Vm *vm);
  gint32 (*get_env) (Vm *vm, gpointer *env, gint32 version);
};

typedef struct
{
  char *text;
  gpointer extra;
} VmOption;

typedef struct
{
  gint32 version;
  gint32 n_options;
  VmOption *options;
  guint8 ignore_unrecognized;
} VmArguments;

static gint32 (*create_vm) (Vm **vm, gpointer *env, VmArguments *arguments);
static gint32 (*get_vms) (Vm **vms, gint32 size, gint32 *n_vms);

/* GModule's words begin with the path, most often. */
void
garrow_java_note_failure (GString *tried, const char *path)
{
  const char *error = g_module_error ();

  if (g_str_has_prefix (error, path))
    g_string_append_printf (tried, "\n  %s", error);
  else
    g_string_append_printf (tried, "\n  %s: %s", path, error);
}

static gboolean
load (const char *path, GString *tried)
{
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY);
  gpointer create = NULL, get = NULL;

  if (module == NULL) {
    garrow_java_note_failure (tried, path);
    return FALSE;
  }
  if (!g_module_symbol (module, "JNI_CreateJavaVM", &create) ||
      !g_module_symbol (module, "JNI_GetCreatedJavaVMs", &get)) {
    g_string_append_printf (tried, "\n  %s: it is no JVM", path);
    g_module_close (module);
    return FALSE;
  }
  g_module_make_resident (module); /* threads of it run for ever */
  *(gpointer *)&create_vm = create;
  *(gpointer *)&get_vms = get;
  return TRUE;
}

/* In the folder of a Java of any age: as a JDK since 9, as a JRE, as a JDK before 9. */
static gboolean
load_from_home (const char *home, GString *tried)
{
#if defined(__x86_64__)
  const char *machine = "amd64";
#elif defined(__aarch64__)
  const char *machine = "aarch64";
#else
  const char *machine = "server";
#endif
  g_autofree char *jre = g_build_filename ("jre/lib", machine, "server", NULL);
  g_autofree char *old = g_build_filename ("lib", machine, "server", NULL);
  const char *const folders[] = {"lib/server", jre, old};

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (home, folders[i], "libjvm.so", NULL);

    if (i > 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    if (load (path, tried))
      return TRUE;
  }
  return FALSE;
}

/* The home of the `java` that a shell would run. */
static gboolean
load_from_program (GString *tried)
{
  g_autofree char *program = g_find_program_in_path ("java");
  g_autofree char *real = program != NULL ? realpath (program, NULL) : NULL;
  g_autofree char *bin = real != NULL ? g_path_get_dirname (real) : NULL;
  g_autofree char *home = bin != NULL ? g_path_get_dirname (bin) : NULL;

  if (home == NULL) {
    g_string_append (tried, "\n  java: not found on the PATH");
    return FALSE;
  }
  if (g_str_has_suffix (home, "/jre"))
    *strrchr (home, '/') = '\0';
  return load_from_home (home, tried);
}

/* Java itself finds its other files by where libjvm is. */
gboolean
garrow_java_vm_load (GString *tried)
{
  static const char *const homes[] = {
    "/usr/lib/jvm/default-java",
    "/usr/lib/jvm/default-runtime",
    "/usr/lib/jvm/java",
    "/usr/lib/jvm/jre",
    "/usr/lib/jvm/default",
    "/usr/java/default",
    "/usr/local/lib/jvm/default-java",
    "/opt/java/openjdk",
  };
  const char *home = g_getenv ("JAVA_HOME");
  char loaded[4096];

  if (create_vm != NULL)
    return TRUE;
  if (arw_platform_find_library ("/libjvm.so", loaded, sizeof loaded) &&
      load (loaded, tried))
    return TRUE; /* a process can have but one */
  if (home == NULL || *home == '\0')
    g_string_append (tried, "\n  libjvm.so: JAVA_HOME is not set");
  else if (load_from_home (home, tried))
    return TRUE;
  if (load_from_program (tried))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (homes); i++) {
    if (load_from_home (homes[i], tried))
      return TRUE;
  }
  return load ("libjvm.so", tried);
}

static Vm *
get_vm (void)
{
  Vm *vm = NULL;
  gint32 n_vms = 0;

  if (get_vms == NULL || get_vms (&vm, 1, &n_vms) != 0 || n_vms < 1)
    return NULL;
  return vm;
}

GArrowJniEnv *
garrow_java_vm_get_env (void)
{
  Vm *vm = get_vm ();
  gpointer env = NULL;

  if (vm == NULL || (*vm)->get_env (vm, &env, JNI_VERSION) != 0)
    return NULL;
  return env;
}

/* What starts the JVM, and what became of it. */
typedef struct
{
  VmArguments arguments;
  GString *tried;
  gboolean ok;
  gboolean done;
  GMutex lock;
  GCond cond;
} Start;

/* Of each of Hadoop's archives without which libhdfs cannot go on. */
static gboolean
check_classes (GArrowJniEnv *env, GString *tried)
{
  static const char *const classes[] = {
    "org/apache/hadoop/fs/FileSystem",
    "org/apache/hadoop/hdfs/DistributedFileSystem",
    "org/apache/hadoop/hdfs/client/HdfsDataInputStream",
    "org/apache/commons/lang3/exception/ExceptionUtils",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++) {
    GArrowJava java;
    g_autofree char *thrown = NULL;

    if (!garrow_java_enter (&java, env))
      return FALSE;
    garrow_java_class (&java, classes[i]);
    thrown = garrow_java_leave (&java);
    if (thrown != NULL) {
      g_string_append_printf (
        tried,
        "\n  Hadoop's classes: the class path that the JVM runs with "
        "has no %s (%s)",
        classes[i],
        thrown);
      return FALSE;
    }
  }
  return TRUE;
}

/* Another library may have started one before. */
static void
start_vm (void *data)
{
  Start *start = data;
  gpointer env = NULL;
  Vm *vm = get_vm ();
  gint32 code = vm != NULL ? (*vm)->attach (vm, &env, NULL)
                           : create_vm (&vm, &env, &start->arguments);
  GArrowJava java;

  if (code != 0) {
    g_string_append_printf (start->tried, "\n  the JVM: it would not start [%d]", code);
    return;
  }
  /* Which takes SIGCHLD when it is first used, and Hadoop uses it. */
  if (garrow_java_enter (&java, env)) {
    garrow_java_class (&java, "java/lang/ProcessImpl");
    g_free (garrow_java_leave (&java));
  }
  start->ok = check_classes (env, start->tried);
  (*vm)->detach (vm);
}

/* On a thread that ends: the one that starts a JVM belongs to it, and gets a stack of a
 * size that the JVM can know. Threads of the JVM have its signals, which are none: so
 * signals stay with the program's own. */
static void *
start_on_thread (void *data)
{
  Start *start = data;

  arw_platform_keep_child_signal (start_vm, start);
  g_mutex_lock (&start->lock);
  start->done = TRUE;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->lock);
  return NULL;
}

/* -Xrs leaves ctrl-C and its like to the program. More comes from LIBHDFS_OPTS, as with
 * libhdfs. */
static VmOption *
make_options (const char *class_path, gint32 *n_options)
{
  const char *more = g_getenv ("LIBHDFS_OPTS");
  g_auto (GStrv) texts = g_strsplit (more != NULL ? more : "", " ", -1);
  VmOption *options = g_new0 (VmOption, g_strv_length (texts) + 2);

  options[(*n_options)++].text = g_strconcat ("-Djava.class.path=", class_path, NULL);
  options[(*n_options)++].text = g_strdup ("-Xrs");
  for (char **text = texts; *text != NULL; text++) {
    if (**text != '\0')
      options[(*n_options)++].text = g_strdup (*text);
  }
  return options;
}

static void
run (Start *start)
{
  g_mutex_init (&start->lock);
  g_cond_init (&start->cond);
  if (!arw_platform_start_thread (start_on_thread, start)) {
    g_string_append (start->tried, "\n  the JVM: there can be no more threads");
    start->done = TRUE;
  }
  g_mutex_lock (&start->lock);
  while (!start->done)
    g_cond_wait (&start->cond, &start->lock);
  g_mutex_unlock (&start->lock);
  g_mutex_clear (&start->lock);
  g_cond_clear (&start->cond);
}

gboolean
garrow_java_vm_start (GString *tried)
{
  g_autofree char *class_path = NULL;
  Start start = {.arguments = {.version = JNI_VERSION, .ignore_unrecognized = TRUE},
                 .tried = tried};

  if (get_vm () == NULL) {
    class_path = garrow_java_class_path (tried);
    if (class_path == NULL)
      return FALSE;
    start.arguments.options = make_options (class_path, &start.arguments.n_options);
  }
  run (&start);
  for (gint32 i = 0; i < start.arguments.n_options; i++)
    g_free (start.arguments.options[i].text);
  g_free (start.arguments.options);
  return start.ok;
}
