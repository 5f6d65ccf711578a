/* tests/contract/runner-pools.vala: memory pools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

class Pools {
  ArrowIO.MemoryPool pool;
  ArrowIO.MemoryPool default_pool;
  int64 n_told;

  public Bytes? perform (string operation, string[] args, ref ArrowIO.Buffer? buffer)
      throws Error {
    switch (operation) {
    case "pool":
      pool = ArrowIO.MemoryPool.for_backend (args[0]);
      return from_text (pool.backend_name);
    case "pool.proxy":
      pool = ArrowIO.proxy_memory_pool (ArrowIO.default_memory_pool ());
      return success ();
    case "pool.logging":
      pool = ArrowIO.logging_memory_pool (ArrowIO.default_memory_pool ());
      return success ();
    case "pool.allocate":
      buffer = ArrowIO.allocate_buffer (int64.parse (args[0]), true, pool);
      return success ();
    case "pool.figures":
      return from_text ("%d+%d+%d+%d".printf (
        (int) pool.get_bytes_allocated (), (int) pool.get_max_memory (),
        (int) pool.get_total_bytes_allocated (), (int) pool.get_num_allocations ()));
    case "pool.set_default":
      default_pool = ArrowIO.default_memory_pool ();
      ArrowIO.set_memory_pool (pool);
      return success ();
    case "pool.restore_default":
      ArrowIO.set_memory_pool (default_pool);
      return success ();
    case "pool.is_default":
      return from_boolean (ArrowIO.default_memory_pool () == pool);
    case "pool.watch":
      pool.set_pressure_threshold (int64.parse (args[0]));
      n_told = 0;
      pool.pressure.connect (() => n_told++);
      return from_number (pool.get_pressure_threshold ());
    case "pool.told":
      return from_number (n_told);
    default:
      return null;
    }
  }
}
