/* tests/contract/runner-foreign.vala: files of functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/* A file over a stream of the C library. */
class HostFile : ArrowIO.ForeignFile {
  FileStream stream;
  long position = 0;

  public HostFile (string path, string mode) {
    Object (name: path, can_read: mode != "w", can_write: mode != "r", can_seek: true);
    stream = FileStream.open (path, mode);
  }

  /* The C library wants to be told to turn between reading and writing. */
  void turn () {
    stream.seek (position, FileSeek.SET);
  }

  public override Bytes? host_read (int64 n_bytes) {
    var data = new uint8[int64.min (n_bytes, 4096)];
    turn ();
    var n = stream.read (data);
    position += (long) n;
    return new Bytes (data[0:n]);
  }

  public override bool host_write (Bytes bytes) {
    turn ();
    var n = stream.write (bytes.get_data ());
    position += (long) n;
    this.answer ((int64) n);
    return n > 0;
  }

  public override bool host_seek (int64 offset) {
    position = (long) offset;
    return true;
  }

  public override bool host_size () {
    stream.seek (0, FileSeek.END);
    this.answer (stream.tell ());
    return true;
  }

  public override bool host_truncate (int64 size) {
    stream.flush ();
    return Posix.ftruncate (stream.fileno (), (long) size) == 0;
  }

  public override bool host_flush () {
    return stream.flush () == 0;
  }

  public override bool host_close () {
    stream = null;
    return true;
  }
}

class Untransformed : ArrowIO.TransformInputStream {
  public Untransformed (ArrowIO.NativeFile raw) {
    Object (raw: raw);
  }

  public override Bytes? transform (Bytes bytes) {
    return bytes;
  }
}
