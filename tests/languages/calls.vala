/* tests/languages/calls.vala: performs calls.tsv: calls CALLS LANGUAGES
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/* What a call has to work with, as calls.tsv says. */
class Things {
  public string path;
  public string fresh;
  public ArrowIO.MutableBuffer buffer;
  public Bytes bytes = new Bytes ("columnar".data);
  public Cancellable owner = new Cancellable ();
  ArrowIO.NativeFile opened;

  public Things (string folder) throws Error {
    path = folder + "/data";
    fresh = folder + "/fresh";
    FileUtils.set_contents (path, "columnar");
    buffer = ArrowIO.allocate_buffer (8, true, null);
    buffer.set_data (0, "columnar".data);
  }

  public ArrowIO.NativeFile file () throws Error {
    return new ArrowIO.OSFile (path, "r");
  }

  public ArrowIO.NativeFile updated () throws Error {
    return new ArrowIO.OSFile (path, "r+");
  }

  public int fd (string mode) throws Error {
    opened = new ArrowIO.OSFile (path, mode);
    return opened.fileno ();
  }

  public ArrowIO.NativeFile writer () {
    return new ArrowIO.BufferOutputStream (null);
  }

  public ArrowIO.BufferedInputStream buffered () throws Error {
    return new ArrowIO.BufferedInputStream (file (), 4, null);
  }

  public ArrowIO.Buffer squeezed () throws Error {
    return ArrowIO.compress (buffer, "gzip", null);
  }

  public ArrowIO.CompressedInputStream compressed () throws Error {
    return new ArrowIO.CompressedInputStream (
      new ArrowIO.BufferReader (squeezed ()), codec ());
  }

  public ArrowIO.CompressedOutputStream compressor () throws Error {
    return new ArrowIO.CompressedOutputStream (writer (), codec ());
  }

  public ArrowIO.Codec codec () throws Error {
    return new ArrowIO.Codec ("gzip", 6);
  }

  public ArrowIO.MemoryPool pool () throws Error {
    return ArrowIO.MemoryPool.for_backend ("system");
  }

  public ArrowIO.ForeignFile foreign () throws Error {
    var foreign = new ArrowIO.ForeignFile ("here", "r+", true);
    foreign.host_read.connect ((n_bytes) =>
      new Bytes ("columnar".data[0:int64.min (n_bytes, 8)]));
    foreign.host_size.connect ((file) => {
      file.answer (8);
      return true;
    });
    foreign.host_seek.connect (() => true);
    foreign.host_truncate.connect (() => true);
    foreign.host_write.connect (() => true);
    foreign.host_flush.connect (() => true);
    foreign.host_close.connect (() => true);
    return foreign;
  }

  public ArrowIO.TransformInputStream transformed () throws Error {
    var transformed = new ArrowIO.TransformInputStream (file ());
    transformed.transform.connect ((bytes) => bytes);
    return transformed;
  }

  public InputStream input () {
    return new MemoryInputStream.from_bytes (bytes);
  }
}

string from_bytes (Bytes bytes) {
  var text = new StringBuilder ();
  text.append_len ((string) bytes.get_data (), (ssize_t) bytes.length);
  return bytes.length > 0 ? text.str : "\"\"";
}

string from_buffer (ArrowIO.Buffer buffer) {
  return from_bytes (buffer.get_data ());
}

string from_file (ArrowIO.NativeFile? file) throws Error {
  return file.readable () ? from_bytes (file.read_all ()) : "-";
}

string from_object (Object? object) {
  return "-";
}

string from_success (bool success) {
  return success ? "-" : "false";
}

/* What is there to do, by the class that does it; null for what is not known. */

string? call_buffer (string item, Things things) throws Error {
  var buffer = things.buffer;
  var address = buffer.address;
  switch (item) {
  case "Buffer.new":
    return from_buffer (new ArrowIO.Buffer ("columnar".data));
  case "Buffer.new_bytes":
    return from_buffer (new ArrowIO.Buffer.bytes (things.bytes));
  case "Buffer.new_foreign":
    return from_buffer (new ArrowIO.Buffer.foreign (address, 8, things.owner));
  case "Buffer.equal_n_bytes":
    return from_success (buffer.equal_n_bytes (buffer, 3));
  case "Buffer.get_mutable_data":
    return from_bytes (buffer.get_mutable_data ());
  case "Buffer:parent":
    return from_object (buffer.parent);
  case "MutableBuffer.new":
    return from_buffer (new ArrowIO.MutableBuffer ("columnar".data));
  case "MutableBuffer.new_bytes":
    return from_buffer (new ArrowIO.MutableBuffer.bytes (things.bytes));
  case "MutableBuffer.new_foreign":
    return from_buffer (new ArrowIO.MutableBuffer.foreign (address, 8, things.owner));
  case "MutableBuffer.new_map":
    return from_buffer (new ArrowIO.MutableBuffer.map (things.fd ("r+"), 0, 3));
  case "MutableBuffer.slice":
    return from_buffer (buffer.slice (0, 3));
  case "ResizableBuffer.new":
    return from_buffer (new ArrowIO.ResizableBuffer (0));
  case "allocate_buffer":
    return from_buffer (ArrowIO.allocate_buffer (0, true, null));
  case "foreign_buffer":
    return from_buffer (ArrowIO.foreign_buffer (address, 8, things.owner));
  default:
    return null;
  }
}

string? call_codec (string item, Things things) throws Error {
  var codec = things.codec ();
  switch (item) {
  case "Codec.compress":
    return from_object (codec.compress (things.buffer, null));
  case "Codec.decompress":
    return from_buffer (codec.decompress (things.squeezed (), 8, null));
  case "Codec.get_default_compression_level":
    return codec.get_default_compression_level ().to_string ();
  case "Codec.get_maximum_compression_level":
    return codec.get_maximum_compression_level ().to_string ();
  case "Codec.get_minimum_compression_level":
    return codec.get_minimum_compression_level ().to_string ();
  case "Codec.supports_compression_level":
    return from_success (codec.supports_compression_level ());
  case "CompressedInputStream.get_codec":
    return things.compressed ().get_codec ().get_name ();
  case "Codec.get_suffixes":
    return string.joinv (",", codec.get_suffixes ());
  case "Codec.name_for_path":
    return ArrowIO.Codec.name_for_path ("x.gz");
  case "CompressedInputStream.get_n_members":
    return things.compressed ().get_n_members ().to_string ();
  case "CompressedInputStream.get_raw":
    return from_object (things.compressed ().get_raw ());
  case "CompressedInputStream:trailing-data":
    return from_success (
      things.compressed ().trailing_data == ArrowIO.TrailingData.IGNORE_ZEROS);
  case "CompressedOutputStream.get_codec":
    return things.compressor ().get_codec ().get_name ();
  case "CompressedOutputStream.get_raw":
    return from_object (things.compressor ().get_raw ());
  case "compress":
    return from_object (ArrowIO.compress (things.buffer, "gzip", null));
  case "decompress":
    return from_buffer (ArrowIO.decompress (things.squeezed (), 8, "gzip", null));
  case "supported_codecs":
    return string.joinv (",", ArrowIO.supported_codecs ());
  default:
    return null;
  }
}

string? call_transformed (string item, Things things, bool is_set) throws Error {
  var transformed = things.transformed ();
  switch (item) {
  case "TransformInputStream.fail":
    transformed.fail (5, "gone");
    return "-";
  case "TransformInputStream.fail_error":
    transformed.fail_error (new IOError.FAILED ("gone"));
    return "-";
  case "TransformInputStream::transform":
    return from_buffer (transformed.read_buffer (3));
  case "TransformInputStream:any-thread":
    if (is_set)
      transformed.any_thread = true;
    return from_success (transformed.any_thread);
  case "TransformInputStream:raw":
    return from_file (transformed.raw);
  default:
    return null;
  }
}

string? call_other (string item, Things things, bool is_set) throws Error {
  var options = new ArrowIO.StreamOptions ();
  switch (item) {
  case "Error.quark":
    return ArrowIO.Error.quark ().to_string ();
  case "MemoryPool.default":
    return from_object (ArrowIO.MemoryPool.@default ());
  case "MemoryPool.print_stats":
    things.pool ().print_stats ();
    return "-";
  case "MemoryPool.release_unused":
    things.pool ().release_unused ();
    return "-";
  case "StreamOptions.new":
    return from_object (options);
  case "StreamOptions:atomic":
    if (is_set)
      options.atomic = true;
    return is_set ? "-" : options.atomic.to_string ();
  case "StreamOptions:buffer-size":
    if (is_set)
      options.buffer_size = 9;
    return is_set ? "-" : options.buffer_size.to_string ();
  case "StreamOptions:compression":
    if (is_set)
      options.compression = "gzip";
    return is_set ? "-" : options.compression;
  case "StreamOptions:compression-level":
    if (is_set)
      options.compression_level = 3;
    return is_set ? "-" : options.compression_level.to_string ();
  case "StreamOptions:durability":
    if (is_set)
      options.durability = FULL;
    return is_set ? "-" : options.durability.to_string ();
  case "StreamOptions:members":
    if (is_set)
      options.members = true;
    return is_set ? "-" : options.members.to_string ();
  case "StreamOptions:memory-pool":
    if (is_set)
      options.memory_pool = things.pool ();
    return from_object (options.memory_pool);
  case "StreamOptions:threads":
    if (is_set)
      options.threads = 2;
    return is_set ? "-" : options.threads.to_string ();
  case "check_exclusive":
    return from_success (ArrowIO.check_exclusive ());
  case "io_thread_count":
    return ArrowIO.io_thread_count ().to_string ();
  case "set_io_thread_count":
    return from_success (ArrowIO.set_io_thread_count (4));
  case "supported_memory_backends":
    return string.joinv (",", ArrowIO.supported_memory_backends ());
  case "total_allocated_bytes":
    return ArrowIO.total_allocated_bytes ().to_string ();
  default:
    return null;
  }
}

string? call_file (string item, Things things) throws Error {
  switch (item) {
  case "BufferedInputStream.get_buffer_size":
    return things.buffered ().get_buffer_size ().to_string ();
  case "BufferedInputStream.set_buffer_size":
    return from_success (things.buffered ().set_buffer_size (8));
  case "NativeFile.read":
    return from_bytes (things.file ().read (3));
  case "NativeFile.read_line":
    return from_bytes (things.file ().read_line ());
  case "NativeFile.to_io_stream":
    return from_object (things.file ().to_io_stream ());
  case "NativeFile.write_buffer":
    return from_success (things.writer ().write_buffer (things.buffer));
  default:
    return null;
  }
}

string? call_foreign (string item, Things things, bool is_set) throws Error {
  var foreign = things.foreign ();
  switch (item) {
  case "ForeignFile.answer":
    foreign.answer (8);
    return "-";
  case "ForeignFile.fail":
    foreign.fail (5, "gone");
    return "-";
  case "ForeignFile.fail_error":
    foreign.fail_error (new IOError.FAILED ("gone"));
    return "-";
  case "ForeignFile.new":
    return from_file (new ArrowIO.ForeignFile ("here", "w", false));
  case "ForeignFile::host-close":
    return from_success (foreign.close ());
  case "ForeignFile::host-flush":
    return from_success (foreign.flush ());
  case "ForeignFile::host-read":
    return from_buffer (foreign.read_buffer (3));
  case "ForeignFile::host-seek":
    return foreign.seek (8, ArrowIO.SeekWhence.SET).to_string ();
  case "ForeignFile::host-size":
    return foreign.size ().to_string ();
  case "ForeignFile::host-truncate":
    return from_success (foreign.truncate (3));
  case "ForeignFile::host-write":
    return from_success (foreign.write ("abc".data) && foreign.flush ());
  case "ForeignFile:any-thread":
    if (is_set)
      foreign.any_thread = true;
    return from_success (foreign.any_thread);
  case "ForeignFile:can-read":
    return from_success (foreign.can_read);
  case "ForeignFile:can-seek":
    return from_success (foreign.can_seek);
  case "ForeignFile:can-write":
    return from_success (foreign.can_write);
  case "ForeignFile:name":
    return foreign.name;
  default:
    return null;
  }
}

async string? call_async (string item, Things things) throws Error {
  var file = things.file ();
  var writer = things.writer ();
  var updated = things.updated ();
  switch (item) {
  case "NativeFile.advance_async":
    return (yield file.advance_async (3, 0, null)).to_string ();
  case "NativeFile.peek_async":
    return from_bytes (yield file.peek_async (3, 0, null));
  case "NativeFile.read_into_buffer_async":
    return (yield file.read_into_buffer_async (things.buffer, 0, null)).to_string ();
  case "NativeFile.read_until_async":
    return from_bytes (yield file.read_until_async ('n', 0, null));
  case "NativeFile.sync_async":
    return from_success (yield updated.sync_async (0, null));
  case "NativeFile.truncate_async":
    return from_success (yield updated.truncate_async (3, 0, null));
  case "NativeFile.write_at_async":
    return from_success (yield updated.write_at_async ("abc".data, 2, 0, null));
  case "NativeFile.write_buffer_at_async":
    return from_success (yield updated.write_buffer_at_async (things.buffer, 2, 0, null));
  case "create_memory_map_async":
    return from_file (yield ArrowIO.create_memory_map_async (things.fresh, 3, false, 0, null));
  case "memory_map_async":
    return from_file (yield ArrowIO.memory_map_async (things.path, "r", 0, null));
  case "NativeFile.read_async":
    return from_bytes (yield file.read_async (3, 0, null));
  case "NativeFile.read1_async":
    return from_bytes (yield file.read1_async (3, 0, null));
  case "NativeFile.read_all_async":
    return from_bytes (yield file.read_all_async (0, null));
  case "NativeFile.read_all_buffer_async":
    return from_buffer (yield file.read_all_buffer_async (0, null));
  case "NativeFile.read_at_async":
    return from_bytes (yield file.read_at_async (3, 2, 0, null));
  case "NativeFile.read_buffer_async":
    return from_buffer (yield file.read_buffer_async (3, 0, null));
  case "NativeFile.read_buffer_at_async":
    return from_buffer (yield file.read_buffer_at_async (3, 2, 0, null));
  case "NativeFile.read_ranges_async":
    var parts = yield file.read_ranges_async ({2, 0}, {3, 1}, 0, null);
    return from_buffer (parts.data) + "," + from_buffer (parts.next.data);
  case "NativeFile.read_line_async":
    return from_bytes (yield file.read_line_async (0, null));
  case "NativeFile.write_async":
    return from_success (yield writer.write_async ("abc".data, 0, null));
  case "NativeFile.write_buffer_async":
    return from_success (yield writer.write_buffer_async (things.buffer, 0, null));
  case "NativeFile.write_bytes_async":
    return from_success (yield writer.write_bytes_async (things.bytes, 0, null));
  case "NativeFile.flush_async":
    return from_success (yield writer.flush_async (0, null));
  case "NativeFile.close_async":
    return from_success (yield writer.close_async (0, null));
  default:
    return yield call_hdfs_async (item);
  }
}

string? call_and_wait (string item, Things things) throws Error {
  var loop = new MainLoop ();
  AsyncResult? outcome = null;
  call_async.begin (item, things, (source, result) => {
    outcome = result;
    loop.quit ();
  });
  loop.run ();
  return call_async.end (outcome);
}

string? call (string item, Things things, bool is_set) throws Error {
  if (item.has_prefix ("HdfsInfo"))
    return call_hdfs_info (item);
  if (item.has_prefix ("HdfsOptions"))
    return call_hdfs_options (item, is_set);
  if (item.has_prefix ("Hdfs") && !item.has_suffix ("_async"))
    return call_hdfs (item);
  if (item.has_suffix ("_async"))
    return call_and_wait (item, things);
  return call_buffer (item, things) ?? call_codec (item, things)
    ?? call_opening (item, things) ?? call_file (item, things)
    ?? call_foreign (item, things, is_set)
    ?? call_transformed (item, things, is_set) ?? call_other (item, things, is_set);
}

bool matches (string result, string expected) {
  if (expected.has_prefix ("~"))
    return result.contains (expected.substring (1));
  return expected == "*" || expected == result;
}

int main (string[] args) {
  string[] lines;
  bool failed = false;
  try {
    string text;
    FileUtils.get_contents (args[1], out text);
    lines = text.split ("\n");
  } catch (Error e) {
    error (e.message);
  }
  for (int i = 0; i < lines.length; i++) {
    if (lines[i] == "" || lines[i].has_prefix ("#"))
      continue;
    var fields = lines[i].split ("\t");
    string? result;
    try {
      var folder = DirUtils.make_tmp ("arrow-io-XXXXXX");
      result = call (fields[0], new Things (folder), fields[2] != "-");
      FileUtils.unlink (folder + "/data");
      FileUtils.unlink (folder + "/fresh");
      DirUtils.remove (folder);
    } catch (Error e) {
      result = e.message;
    }
    bool is_vain = fields[0].has_prefix ("Hdfs") && played_hdfs () == null;
    if (result == null || !is_vain && !matches (result, fields[3])) {
      failed = true;
      print ("line %d: %s: %s\n", i + 1, fields[0], result ?? "not known here");
    }
  }
  return failed ? 1 : 0;
}
