/* tests/core/test-mode.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <fcntl.h>

#include "core/files/mode.h"
#include "util.h"

#define R ARW_FILE_READABLE
#define W ARW_FILE_WRITABLE
#define S ARW_FILE_SEEKABLE

/* 39: each spelling comes to the one name. */
static void
test_spellings (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    unsigned flags;
    int open_flags;
  } spellings[] = {
    {"r", "rb", R | S, O_RDONLY},
    {"rb", "rb", R | S, O_RDONLY},
    {"w", "wb", W | S, O_WRONLY | O_CREAT | O_TRUNC},
    {"wb", "wb", W | S, O_WRONLY | O_CREAT | O_TRUNC},
    {"a", "ab", W, O_WRONLY | O_CREAT | O_APPEND},
    {"ab", "ab", W, O_WRONLY | O_CREAT | O_APPEND},
    {"x", "xb", W | S, O_WRONLY | O_CREAT | O_EXCL},
    {"xb", "xb", W | S, O_WRONLY | O_CREAT | O_EXCL},
    {"r+", "rb+", R | W | S, O_RDWR},
    {"rb+", "rb+", R | W | S, O_RDWR},
    {"r+b", "rb+", R | W | S, O_RDWR},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++) {
    const ArwMode *mode = arw_mode_parse (spellings[i].text, NULL);

    g_assert_nonnull (mode);
    g_assert_cmpstr (mode->name, ==, spellings[i].name);
    g_assert_cmpuint (mode->flags, ==, spellings[i].flags);
    g_assert_cmpint (mode->open_flags, ==, spellings[i].open_flags);
    g_assert_true (arw_mode_parse (mode->name, NULL) == mode);
  }
}

static void
test_refused (void)
{
  static const char *const texts[] =
    {"", "U", "rt", "w+", "a+", "x+", "rw", "R", "br", "r ", "rbb", "r++"};

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_fails (ARW_INVALID, texts[i], arw_mode_parse (texts[i], &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mode/spellings", test_spellings);
  g_test_add_func ("/mode/refused", test_refused);
  return g_test_run ();
}
