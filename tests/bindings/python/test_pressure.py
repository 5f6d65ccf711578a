# tests/bindings/python/test_pressure.py: what nobody uses any more does not pile up.
#
# SPDX-License-Identifier: Apache-2.0
"""Nothing here collects to make room. What is dropped is in cycles, as Python frees the rest at once."""

import gc
import os
import re
import resource
import subprocess
import sys
import threading
import unittest

from case import TestCase
from gi.repository import ArrowIO as pa
from gi.repository import GLib

MIB = 1 << 20
SLOW = 'TESTS_RUN_SLOWLY' in os.environ
COUNT = 1000 if SLOW else 10000


class Cycle:
    def __init__(self, content):
        self.content = content
        self.cycle = self


def most_resident():
    with open('/proc/self/status', encoding='ascii') as status:
        return int(re.search(r'VmHWM:\s+(\d+) kB', status.read())[1]) * 1024


class TestPressure(TestCase):
    def check_memory(self):
        self.assertLess(pa.default_memory_pool().max_memory(), 128 * MIB)
        # A sanitizer keeps what is freed.
        if not SLOW:
            self.assertLess(most_resident(), 256 * MIB)

    def test_dropped_buffers(self):
        block = b'x' * MIB
        for _ in range(COUNT):
            cycle = Cycle(pa.allocate_buffer(MIB))
            cycle.content.set_data(0, block)
        self.check_memory()

    def test_dropped_reads(self):
        self.write('data', b'x' * MIB)
        with pa.OSFile('data') as file:
            for _ in range(COUNT):
                Cycle(file.read_buffer_at(MIB, 0))
        self.check_memory()

    def test_other_pools(self):
        # Each allocator says so itself, and pools over it need not.
        for name in pa.supported_memory_backends():
            pool = pa.MemoryPool.for_backend(name)
            over = pa.logging_memory_pool(pa.proxy_memory_pool(pool))
            for _ in range(200):
                Cycle(pa.allocate_buffer(MIB, over))
            self.assertLessEqual(pool.bytes_allocated(), 64 * MIB)

    def test_thresholds(self):
        for name in pa.supported_memory_backends():
            pool = pa.MemoryPool.for_backend(name)
            self.assertEqual(pool.get_pressure_threshold(), pa.PRESSURE_THRESHOLD_DEFAULT)
            self.assertEqual(pa.PRESSURE_THRESHOLD_DEFAULT, 64 * MIB)
            with self.assertRaises(pa.ArrowInvalid):
                pool.set_pressure_threshold(-1)

    def test_threads(self):
        # What another thread drops is collected here, by the main context at the latest.
        def work():
            for _ in range(100):
                Cycle(pa.allocate_buffer(MIB))

        pool = pa.default_memory_pool()
        gc.disable()
        self.addCleanup(gc.enable)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertGreater(pool.bytes_allocated(), 64 * MIB)
        while GLib.MainContext.default().iteration(False):
            pass
        self.assertLess(pool.bytes_allocated(), 8 * MIB)

    @unittest.skipIf(SLOW, 'a sanitizer needs more memory than is left')
    def test_failed_allocation(self):
        # It is tried again after a collection.
        if len(sys.argv) == 1:
            done = subprocess.run([sys.executable, __file__, type(self).__name__ + '.'
                                   + self._testMethodName], check=False)
            self.assertEqual(done.returncode, 0)
            return
        pool = pa.system_memory_pool()
        pool.set_pressure_threshold(1 << 62)
        with open('/proc/self/statm', encoding='ascii') as statm:
            pages = int(statm.read().split()[0])
        limit = pages * os.sysconf('SC_PAGESIZE') + 300 * MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        for _ in range(5):
            Cycle(pa.allocate_buffer(200 * MIB, pool))
        kept = pa.allocate_buffer(200 * MIB, pool)
        with self.assertRaises(MemoryError):
            pa.allocate_buffer(200 * MIB, pool)
        self.assertEqual(kept.size, 200 * MIB)

    def test_who_needs_memory(self):
        # Who needs the memory is not asked for it at each allocation.
        told = []
        gc.collect()
        pool = pa.system_memory_pool()
        pool.set_pressure_threshold(pa.PRESSURE_THRESHOLD_DEFAULT)
        pool.connect('pressure', lambda pool: told.append(pool.bytes_allocated()))
        needed = [pa.allocate_buffer(MIB, pool) for _ in range(200)]
        self.assertEqual(len(told), 2)
        for _ in range(len(needed)):
            pa.allocate_buffer(MIB, pool)
        self.assertEqual(len(told), 2)


if __name__ == '__main__':
    unittest.main()
