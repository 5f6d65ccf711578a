/* tests/contract/runner.vala: performs scenarios.tsv.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

bool is_codec (string kind) {
  return kind in new string[] { "gzip", "zstd", "bz2", "lz4", "lz4_raw", "brotli", "snappy" };
}

/* A scenario with one kind of file. Operations that are not known give null. */
class World {
  string kind;
  string folder;
  string path;
  Bytes content;
  ArrowIO.StreamOptions options = new ArrowIO.StreamOptions ();
  ArrowIO.NativeFile? file;
  ArrowIO.Buffer buffer;
  Pools pools = new Pools ();

  public World (string kind) throws Error {
    this.kind = kind;
    folder = DirUtils.make_tmp ("arrow-io-XXXXXX");
    path = Path.build_filename (folder, "data");
  }

  public void clear () throws Error {
    if (file != null)
      file.close ();
    if (path.has_prefix (folder))
      FileUtils.remove (path);
    if (DirUtils.remove (folder) != 0)
      error ("%s is not empty", folder);
  }

  public Bytes? perform (string operation, string[] args) throws Error {
    return prepare (operation, args)
      ?? open_or_look (operation, args)
      ?? read (operation, args)
      ?? write (operation, args)
      ?? move (operation, args)
      ?? tell_about_file (operation)
      ?? make_buffer (operation, args)
      ?? look_at_file (operation, args)
      ?? use_buffer (operation, args)
      ?? use_codec (operation, args)
      ?? pools.perform (operation, args, ref buffer);
  }

  bool is_compressed () {
    return is_codec (kind);
  }

  bool is_in_memory () {
    return kind == "reader" || kind == "source" || kind == "fixed";
  }

  Bytes? prepare (string operation, string[] args) throws Error {
    switch (operation) {
    case "name":
      path = Filename.canonicalize (args[0], folder);
      return success ();
    case "compression":
      options.set_compression (args[0] == "none" ? null : args[0]);
      return success ();
    case "buffering":
      options.buffer_size = int64.parse (args[0]);
      return success ();
    case "level":
      options.set_compression_level (int.parse (args[0]));
      return success ();
    case "folder":
      return success (DirUtils.create (path, 0700) == 0);
    case "raw":
      return store (decode (args[0]));
    case "content":
      if (!is_compressed ())
        return store (decode (args[0]));
      var compressed = open_compressed ("w");
      compressed.write_bytes (decode (args[0]));
      return success (compressed.close ());
    default:
      return null;
    }
  }

  Bytes store (Bytes bytes) throws Error {
    content = bytes;
    if (!is_in_memory ())
      FileUtils.set_data (path, bytes.get_data ());
    return success ();
  }

  Bytes? open_or_look (string operation, string[] args) throws Error {
    switch (operation) {
    case "open":
      file = open_kind (decode_text (args[0]));
      return success ();
    case "create":
      file = ArrowIO.create_memory_map (path, int64.parse (args[0]), false);
      return success ();
    case "create_again":
      file = ArrowIO.create_memory_map (path, int64.parse (args[0]), true);
      return success ();
    case "region":
      file = new ArrowIO.MemoryMappedFile.region (
        path, args[0], int64.parse (args[1]), int64.parse (args[2]));
      return success ();
    case "disk":
      var all = load ();
      return all[0:int.min (int.parse (args[0]), all.length)];
    case "stored":
      if (kind == "writer")
        return ((ArrowIO.BufferOutputStream) file).getvalue ().get_data ();
      if (kind == "fixed")
        return buffer.get_data ();
      return is_compressed () ? open_compressed ("r").read_all () : load ();
    case "exists":
      return from_boolean (FileUtils.test (path, FileTest.EXISTS));
    default:
      return null;
    }
  }

  Bytes load () throws Error {
    uint8[] data;

    FileUtils.get_data (path, out data);
    return new Bytes (data);
  }

  ArrowIO.NativeFile open_kind (string mode) throws Error {
    switch (kind) {
    case "os":
      return new ArrowIO.OSFile (path, mode);
    case "map":
      return ArrowIO.memory_map (path, mode);
    case "gio":
      return new ArrowIO.GIOFile.for_file (File.new_for_path (path), mode);
    case "reader":
      return new ArrowIO.BufferReader.bytes (content);
    case "fixed":
      buffer = new ArrowIO.MutableBuffer (content.get_data ());
      return new ArrowIO.FixedSizeBufferWriter (buffer);
    case "mock":
      return new ArrowIO.MockOutputStream ();
    case "slice":
      return new ArrowIO.OSFile (path, mode).get_stream (0, (int64) 1 << 40);
    case "buffered":
      return open_buffered (new ArrowIO.OSFile (path, mode), mode);
    case "foreign":
      return new HostFile (path, mode);
    case "transform":
      return new Untransformed (new ArrowIO.OSFile (path, "r"));
    case "writer":
      return new ArrowIO.BufferOutputStream (null);
    case "source":
      return ArrowIO.input_stream (new ArrowIO.Buffer.bytes (content), options);
    case "stream":
      return mode == "r"
        ? ArrowIO.input_stream (path, options) : ArrowIO.output_stream (path, options);
    default:
      return open_compressed (mode);
    }
  }

  ArrowIO.NativeFile open_compressed (string mode) throws Error {
    var raw = new ArrowIO.OSFile (path, mode);
    var codec = new ArrowIO.Codec (kind, ArrowIO.COMPRESSION_LEVEL_DEFAULT);

    if (mode == "r")
      return new ArrowIO.CompressedInputStream (raw, codec);
    return new ArrowIO.CompressedOutputStream (raw, codec);
  }

  /* What fewer programs ask of a file is in a file of its own. */
  Bytes? look_at_file (string operation, string[] args) throws Error {
    if (operation == "get_stream") {
      file = file.get_stream (int64.parse (args[0]), int64.parse (args[1]));
      return success ();
    }
    return use_file (file, operation, args);
  }

  Bytes? read (string operation, string[] args) throws Error {
    int64 n_bytes = args.length > 0 ? int64.parse (args[0]) : 0;

    switch (operation) {
    case "read":
      return file.read (n_bytes);
    case "read1":
      return file.read1 (n_bytes);
    case "read_buffer":
      return file.read_buffer (n_bytes).get_data ();
    case "read_all":
      return file.read_all ();
    case "read_all_buffer":
      return file.read_all_buffer ().get_data ();
    case "read_at":
      return file.read_at (n_bytes, int64.parse (args[1]));
    case "read_buffer_at":
      return file.read_buffer_at (n_bytes, int64.parse (args[1])).get_data ();
    case "read_into_buffer":
      var into = ArrowIO.allocate_buffer (n_bytes, false, null);
      return into.slice (0, file.read_into_buffer (into)).get_data ();
    case "read_line":
      return file.read_line ();
    case "read_line_into_buffer":
      var line = (ArrowIO.ResizableBuffer) ArrowIO.allocate_buffer (3, true, null);
      assert (file.read_line_into_buffer (line) == line.size);
      return line.get_data ();
    case "read_line_utf8":
      return new Bytes (file.read_line_utf8 ().data);
    case "input_stream":
      var stream = file.input_stream;
      var bytes = stream.read_bytes ((size_t) n_bytes);
      stream.close ();
      return bytes;
    default:
      return null;
    }
  }

  Bytes? write (string operation, string[] args) throws Error {
    switch (operation) {
    case "write":
      return success (file.write (decode (args[0]).get_data ()));
    case "write_bytes":
      return success (file.write_bytes (decode (args[0])));
    case "write_buffer":
      return success (file.write_buffer (new ArrowIO.Buffer.bytes (decode (args[0]))));
    case "output_stream":
      var stream = file.output_stream;
      stream.write_all (decode (args[0]).get_data (), null);
      return success (stream.close ());
    case "flush":
      return success (file.flush ());
    case "close":
      return success (file.close ());
    case "getvalue":
      return ((ArrowIO.BufferOutputStream) file).getvalue ().get_data ();
    default:
      return null;
    }
  }

  Bytes? move (string operation, string[] args) throws Error {
    switch (operation) {
    case "seek":
      var whence = (ArrowIO.SeekWhence) get_value (typeof (ArrowIO.SeekWhence), args[1]);
      return from_number (file.seek (int64.parse (args[0]), whence));
    case "tell":
      return from_number (file.tell ());
    case "size":
      return from_number (file.size ());
    case "resize":
      return success (((ArrowIO.MemoryMappedFile) file).resize (int64.parse (args[0])));
    case "trailing_data":
      ((ArrowIO.CompressedInputStream) file).trailing_data =
        (ArrowIO.TrailingData) get_value (typeof (ArrowIO.TrailingData), args[0]);
      return success ();
    default:
      return null;
    }
  }

  int get_value (Type type, string nick) {
    return ((EnumClass) type.class_ref ()).get_value_by_nick (nick).value;
  }

  Bytes? tell_about_file (string operation) {
    switch (operation) {
    case "closed":
      return from_boolean (file.closed);
    case "readable":
      return from_boolean (file.readable ());
    case "writable":
      return from_boolean (file.writable ());
    case "seekable":
      return from_boolean (file.seekable ());
    case "mode":
      return from_text (file.mode);
    default:
      return null;
    }
  }

  Bytes? make_buffer (string operation, string[] args) throws Error {
    switch (operation) {
    case "buffer":
      buffer = new ArrowIO.Buffer (decode (args[0]).get_data ());
      return success ();
    case "mutable_buffer":
      buffer = new ArrowIO.MutableBuffer (decode (args[0]).get_data ());
      return success ();
    case "allocate":
      buffer = ArrowIO.allocate_buffer (int64.parse (args[0]), true, null);
      return success ();
    case "allocate_aligned":
      buffer = ArrowIO.allocate_aligned_buffer (
        int64.parse (args[0]), int64.parse (args[1]), true, null);
      return success ();
    case "buffer.map":
      var stream = FileStream.open (path, "r");
      buffer = new ArrowIO.Buffer.map (
        stream.fileno (), int64.parse (args[0]), int64.parse (args[1]));
      return success ();
    case "buffer.slice":
      buffer = buffer.slice (int64.parse (args[0]), int64.parse (args[1]));
      return success ();
    case "buffer.copy":
      buffer = buffer.copy (int64.parse (args[0]), int64.parse (args[1]));
      return success ();
    default:
      return null;
    }
  }

  Bytes? use_buffer (string operation, string[] args) throws Error {
    var resizable = buffer as ArrowIO.ResizableBuffer;

    switch (operation) {
    case "buffer.size":
      return from_number (buffer.size);
    case "buffer.capacity":
      return from_number (buffer.get_capacity ());
    case "buffer.mutable":
      return from_boolean (buffer.mutable);
    case "buffer.data":
      return buffer.get_data ();
    case "buffer.hex":
      return from_text (buffer.hex ());
    case "buffer.misaligned":
      return from_number ((int64) (buffer.address % uint64.parse (args[0])));
    case "buffer.equal":
      return from_boolean (buffer.equal (new ArrowIO.Buffer.bytes (decode (args[0]))));
    case "buffer.set_data":
      var mutable = (ArrowIO.MutableBuffer) buffer;
      return success (
        mutable.set_data (int64.parse (args[0]), decode (args[1]).get_data ()));
    case "buffer.resize":
      return success (resizable.resize (int64.parse (args[0])));
    case "buffer.reserve":
      return success (resizable.reserve (int64.parse (args[0])));
    case "buffer.shrink":
      return success (resizable.shrink ());
    default:
      return null;
    }
  }

  ArrowIO.Codec make_codec (string[] args) throws Error {
    var level = args.length > 1 ? int.parse (args[1]) : ArrowIO.COMPRESSION_LEVEL_DEFAULT;

    return new ArrowIO.Codec (decode_text (args[0]), level);
  }

  Bytes? use_codec (string operation, string[] args) throws Error {
    switch (operation) {
    case "codec":
      return from_text (make_codec (args).get_name ());
    case "codec.level":
      return from_number (make_codec (args).get_compression_level ());
    case "codec.available":
      return from_boolean (ArrowIO.Codec.is_available (args[0]));
    case "codec.detect":
      var codec = ArrowIO.Codec.detect (args[0]);
      return from_text (codec != null ? codec.get_name () : "none");
    case "codec.for_path":
      return from_text (ArrowIO.Codec.name_for_path (args[0]) ?? "none");
    case "codec.suffix":
      return from_text (make_codec (args).get_suffixes ()[0]);
    case "members":
      return from_number (((ArrowIO.CompressedInputStream) file).get_n_members ());
    case "codec.content":
      var known = ArrowIO.Codec.detect_content (buffer);
      return from_text (known != null ? known.get_name () : "none");
    case "codec.streaming":
      return success (make_codec ({ kind }).check_streaming ());
    case "compress":
      buffer = ArrowIO.compress (new ArrowIO.Buffer.bytes (decode (args[0])), kind, null);
      return success ();
    case "decompress":
      buffer = ArrowIO.decompress (buffer, int64.parse (args[0]), kind, null);
      return success ();
    default:
      return null;
    }
  }
}

/* To Vala every error domain is of the type GError. */
extern Type garrow_error_get_type ();
extern Type g_io_error_enum_get_type ();

/* Such as !CLOSED or !IO.NOT_FOUND. */
string describe (Error error) {
  var ours = error is ArrowIO.Error;
  var type = ours ? garrow_error_get_type () : g_io_error_enum_get_type ();
  var code = ((EnumClass) type.class_ref ()).get_value (error.code);

  return (ours ? "!" : "!IO.") + code.value_nick.up ().replace ("-", "_");
}

bool is_expected (Error error, string expected) {
  var words = expected.split (" ");

  foreach (var word in words[1:words.length]) {
    if (!error.message.contains (decode_text (word)))
      return false;
  }
  return describe (error) == words[0];
}

/* Runs a row; returns what is wrong, or null. */
string? run_row (World world, string[] row) {
  var args = row[1] == "-" ? new string[0] : row[1].split (" ");

  try {
    Bytes? result = world.perform (row[0], args);

    if (result == null)
      return "unknown operation";
    return result.compare (decode (row[2])) == 0 ? null : "another result";
  } catch (Error e) {
    return is_expected (e, row[2]) ? null : @"$(describe (e)): $(e.message)";
  }
}

/* Runs the rows below the name of a scenario; returns how many of them failed. */
int run_scenario (string name, string kind, string[] lines, int first) throws Error {
  var world = new World (kind);
  var failures = 0;

  for (int i = first; i < lines.length && lines[i] != ""; i++) {
    var wrong = run_row (world, lines[i].split ("\t"));

    if (wrong != null) {
      print ("line %d: %s, %s: %s: %s\n", i + 1, name, kind, lines[i], wrong);
      failures++;
    }
  }
  world.clear ();
  return failures;
}

int main (string[] args) {
  string text;
  var failures = 0;

  definitions = new HashTable<string, Bytes> (str_hash, str_equal);
  try {
    FileUtils.get_contents (args[1], out text);
    var lines = text.split ("\n");

    for (int i = 0; i < lines.length; i++) {
      var row = lines[i].split ("\t");

      if (row[0] == "let")
        definitions[row[1]] = decode (row[2]);
      if (row[0] != "scenario")
        continue;
      foreach (var kind in row[2].split (" ")) {
        if (!is_codec (kind) || ArrowIO.Codec.is_available (kind))
          failures += run_scenario (row[1], kind, lines, i + 1);
      }
    }
  } catch (Error e) {
    error ("%s", e.message);
  }
  return failures == 0 ? 0 : 1;
}
