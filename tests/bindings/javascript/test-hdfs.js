// tests/bindings/javascript/test-hdfs.js: HDFS as JavaScript has it, with a cluster that is
// played.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import Gio from "gi://Gio";

import { assertEqual, assertThrows, assertThrowsError, load, test, text } from "./helper.js";

const URI = GLib.getenv("GARROW_TEST_HDFS");
const hdfs = new ArrowIO.Hdfs(URI, { user: "ada", retries: 0, replication: 2 });

const names = path =>
  hdfs.exists(path) ? [...hdfs.list(path)].map(info => info.name) : [];

function stop(file) {
  file.write("half");
  throw new RangeError("stop");
}

test("files", () => {
  ArrowIO.using(hdfs.open("/js/x", "w"), file => file.write("one\ntwo\n"));
  assertEqual([...hdfs.open("/js/x")], ["one", "two"]);
  assertEqual(new ArrowIO.HdfsFile(`${URI}/js/x`, "r", { user: "ada" }).read_text(),
    "one\ntwo\n");
  ArrowIO.using(ArrowIO.output_stream(`${URI}/js/x.gz`), file => file.write("packed"));
  assertEqual(ArrowIO.input_stream(`${URI}/js/x.gz`).read_text(), "packed");
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND, () => hdfs.open("/none"));
});

test("infos", () => {
  assertEqual(names("/data"), ["a", "b"]);
  const info = hdfs.get_info("/data/a");
  assertEqual([info.path, info.size, info.modified], ["/data/a", 8, 1000]);
  assertEqual(hdfs.exists("/none"), false);
  assertEqual(hdfs.get_space(), [300, 100, 200]);
  assertEqual(text(hdfs.get_checksum("/data/a")[0]), "sum!");
});

test("changes", () => {
  hdfs.mkdirs("/js-changes/a");
  hdfs.rename("/js-changes/a", "/js-changes/b");
  assertEqual(names("/js-changes"), ["b"]);
  hdfs.delete("/js-changes", true);
  assertEqual(hdfs.exists("/js-changes"), false);
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => hdfs.delete("/data\0/a"));
});

test("options", () => {
  assertThrowsError(TypeError, "unknown option: usr", () => new ArrowIO.Hdfs(URI, { usr: "ada" }));
  assertThrowsError(RangeError, "timeout", () => new ArrowIO.Hdfs(URI, { timeout: 2 ** 40 }));
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => new ArrowIO.Hdfs("nfs://host"));
});

test("a function that fails leaves no half", folder => {
  assertThrowsError(RangeError, "stop",
    () => ArrowIO.using(hdfs.open("/js-half/x", "w"), stop));
  assertThrowsError(RangeError, "stop",
    () => ArrowIO.using(ArrowIO.output_stream(`${URI}/js-half/x.gz`), stop));
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NO_SPACE,
    () => ArrowIO.using(hdfs.open("/js-full/x", "w"), file => file.write("full")));
  assertEqual([...names("/js-half"), ...names("/js-full")], []);

  // Over another file, which is closed.
  assertThrowsError(RangeError, "stop",
    () => ArrowIO.using(new ArrowIO.OSFile(`${folder}/x`, "w"), stop));
  assertEqual(text(load(`${folder}/x`)), "half");
});

const loop = new GLib.MainLoop(null, false);
let failure = null;

async function run() {
  const connection = await ArrowIO.Hdfs.connect_async(URI, { user: "ada" });
  const file = await connection.open_async("/js-async/x", "w");
  await file.write_async("one");
  await file.close_async();
  const found = [];
  for await (const info of await connection.list_async("/js-async"))
    found.push(info.name);
  assertEqual(found, ["x"]);
  assertEqual(await connection.exists_async("/none"), false);
  assertEqual(await connection.get_space_async(), [300, 100, 200]);
}

run().catch(e => { failure = e; }).finally(() => loop.quit());
loop.run();
if (failure)
  throw failure;
