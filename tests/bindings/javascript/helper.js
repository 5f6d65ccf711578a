// tests/bindings/javascript/helper.js: what the tests share.
//
// SPDX-License-Identifier: Apache-2.0

import GLib from "gi://GLib";
import Gio from "gi://Gio";

function removeAll(file) {
  const type = file.query_file_type(Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS, null);

  if (type === Gio.FileType.DIRECTORY) {
    for (const info of file.enumerate_children("standard::name", 0, null))
      removeAll(file.get_child(info.get_name()));
  }
  file.delete(null);
}

// Runs a function with the path of an empty folder, which is removed then.
export function test(name, run) {
  const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");

  try {
    run(folder);
  } catch (e) {
    printerr(`failed: ${name}`);
    throw e;
  } finally {
    removeAll(Gio.File.new_for_path(folder));
  }
}

// Of what JSON can show.
export function assertEqual(actual, expected) {
  const [a, b] = [actual, expected].map(value => JSON.stringify(value));

  if (a !== b)
    throw new Error(`expected ${b}, got ${a}`);
}

export function assertThrows(domain, code, run) {
  try {
    run();
  } catch (e) {
    if (e.matches?.(domain, code))
      return e.message;
    throw e;
  }
  throw new Error("nothing was thrown");
}

// For what JavaScript itself would throw.
export function assertThrowsError(kind, part, run) {
  try {
    run();
  } catch (e) {
    if (e instanceof kind && e.message.includes(part))
      return;
    throw e;
  }
  throw new Error("nothing was thrown");
}

export const bytes = text => new TextEncoder().encode(text);

// Of a Uint8Array or a GLib.Bytes.
export const text = data =>
  new TextDecoder().decode(data instanceof GLib.Bytes ? data.toArray() : data);

export const load = path => GLib.file_get_contents(path)[1];
