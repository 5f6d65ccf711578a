/* examples/guide.vala: the guide's walk in Vala.
 *
 *   guide FILE DIRECTORY
 *
 * Prints a line for each step: its name, its result and the milliseconds that it took.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

const int PIECE = 1024 * 1024;

string file;   // what the walk is about
string plain;  // the same, decompressed
string packed; // and compressed again

string say_open () throws Error {
  var source = new ArrowIO.OSFile (file, "rb");
  return @"$(source.size ()) bytes";
}

// What the file's suffix does not tell, its content does.
ArrowIO.NativeFile open_source () throws Error {
  var options = new ArrowIO.StreamOptions ();
  options.compression = "auto";
  return ArrowIO.input_stream_for_path (file, options);
}

string say_detect () throws Error {
  var source = open_source () as ArrowIO.CompressedInputStream;
  return source == null ? "not compressed" : source.get_codec ().get_name ();
}

// Piece by piece: however long the file is, memory stays flat.
string say_decompress () throws Error {
  var source = open_source ();
  var target = new ArrowIO.OSFile (plain, "wb");
  int64 n_bytes = 0;
  for (;;) {
    var piece = source.read_buffer (PIECE);
    if (piece.size == 0)
      break;
    target.write_buffer (piece);
    n_bytes += piece.size;
  }
  target.close ();
  return @"$n_bytes bytes";
}

// The whole file as a buffer. It keeps the map alive and copies nothing.
ArrowIO.Buffer map_plain () throws Error {
  return ArrowIO.memory_map (plain, "r").read_all_buffer ();
}

string say_map () throws Error {
  var pool = ArrowIO.default_memory_pool ();
  var before = pool.get_num_allocations ();
  var buffer = map_plain ();
  return @"$(buffer.size) bytes, $(pool.get_num_allocations () - before) allocations";
}

string say_slice () throws Error {
  var buffer = map_plain ();
  var half = buffer.size / 2;
  var said = new StringBuilder ("middle");
  foreach (var b in buffer.slice (half, int64.min (half, 8)).get_data ().get_data ())
    said.append_printf (" %02x", b);
  return said.str;
}

// GLib reads the map itself, through a GBytes that is a view of it.
string say_hash () throws Error {
  var hash = Checksum.compute_for_bytes (ChecksumType.SHA256, map_plain ().get_data ());
  return @"sha256 $(hash[0:16])";
}

// A slice read as a file, line by line.
string say_lines () throws Error {
  var buffer = map_plain ();
  var start = buffer.slice (0, int64.min (buffer.size, PIECE));
  var reader = new ArrowIO.BufferReader (start);
  var n_lines = 0;
  while (reader.read_line ().length > 0)
    n_lines++;
  return @"$n_lines lines in the first MiB";
}

string say_compress () throws Error {
  var target = ArrowIO.output_stream_for_path (packed, null);
  target.write_buffer (map_plain ());
  target.close ();
  var size = new ArrowIO.OSFile (packed, "rb").size ();
  return @"$size bytes of zstd";
}

// What comes back is compared with the map, slice by slice.
string say_verify () throws Error {
  var buffer = map_plain ();
  var source = ArrowIO.input_stream_for_path (packed, null);
  int64 n_same = 0;
  for (;;) {
    var piece = source.read_buffer (PIECE);
    if (piece.size == 0 || !piece.equal (buffer.slice (n_same, piece.size)))
      break;
    n_same += piece.size;
  }
  return @"$n_same bytes are the same";
}

delegate string Step () throws Error;

void step (string name, Step run) throws Error {
  var start = get_monotonic_time ();
  var result = run ();
  print ("%s\t%s\t%.1f\n", name, result, (get_monotonic_time () - start) / 1000.0);
}

int main (string[] args) {
  Intl.setlocale ();
  if (args.length != 3) {
    printerr ("Usage: %s FILE DIRECTORY\n", args[0]);
    return 2;
  }
  file = args[1];
  plain = Path.build_filename (args[2], "plain");
  packed = Path.build_filename (args[2], "packed.zst");
  try {
    step ("open", say_open);
    step ("detect", say_detect);
    step ("decompress", say_decompress);
    step ("map", say_map);
    step ("slice", say_slice);
    step ("hash", say_hash);
    step ("lines", say_lines);
    step ("compress", say_compress);
    step ("verify", say_verify);
  } catch (Error e) {
    printerr ("%s\n", e.message);
    return 1;
  }
  var pool = ArrowIO.default_memory_pool ();
  print ("pool\tpeak of %s, in KiB\t%lld\n", pool.backend_name, pool.get_max_memory () / 1024);
  return 0;
}
