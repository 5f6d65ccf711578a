// tests/bindings/javascript/test-foreign-signals.js: functions for files, connected and in
// subclasses, as introspection gives them.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import Gio from "gi://Gio";
import GLib from "gi://GLib";
import GObject from "gi://GObject";

import { assertEqual, assertThrows, test } from "./helper.js";

const text = "one\ntwo\n";
const decode = bytes => new TextDecoder().decode(bytes);

const Text = GObject.registerClass(class Text extends ArrowIO.ForeignFile {
  vfunc_host_read(nBytes) {
    const start = this.position ?? 0;
    this.position = Math.min(start + nBytes, text.length);
    return new GLib.Bytes(text.slice(start, this.position));
  }

  vfunc_host_seek(offset) {
    this.position = offset;
    return true;
  }

  vfunc_host_size() {
    this.answer(text.length);
    return true;
  }
});

const Full = GObject.registerClass(class Full extends ArrowIO.ForeignFile {
  vfunc_host_write() {
    this.fail(28, null);
    return false;
  }
});

const Upper = GObject.registerClass(class Upper extends ArrowIO.TransformInputStream {
  vfunc_transform(bytes) {
    return new GLib.Bytes(decode(bytes.toArray()).toUpperCase());
  }
});

const reader = data => new ArrowIO.BufferReader(data);

test("connecting", () => {
  const file = ArrowIO.ForeignFile.new("x", "r", false);

  file.connect("host-read", () => new GLib.Bytes("xyz"));
  assertEqual(decode(file.read(7).toArray()), "xyzxyzx");
});

test("a subclass", () => {
  const file = new Text();

  assertEqual([file.readable(), file.writable(), file.seekable()], [true, false, true]);
  assertEqual(file.size(), 8);
  assertEqual([...file], ["one", "two"]);
  assertEqual(new Text({ can_seek: false }).seekable(), false);
});

test("a failure", () => {
  const message = assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NO_SPACE,
    () => new Full({ name: "full" }).write("abc"));

  assertEqual(message.includes("'full'"), true);
});

test("a transform", () => {
  assertEqual(new Upper({ raw: reader("some data") }).read_text(), "SOME DATA");

  const stream = ArrowIO.TransformInputStream.new(reader("abc"));
  stream.connect("transform", (_stream, bytes) => bytes);
  assertEqual(stream.read_text(), "abc");
});

test("transcoding", () => {
  const raw = reader(new Uint8Array([0x63, 0xe9]));

  assertEqual(ArrowIO.transcoding_input_stream(raw, "latin1", "utf-8").read_text(), "cé");
});
