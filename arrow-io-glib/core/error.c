/* core/error.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/platform.h"

/* Longer than what strerror () says in any language. */
#define SYSTEM_WORDS 256

static void
start (ArwError *error, ArwCode code)
{
  error->code = code;
  error->system_errno = 0;
  error->foreign = NULL;
  error->release_foreign = NULL;
}

void
arw_error_set (ArwError *error, ArwCode code, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;

  start (error, code);
  va_start (args, format);
  vsnprintf (error->message, sizeof error->message, format, args);
  va_end (args);
}

void
arw_error_set_system (ArwError *error, int system_errno, const char *format, ...)
{
  char words[SYSTEM_WORDS - 32];
  va_list args;
  int length;

  if (error == NULL)
    return;

  start (error, ARW_SYSTEM);
  error->system_errno = system_errno;
  va_start (args, format);
  length = vsnprintf (error->message, sizeof error->message - SYSTEM_WORDS, format, args);
  va_end (args);
  if (length < 0)
    length = 0;
  if ((size_t)length >= sizeof error->message - SYSTEM_WORDS)
    length = (int)sizeof error->message - SYSTEM_WORDS - 1;

  arw_platform_describe (system_errno, words, sizeof words);
  snprintf (error->message + length,
            sizeof error->message - (size_t)length,
            ": %s [errno %d]",
            words,
            system_errno);
}

void
arw_error_set_foreign (ArwError *error, void *foreign, void (*release) (void *foreign))
{
  if (error == NULL) {
    release (foreign);
    return;
  }
  arw_error_set (error, ARW_FOREIGN, "a function from above failed");
  error->foreign = foreign;
  error->release_foreign = release;
}

void
arw_error_repeat (ArwError *failure, ArwError *error, const char *name)
{
  if (error != NULL)
    *error = *failure;
  if (failure->foreign == NULL)
    return;
  if (error == NULL)
    failure->release_foreign (failure->foreign);
  arw_error_set (failure,
                 ARW_FOREIGN,
                 "Failed to write '%s': an earlier write failed",
                 name);
}

void
arw_error_clear (ArwError *error)
{
  if (error == NULL)
    return;
  if (error->foreign != NULL)
    error->release_foreign (error->foreign);
  start (error, ARW_OK);
}
