// tests/bindings/javascript/test-pool.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import System from "system";

import { assertEqual, test } from "./helper.js";

test("a pool counts what is allocated", () => {
  // 86
  for (const name of ArrowIO.supported_memory_backends()) {
    const memory_pool = ArrowIO.MemoryPool.for_backend(name);
    const before = memory_pool.get_bytes_allocated();
    const buffer = ArrowIO.allocate_buffer(100, { memory_pool });

    assertEqual(memory_pool.backend_name, name);
    assertEqual(buffer.size, 100);
    assertEqual(memory_pool.get_bytes_allocated() - before, 128);
  }
});

test("memory is given back when JavaScript collects", () => {
  const memory_pool = ArrowIO.MemoryPool.for_backend("system");
  const before = memory_pool.get_bytes_allocated();

  for (let i = 0; i < 1000; i++)
    ArrowIO.allocate_buffer(1024, { memory_pool }).slice(0, 10);
  System.gc();
  assertEqual(memory_pool.get_bytes_allocated() - before < 10 * 1024, true);
});

test("the default pool", () => {
  const pool = ArrowIO.default_memory_pool();

  assertEqual(pool === ArrowIO.MemoryPool.default(), true);
  assertEqual(ArrowIO.total_allocated_bytes(), pool.get_bytes_allocated());
});

test("a buffer holds its pool", () => {
  // 7
  const parent = ArrowIO.MemoryPool.for_backend("system");
  const before = parent.get_bytes_allocated();
  let memory_pool = ArrowIO.logging_memory_pool(ArrowIO.proxy_memory_pool(parent));
  let buffer = ArrowIO.allocate_buffer(100, { memory_pool, alignment: 512 });

  assertEqual(buffer.address % 512, 0);
  memory_pool = null;
  System.gc();
  assertEqual(parent.get_bytes_allocated() - before, 128);
  buffer = null;
  System.gc();
  assertEqual(parent.get_bytes_allocated() - before, 0);
});
