/* core/platform-portable.c: for systems with nothing beyond POSIX.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/platform.h"

bool
arw_platform_find_library (const char *part, char *out, size_t out_size)
{
  (void)part;
  (void)out;
  (void)out_size;
  return false;
}

void
arw_platform_trim (void)
{
}

void
arw_platform_print_stats (void)
{
}
