# tests/bindings/python/test_memory_pool.py
#
# SPDX-License-Identifier: Apache-2.0

import os
import subprocess
import sys
import unittest

from gi.repository import ArrowIO as pa


def pools():
    """Every kind of pool over every backend."""
    for backend in pa.supported_memory_backends():
        pool = pa.MemoryPool.for_backend(backend)
        yield backend, pool
        yield 'proxy over ' + backend, pa.proxy_memory_pool(pool)
        yield 'logging over ' + backend, pa.logging_memory_pool(pool)


def run(code, **environment):
    return subprocess.run(
        [sys.executable, '-c', 'from gi.repository import ArrowIO as pa\n' + code],
        capture_output=True, text=True, env={**os.environ, **environment})


class TestMemoryPool(unittest.TestCase):
    def test_figures(self):
        # 86, 87: the same for every kind.
        for name, pool in pools():
            with self.subTest(pool=name):
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
        for backend in pa.supported_memory_backends():
            process = run('print(pa.default_memory_pool().backend_name)',
                          ARROW_DEFAULT_MEMORY_POOL=backend)
            self.assertEqual((process.stdout, process.stderr), (backend + '\n', ''))

    def test_by_name(self):
        self.assertEqual(pa.system_memory_pool().backend_name, 'system')
        for name in 'mimalloc', 'jemalloc':
            get_pool = getattr(pa, f'{name}_memory_pool')
            if name in pa.supported_memory_backends():
                self.assertEqual(get_pool().backend_name, name)
            else:
                with self.assertRaises(pa.ArrowNotImplementedError):
                    get_pool()
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

    def test_any_order_of_release(self):
        # 7: the pool first, then the buffer; and not at all, at the end of the process.
        for name, pool in pools():
            buf = pa.allocate_buffer(100, pool)
            part = buf[10:20]
            del pool, buf
            self.assertEqual(part.size, 10, name)
        process = run('p = pa.proxy_memory_pool(pa.default_memory_pool())\n'
                      'pa.set_memory_pool(p)\n'
                      'b = pa.allocate_buffer(100)\n'
                      'q = pa.logging_memory_pool(p)\n'
                      'c = pa.allocate_buffer(100, q)\n'
                      'del p, q\n'
                      'd = pa.allocate_buffer(100)\n')
        self.assertEqual((process.returncode, process.stderr), (0, ''))

    def test_proxy(self):
        # 87
        parent = pa.system_memory_pool()
        pool = pa.proxy_memory_pool(parent)
        before = parent.bytes_allocated()
        other = pa.allocate_buffer(64, parent)
        buf = pa.allocate_buffer(64, pool)
        self.assertEqual(pool.bytes_allocated(), 64)
        self.assertEqual(parent.bytes_allocated() - before, 128)
        self.assertEqual((pool.backend_name, other.size, buf.size), ('system', 64, 64))
        with self.assertRaises(TypeError):
            pa.proxy_memory_pool(None)

    def test_logging(self):
        # 89: to GLib's log, which shows it when asked.
        code = ('p = pa.logging_memory_pool(pa.default_memory_pool())\n'
                'b = pa.allocate_buffer(100, p, resizable=True)\n'
                'b.resize(200)\n'
                'p.bytes_allocated()\n'
                'del b\n')
        process = run(code, G_MESSAGES_DEBUG='ArrowIO')
        lines = [line.partition('DEBUG: ')[2].partition(': ')[2]
                 for line in process.stdout.splitlines() if 'DEBUG' in line]
        self.assertEqual(lines, [
            'Allocate: size = 128, alignment = 64',
            'Reallocate: old_size = 128, new_size = 256, alignment = 64',
            'Free: size = 256, alignment = 64'])
        process = run(code)
        self.assertEqual((process.stdout, process.stderr), ('', ''))

    def test_log_memory_allocations(self):
        process = run('first = pa.default_memory_pool()\n'
                      'pa.log_memory_allocations()\n'
                      'pa.log_memory_allocations(enable=True)\n'
                      'b = pa.allocate_buffer(100)\n'
                      'pa.log_memory_allocations(enable=False)\n'
                      'c = pa.allocate_buffer(200)\n'
                      'assert pa.default_memory_pool() == first\n'
                      'pa.log_memory_allocations(False)\n'
                      'del b, c\n', G_MESSAGES_DEBUG='ArrowIO')
        self.assertEqual((process.returncode, process.stderr), (0, ''))
        self.assertEqual(process.stdout.count('Allocate: size = 128'), 1)
        self.assertNotIn('size = 256', process.stdout)

    def test_set_memory_pool(self):
        # 91
        first = pa.default_memory_pool()
        pool = pa.proxy_memory_pool(first)
        pa.set_memory_pool(pool)
        try:
            self.assertEqual(pa.default_memory_pool(), pool)
            buf = pa.allocate_buffer(100)
            self.assertEqual((pool.bytes_allocated(), pa.total_allocated_bytes()), (128, 128))
            with pa.BufferOutputStream() as out:
                with pa.CompressedOutputStream(out, 'gzip') as zipped:
                    zipped.write(b'columnar')
                    self.assertGreater(pool.bytes_allocated(), 128)
        finally:
            pa.set_memory_pool(first)
        self.assertEqual(pa.default_memory_pool(), first)
        del out, zipped, buf
        self.assertEqual(pool.bytes_allocated(), 0)

    def test_print_stats(self):
        # 93: on standard error
        process = run('p = pa.system_memory_pool()\n'
                      'b = pa.allocate_buffer(100, p)\n'
                      'pa.proxy_memory_pool(p).print_stats()\n'
                      'p.print_stats()\n')
        self.assertEqual(process.stdout, '')
        self.assertIn('system memory pool: 0 bytes allocated', process.stderr)
        self.assertIn('system memory pool: 128 bytes allocated', process.stderr)

    def test_write_past_the_end(self):
        # 92
        code = ('import ctypes\n'
                'b = pa.allocate_buffer(64)\n'
                'ctypes.memset(b.address, 0, %d)\n'
                'del b\n')
        message = 'Wrong size on deallocation: given size = 64, actual size = '
        for value, status in ('warn', 0), ('abort', -6):
            process = run(code % 65, ARROW_DEBUG_MEMORY_POOL=value)
            self.assertIn(message, process.stderr)
            self.assertEqual(process.returncode, status)
        for value in 'abort', 'none', '':
            process = run(code % 64, ARROW_DEBUG_MEMORY_POOL=value)
            self.assertEqual((process.returncode, process.stderr), (0, ''))
        process = run('pa.allocate_buffer(64)', ARROW_DEBUG_MEMORY_POOL='rabbit')
        self.assertIn("Invalid value for ARROW_DEBUG_MEMORY_POOL: 'rabbit'", process.stderr)

    def test_alignment(self):
        # 88
        buf = pa.allocate_buffer(100, resizable=True, alignment=512)
        self.assertEqual(buf.address % 512, 0)
        buf.resize(100000)
        self.assertEqual(buf.address % 512, 0)
        with self.assertRaisesRegex(pa.ArrowInvalid, 'alignment parameter: 48'):
            pa.allocate_buffer(100, alignment=48)

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
