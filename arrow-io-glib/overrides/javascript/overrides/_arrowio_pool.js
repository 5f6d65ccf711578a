// _arrowio_pool.js: collecting when buffers take much memory, as JavaScript does not know how
// much they hold.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO } = imports.gi;
const System = imports.system;

function extend() {
  const { MemoryPool } = ArrowIO;
  const { for_backend } = MemoryPool;
  const watched = new Set();

  MemoryPool.for_backend = function (name) {
    const pool = for_backend(name);

    if (!watched.has(name)) {
      watched.add(name);
      pool.connect("pressure", () => System.gc());
      pool.set_pressure_threshold(ArrowIO.PRESSURE_THRESHOLD_DEFAULT);
    }
    return pool;
  };

  // The default pool may stand on another one.
  MemoryPool.for_backend(ArrowIO.default_memory_pool().get_backend_name());
}
