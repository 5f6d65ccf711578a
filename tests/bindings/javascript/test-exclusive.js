// tests/bindings/javascript/test-exclusive.js
//
// SPDX-License-Identifier: Apache-2.0

import GLib from "gi://GLib";
import Gio from "gi://Gio";

import { load, test, text } from "./helper.js";

const SCRIPT = `
try {
  print(imports.gi.ArrowIO);
} catch (e) {
  print(e.message);
}`;

test("another library with the same types", folder => {
  const path = `${folder}/libarrow-glib.so.1`;
  const [any] = text(load("/proc/self/maps")).match(/\/\S*libffi\.so\S*/);
  const preload = [GLib.getenv("LD_PRELOAD"), path].filter(Boolean).join(":");
  const launcher = new Gio.SubprocessLauncher({ flags: Gio.SubprocessFlags.STDOUT_PIPE });

  GLib.file_set_contents(path, load(any));
  launcher.setenv("LD_PRELOAD", preload, true);
  const gjs = GLib.file_read_link("/proc/self/exe");
  const [, output] = launcher.spawnv([gjs, "-c", SCRIPT]).communicate_utf8(null, null);
  if (!/Arrow GLib: .*libarrow-glib/.test(output))
    throw new Error(output);
});
