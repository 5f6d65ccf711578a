// tests/bindings/javascript/test-pressure.js: what nobody uses any more does not pile up,
// though nothing here collects.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import System from "system";

import { assertEqual, load, test, text } from "./helper.js";

const MIB = 1024 * 1024;
const slow = GLib.getenv("TESTS_RUN_SLOWLY") !== null;
const count = slow ? 1000 : 10000;

const block = new Uint8Array(MIB).fill(120);

function checkMemory() {
  assertEqual(ArrowIO.default_memory_pool().get_max_memory() < 128 * MIB, true);
  // A sanitizer keeps what is freed.
  if (slow)
    return;
  const most = Number(text(load("/proc/self/status")).match(/VmHWM:\s+(\d+) kB/)[1]);
  assertEqual(most * 1024 < 256 * MIB, true);
}

test("buffers that are dropped", () => {
  for (let i = 0; i < count; i++)
    ArrowIO.allocate_buffer(MIB).toArray().set(block);
  checkMemory();
});

test("buffers and bytes that were read and are dropped", folder => {
  const path = `${folder}/data`;

  GLib.file_set_contents(path, block);
  ArrowIO.using(new ArrowIO.OSFile(path), file => {
    for (let i = 0; i < count; i++) {
      file.seek(0);
      if (i % 2 === 0)
        file.read_buffer(MIB);
      else
        file.read(MIB);
    }
  });
  checkMemory();
});

test("each allocator says so itself", () => {
  for (const name of ArrowIO.supported_memory_backends()) {
    const pool = ArrowIO.MemoryPool.for_backend(name);
    const memory_pool = ArrowIO.proxy_memory_pool(pool);

    assertEqual(pool.get_pressure_threshold(), 64 * MIB);
    for (let i = 0; i < 200; i++)
      ArrowIO.allocate_buffer(MIB, { memory_pool });
    assertEqual(pool.get_bytes_allocated() <= 64 * MIB, true);
  }
});

test("who needs the memory is rarely asked for it", () => {
  const memory_pool = ArrowIO.MemoryPool.for_backend("system");
  const needed = [];
  let told = 0;

  System.gc();
  memory_pool.set_pressure_threshold(ArrowIO.PRESSURE_THRESHOLD_DEFAULT);
  memory_pool.connect("pressure", () => told++);
  for (let i = 0; i < 200; i++)
    needed.push(ArrowIO.allocate_buffer(MIB, { memory_pool }));
  assertEqual(told, 2);
});
