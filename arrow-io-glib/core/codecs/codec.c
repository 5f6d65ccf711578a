/* core/codecs/codec.c: the table of codecs in this build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <string.h>

#include "core/workers.h"

#define ARW_BUILT(name, ...) extern const ArwCodec arw_codec_##name;
#define ARW_MISSING(name, ...)
#include "core/codec-rows.h"
#undef ARW_BUILT
#undef ARW_MISSING

/* All codecs of the library, those that the build left out too. */
static const struct
{
  const char *name;
  const char *alias;       /* or "" */
  const char *option;      /* of the build, which decides about it */
  const ArwCodec *codec;   /* NULL if it was left out */
  const char *suffixes[5]; /* of file names, lower case, NULL at the end */
} rows[] = {
#define ARW_BUILT(name, alias, option, ...)                                              \
  {#name, alias, option, &arw_codec_##name, {__VA_ARGS__}},
#define ARW_MISSING(name, alias, option, ...) {#name, alias, option, NULL, {__VA_ARGS__}},
#include "core/codec-rows.h"
#undef ARW_BUILT
#undef ARW_MISSING
};

#define N_ROWS (sizeof rows / sizeof rows[0])

/* Not tolower (), as in a Turkish locale that leaves 'I' alone. */
static int
lower (char c)
{
  return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool
equal_in_any_case (const char *a, const char *b)
{
  while (*a != '\0' && lower (*a) == lower (*b)) {
    a++;
    b++;
  }
  return lower (*a) == lower (*b);
}

static bool
has_suffix (const char *path, const char *suffix)
{
  size_t path_size = strlen (path), suffix_size = strlen (suffix);

  return suffix_size <= path_size &&
         equal_in_any_case (path + path_size - suffix_size, suffix);
}

const ArwCodec *
arw_codec_nth (size_t n)
{
  for (size_t i = 0; i < N_ROWS; i++) {
    if (rows[i].codec != NULL && n-- == 0)
      return rows[i].codec;
  }
  return NULL;
}

const char *const *
arw_codec_suffixes (const ArwCodec *codec)
{
  size_t i = 0;

  while (rows[i].codec != codec)
    i++;
  return rows[i].suffixes;
}

const ArwCodec *
arw_codec_find (const char *name, ArwError *error)
{
  for (size_t i = 0; i < N_ROWS; i++) {
    /* No alias is "", which names nothing. */
    if (name[0] == '\0' || (!equal_in_any_case (rows[i].name, name) &&
                            !equal_in_any_case (rows[i].alias, name)))
      continue;
    if (rows[i].codec == NULL)
      arw_error_set (error,
                     ARW_NOT_IMPLEMENTED,
                     "This build lacks the codec '%s': build with -D%s=enabled",
                     rows[i].name,
                     rows[i].option);
    return rows[i].codec;
  }
  arw_error_set (error, ARW_INVALID, "Invalid value for compression: '%s'", name);
  return NULL;
}

const char *
arw_codec_name_for_path (const char *path)
{
  for (size_t i = 0; i < N_ROWS; i++) {
    for (const char *const *suffix = rows[i].suffixes; *suffix != NULL; suffix++) {
      if (has_suffix (path, *suffix))
        return rows[i].name;
    }
  }
  return NULL;
}

const ArwCodec *
arw_codec_for_content (const uint8_t *data, size_t size)
{
  for (size_t i = 0; i < N_ROWS; i++) {
    if (rows[i].codec != NULL && rows[i].codec->matches (data, size))
      return rows[i].codec;
  }
  return NULL;
}

bool
arw_codec_resolve_level (const ArwCodec *codec, int *level, ArwError *error)
{
  if (*level == ARW_LEVEL_DEFAULT)
    *level = codec->default_level;
  if (*level >= codec->min_level && *level <= codec->max_level)
    return true;

  if (!arw_codec_has_levels (codec)) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid compression level for %s: it has no levels",
                   codec->name);
    return false;
  }
  arw_error_set (error,
                 ARW_INVALID,
                 "Invalid compression level for %s: %d is not from %d to %d",
                 codec->name,
                 *level,
                 codec->min_level,
                 codec->max_level);
  return false;
}

bool
arw_codec_resolve_threads (int *threads, ArwError *error)
{
  if (*threads < 0) {
    arw_error_set (error, ARW_INVALID, "Negative number of threads: %d", *threads);
    return false;
  }
  if (*threads == 0 || *threads > arw_workers_count ())
    *threads = arw_workers_count ();
  return true;
}

bool
arw_codec_check_streaming (const ArwCodec *codec, ArwError *error)
{
  if (codec->no_streaming == NULL)
    return true;
  arw_error_set (error, ARW_NOT_IMPLEMENTED, "%s", codec->no_streaming);
  return false;
}
