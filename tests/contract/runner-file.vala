/* tests/contract/runner-file.vala: what else an open file does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

ArrowIO.NativeFile open_buffered (ArrowIO.NativeFile raw, string mode) throws Error {
  if (mode == "r")
    return new ArrowIO.BufferedInputStream (raw, 4, null);
  return new ArrowIO.BufferedOutputStream (raw, 4, null);
}

Bytes read_ranges (ArrowIO.NativeFile file, string[] args) throws Error {
  int64[] offsets = {};
  int64[] sizes = {};
  var all = new ByteArray ();

  for (int i = 0; i < args.length; i += 2) {
    offsets += int64.parse (args[i]);
    sizes += int64.parse (args[i + 1]);
  }
  foreach (var buffer in file.read_ranges (offsets, sizes)) {
    all.append ("|".data);
    all.append (buffer.get_data ().get_data ());
  }
  return ByteArray.free_to_bytes ((owned) all);
}

/* Operations that are not known give null. */
Bytes? use_file (ArrowIO.NativeFile? file, string operation, string[] args) throws Error {
  int64 number = args.length > 0 ? int64.parse (args[args.length - 1]) : 0;

  switch (operation) {
  case "read_ranges":
    return read_ranges (file, args);
  case "read_until":
    return file.read_until (args[0][0]);
  case "peek":
    return file.peek (number);
  case "peek_lines":
    return file.peek_lines (number);
  case "advance":
    return from_number (file.advance (number));
  case "download":
    var target = new ArrowIO.BufferOutputStream (null);
    file.download (target);
    return target.getvalue ().get_data ();
  case "upload":
    return success (file.upload (new ArrowIO.BufferReader.bytes (decode (args[0]))) >= 0);
  case "write_at":
    return success (file.write_at (decode (args[0]).get_data (), number));
  case "write_buffer_at":
    var buffer = new ArrowIO.Buffer.bytes (decode (args[0]));
    return success (file.write_buffer_at (buffer, number));
  case "sync":
    return success (file.sync ());
  case "truncate":
    return success (file.truncate (number));
  case "has_fileno":
    return from_boolean (file.fileno () >= 0);
  case "abort":
    return success (file.abort ());
  case "give_up":
    return success (file.give_up ());
  case "detach":
    var reader = file as ArrowIO.BufferedInputStream;
    var raw = reader != null
      ? reader.detach () : ((ArrowIO.BufferedOutputStream) file).detach ();
    return from_number (raw.tell ());
  case "memcopy":
    var writer = (ArrowIO.FixedSizeBufferWriter) file;
    writer.set_memcopy_threads (int.parse (args[0]));
    writer.set_memcopy_blocksize (int64.parse (args[1]));
    return success (writer.set_memcopy_threshold (number));
  default:
    return null;
  }
}
