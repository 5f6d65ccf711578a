/* tests/bindings/vala/test-async.vala: calls that do not block, waited for by yield.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

string text (Bytes bytes) {
  return ((string) bytes.get_data ()).substring (0, bytes.length);
}

async void read_and_write (string path) throws Error {
  var output = yield ArrowIO.output_stream_for_path_async (path, null, Priority.DEFAULT, null);
  yield output.write_async ("one\ntwo\n".data, Priority.DEFAULT, null);
  yield output.write_buffer_async (
    new ArrowIO.Buffer ("three\n".data), Priority.DEFAULT, null);
  yield output.flush_async (Priority.DEFAULT, null);
  yield output.close_async (Priority.DEFAULT, null);
  assert_true (output.closed);

  var file = yield ArrowIO.input_stream_for_path_async (path, null, Priority.DEFAULT, null);
  var line = yield file.read_line_async (Priority.DEFAULT, null);
  assert_cmpstr (text (line), CompareOperator.EQ, "one\n");
  var part = yield file.read_buffer_async (3, Priority.LOW, null);
  assert_cmpstr (text (part.get_data ()), CompareOperator.EQ, "two");
  var at = yield file.read_at_async (3, 0, Priority.DEFAULT, null);
  assert_cmpstr (text (at), CompareOperator.EQ, "one");

  var memory = new ArrowIO.BufferOutputStream (null);
  int64 told = 0;
  var copied = yield file.download_async (
    memory, Priority.DEFAULT, null, (done, total) => { told = done; });
  assert_cmpint ((int) copied, CompareOperator.EQ, 7);
  assert_cmpint ((int) told, CompareOperator.EQ, 7);
  yield file.close_async (Priority.DEFAULT, null);
  try {
    yield file.read_async (1, Priority.DEFAULT, null);
    assert_not_reached ();
  } catch (ArrowIO.Error.CLOSED e) {
  }
}

async void open_and_copy (string path) throws Error {
  var target = yield ArrowIO.output_stream_async (path, null, Priority.DEFAULT, null);
  var source = yield ArrowIO.input_stream_for_object_async (
    new ArrowIO.Buffer ("text".data), null, Priority.DEFAULT, null);
  var copied = yield target.upload_async (source, Priority.DEFAULT, null, null);
  assert_cmpint ((int) copied, CompareOperator.EQ, 4);
  target.close ();

  var file = yield ArrowIO.input_stream_async (path, null, Priority.DEFAULT, null);
  var memory = yield ArrowIO.output_stream_for_object_async (
    new ArrowIO.BufferOutputStream (null), null, Priority.DEFAULT, null);
  copied = yield file.copy_async (memory, Priority.DEFAULT, null, null);
  assert_cmpint ((int) copied, CompareOperator.EQ, 4);
  file.seek (0, ArrowIO.SeekWhence.SET);
  assert_cmpint ((int) file.copy (memory, null), CompareOperator.EQ, 4);
}

async void scan_and_update (string path) throws Error {
  var map = yield ArrowIO.create_memory_map_async (path, 7, true, Priority.DEFAULT, null);
  yield map.write_at_async ("one two".data, 0, Priority.DEFAULT, null);
  yield map.sync_async (Priority.DEFAULT, null);
  map.close ();

  var file = yield ArrowIO.memory_map_async (path, "r+", Priority.DEFAULT, null);
  var start = yield file.peek_async (3, Priority.DEFAULT, null);
  assert_cmpstr (text (start), CompareOperator.EQ, "one");
  var part = yield file.read_until_async (' ', Priority.DEFAULT, null);
  assert_cmpstr (text (part), CompareOperator.EQ, "one ");
  var skipped = yield file.advance_async (99, Priority.DEFAULT, null);
  assert_cmpint ((int) skipped, CompareOperator.EQ, 3);
}

async void compress () throws Error {
  var codec = new ArrowIO.Codec ("gzip", ArrowIO.COMPRESSION_LEVEL_DEFAULT);
  var data = yield codec.compress_async (
    new ArrowIO.Buffer ("text".data), null, Priority.DEFAULT, null);
  var back = yield codec.decompress_async (data, -1, null, Priority.DEFAULT, null);
  assert_cmpstr (text (back.get_data ()), CompareOperator.EQ, "text");
}

async void cancel (string path) throws Error {
  var cancellable = new Cancellable ();
  Posix.mkfifo (path, 0600);
  var file =
    yield ArrowIO.input_stream_for_path_async (path, null, Priority.DEFAULT, cancellable);
  Timeout.add (20, () => {
    cancellable.cancel ();
    return Source.REMOVE;
  });
  try {
    yield file.read_all_async (Priority.DEFAULT, cancellable);
    assert_not_reached ();
  } catch (IOError.CANCELLED e) {
  }
}

async void run_all (string folder) throws Error {
  yield read_and_write (Path.build_filename (folder, "text"));
  yield open_and_copy (Path.build_filename (folder, "text"));
  yield scan_and_update (Path.build_filename (folder, "text"));
  yield compress ();
  yield cancel (Path.build_filename (folder, "fifo"));
}

void test_async () {
  try {
    var folder = DirUtils.make_tmp ("arrow-io-XXXXXX");
    var loop = new MainLoop ();
    run_all.begin (folder, (object, result) => {
      try {
        run_all.end (result);
      } catch (Error e) {
        error (e.message);
      }
      loop.quit ();
    });
    loop.run ();
    FileUtils.unlink (Path.build_filename (folder, "text"));
    FileUtils.unlink (Path.build_filename (folder, "fifo"));
    DirUtils.remove (folder);
  } catch (FileError e) {
    error (e.message);
  }
}

int main (string[] args) {
  Test.init (ref args);
  Test.add_func ("/vala/async", test_async);
  return Test.run ();
}
