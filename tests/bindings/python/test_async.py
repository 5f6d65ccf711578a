# tests/bindings/python/test_async.py: calls that are awaited under plain asyncio.
#
# SPDX-License-Identifier: Apache-2.0

import asyncio
import gc
import io
import os
import time
import unittest
import warnings

from case import TestCase
from gi.repository import ArrowIO as pa
from gi.repository import GLib


class Files(TestCase):
    def setUp(self):
        super().setUp()
        self.write('text', b'one\ntwo\nthree\n')

    def test_reading(self):
        async def run():
            async with await pa.input_stream_async('text') as f:
                self.assertEqual(await f.read_async(3), b'one')
                self.assertEqual(await f.read_line_async(), b'\n')
                self.assertEqual(await f.read_at_async(5, 8), b'three')
                self.assertEqual(bytes(await f.read_buffer_at_async(3, 4)), b'two')
                self.assertEqual(bytes(await f.read_buffer_async(3)), b'two')
                self.assertEqual(await f.read1_async(2), b'\nt')
                self.assertEqual(await f.read_async(), b'hree\n')
                self.assertEqual(bytes(await f.read_buffer_async()), b'')
            self.assertTrue(f.closed)
            with self.assertRaises(ValueError):
                await f.read_async(1)
        asyncio.run(run())

    def test_writing(self):
        async def run():
            f = await pa.output_stream_async('out')
            self.assertEqual(await f.write_async(b'bytes'), 5)
            self.assertEqual(await f.write_async(bytearray(b' and')), 4)
            self.assertEqual(await f.write_async(memoryview(b' more')), 5)
            await f.flush_async()
            await f.close_async()
            await f.close_async()
        asyncio.run(run())
        self.assertEqual(self.read('out'), b'bytes and more')

    def test_scanning(self):
        async def run():
            f = pa.OSFile('text')
            self.assertEqual(await f.peek_async(3), b'one')
            self.assertEqual(await f.advance_async(1), 1)
            self.assertEqual(await f.read_until_async('t'), b'ne\nt')
            self.assertEqual(await f.read_until_async(b'\n'), b'wo\n')
            data = bytearray(4)
            self.assertEqual(await f.readinto_async(data), 4)
            self.assertEqual(data, b'thre')
            with self.assertRaises(TypeError):
                await f.readinto_async(b'none')
            for none in 'ab', '\xe9', b'', None:
                with self.assertRaises(TypeError):
                    await f.read_until_async(none)
            with self.assertRaises(ValueError):
                await f.read_until_async(256)
        asyncio.run(run())

    def test_updating(self):
        async def run():
            f = pa.OSFile('text', 'r+')
            self.assertEqual(await f.write_at_async(b'TWO', 4), 3)
            self.assertEqual(await f.truncate_async(7), 7)
            await f.sync_async()
            self.assertEqual(self.read('text'), b'one\nTWO')
            f.seek(3)
            self.assertEqual(await f.truncate_async(), 3)
        asyncio.run(run())
        self.assertEqual(self.read('text'), b'one')

    def test_maps(self):
        async def run():
            f = await pa.memory_map_async('text')
            self.assertEqual(await f.read_async(3), b'one')
            with await pa.create_memory_map_async('new', 3) as f:
                f.write(b'new')
            with self.assertRaises(FileExistsError):
                await pa.create_memory_map_async('new', 3)
            await pa.create_memory_map_async('new', 2, replace=True)
            with self.assertRaisesRegex(ValueError, 'NUL'):
                await pa.memory_map_async('a\0b')
        asyncio.run(run())
        self.assertEqual(self.read('new'), b'\0\0')

    def test_lines(self):
        async def run():
            return [line async for line in pa.input_stream('text')]
        self.assertEqual(asyncio.run(run()), [b'one\n', b'two\n', b'three\n'])

    def test_many_at_once(self):
        async def run():
            f = pa.OSFile('text')
            return await asyncio.gather(*(f.read_at_async(1, i % 14) for i in range(500)))
        self.assertEqual(b''.join(asyncio.run(run())), (b'one\ntwo\nthree\n' * 36)[:500])

    def test_copying(self):
        async def run():
            told = []
            with pa.BufferOutputStream() as out:
                f = pa.OSFile('text')
                self.assertEqual(
                    await f.download_async(out, progress=lambda *sizes: told.append(sizes)), 14)
                self.assertEqual(await out.upload_async('text'), 14)
                self.assertEqual(len(out.getvalue()), 28)
            self.assertEqual(told[-1], (14, 14))
            await pa.OSFile('text').download_async('copy')
        asyncio.run(run())
        self.assertEqual(self.read('copy'), b'one\ntwo\nthree\n')

    def test_errors(self):
        async def run():
            with self.assertRaises(FileNotFoundError):
                await pa.input_stream_async('missing')
            with self.assertRaises(io.UnsupportedOperation):
                await pa.OSFile('text').write_async(b'x')
            with self.assertRaises(ValueError):
                await pa.OSFile('text').read_async(-2)
        asyncio.run(run())

    def test_compressing(self):
        async def run():
            codec = pa.Codec('gzip')
            data = await codec.compress_async(b'text' * 100)
            self.assertEqual(await codec.decompress_async(data, asbytes=True), b'text' * 100)
        asyncio.run(run())

    # Several loops, one after the other and in several threads.

    def test_loops(self):
        async def run():
            return await pa.OSFile('text').read_async(3)
        for _ in range(20):
            self.assertEqual(asyncio.run(run()), b'one')

        async def threads():
            return await asyncio.gather(
                *(asyncio.to_thread(asyncio.run, run()) for _ in range(8)))
        self.assertEqual(asyncio.run(threads()), [b'one'] * 8)

    def test_nothing_is_left_open(self):
        async def run():
            await pa.OSFile('text').read_async(3)
        asyncio.run(run())
        gc.collect()
        before = len(os.listdir('/proc/self/fd'))
        for _ in range(10):
            asyncio.run(run())
        gc.collect()
        self.assertLessEqual(len(os.listdir('/proc/self/fd')), before)

    def test_callbacks(self):
        """As everywhere in GObject, in a main loop of GLib."""
        loop = GLib.MainLoop()
        f = pa.OSFile('text')
        got = []

        def ready(source, result):
            got.append(source.read_finish(result).get_data())
            loop.quit()
        f.read_async(3, GLib.PRIORITY_DEFAULT, None, ready)
        loop.run()
        self.assertEqual(got, [b'one'])

    def finish(self, start, *args):
        loop = GLib.MainLoop()
        got = []
        start(*args, lambda _source, result: (got.append(result), loop.quit()))
        loop.run()
        return got[0]

    def test_callbacks_of_functions(self):
        memory = pa.BufferOutputStream()
        reader = pa.BufferReader(b'text')
        self.assertEqual(
            reader.copy_finish(self.finish(reader.copy_async, memory, 0, None, None, None)), 4)
        reader.seek(0)
        self.assertEqual(reader.copy(memory, None), 4)
        opened = pa.input_stream_finish(self.finish(
            pa.input_stream_for_object_async, pa.py_buffer(b'text'), None, 0, None))
        self.assertEqual(opened.read(), b'text')
        self.assertIs(memory, pa.output_stream_finish(self.finish(
            pa.output_stream_for_object_async, memory, None, 0, None)))

    def test_opening_objects(self):
        async def run():
            memory = pa.BufferOutputStream()
            self.assertIs(await pa.output_stream_async(memory), memory)
            self.assertEqual((await pa.input_stream_async(b'text')).read(), b'text')
        asyncio.run(run())


class Pipes(unittest.TestCase):
    def setUp(self):
        reader, self.writer = os.pipe()
        self.file = pa.OSFile(reader)

    def test_others_run_meanwhile(self):
        async def run():
            task = asyncio.create_task(self.file.read_async(3))
            await asyncio.sleep(0.02)
            self.assertFalse(task.done())
            os.write(self.writer, b'yes')
            return await task
        self.assertEqual(asyncio.run(run()), b'yes')

    def test_in_use(self):
        async def run():
            task = asyncio.create_task(self.file.read_async(3))
            await asyncio.sleep(0)
            with self.assertRaisesRegex(pa.lib.ArrowIOError, 'in another call'):
                await self.file.read_async(1)
            with self.assertRaisesRegex(OSError, 'in another call'):
                self.file.read(1)
            os.write(self.writer, b'yes')
            self.assertEqual(await task, b'yes')
        asyncio.run(run())

    def test_cancelling(self):
        async def run():
            task = asyncio.create_task(self.file.read_async(6))
            os.write(self.writer, b'abc')
            await asyncio.sleep(0.02)
            task.cancel()
            start = time.monotonic()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertLess(time.monotonic() - start, 2)
            os.write(self.writer, b'def')  # nothing is lost, and the file is free
            self.assertEqual(self.file.read(6), b'abcdef')
            with self.assertRaises(asyncio.TimeoutError):
                async with asyncio.timeout(0.02):
                    await self.file.read_async(1)
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            asyncio.run(run())

    def test_cancelling_too_late(self):
        """What was read is read again, though nobody got it."""
        async def run(start):
            task = asyncio.create_task(start())
            await asyncio.sleep(0.02)
            os.write(self.writer, b'abc\n')
            time.sleep(0.05)  # the call is done, and the loop does not know
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertEqual(self.file.tell(), 0)
            self.assertEqual(await self.file.read_async(4), b'abc\n')
        for start in (lambda: self.file.read_async(4), lambda: self.file.read_line_async(),
                      lambda: self.file.read1_async(), lambda: self.file.read_buffer_async(4),
                      lambda: self.file.read_until_async('c'),
                      lambda: self.file.readinto_async(bytearray(4))):
            with self.subTest(start=start):
                asyncio.run(run(start))
                self.setUp()


class Hosts(unittest.TestCase):
    """Python's own files are called on the thread of the event loop."""

    def test_reading(self):
        async def run():
            f = pa.input_stream(io.BytesIO(b'one\ntwo\n'))
            return [line async for line in f]
        self.assertEqual(asyncio.run(run()), [b'one\n', b'two\n'])

    def test_exceptions(self):
        class Failing(io.RawIOBase):
            def readable(self):
                return True

            def readinto(self, buffer):
                raise ZeroDivisionError('no')

        async def run():
            await pa.PythonFile(Failing(), 'r').read_async(1)
        with self.assertRaisesRegex(ZeroDivisionError, 'no'):
            asyncio.run(run())


class Threads(unittest.TestCase):
    def test_count(self):
        self.assertEqual(pa.io_thread_count(), 8)
        pa.set_io_thread_count(4)
        self.assertEqual(pa.io_thread_count(), 4)
        with self.assertRaisesRegex(ValueError, 'IO thread count must be strictly positive'):
            pa.set_io_thread_count(0)


if __name__ == '__main__':
    unittest.main()
