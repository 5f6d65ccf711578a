/* remote/libhdfs/java-private.h: the JVM that libhdfs runs in, and calling what is in it.
 *
 * The table of functions that a JVM gives (JNI) has fixed places, which are written down
 * here as far as they are used: so nothing of Java is needed to build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef union {
  guint8 z; /* boolean */
  gint16 s;
  gint32 i;
  gint64 j; /* long */
  gpointer l;
} GArrowJavaValue;

typedef const struct GArrowJniTable *GArrowJniEnv;

struct GArrowJniTable
{
  gpointer unused_0[6];
  gpointer (*find_class) (GArrowJniEnv *env, const char *name);
  gpointer unused_7[6];
  gint32 (*throw_it) (GArrowJniEnv *env, gpointer exception);
  gpointer unused_14;
  gpointer (*exception_occurred) (GArrowJniEnv *env);
  gpointer unused_16;
  void (*exception_clear) (GArrowJniEnv *env);
  gpointer unused_18;
  gint32 (*push_local_frame) (GArrowJniEnv *env, gint32 capacity);
  gpointer (*pop_local_frame) (GArrowJniEnv *env, gpointer result);
  gpointer unused_21[9];
  gpointer (*new_object) (GArrowJniEnv *env,
                          gpointer class,
                          gpointer method,
                          const GArrowJavaValue *args);
  gpointer (*get_object_class) (GArrowJniEnv *env, gpointer object);
  guint8 (*is_instance_of) (GArrowJniEnv *env, gpointer object, gpointer class);
  gpointer (*get_method) (GArrowJniEnv *env,
                          gpointer class,
                          const char *name,
                          const char *signature);
  gpointer unused_34[2];
  gpointer (*call_object) (GArrowJniEnv *env,
                           gpointer object,
                           gpointer method,
                           const GArrowJavaValue *args);
  gpointer unused_37[2];
  guint8 (*call_boolean) (GArrowJniEnv *env,
                          gpointer object,
                          gpointer method,
                          const GArrowJavaValue *args);
  gpointer unused_40[8];
  gint16 (*call_short) (GArrowJniEnv *env,
                        gpointer object,
                        gpointer method,
                        const GArrowJavaValue *args);
  gpointer unused_49[5];
  gint64 (*call_long) (GArrowJniEnv *env,
                       gpointer object,
                       gpointer method,
                       const GArrowJavaValue *args);
  gpointer unused_55[8];
  void (*call_void) (GArrowJniEnv *env,
                     gpointer object,
                     gpointer method,
                     const GArrowJavaValue *args);
  gpointer unused_64[80];
  gpointer (*get_static_field) (GArrowJniEnv *env,
                                gpointer class,
                                const char *name,
                                const char *signature);
  gpointer (*get_static_object) (GArrowJniEnv *env, gpointer class, gpointer field);
  gpointer unused_146[17];
  gpointer (*new_string) (GArrowJniEnv *env, const gunichar2 *text, gint32 length);
  gint32 (*get_string_length) (GArrowJniEnv *env, gpointer string);
  gpointer unused_165[6];
  gint32 (*get_array_length) (GArrowJniEnv *env, gpointer array);
  gpointer (*new_object_array) (GArrowJniEnv *env,
                                gint32 length,
                                gpointer class,
                                gpointer initial);
  gpointer (*get_array_element) (GArrowJniEnv *env, gpointer array, gint32 index);
  gpointer unused_174[2];
  gpointer (*new_byte_array) (GArrowJniEnv *env, gint32 length);
  gpointer unused_177[23];
  void (*get_byte_region) (GArrowJniEnv *env,
                           gpointer array,
                           gint32 start,
                           gint32 length,
                           void *out);
  gpointer unused_201[7];
  void (*set_byte_region) (GArrowJniEnv *env,
                           gpointer array,
                           gint32 start,
                           gint32 length,
                           const void *data);
  gpointer unused_209[11];
  void (*get_string_region) (GArrowJniEnv *env,
                             gpointer string,
                             gint32 start,
                             gint32 length,
                             gunichar2 *out);
  gpointer unused_221[11];
  int (*get_reference_type) (GArrowJniEnv *env, gpointer object);
};

/* In remote/libhdfs/java-vm.c. Both say in tried what they looked at and why it would not
 * do. load gets libjvm into the process, start has it run with Hadoop's classes; each may
 * be called again. get_env is NULL on a thread that the JVM does not know. */
gboolean garrow_java_vm_load (GString *tried);
gboolean garrow_java_vm_start (GString *tried);
GArrowJniEnv *garrow_java_vm_get_env (void);

/* Says in tried why a library could not be opened just now. */
void garrow_java_note_failure (GString *tried, const char *path);

/* In remote/libhdfs/java-path.c: where Hadoop's classes are, or NULL, said in tried. */
char *garrow_java_class_path (GString *tried);

/* Calls, one after the other: once one has thrown, the rest do nothing and give 0 or
 * NULL. Each enter is followed by a leave, which gives what was thrown, as its class
 * and message, or NULL. Objects live until then. */
typedef struct
{
  GArrowJniEnv *env;
  gboolean thrown;
} GArrowJava;

gboolean garrow_java_enter (GArrowJava *java, GArrowJniEnv *env);
char *garrow_java_leave (GArrowJava *java);

/* Takes what was thrown, so that calls go on, and gives it as leave would; throw makes it
 * as before. NULL if nothing was. */
char *garrow_java_catch (GArrowJava *java, gpointer *exception);
void garrow_java_throw (GArrowJava *java, gpointer exception);

/* In a frame of their own, objects live only until it ends. */
gboolean garrow_java_push (GArrowJava *java);
void garrow_java_pop (GArrowJava *java);

gpointer garrow_java_class (GArrowJava *java, const char *name);
gpointer garrow_java_new (GArrowJava *java,
                          const char *class_name,
                          const char *signature,
                          const GArrowJavaValue *args);
GArrowJavaValue garrow_java_call (GArrowJava *java,
                                  gpointer object,
                                  const char *method,
                                  const char *signature,
                                  const GArrowJavaValue *args);

#define GARROW_JAVA_ARGS(...) ((const GArrowJavaValue[]){__VA_ARGS__})

gpointer garrow_java_constant (GArrowJava *java,
                               const char *class_name,
                               const char *name,
                               const char *signature);
gboolean garrow_java_is_a (GArrowJava *java, gpointer object, const char *class_name);

/* Text is UTF-8 here. */
gpointer garrow_java_string (GArrowJava *java, const char *text);
char *garrow_java_get_string (GArrowJava *java, gpointer string);
GBytes *garrow_java_get_bytes (GArrowJava *java, gpointer array);
gpointer garrow_java_bytes (GArrowJava *java, const char *data);

G_END_DECLS
