/* tests/languages/calls-hdfs.vala: those of calls.tsv that are about HDFS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/* Where tests/hdfs/played.py plays a cluster. */
string? played_hdfs () {
  return Environment.get_variable ("GARROW_TEST_HDFS");
}

ArrowIO.HdfsOptions hdfs_options () {
  return new ArrowIO.HdfsOptions () { user = "ada", retries = 0 };
}

string hdfs_uri () {
  return played_hdfs () ?? "webhdfs://127.0.0.1:1";
}

ArrowIO.Hdfs hdfs () throws Error {
  if (played_hdfs () == null)
    return (ArrowIO.Hdfs) Object.@new (typeof (ArrowIO.Hdfs));
  return new ArrowIO.Hdfs (hdfs_uri (), hdfs_options ());
}

ArrowIO.HdfsInfo hdfs_info () throws Error {
  if (played_hdfs () == null)
    return (ArrowIO.HdfsInfo) Object.@new (typeof (ArrowIO.HdfsInfo));
  return hdfs ().get_info ("/data/a");
}

ArrowIO.HdfsLister hdfs_lister () throws Error {
  if (played_hdfs () == null)
    return (ArrowIO.HdfsLister) Object.@new (typeof (ArrowIO.HdfsLister));
  return hdfs ().list ("/data");
}

string from_infos (List<ArrowIO.HdfsInfo> infos) {
  string[] texts = {};
  foreach (var info in infos)
    texts += from_object (info);
  return string.joinv (",", texts);
}

string? call_hdfs (string item) throws Error {
  string algorithm;
  int64 capacity, used, remaining;
  switch (item) {
  case "Hdfs.new":
    return from_object (new ArrowIO.Hdfs (hdfs_uri (), hdfs_options ()));
  case "Hdfs.cancel_delegation_token":
    return from_success (hdfs ().cancel_delegation_token ("t0ken"));
  case "Hdfs.delete":
    return from_success (hdfs ().@delete ("/data/b", false));
  case "Hdfs.exists":
    return from_success (hdfs ().exists ("/data/a"));
  case "Hdfs.get_checksum":
    return from_bytes (hdfs ().get_checksum ("/data/a", out algorithm));
  case "Hdfs.get_delegation_token":
    return hdfs ().get_delegation_token ("ada");
  case "Hdfs.get_home":
    return hdfs ().get_home ();
  case "Hdfs.get_info":
    return from_object (hdfs ().get_info ("/data/a"));
  case "Hdfs.get_space":
    hdfs ().get_space (out capacity, out used, out remaining);
    return @"$capacity,$used,$remaining";
  case "Hdfs.list":
    return from_object (hdfs ().list ("/data"));
  case "Hdfs.mkdirs":
    return from_success (hdfs ().mkdirs ("/data/x/y", 448));
  case "Hdfs.open":
    return from_file (hdfs ().open ("/data/a", "r", hdfs_options ()));
  case "Hdfs.rename":
    return from_success (hdfs ().rename ("/data/a", "/data/b", true));
  case "Hdfs.renew_delegation_token":
    return hdfs ().renew_delegation_token ("t0ken").to_string ();
  case "Hdfs.set_owner":
    return from_success (hdfs ().set_owner ("/data/a", "ada", "staff"));
  case "Hdfs.set_permission":
    return from_success (hdfs ().set_permission ("/data/a", 416));
  case "Hdfs.set_replication":
    return from_success (hdfs ().set_replication ("/data/a", 2));
  case "Hdfs.set_times":
    return from_success (hdfs ().set_times ("/data/a", 1000, 2000));
  case "Hdfs:backend-name":
    return hdfs ().backend_name ?? "-";
  case "Hdfs:uri":
    return hdfs ().uri ?? "-";
  case "HdfsFile.new":
    return from_file (new ArrowIO.HdfsFile (hdfs_uri () + "/data/a", "r", hdfs_options ()));
  case "HdfsLister.next":
    return from_object (hdfs_lister ().next ());
  case "HdfsLister.next_many":
    return from_infos (hdfs_lister ().next_many (9));
  default:
    return null;
  }
}

string? call_hdfs_info (string item) throws Error {
  var info = hdfs_info ();
  switch (item) {
  case "HdfsInfo:accessed":
    return info.accessed.to_string ();
  case "HdfsInfo:block-size":
    return info.block_size.to_string ();
  case "HdfsInfo:file-type":
    return info.file_type.to_string ();
  case "HdfsInfo:group":
    return info.group ?? "-";
  case "HdfsInfo:modified":
    return info.modified.to_string ();
  case "HdfsInfo:name":
    return info.name ?? "-";
  case "HdfsInfo:owner":
    return info.owner ?? "-";
  case "HdfsInfo:path":
    return info.path ?? "-";
  case "HdfsInfo:permission":
    return info.permission.to_string ();
  case "HdfsInfo:replication":
    return info.replication.to_string ();
  case "HdfsInfo:size":
    return info.size.to_string ();
  default:
    return null;
  }
}

string? call_hdfs_options (string item, bool is_set) {
  var options = hdfs_options ();
  switch (item) {
  case "HdfsOptions.new":
    return from_object (options);
  case "HdfsOptions:accept-any-certificate":
    if (is_set)
      options.accept_any_certificate = true;
    return from_success (options.accept_any_certificate);
  case "HdfsOptions:block-size":
    if (is_set)
      options.block_size = 4096;
    return is_set ? "-" : options.block_size.to_string ();
  case "HdfsOptions:buffer-size":
    if (is_set)
      options.buffer_size = 9;
    return is_set ? "-" : options.buffer_size.to_string ();
  case "HdfsOptions:ca-file":
    if (is_set)
      options.ca_file = "/ca.pem";
    return is_set ? "-" : options.ca_file ?? "-";
  case "HdfsOptions:delegation-token":
    if (is_set)
      options.delegation_token = "t0ken";
    return is_set ? "-" : options.delegation_token ?? "-";
  case "HdfsOptions:kerberos":
    if (is_set)
      options.kerberos = true;
    return from_success (options.kerberos);
  case "HdfsOptions:permission":
    if (is_set)
      options.permission = 416;
    return is_set ? "-" : options.permission.to_string ();
  case "HdfsOptions:replication":
    if (is_set)
      options.replication = 2;
    return is_set ? "-" : options.replication.to_string ();
  case "HdfsOptions:retries":
    if (is_set)
      options.retries = 5;
    return is_set ? "-" : options.retries.to_string ();
  case "HdfsOptions:ticket-cache":
    if (is_set)
      options.ticket_cache = "/tickets";
    return is_set ? "-" : options.ticket_cache ?? "-";
  case "HdfsOptions:timeout":
    if (is_set)
      options.timeout = 9;
    return is_set ? "-" : options.timeout.to_string ();
  case "HdfsOptions:user":
    if (is_set)
      options.user = "bob";
    return is_set ? "-" : options.user ?? "-";
  default:
    return null;
  }
}

async string? call_hdfs_async (string item) throws Error {
  string algorithm;
  int64 capacity, used, remaining;
  switch (item) {
  case "Hdfs.connect_async":
    return from_object (
      yield ArrowIO.Hdfs.connect_async (hdfs_uri (), hdfs_options (), 0, null));
  case "Hdfs.cancel_delegation_token_async":
    return from_success (yield hdfs ().cancel_delegation_token_async ("t0ken", 0, null));
  case "Hdfs.delete_async":
    return from_success (yield hdfs ().delete_async ("/data", true, 0, null));
  case "Hdfs.exists_async":
    return from_success (yield hdfs ().exists_async ("/data/none", 0, null));
  case "Hdfs.get_checksum_async":
    return from_bytes (
      yield hdfs ().get_checksum_async ("/data/a", 0, null, out algorithm));
  case "Hdfs.get_delegation_token_async":
    return yield hdfs ().get_delegation_token_async ("ada", 0, null);
  case "Hdfs.get_home_async":
    return yield hdfs ().get_home_async (0, null);
  case "Hdfs.get_info_async":
    return from_object (yield hdfs ().get_info_async ("/data/a", 0, null));
  case "Hdfs.get_space_async":
    yield hdfs ().get_space_async (0, null, out capacity, out used, out remaining);
    return @"$capacity,$used,$remaining";
  case "Hdfs.list_async":
    return from_object (yield hdfs ().list_async ("/data", 0, null));
  case "Hdfs.mkdirs_async":
    return from_success (yield hdfs ().mkdirs_async ("/data/x/y", 448, 0, null));
  case "Hdfs.open_async":
    return from_file (yield hdfs ().open_async ("/data/a", "r", hdfs_options (), 0, null));
  case "Hdfs.rename_async":
    return from_success (yield hdfs ().rename_async ("/data/a", "/data/b", true, 0, null));
  case "Hdfs.renew_delegation_token_async":
    return (yield hdfs ().renew_delegation_token_async ("t0ken", 0, null)).to_string ();
  case "Hdfs.set_owner_async":
    return from_success (
      yield hdfs ().set_owner_async ("/data/a", "ada", "staff", 0, null));
  case "Hdfs.set_permission_async":
    return from_success (yield hdfs ().set_permission_async ("/data/a", 416, 0, null));
  case "Hdfs.set_replication_async":
    return from_success (yield hdfs ().set_replication_async ("/data/a", 2, 0, null));
  case "Hdfs.set_times_async":
    return from_success (yield hdfs ().set_times_async ("/data/a", 1000, 2000, 0, null));
  case "HdfsLister.next_many_async":
    return from_infos (yield hdfs_lister ().next_many_async (9, 0, null));
  default:
    return null;
  }
}
