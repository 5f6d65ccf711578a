/* To a cluster of HDFS and back, with progress, and what is there: hdfs
 *
 * The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.
 *
 * Prints:
 *
 *   to the cluster: 1000000 of 1000000 bytes
 *   and back: 1000000 of 1000000 bytes
 *   /examples/vala/days.txt has 8 bytes
 *   /examples/vala/trips.csv has 1000000 bytes
 *   half a file is not there
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/* From one file to another, which are closed then. What fails on the way gives the other
 * one up: what is written is there when it is closed. */
void copy (string what, ArrowIO.NativeFile source, ArrowIO.NativeFile target) throws Error {
  int64 copied = 0, of = 0;
  try {
    source.copy (target, (done, total) => {
      copied = done;
      of = total;
    });
  } catch (Error e) {
    target.give_up ();
    throw e;
  }
  target.close ();
  source.close ();
  print (@"$what: $copied of $of bytes\n");
}

void write_all (ArrowIO.NativeFile file, string text) throws Error {
  file.write (text.data);
  file.close ();
}

int main () {
  try {
    var lines = new StringBuilder ();
    for (int i = 0; i < 83333; i++)
      lines.append ("mon,12,Oslo\n");
    write_all (new ArrowIO.OSFile ("trips.csv", "wb"), lines.str + "end\n");

    var options = new ArrowIO.HdfsOptions () { replication = 1 };
    var hdfs = new ArrowIO.Hdfs (Environment.get_variable ("HDFS"), options);
    copy ("to the cluster", new ArrowIO.OSFile ("trips.csv", "rb"),
          hdfs.open ("/examples/vala/trips.csv", "wb", null));
    copy ("and back", hdfs.open ("/examples/vala/trips.csv", "rb", null),
          new ArrowIO.OSFile ("back.csv", "wb"));

    write_all (hdfs.open ("/examples/vala/days.txt", "wb", null), "mon\ntue\n");
    var lister = hdfs.list ("/examples/vala");
    ArrowIO.HdfsInfo? info;
    while ((info = lister.next ()) != null)
      print (@"$(info.path) has $(info.size) bytes\n");

    var half = hdfs.open ("/examples/vala/half.txt", "wb", null);
    half.write ("mon\n".data);
    half.give_up ();
    bool there = hdfs.exists ("/examples/vala/half.txt");
    print ("half a file is %s\n", there ? "there" : "not there");
  } catch (Error e) {
    printerr ("%s\n", e.message);
    return 1;
  }
  return 0;
}
