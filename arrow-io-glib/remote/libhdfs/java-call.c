/* remote/libhdfs/java-call.c: calling Java, with what is thrown kept until the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/java-private.h"

#include <string.h>

G_STATIC_ASSERT (G_STRUCT_OFFSET (struct GArrowJniTable, call_void) ==
                 63 * sizeof (gpointer));
G_STATIC_ASSERT (G_STRUCT_OFFSET (struct GArrowJniTable, get_array_length) ==
                 171 * sizeof (gpointer));
G_STATIC_ASSERT (G_STRUCT_OFFSET (struct GArrowJniTable, get_reference_type) ==
                 232 * sizeof (gpointer));

#define FRAME_SIZE 32 /* a first size; the JVM makes it larger */

/* Looks whether the call before this has thrown. */
static gboolean
check (GArrowJava *java)
{
  if (!java->thrown && (*java->env)->exception_occurred (java->env) != NULL)
    java->thrown = TRUE;
  return !java->thrown;
}

gboolean
garrow_java_enter (GArrowJava *java, GArrowJniEnv *env)
{
  *java = (GArrowJava){env, FALSE};
  if ((*env)->push_local_frame (env, FRAME_SIZE) == 0)
    return TRUE;
  (*env)->exception_clear (env);
  return FALSE;
}

char *
garrow_java_catch (GArrowJava *java, gpointer *exception)
{
  GArrowJniEnv *env = java->env;
  char *message;

  if (!java->thrown)
    return NULL;
  *exception = (*env)->exception_occurred (env);
  (*env)->exception_clear (env);
  java->thrown = FALSE;
  message = garrow_java_get_string (
    java,
    garrow_java_call (java, *exception, "toString", "()Ljava/lang/String;", NULL).l);
  (*env)->exception_clear (env);
  java->thrown = FALSE;
  return message != NULL ? message
                         : g_strdup ("an exception that does not say what it is");
}

void
garrow_java_throw (GArrowJava *java, gpointer exception)
{
  (*java->env)->throw_it (java->env, exception);
  java->thrown = TRUE;
}

char *
garrow_java_leave (GArrowJava *java)
{
  gpointer exception;
  char *message = garrow_java_catch (java, &exception);

  (*java->env)->pop_local_frame (java->env, NULL);
  return message;
}

gboolean
garrow_java_push (GArrowJava *java)
{
  if (!java->thrown && (*java->env)->push_local_frame (java->env, FRAME_SIZE) != 0)
    java->thrown = TRUE;
  return !java->thrown;
}

void
garrow_java_pop (GArrowJava *java)
{
  (*java->env)->pop_local_frame (java->env, NULL);
}

gpointer
garrow_java_class (GArrowJava *java, const char *name)
{
  gpointer class = NULL;

  if (!java->thrown)
    class = (*java->env)->find_class (java->env, name);
  return check (java) ? class : NULL;
}

gpointer
garrow_java_new (GArrowJava *java,
                 const char *class_name,
                 const char *signature,
                 const GArrowJavaValue *args)
{
  gpointer class = garrow_java_class (java, class_name);
  gpointer method = NULL, object = NULL;

  if (class != NULL)
    method = (*java->env)->get_method (java->env, class, "<init>", signature);
  if (method != NULL)
    object = (*java->env)->new_object (java->env, class, method, args);
  return check (java) ? object : NULL;
}

static GArrowJavaValue
call (GArrowJniEnv *env,
      char type,
      gpointer object,
      gpointer method,
      const GArrowJavaValue *args)
{
  GArrowJavaValue result = {.j = 0};

  switch (type) {
  case 'Z':
    result.z = (*env)->call_boolean (env, object, method, args);
    break;
  case 'S':
    result.s = (*env)->call_short (env, object, method, args);
    break;
  case 'J':
    result.j = (*env)->call_long (env, object, method, args);
    break;
  case 'V':
    (*env)->call_void (env, object, method, args);
    break;
  default:
    result.l = (*env)->call_object (env, object, method, args);
    break;
  }
  return result;
}

GArrowJavaValue
garrow_java_call (GArrowJava *java,
                  gpointer object,
                  const char *method,
                  const char *signature,
                  const GArrowJavaValue *args)
{
  GArrowJavaValue result = {.j = 0};
  gpointer class, id;

  if (java->thrown || object == NULL)
    return result;
  class = (*java->env)->get_object_class (java->env, object);
  id = (*java->env)->get_method (java->env, class, method, signature);
  if (id != NULL)
    result = call (java->env, strchr (signature, ')')[1], object, id, args);
  return check (java) ? result : (GArrowJavaValue){.j = 0};
}

gpointer
garrow_java_constant (GArrowJava *java,
                      const char *class_name,
                      const char *name,
                      const char *signature)
{
  gpointer class = garrow_java_class (java, class_name);
  gpointer field = NULL, object = NULL;

  if (class != NULL)
    field = (*java->env)->get_static_field (java->env, class, name, signature);
  if (field != NULL)
    object = (*java->env)->get_static_object (java->env, class, field);
  return check (java) ? object : NULL;
}

gboolean
garrow_java_is_a (GArrowJava *java, gpointer object, const char *class_name)
{
  gpointer class = garrow_java_class (java, class_name);

  return class != NULL && (*java->env)->is_instance_of (java->env, object, class);
}

/* Not by the JVM's functions for UTF-8, as that is one of its own: what is beyond U+FFFF
 * has six bytes there. */
gpointer
garrow_java_string (GArrowJava *java, const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *utf16 = NULL;
  gpointer string = NULL;

  if (text == NULL || java->thrown)
    return NULL;
  utf16 = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  if (utf16 != NULL && length <= G_MAXINT32)
    string = (*java->env)->new_string (java->env, utf16, (gint32)length);
  return check (java) ? string : NULL;
}

char *
garrow_java_get_string (GArrowJava *java, gpointer string)
{
  g_autofree gunichar2 *utf16 = NULL;
  gint32 length;

  if (string == NULL || java->thrown)
    return NULL;
  length = (*java->env)->get_string_length (java->env, string);
  utf16 = g_new (gunichar2, (gsize)length + 1);
  (*java->env)->get_string_region (java->env, string, 0, length, utf16);
  for (gint32 i = 0; i < length; i++) {
    gboolean pair = i + 1 < length && (utf16[i] & 0xfc00) == 0xd800 &&
                    (utf16[i + 1] & 0xfc00) == 0xdc00;

    if (pair)
      i++;
    else if ((utf16[i] & 0xf800) == 0xd800 || utf16[i] == 0)
      utf16[i] = 0xfffd; /* half a character, which UTF-8 does not have */
  }
  return g_utf16_to_utf8 (utf16, length, NULL, NULL, NULL);
}

GBytes *
garrow_java_get_bytes (GArrowJava *java, gpointer array)
{
  gint32 length;
  gpointer data;

  if (array == NULL || java->thrown)
    return NULL;
  length = (*java->env)->get_array_length (java->env, array);
  data = g_malloc ((gsize)length);
  (*java->env)->get_byte_region (java->env, array, 0, length, data);
  return g_bytes_new_take (data, (gsize)length);
}

gpointer
garrow_java_bytes (GArrowJava *java, const char *data)
{
  gint32 length = (gint32)strlen (data);
  gpointer array = NULL;

  if (!java->thrown)
    array = (*java->env)->new_byte_array (java->env, length);
  if (array != NULL)
    (*java->env)->set_byte_region (java->env, array, 0, length, data);
  return check (java) ? array : NULL;
}
