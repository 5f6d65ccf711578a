/* streams/transcoding-input-stream.c: changes the encoding of text, by iconv.
 *
 * A GConverterInputStream over a GCharsetConverter would do, but that it leaves out what
 * ends text in an encoding with states, as ISO-2022-JP.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/transform-private.h"

#include <arrow-io-glib/error.h>
#include <errno.h>
#include <inttypes.h>

#include "files/native-file-private.h"

#define NO_CONVERTER ((GIConv)(gsize)-1)

/* Most text grows by less; if it does not, the output does. */
#define SPARE 64

typedef struct
{
  GArrowTransformInputStream parent_instance;

  GIConv converter;
  char *from;
  char *to;
  GByteArray *rest; /* of a character that goes on in what comes next */
  gint64 position;  /* in the text as it was, of what is in rest */
} GArrowTranscodingInputStream;

typedef struct
{
  GArrowTransformInputStreamClass parent_class;
} GArrowTranscodingInputStreamClass;

static GType garrow_transcoding_input_stream_get_type (void);
G_DEFINE_FINAL_TYPE (GArrowTranscodingInputStream,
                     garrow_transcoding_input_stream,
                     GARROW_TYPE_TRANSFORM_INPUT_STREAM)

/* Text on its way through the converter. */
typedef struct
{
  char *in;
  gsize in_left;
  GByteArray *out;
  gsize out_size;
} Text;

/* One step; the last ones only end the text. Gives 0, or why there is more to do. */
static int
convert (GArrowTranscodingInputStream *self, Text *text, gboolean last)
{
  char *end;
  gsize room, result;
  int reason;

  g_byte_array_set_size (text->out, (guint)(text->out_size + text->in_left + SPARE));
  end = (char *)text->out->data + text->out_size;
  room = text->out->len - text->out_size;
  result = g_iconv (self->converter,
                    last ? NULL : &text->in,
                    last ? NULL : &text->in_left,
                    &end,
                    &room);
  reason = result == (gsize)-1 ? errno : 0;
  text->out_size = text->out->len - room;
  return reason;
}

/* Gives 0, or why the conversion stopped. */
static int
convert_all (GArrowTranscodingInputStream *self, Text *text, gboolean ends)
{
  int reason;

  do {
    reason = convert (self, text, FALSE);
  } while (reason == E2BIG);
  if (reason != 0 || !ends)
    return reason;
  do {
    reason = convert (self, text, TRUE);
  } while (reason == E2BIG);
  return reason;
}

static GBytes *
fail (GArrowTranscodingInputStream *self, GArrowError code, const char *what)
{
  GArrowTransformInputStream *stream = &self->parent_instance;
  GArrowNativeFile *raw = garrow_transform_input_stream_get_raw (stream);
  g_autoptr (GError) error = NULL;

  g_set_error (&error,
               GARROW_ERROR,
               (int)code,
               "Failed to convert '%s' from %s to %s: %s at byte %" PRId64,
               garrow_native_file_peek_core (raw)->name,
               self->from,
               self->to,
               what,
               (int64_t)self->position);
  garrow_transform_input_stream_fail_error (stream, error);
  return NULL;
}

static GBytes *
transcode (GArrowTransformInputStream *stream, GBytes *bytes)
{
  GArrowTranscodingInputStream *self = (GArrowTranscodingInputStream *)stream;
  gsize size = g_bytes_get_size (bytes);
  gboolean ends = size == 0;
  guint n_kept = self->rest->len;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Text text;
  int reason;

  g_byte_array_append (self->rest, g_bytes_get_data (bytes, NULL), (guint)size);
  text = (Text){(char *)self->rest->data, self->rest->len, out, 0};
  reason = convert_all (self, &text, ends);
  if (text.out_size == 0 && (reason == EILSEQ || (reason == EINVAL && ends))) {
    /* Whoever reads on comes with the same bytes. */
    g_byte_array_set_size (self->rest, n_kept);
    return reason == EILSEQ
             ? fail (self, GARROW_ERROR_CORRUPT, "there is no such character")
             : fail (self, GARROW_ERROR_TRUNCATED, "it ends within the character");
  }
  self->position += (gint64)(self->rest->len - text.in_left);
  g_byte_array_remove_range (self->rest, 0, self->rest->len - (guint)text.in_left);
  g_byte_array_set_size (out, (guint)text.out_size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void
garrow_transcoding_input_stream_finalize (GObject *object)
{
  GArrowTranscodingInputStream *self = (GArrowTranscodingInputStream *)object;

  if (self->converter != NO_CONVERTER)
    g_iconv_close (self->converter);
  g_free (self->from);
  g_free (self->to);
  g_byte_array_unref (self->rest);

  G_OBJECT_CLASS (garrow_transcoding_input_stream_parent_class)->finalize (object);
}

static void
garrow_transcoding_input_stream_class_init (GArrowTranscodingInputStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrow_transcoding_input_stream_finalize;
  GARROW_TRANSFORM_INPUT_STREAM_CLASS (klass)->transform = transcode;
}

static void
garrow_transcoding_input_stream_init (GArrowTranscodingInputStream *self)
{
  self->converter = NO_CONVERTER;
  self->rest = g_byte_array_new ();
}

/* In small letters, and without what people put between them and the digits. */
static char *
simplify (const char *encoding)
{
  GString *name = g_string_new (NULL);

  for (const char *c = encoding; *c != '\0'; c++) {
    if (*c != '-' && *c != '_')
      g_string_append_c (name, g_ascii_tolower (*c));
  }
  return g_string_free (name, FALSE);
}

static gboolean
is_same (const char *from, const char *to)
{
  g_autofree char *simple_from = simplify (from);
  g_autofree char *simple_to = simplify (to);

  return strcmp (simple_from, simple_to) == 0;
}

/* Takes over converter. */
static GArrowNativeFile *
new_stream (GArrowNativeFile *raw, const char *from, const char *to, GIConv converter)
{
  GArrowTranscodingInputStream *self =
    g_object_new (garrow_transcoding_input_stream_get_type (), "raw", raw, NULL);
  GArrowTransformInputStream *stream = &self->parent_instance;
  ArwFile *core = garrow_native_file_peek_core (GARROW_NATIVE_FILE (stream));

  self->converter = converter;
  self->from = g_strdup (from);
  self->to = g_strdup (to);

  /* Its function is no host's, only the file below it may be. */
  garrow_transform_input_stream_set_any_thread (stream, TRUE);
  if (core != NULL && !garrow_native_file_belongs_to_host (raw))
    core->flags &= ~(unsigned)ARW_FILE_HOST;
  return GARROW_NATIVE_FILE (stream);
}

/**
 * garrow_transcoding_input_stream:
 * @raw: the file to read, from where it stands
 * @src_encoding: the encoding of its text, as `latin1` or `UTF-16`
 * @dest_encoding: the encoding that is wanted
 * @error: return location for an error
 *
 * Reads text in another encoding. Encodings have the names that `iconv` knows.
 *
 * If both are the same but for case, dashes and underscores, the file itself comes back.
 *
 * Reading fails with `GARROW_ERROR_CORRUPT` where there is no text in @src_encoding
 * or a character that is not in @dest_encoding, after all that comes before, and with
 * `GARROW_ERROR_TRUNCATED` if the file ends within a character.
 *
 * Fails with `GARROW_ERROR_INVALID` if an encoding is not known, with
 * `GARROW_ERROR_CLOSED` if @raw is closed and with `GARROW_ERROR_NOT_SUPPORTED` if it
 * cannot be read.
 *
 * Returns: (transfer full): a [class@TransformInputStream], or @raw
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_transcoding_input_stream (GArrowNativeFile *raw,
                                 const char *src_encoding,
                                 const char *dest_encoding,
                                 GError **error)
{
  GIConv converter;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (src_encoding != NULL && dest_encoding != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_transform_check_raw (raw, error))
    return NULL;
  converter = g_iconv_open (dest_encoding, src_encoding);
  if (converter == NO_CONVERTER) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Cannot convert text from '%s' to '%s': unknown encoding",
                 src_encoding,
                 dest_encoding);
    return NULL;
  }
  if (is_same (src_encoding, dest_encoding)) {
    g_iconv_close (converter);
    return g_object_ref (raw);
  }
  return new_stream (raw, src_encoding, dest_encoding, converter);
}
