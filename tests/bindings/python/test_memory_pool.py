# tests/bindings/python/test_memory_pool.py
#
# SPDX-License-Identifier: Apache-2.0

import os
import subprocess
import sys
import unittest

from gi.repository import ArrowIO as pa


class TestMemoryPool(unittest.TestCase):
    def test_figures(self):
        # 86: the same for every backend.
        for backend in pa.supported_memory_backends():
            with self.subTest(backend=backend):
                pool = pa.MemoryPool.for_backend(backend)
                size = pool.bytes_allocated()
                total = pool.total_bytes_allocated()
                count = pool.num_allocations()
                buf = pa.allocate_buffer(100, pool, resizable=True)
                self.assertEqual(pool.bytes_allocated() - size, 128)
                buf.resize(200)
                self.assertEqual(pool.bytes_allocated() - size, 256)
                self.assertEqual(pool.total_bytes_allocated() - total, 256)
                self.assertEqual(pool.num_allocations() - count, 2)
                self.assertGreaterEqual(pool.max_memory(), size + 256)
                del buf
                self.assertEqual(pool.bytes_allocated(), size)

    def test_default(self):
        pool = pa.default_memory_pool()
        self.assertEqual(pool.backend_name, os.environ.get('ARROW_DEFAULT_MEMORY_POOL',
                                                           pa.supported_memory_backends()[0]))
        buf = pa.allocate_buffer(64)
        self.assertEqual(pa.total_allocated_bytes(), pool.bytes_allocated())
        self.assertEqual(buf.size, 64)

    def test_chosen_from_outside(self):
        # 92
        code = ('from gi.repository import ArrowIO\n'
                'print(ArrowIO.default_memory_pool().backend_name)')
        for backend in pa.supported_memory_backends():
            process = subprocess.run(
                [sys.executable, '-c', code], capture_output=True, text=True,
                env={**os.environ, 'ARROW_DEFAULT_MEMORY_POOL': backend})
            self.assertEqual((process.stdout, process.stderr), (backend + '\n', ''))

    def test_by_name(self):
        self.assertEqual(pa.system_memory_pool().backend_name, 'system')
        if 'mimalloc' in pa.supported_memory_backends():
            self.assertEqual(pa.mimalloc_memory_pool().backend_name, 'mimalloc')
        else:
            with self.assertRaises(pa.ArrowNotImplementedError):
                pa.mimalloc_memory_pool()
        with self.assertRaises(pa.ArrowException):
            pa.MemoryPool.for_backend('rabbit')

    def test_buffer_holds_it(self):
        # 7
        pool = pa.system_memory_pool()
        before = pool.bytes_allocated()
        buf = pa.allocate_buffer(100, memory_pool=pool)
        del pool
        memoryview(buf)[:] = bytes(100)
        del buf
        self.assertEqual(pa.system_memory_pool().bytes_allocated(), before)

    def test_release_unused(self):
        self.assertIsNone(pa.default_memory_pool().release_unused())

    def test_repr(self):
        self.assertRegex(repr(pa.system_memory_pool()),
                         r'^<ArrowIO.MemoryPool backend_name=system bytes_allocated=\d+'
                         r' max_memory=\d+>$')

    def test_is_not_called(self):
        # 94
        with self.assertRaises(TypeError):
            pa.MemoryPool()


if __name__ == '__main__':
    unittest.main()
