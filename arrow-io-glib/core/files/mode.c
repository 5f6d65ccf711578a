/* core/files/mode.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/mode.h"

#include <fcntl.h>
#include <string.h>

#include "core/files/file.h"

#define READ ARW_FILE_READABLE
#define WRITE ARW_FILE_WRITABLE
#define SEEK ARW_FILE_SEEKABLE

static const ArwMode modes[] = {
  {"rb", READ | SEEK, O_RDONLY, "reading"},
  {"wb", WRITE | SEEK, O_WRONLY | O_CREAT | O_TRUNC, "writing"},
  {"ab", WRITE, O_WRONLY | O_CREAT | O_APPEND, "appending"},
  {"xb", WRITE | SEEK, O_WRONLY | O_CREAT | O_EXCL, "exclusive creation"},
  {"rb+", READ | WRITE | SEEK, O_RDWR, "reading and writing"},
};

static const struct
{
  const char *text;
  int mode;
} spellings[] = {
  {"r", 0},
  {"rb", 0},
  {"w", 1},
  {"wb", 1},
  {"a", 2},
  {"ab", 2},
  {"x", 3},
  {"xb", 3},
  {"r+", 4},
  {"rb+", 4},
  {"r+b", 4},
};

const ArwMode *
arw_mode_parse (const char *text, ArwError *error)
{
  for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
    if (strcmp (spellings[i].text, text) == 0)
      return &modes[spellings[i].mode];
  }
  arw_error_set (error, ARW_INVALID, "Invalid file mode: '%s'", text);
  return NULL;
}
