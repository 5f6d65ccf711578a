/* tests/core/test-map.c: part of a file as a buffer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/memory/map.h"
#include "core/platform.h"

/* Two pages and a bit, of which each byte says where it is. */
#define SIZE (2 * 4096 + 100)

static char *path;

static uint8_t
byte_at (int64_t offset)
{
  return (uint8_t)(offset % 251);
}

/* 61: anywhere, of any size, and the descriptor is not needed. */
static void
test_ranges (void)
{
  static const int64_t offsets[] = {0, 1, 64, 4095, 4096, 4097, 8192, SIZE - 1, SIZE};

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
    int64_t offset = offsets[i];
    int fd = arw_platform_open (path, O_RDONLY);
    ArwBuffer buffer, slice;

    g_assert_true (
      arw_buffer_map (&buffer, fd, path, offset, SIZE - offset, false, NULL));
    arw_platform_close (fd);
    g_assert_cmpint (buffer.size, ==, SIZE - offset);
    g_assert_true (buffer.data != NULL);
    for (int64_t j = 0; j < buffer.size; j++)
      g_assert_cmpint (buffer.data[j], ==, byte_at (offset + j));
    g_assert_true (arw_buffer_slice (&buffer, buffer.size / 2, 0, &slice, NULL));
    arw_buffer_clear (&buffer);
    arw_buffer_clear (&slice);
  }
}

/* 61: nothing of it lies behind the end. */
static void
test_refusals (void)
{
  static const struct
  {
    int64_t offset;
    int64_t size;
  } wrong[] = {
    {0, SIZE + 1},
    {1, SIZE},
    {SIZE + 1, 0},
    {SIZE, 1},
    {4096, SIZE - 4095},
    {-1, 1},
    {0, -1},
    {INT64_MAX, 1},
    {1, INT64_MAX},
  };
  int fd = arw_platform_open (path, O_RDONLY);
  int directory = arw_platform_open ("/", O_RDONLY);
  int device = arw_platform_open ("/dev/null", O_RDONLY);
  ArwBuffer buffer;
  ArwError error;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (
      arw_buffer_map (&buffer, fd, path, wrong[i].offset, wrong[i].size, false, &error));
    g_assert_cmpint (error.code, ==, ARW_INVALID);
    g_assert_null (buffer.memory);
  }
  g_assert_false (arw_buffer_map (&buffer, fd, path, 0, 1, true, &error));
  g_assert_cmpint (error.system_errno, ==, EACCES);
  g_assert_false (arw_buffer_map (&buffer, directory, "/", 0, 1, false, &error));
  g_assert_cmpint (error.system_errno, ==, EISDIR);
  g_assert_false (arw_buffer_map (&buffer, device, "/dev/null", 0, 0, false, &error));
  g_assert_cmpint (error.system_errno, ==, ENODEV);
  g_assert_false (arw_buffer_map (&buffer, -1, "nothing", 0, 1, false, &error));
  g_assert_cmpint (error.system_errno, ==, EBADF);
  arw_platform_close (fd);
  arw_platform_close (directory);
  arw_platform_close (device);
}

static void
test_writing (void)
{
  int fd = arw_platform_open (path, O_RDWR);
  g_autofree char *text = NULL;
  ArwBuffer buffer;

  g_assert_true (arw_buffer_map (&buffer, fd, path, 5000, 8, true, NULL));
  memcpy (buffer.data, "columnar", 8);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (memcmp (text + 5000, "columnar", 8), ==, 0);
  for (int64_t i = 0; i < 8; i++)
    buffer.data[i] = byte_at (5000 + i);
  arw_buffer_clear (&buffer);
  arw_platform_close (fd);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  char content[SIZE];
  int result;

  g_test_init (&argc, &argv, NULL);
  path = g_build_filename (dir, "data", NULL);
  for (int64_t i = 0; i < SIZE; i++)
    content[i] = (char)byte_at (i);
  g_assert_true (g_file_set_contents (path, content, SIZE, NULL));

  g_test_add_func ("/map/ranges", test_ranges);
  g_test_add_func ("/map/refusals", test_refusals);
  g_test_add_func ("/map/writing", test_writing);
  result = g_test_run ();
  g_remove (path);
  g_rmdir (dir);
  g_free (path);
  return result;
}
