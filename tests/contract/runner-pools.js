// tests/contract/runner-pools.js: memory pools, for runner.js.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";

export const poolOperations = {
  pool(world, name) {
    world.pool = ArrowIO.MemoryPool.for_backend(name);
    return world.pool.backend_name;
  },
  "pool.proxy"(world) {
    world.pool = ArrowIO.proxy_memory_pool(ArrowIO.default_memory_pool());
  },
  "pool.logging"(world) {
    world.pool = ArrowIO.logging_memory_pool(ArrowIO.default_memory_pool());
  },
  "pool.allocate"(world, size) {
    const options = { resizable: true, memory_pool: world.pool };

    world.buffer = ArrowIO.allocate_buffer(Number(size), options);
  },
  "pool.figures"({ pool }) {
    return [
      pool.get_bytes_allocated(), pool.get_max_memory(),
      pool.get_total_bytes_allocated(), pool.get_num_allocations(),
    ].join("+");
  },
  "pool.set_default"(world) {
    world.default_pool = ArrowIO.default_memory_pool();
    ArrowIO.set_memory_pool(world.pool);
  },
  "pool.restore_default"({ default_pool }) {
    ArrowIO.set_memory_pool(default_pool);
  },
  "pool.is_default"({ pool }) {
    return ArrowIO.default_memory_pool() === pool;
  },
  "pool.watch"(world, nBytes) {
    const { pool } = world;

    pool.set_pressure_threshold(Number(nBytes));
    world.nTold = 0;
    pool.connect("pressure", () => world.nTold++);
    return pool.get_pressure_threshold();
  },
  "pool.told"({ nTold }) {
    return nTold;
  },
};
