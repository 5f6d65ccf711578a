/* examples/subprocess.vala: the pipes of a child process as files, with GSubprocess.
 *
 * Prints:
 *
 *   gzip unpacks what we packed: one two three
 *   sort puts it in order: one three two
 *
 * valac --pkg gio-2.0 --pkg arrow-io-glib-1.0 subprocess.vala
 *
 * SPDX-License-Identifier: Apache-2.0
 */

// What the child writes, as one line. What it is given here fits into the pipe; more has to
// be written on a thread of its own, or the two would wait for each other.
string collect (Subprocess child) throws Error {
  var output = ArrowIO.input_stream_for_object (child.get_stdout_pipe (), null);
  var words = new StringBuilder ();
  for (var line = output.read_line (); line.length > 0; line = output.read_line ())
    words.append_printf (" %s", ((string) line.get_data ()).substring (0, line.length - 1));
  output.close ();
  child.wait_check ();
  return words.str;
}

// Options with a codec compress on the way into the pipe.
string filter (string[] command, ArrowIO.StreamOptions? options) throws Error {
  var child = new Subprocess.newv (
    command, SubprocessFlags.STDIN_PIPE | SubprocessFlags.STDOUT_PIPE);
  var input = ArrowIO.output_stream_for_object (child.get_stdin_pipe (), options);
  input.write ("one\ntwo\nthree\n".data);
  input.close ();
  return collect (child);
}

void main () {
  try {
    var options = new ArrowIO.StreamOptions ();
    options.compression = "gzip";
    print ("gzip unpacks what we packed:%s\n", filter ({ "gzip", "-dc" }, options));
    print ("sort puts it in order:%s\n", filter ({ "sort" }, null));
  } catch (Error e) {
    error (e.message);
  }
}
