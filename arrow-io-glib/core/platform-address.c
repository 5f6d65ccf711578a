/* core/platform-address.c: whose code it is that lies at an address.
 *
 * In a file of its own, as what shows dladdr () makes another function of strerror_r ().
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE /* dladdr (), which POSIX has since 2024 */

#include "core/platform.h"

#include <dlfcn.h>
#include <stdio.h>

bool
arw_platform_find_address (const void *address, char *out, size_t out_size)
{
  Dl_info info;

  if (dladdr (address, &info) == 0 || info.dli_fname == NULL)
    return false;
  return (size_t)snprintf (out, out_size, "%s", info.dli_fname) < out_size;
}
