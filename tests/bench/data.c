/* tests/bench/data.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "data.h"

#include <math.h>
#include <string.h>

#define N_WORDS 8192

/* Simple, and the same on every machine. */
static guint32
next (guint64 *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (guint32)(*state >> 33);
}

/* Small numbers much more often than large ones, as words are in any language. */
static guint32
next_rank (guint64 *state, guint32 n)
{
  double x = (double)next (state) / 2147483648.0;

  return (guint32)(pow ((double)n, x)) - 1;
}

typedef char Word[12];

static Word *
make_words (guint64 *state)
{
  Word *words = g_new0 (Word, N_WORDS);

  for (int i = 0; i < N_WORDS; i++) {
    guint32 length = 2 + next (state) % 9;

    for (guint32 k = 0; k < length; k++)
      words[i][k] = (char)('a' + (next (state) % 26 + next (state) % 26) / 2);
  }
  return words;
}

/* Fills size bytes with what a line at a time gives. */
static guint8 *
make_lines (gsize size, void (*append) (GString *text, const Word *words, guint64 *state))
{
  guint64 state = 1;
  g_autofree Word *words = make_words (&state);
  GString *text = g_string_sized_new (size + 4096);

  while (text->len < size)
    append (text, (const Word *)words, &state);
  return (guint8 *)g_string_free (text, FALSE);
}

static void
append_words (GString *text, const Word *words, guint64 *state)
{
  for (int i = 0; i < 10; i++) {
    g_string_append (text, words[next (state) % N_WORDS]);
    g_string_append_c (text, i < 9 ? ' ' : '\n');
  }
}

/* A % stands for a name. */
static void
append_source (GString *text, const Word *words, guint64 *state)
{
  static const char *const forms[] = {
    "  if (% == NULL)\n    return %_new (%, error);\n",
    "  for (gsize i = 0; i < %->n_%; i++)\n    %[i] = 0;\n",
    "  g_return_val_if_fail (%_is_% (%), FALSE);\n",
    "  %->% = %;\n",
    "\n/* The % of the %, which is in %. */\n",
    "static void\n%_% (const char *%)\n{\n",
    "  %_% (self, %, NULL);\n",
    "  g_object_unref (%);\n  g_free (%);\n  return %;\n}\n\n",
  };

  for (const char *c = forms[next (state) % G_N_ELEMENTS (forms)]; *c != '\0'; c++) {
    if (*c == '%')
      g_string_append (text, words[next_rank (state, 1500)]);
    else
      g_string_append_c (text, *c);
  }
}

static void
append_row (GString *text, const Word *words, guint64 *state)
{
  gsize row = text->len / 50;

  g_string_append_printf (text,
                          "%" G_GSIZE_FORMAT ",2026-11-%02u %02u:%02u,%s,%u.%02u,%u\n",
                          row,
                          1 + (guint)(row / 5000 % 28),
                          (guint)(row / 300 % 24),
                          (guint)(row / 5 % 60),
                          words[next_rank (state, 3000)],
                          next (state) % 300,
                          next (state) % 100,
                          next_rank (state, 100000));
}

static guint8 *
make_random_words (gsize size)
{
  return make_lines (size, append_words);
}

static guint8 *
make_source (gsize size)
{
  return make_lines (size, append_source);
}

static guint8 *
make_csv (gsize size)
{
  return make_lines (size, append_row);
}

/* Blocks of times, of measured values, and of codes. */
static guint8 *
make_columns (gsize size)
{
  guint8 *data = g_malloc0 (size + 8);
  guint64 state = 1;
  gint64 time = G_GINT64_CONSTANT (1790000000000);
  double value = 100;

  for (gsize i = 0; i < size; i += 8) {
    gsize column = i / 65536 % 3;

    time += next (&state) % 1000;
    value += ((double)next (&state) / 2147483648.0 - 0.5) * 0.1;
    if (column == 0) {
      memcpy (data + i, &time, 8);
    } else if (column == 1) {
      memcpy (data + i, &value, 8);
    } else {
      gint32 codes[2] = {(gint32)next_rank (&state, 5000), (gint32)next (&state) % 50};

      memcpy (data + i, codes, 8);
    }
  }
  return data;
}

const BenchData bench_data[4] = {
  {"words", make_random_words},
  {"source text", make_source},
  {"CSV", make_csv},
  {"columns", make_columns},
};
