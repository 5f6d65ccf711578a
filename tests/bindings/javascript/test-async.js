// tests/bindings/javascript/test-async.js: promises, and what is iterated over by them.
//
// SPDX-License-Identifier: Apache-2.0

import GLib from "gi://GLib";
import Gio from "gi://Gio";
import ArrowIO from "gi://ArrowIO";

import { assertEqual, assertThrowsError, load, text } from "./helper.js";

const loop = new GLib.MainLoop(null, false);

async function assertRejects(domain, code, promise) {
  try {
    await promise;
  } catch (e) {
    if (e.matches?.(domain, code))
      return;
    throw e;
  }
  throw new Error("it was not rejected");
}

async function testReadAndWrite(path) {
  const out = await ArrowIO.output_stream_async(path);
  await out.write_async("one\n");
  await out.write_async(new Uint8Array([116, 119, 111, 10]));
  await out.write_async(new ArrowIO.Buffer("three\n"));
  await out.write_async(new GLib.Bytes("four\n"), GLib.PRIORITY_LOW, null);
  await out.flush_async();
  await out.close_async();
  assertEqual(out.closed, true);
  assertEqual(text(load(path)), "one\ntwo\nthree\nfour\n");

  const file = await ArrowIO.input_stream_async(path, { compression: null });
  assertEqual(text(await file.read_async(3)), "one");
  assertEqual((await file.read_buffer_async(1)).toString(), "\n");
  assertEqual(text(await file.read_line_async()), "two\n");
  assertEqual(text(await file.read_at_async(3, 0)), "one");
  assertEqual(text(await file.read_async()), "three\nfour\n");
  await file.close_async();
  await assertRejects(ArrowIO.Error, ArrowIO.Error.CLOSED, file.read_async(1));
}

async function testScan(path) {
  const file = await ArrowIO.input_stream_async(path);

  assertEqual(text(await file.peek_async(3)), "one");
  assertEqual(await file.advance_async(1), 1);
  assertEqual(text(await file.read_until_async("t")), "ne\nt");
  assertEqual(text(await file.read_until_async(10)), "wo\n");
  await assertRejects(ArrowIO.Error, ArrowIO.Error.INVALID, file.read_until_async("ab"));
  await assertRejects(ArrowIO.Error, ArrowIO.Error.INVALID, file.read_until_async("\u00e9"));

  const buffer = ArrowIO.allocate_buffer(3);
  assertEqual(await file.read_into_buffer_async(buffer), 3);
  assertEqual(buffer.toString(), "thr");
}

async function testUpdate(path) {
  const copy = `${path}-copy`;
  const file = await ArrowIO.create_memory_map_async(copy, 8);

  await file.write_at_async("one", 0);
  await file.write_at_async(new ArrowIO.Buffer("two"), 4);
  await file.sync_async();
  await file.truncate_async(7);
  assertEqual(text(load(copy)), "one\0two");
  await assertRejects(Gio.IOErrorEnum, Gio.IOErrorEnum.EXISTS,
    ArrowIO.create_memory_map_async(copy, 8));
  (await ArrowIO.create_memory_map_async(copy, 3, { replace: true })).close();
  assertEqual(text(load(copy)), "\0\0\0");
  GLib.unlink(copy);

  const map = await ArrowIO.memory_map_async(path);
  (await map.peek_async(3)).toArray()[0] = 33; // a copy
  assertEqual(text(await map.read_until_async("e")), "one");
}

async function testRanges(path) {
  const file = new ArrowIO.OSFile(path);
  const ranges = new Map([[0n, 3], [2, 2n]]);

  assertEqual((await file.read_ranges_async(ranges)).join("|"), file.read_ranges(ranges).join("|"));
  const refused = await file.read_ranges_async([[2 ** 63, 1]]).catch(e => e);

  assertEqual(refused instanceof RangeError, true);
  for (const none of [[["a", 1]], [[0]], [[1.5, 1]], [[0, null]], 5])
    assertThrowsError(TypeError, "", () => file.read_ranges(none));
  assertThrowsError(RangeError, "int64", () => file.read_ranges([[0, 1n << 64n]]));
}

// gjs would open what is named by the part before it.
async function testNul(path) {
  const cut = `${path}\0cut`;

  for (const name of ["input_stream", "output_stream", "memory_map"]) {
    await assertRejects(
      ArrowIO.Error, ArrowIO.Error.INVALID, ArrowIO[`${name}_async`](cut));
  }
  await assertRejects(
    ArrowIO.Error, ArrowIO.Error.INVALID, ArrowIO.create_memory_map_async(cut, 3));
  for (const name of ["input_stream_for_path", "output_stream_for_path"]) {
    await assertRejects(
      ArrowIO.Error, ArrowIO.Error.INVALID, wait(ArrowIO, name, cut, null));
  }
}

// A child, and a file that gives what is written to it.
function startCat() {
  const child = Gio.Subprocess.new(["cat"], Gio.SubprocessFlags.STDIN_PIPE |
    Gio.SubprocessFlags.STDOUT_PIPE);

  return [child, ArrowIO.input_stream(child.get_stdout_pipe())];
}

// Two of the same on one file are not possible, and many of these are.
async function testPending(path) {
  const [child, pipe] = startCat();
  const first = pipe.read_async(3);

  await assertRejects(Gio.IOErrorEnum, Gio.IOErrorEnum.PENDING, pipe.read_async(3));
  child.get_stdin_pipe().write_all("one", null);
  assertEqual(text(await first), "one");

  const file = ArrowIO.input_stream(path);
  const parts = await Promise.all([0, 4, 8].map(offset => file.read_at_async(3, offset)));
  assertEqual(parts.map(text), ["one", "two", "thr"]);
}

async function testIterables(path) {
  const lines = [];

  for await (const line of ArrowIO.input_stream(path))
    lines.push(line);
  assertEqual(lines, ["one", "two", "three", "four"]);

  let size = 0;
  for await (const chunk of ArrowIO.input_stream(path).chunks_async(5))
    size += chunk.length;
  assertEqual(size, 19);
}

async function testCancel() {
  const [child, file] = startCat();
  const cancellable = new Gio.Cancellable();
  const line = file.read_line_async(GLib.PRIORITY_DEFAULT, cancellable);

  GLib.timeout_add(GLib.PRIORITY_DEFAULT, 20, () => {
    cancellable.cancel();
    return GLib.SOURCE_REMOVE;
  });
  await assertRejects(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED, line);
  child.get_stdin_pipe().write_all("yes\n", null);
  assertEqual(text(await file.read_line_async()), "yes\n");
  child.get_stdin_pipe().close(null);
  assertEqual((await file.read_async()).get_size(), 0);
}

async function testCopy(path) {
  const out = new ArrowIO.BufferOutputStream();
  const told = [];
  const n = await ArrowIO.input_stream(path).download_async(
    out, GLib.PRIORITY_DEFAULT, null, (copied, total) => told.push([copied, total]));

  assertEqual(n, 19);
  assertEqual(told.at(-1), [19, 19]);
  assertEqual(await out.upload_async(ArrowIO.input_stream(path)), 19);
  assertEqual(out.getvalue().size, 38);

  const copy = `${path}-copy`;
  await ArrowIO.input_stream(path).download_async(copy);
  assertEqual(load(copy).length, 19);
  GLib.unlink(copy);
}

// What promises are made of, as in GIO.
function wait(target, name, ...args) {
  return new Promise((resolve, reject) => {
    target[`${name}_async`](...args, GLib.PRIORITY_DEFAULT, null, (_, result) => {
      try {
        resolve(target[`${name}_finish`](result));
      } catch (e) {
        reject(e);
      }
    });
  });
}

async function testOpen(path) {
  const buffer = new ArrowIO.Buffer("text");
  const memory = new ArrowIO.BufferOutputStream();
  const copy = `${path}-copy`;

  assertEqual(text((await wait(ArrowIO, "input_stream_for_path", path, null)).read(3)), "one");
  const file = await wait(ArrowIO, "input_stream_for_object", buffer, null);
  assertEqual(await file.copy_async(memory), 4);
  file.seek(0);
  assertEqual(file.copy(memory, null), 4);
  const out = await wait(ArrowIO, "output_stream_for_path", copy, null);
  out.close();
  GLib.unlink(copy);
  assertEqual(await wait(ArrowIO, "output_stream_for_object", memory, null) === memory, true);
}

async function testCompress() {
  const compressed = await ArrowIO.compress_async("text text text", "gzip");

  assertEqual((await ArrowIO.decompress_async(compressed, "gzip")).toString(),
    "text text text");
  await assertRejects(ArrowIO.Error, ArrowIO.Error.LIMIT,
    new ArrowIO.Codec("gzip").decompress_async(compressed, { max_size: 3 }));
}

// Functions of JavaScript are called here, and what they throw is what is rejected with.
async function testForeign() {
  const source = { read: n => "from here\n".repeat(3).slice(0, n), done: false };
  const file = ArrowIO.input_stream(source);

  assertEqual(text(await file.read_line_async()), "from here\n");

  const failing = ArrowIO.input_stream({
    read() {
      throw new RangeError("out of it");
    },
  });
  try {
    await failing.read_async(1);
  } catch (e) {
    assertEqual([e instanceof RangeError, e.message], [true, "out of it"]);
    return;
  }
  throw new Error("it was not rejected");
}

// As in GIO.
function testCallback(path) {
  return new Promise(resolve => {
    const file = ArrowIO.input_stream(path);

    file.read_async(3, GLib.PRIORITY_DEFAULT, null, (source, result) => {
      assertEqual(source === file, true);
      assertEqual(text(file.read_finish(result)), "one");
      resolve();
    });
  });
}

async function testUsing(path) {
  let used;
  const line = await ArrowIO.using(ArrowIO.input_stream(path), file => {
    used = file;
    return file.read_line_async();
  });

  assertEqual([text(line), used.closed], ["one\n", true]);
}

// A view of a map cannot be written through.
async function testShared(path) {
  const map = ArrowIO.memory_map(path);
  const array = (await map.read_async(3)).toArray();

  array[0] = 33;
  assertEqual(text(await map.read_at_async(3, 0)), "one");
}

function testThreads() {
  assertEqual(ArrowIO.io_thread_count(), 8);
  ArrowIO.set_io_thread_count(3);
  assertEqual(ArrowIO.io_thread_count(), 3);
}

async function run(folder) {
  const path = GLib.build_filenamev([folder, "text"]);

  await testReadAndWrite(path);
  await testScan(path);
  await testUpdate(path);
  await testRanges(path);
  await testNul(path);
  await testPending(path);
  await testIterables(path);
  await testCancel();
  await testCopy(path);
  await testOpen(path);
  await testCompress();
  await testForeign();
  await testCallback(path);
  await testUsing(path);
  await testShared(path);
  testThreads();
  GLib.unlink(path);
}

const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");
let failure = null;

run(folder).catch(e => (failure = e)).finally(() => loop.quit());
loop.run();
GLib.rmdir(folder);
if (failure)
  throw failure;
