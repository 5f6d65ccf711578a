/* tests/languages/calls-open.vala: those of calls.tsv that open files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

string? call_opening (string item, Things things) throws Error {
  var output = new MemoryOutputStream.resizable ();
  switch (item) {
  case "BufferReader.new":
    return from_file (new ArrowIO.BufferReader (things.buffer));
  case "BufferReader.new_bytes":
    return from_file (new ArrowIO.BufferReader.bytes (things.bytes));
  case "GIOFile.new_for_input_stream":
    return from_file (new ArrowIO.GIOFile.for_input_stream (things.input ()));
  case "GIOFile.new_for_io_stream":
    return from_file (new ArrowIO.GIOFile.for_io_stream (
      new SimpleIOStream (things.input (), output)));
  case "GIOFile.new_for_output_stream":
    return from_file (new ArrowIO.GIOFile.for_output_stream (output));
  case "MemoryMappedFile.new":
    return from_file (new ArrowIO.MemoryMappedFile (things.path, "r"));
  case "OSFile.new_atomic":
    return from_success (new ArrowIO.OSFile.atomic (things.fresh, "w", FULL).close ());
  case "OSFile.new_fd":
    return from_file (new ArrowIO.OSFile.fd (Posix.dup (things.fd ("r")), "r"));
  case "input_stream":
    return from_file (ArrowIO.input_stream (things.path, null));
  case "input_stream_for_object":
    return from_file (ArrowIO.input_stream_for_object (things.buffer, null));
  case "input_stream_for_path":
    return from_file (ArrowIO.input_stream_for_path (things.path, null));
  case "memory_map":
    return from_file (ArrowIO.memory_map (things.path, "r"));
  case "output_stream":
    return from_file (ArrowIO.output_stream (things.path, null));
  case "output_stream_for_object":
    return from_file (ArrowIO.output_stream_for_object (things.writer (), null));
  case "transcoding_input_stream":
    return from_file (
      ArrowIO.transcoding_input_stream (things.file (), "latin1", "utf-8"));
  case "output_stream_for_path":
    return from_file (ArrowIO.output_stream_for_path (things.path, null));
  default:
    return null;
  }
}
