// tests/contract/runner-foreign.js: an object that a file of the library can be over.
//
// SPDX-License-Identifier: Apache-2.0

import GLib from "gi://GLib";
import Gio from "gi://Gio";

// It may read and write less than it is asked to, as GIO's streams may.
export class Host {
  constructor(path, mode) {
    const file = Gio.File.new_for_path(path);

    if (mode === "w")
      GLib.file_set_contents(path, "");
    this.name = path;
    this._stream = mode === "r" ? file.read(null) : file.open_readwrite(null);
    this._input = this._stream.input_stream ?? this._stream;
  }

  read(nBytes) {
    return this._input.read_bytes(nBytes, null).toArray();
  }

  write(array) {
    return this._stream.output_stream.write_bytes(new GLib.Bytes(array), null);
  }

  seek(offset) {
    this._stream.seek(offset, GLib.SeekType.SET, null);
  }

  size() {
    return this._stream.query_info("standard::size", null).get_size();
  }

  truncate(size) {
    this._stream.truncate(size, null);
  }

  close() {
    this._stream.close(null);
  }
}
