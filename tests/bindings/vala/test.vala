/* tests/bindings/vala/test.vala: what Vala sees of the library.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

string directory;

string path (string name) {
  return Path.build_filename (directory, name);
}

string text (Bytes bytes) {
  return ((string) bytes.get_data ()).substring (0, bytes.length);
}

void remove_directory () {
  try {
    var dir = Dir.open (directory);
    string? name;
    while ((name = dir.read_name ()) != null)
      FileUtils.unlink (path (name));
  } catch (FileError e) {
    assert_not_reached ();
  }
  DirUtils.remove (directory);
}

void test_buffer () throws Error {
  var buffer = new ArrowIO.Buffer ("columnar".data);
  var part = buffer.slice (3, 5);
  buffer = null;
  assert_cmpint ((int) part.size, CompareOperator.EQ, 5);
  assert_cmpstr (text (part.get_data ()), CompareOperator.EQ, "umnar");
  assert_true (part.equal (new ArrowIO.Buffer ("umnar".data)));
  assert_false (part.mutable);
}

void test_slice_out_of_range () throws Error {
  try {
    new ArrowIO.Buffer ("columnar".data).slice (4, 5);
    assert_not_reached ();
  } catch (ArrowIO.Error.INDEX e) {
  }
}

void test_resizable_buffer () throws Error {
  var pool = ArrowIO.default_memory_pool ();
  var before = pool.get_bytes_allocated ();
  var buffer = new ArrowIO.ResizableBuffer (100);
  assert_true (pool.get_bytes_allocated () - before == 128);
  buffer.set_data (0, "grows".data);
  buffer.resize (1000);
  {
    var part = buffer.slice (0, 5);
    buffer = null;
    assert_cmpstr (text (part.get_data ()), CompareOperator.EQ, "grows");
    assert_true (pool.get_bytes_allocated () - before == 1024);
  }
  assert_true (pool.get_bytes_allocated () == before);
}

void test_os_file () throws Error {
  var name = path ("zwölf é.dat");
  var output = new ArrowIO.OSFile (name, "wb");
  output.write ("first\nsecond\n".data);
  output.close ();
  assert_true (output.closed);

  var input = new ArrowIO.OSFile (name, "rb");
  assert_cmpint ((int) input.size (), CompareOperator.EQ, 13);
  assert_cmpstr (text (input.read_line ()), CompareOperator.EQ, "first\n");
  assert_cmpint ((int) input.seek (-7, ArrowIO.SeekWhence.END), CompareOperator.EQ, 6);
  assert_cmpstr (text (input.read_all ()), CompareOperator.EQ, "second\n");
  assert_cmpstr (text (input.read_at (3, 1)), CompareOperator.EQ, "irs");
  assert_cmpint ((int) input.tell (), CompareOperator.EQ, 13);
}

void test_memory_map () throws Error {
  var name = path ("map");
  var map = ArrowIO.create_memory_map (name, 10, false);
  map.write ("mapped".data);
  map.close ();

  var allocations = ArrowIO.default_memory_pool ().get_num_allocations ();
  var buffer = ArrowIO.memory_map (name, "r").read_buffer (6);
  assert_cmpstr (text (buffer.get_data ()), CompareOperator.EQ, "mapped");
  assert_true (ArrowIO.default_memory_pool ().get_num_allocations () == allocations);
}

void test_buffer_output_stream () throws Error {
  var output = new ArrowIO.BufferOutputStream (null);
  output.write ("hello, ".data);
  output.write_bytes (new Bytes ("friends".data));
  var input = new ArrowIO.BufferReader (output.getvalue ());
  input.seek (7, ArrowIO.SeekWhence.SET);
  assert_cmpstr (text (input.read (7)), CompareOperator.EQ, "friends");
}

void test_whole_buffers () throws Error {
  var data = new ArrowIO.Buffer.bytes (new Bytes ("some data".data));

  foreach (var name in ArrowIO.supported_codecs ()) {
    var codec = new ArrowIO.Codec (name, ArrowIO.COMPRESSION_LEVEL_DEFAULT);
    var packed = codec.compress (data, null);

    assert_true (codec.decompress (packed, 100, null).equal (data));
    assert_true (ArrowIO.decompress (packed, 9, name, null).equal (data));
  }
}

void test_compressed () throws Error {
  var name = path ("lines.txt.gz");
  var output = ArrowIO.output_stream_for_path (name, null);
  for (var i = 0; i < 1000; i++)
    output.write ("some data\n".data);
  output.close ();
  assert_true (new ArrowIO.OSFile (name, "rb").size () < 1000);

  var input = ArrowIO.input_stream_for_path (name, null) as ArrowIO.CompressedInputStream;
  assert_cmpstr (input.get_codec ().get_name (), CompareOperator.EQ, "gzip");
  assert_true (input.trailing_data == ArrowIO.TrailingData.IGNORE_ZEROS);
  assert_cmpint (input.read_all ().length, CompareOperator.EQ, 10000);
  assert_true (input.get_n_members () == 1);
  assert_cmpstr (input.get_codec ().get_suffixes ()[0], CompareOperator.EQ, ".gz");
}

/* The streams that a file hands out are streams of GIO, and the other way round. */
void test_gio () throws Error {
  var file = new ArrowIO.BufferReader.bytes (new Bytes ("one\ntwo\n".data));
  var lines = new DataInputStream (file.get_input_stream ());
  assert_cmpstr (lines.read_line (), CompareOperator.EQ, "one");
  assert_cmpstr (lines.read_line (), CompareOperator.EQ, "two");

  var stream = new MemoryInputStream.from_data ("from gio".data);
  var wrapped = ArrowIO.input_stream_for_object (stream, null);
  assert_cmpstr (text (wrapped.read (4)), CompareOperator.EQ, "from");
}

void test_error_invalid () throws Error {
  try {
    new ArrowIO.OSFile (path ("x"), "sideways");
    assert_not_reached ();
  } catch (ArrowIO.Error.INVALID e) {
    assert_false (FileUtils.test (path ("x"), FileTest.EXISTS));
  }
}

void test_error_closed () throws Error {
  try {
    var file = new ArrowIO.BufferReader.bytes (new Bytes ("text".data));
    file.close ();
    file.read (1);
    assert_not_reached ();
  } catch (ArrowIO.Error.CLOSED e) {
  }
}

void test_error_direction () throws Error {
  try {
    new ArrowIO.BufferReader.bytes (new Bytes ("text".data)).write ("more".data);
    assert_not_reached ();
  } catch (ArrowIO.Error.NOT_SUPPORTED e) {
  }
}

void test_error_corrupt () throws Error {
  try {
    var name = path ("broken.gz");
    FileUtils.set_contents (name, "\x1f\x8b\x08 and nothing that inflates");
    ArrowIO.input_stream_for_path (name, null).read_all ();
    assert_not_reached ();
  } catch (ArrowIO.Error.CORRUPT e) {
    assert_true ("broken.gz" in e.message);
  }
}

void test_error_missing () throws Error {
  try {
    ArrowIO.memory_map (path ("missing"), "r");
    assert_not_reached ();
  } catch (IOError.NOT_FOUND e) {
    assert_true (path ("missing") in e.message);
    assert_true (e.message.has_suffix ("[errno 2]"));
  }
}

/* A file whose functions are methods. */
class Countdown : ArrowIO.ForeignFile {
  int left = 3;

  public override GLib.Bytes? host_read (int64 n_bytes) {
    if (left == 0)
      return new Bytes (null);
    return new Bytes (@"$(left--)\n".data);
  }

  public override bool host_write (GLib.Bytes bytes) {
    this.fail_error (new IOError.NO_SPACE ("no room"));
    return false;
  }
}

class Upper : ArrowIO.TransformInputStream {
  public Upper (ArrowIO.NativeFile raw) {
    Object (raw: raw);
  }

  public override GLib.Bytes? transform (GLib.Bytes bytes) {
    return bytes.length > 0 ? new Bytes (text (bytes).up ().data) : bytes;
  }
}

void test_foreign_file () throws Error {
  var countdown = new Countdown ();
  assert (countdown.readable () && countdown.writable () && !countdown.seekable ());
  assert (text (countdown.read_line ()) == "3\n");
  assert (text (countdown.read_all ()) == "2\n1\n");
  try {
    countdown.write ("x".data);
    assert_not_reached ();
  } catch (IOError.NO_SPACE e) {
    assert (e.message == "no room");
  }

  var file = new ArrowIO.ForeignFile ("x", "r", false);
  file.host_read.connect ((n_bytes) => new Bytes ("xyz".data));
  assert (text (file.read (7)) == "xyzxyzx");
}

void test_transform () throws Error {
  var raw = new ArrowIO.BufferReader.bytes (new Bytes ("some data".data));
  assert (text (new Upper (raw).read_all ()) == "SOME DATA");

  raw = new ArrowIO.BufferReader.bytes (new Bytes ({ 'c', 0xe9 }));
  assert (text (ArrowIO.transcoding_input_stream (raw, "latin1", "utf-8").read_all ()) == "cé");
}

delegate void TestBody () throws Error;

void add (string name, owned TestBody body) {
  Test.add_data_func (name, () => {
    try {
      body ();
    } catch (Error e) {
      error (e.message);
    }
  });
}

int main (string[] args) {
  Test.init (ref args);
  try {
    directory = DirUtils.make_tmp ("arrow-io-XXXXXX");
  } catch (FileError e) {
    error (e.message);
  }
  add ("/vala/buffer", test_buffer);
  add ("/vala/slice-out-of-range", test_slice_out_of_range);
  add ("/vala/resizable-buffer", test_resizable_buffer);
  add ("/vala/os-file", test_os_file);
  add ("/vala/memory-map", test_memory_map);
  add ("/vala/buffer-output-stream", test_buffer_output_stream);
  add ("/vala/compressed", test_compressed);
  add ("/vala/whole-buffers", test_whole_buffers);
  add ("/vala/gio", test_gio);
  add ("/vala/foreign-file", test_foreign_file);
  add ("/vala/transform", test_transform);
  add ("/vala/error/invalid", test_error_invalid);
  add ("/vala/error/closed", test_error_closed);
  add ("/vala/error/direction", test_error_direction);
  add ("/vala/error/corrupt", test_error_corrupt);
  add ("/vala/error/missing", test_error_missing);
  var status = Test.run ();
  remove_directory ();
  return status;
}
