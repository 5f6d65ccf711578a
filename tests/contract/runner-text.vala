/* tests/contract/runner-text.vala: bytes as the table writes them, and back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

HashTable<string, Bytes> definitions;

/* The bytes that a text of the table stands for. */
Bytes decode (string text) {
  var bytes = new ByteArray ();

  if (text == "\"\"")
    return ByteArray.free_to_bytes ((owned) bytes);
  foreach (var piece in text.split (",")) {
    var parts = piece.split ("*");
    var once = decode_piece (parts[0]);
    var times = parts.length > 1 ? int.parse (parts[1]) : 1;

    for (int i = 0; i < times; i++)
      bytes.append (once.get_data ());
  }
  return ByteArray.free_to_bytes ((owned) bytes);
}

Bytes decode_piece (string piece) {
  var bytes = new ByteArray ();

  if (piece.has_prefix ("$"))
    return definitions[piece.substring (1)];
  for (int i = 0; i < piece.length; i++) {
    uint8 byte = piece[i];

    if (byte == '%') {
      byte = (uint8) (piece[i + 1].xdigit_value () << 4 | piece[i + 2].xdigit_value ());
      i += 2;
    }
    bytes.append ({ byte });
  }
  return ByteArray.free_to_bytes ((owned) bytes);
}

string decode_text (string text) {
  var terminated = new ByteArray ();

  terminated.append (decode (text).get_data ());
  terminated.append ({ 0 });
  return (string) terminated.data;
}

/* What operations give, as decode () gives what is expected of them. */

Bytes from_text (string text) {
  return new Bytes (text.data);
}

Bytes from_number (int64 number) {
  return from_text (number.to_string ());
}

Bytes from_boolean (bool boolean) {
  return from_text (boolean.to_string ());
}

Bytes success (bool success = true) {
  return from_text (success ? "-" : "failed without an error");
}
