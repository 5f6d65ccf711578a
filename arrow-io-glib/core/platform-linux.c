/* core/platform-linux.c: what Linux and its C libraries have beyond POSIX.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE

#include "core/platform.h"

#include <link.h>
#include <stdio.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef struct
{
  const char *part;
  char *out;
  size_t out_size;
} Search;

static int
compare_path (struct dl_phdr_info *info, size_t size, void *data)
{
  Search *search = data;

  (void)size;
  if (info->dlpi_name == NULL || strstr (info->dlpi_name, search->part) == NULL)
    return 0;
  snprintf (search->out, search->out_size, "%s", info->dlpi_name);
  return 1;
}

bool
arw_platform_find_library (const char *part, char *out, size_t out_size)
{
  Search search = {part, out, out_size};

  return dl_iterate_phdr (compare_path, &search) == 1;
}

void
arw_platform_trim (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

void
arw_platform_print_stats (void)
{
#ifdef __GLIBC__
  malloc_stats ();
#endif
}
