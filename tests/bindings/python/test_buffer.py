# tests/bindings/python/test_buffer.py
#
# SPDX-License-Identifier: Apache-2.0

import array
import copy
import ctypes
import hashlib
import operator
import pickle
import socket
import struct
import threading
import unittest
import weakref

from gi.repository import ArrowIO as pa
from gi.repository import GLib


class TestPyBuffer(unittest.TestCase):
    def test_shares_bytes(self):
        data = b'abcdefghijklmnopqrstuvwxyz'
        buf = pa.py_buffer(data)
        self.assertEqual(ctypes.string_at(buf.address, 26), data)
        self.assertFalse(buf.is_mutable)
        self.assertEqual(pa.py_buffer(data).address, buf.address)

    def test_shares_what_can_be_written(self):
        data = bytearray(b'abc')
        buf = pa.py_buffer(data)
        self.assertIsInstance(buf, pa.MutableBuffer)
        self.assertTrue(buf.is_mutable)
        data[0] = ord('x')
        memoryview(buf)[2] = ord('z')
        self.assertEqual((buf.to_pybytes(), data), (b'xbz', b'xbz'))

    def test_holds_the_exporter(self):
        # 68: a bytearray cannot move while a buffer, or a part of one, lies over it.
        data = bytearray(b'abc')
        part = pa.py_buffer(data).slice(1)
        with self.assertRaises(BufferError):
            data.append(0)
        self.assertEqual(part, b'bc')
        del part
        data.append(0)

    def test_is_let_go_on_any_thread(self):
        class Data(bytearray):
            pass

        data = Data(b'abc')
        gone = threading.Event()
        weakref.finalize(data, gone.set)
        bufs = [pa.py_buffer(data)]
        del data
        thread = threading.Thread(target=bufs.clear)
        thread.start()
        thread.join()
        self.assertTrue(gone.is_set())

    def test_counts_bytes(self):
        self.assertEqual(pa.py_buffer(array.array('i', [1, 2, 3])).size, 12)
        self.assertEqual(pa.py_buffer(memoryview(b'abcdef')[2:4]), b'cd')
        self.assertEqual(pa.py_buffer((ctypes.c_double * 4)()).size, 32)

    def test_takes_the_empty(self):
        for empty in b'', bytearray(), array.array('q'), GLib.Bytes.new(b''):
            with self.subTest(empty=empty):
                buf = pa.py_buffer(empty)
                self.assertEqual((buf.size, bytes(buf), bool(buf)), (0, b'', False))

    def test_takes_the_library_s_own(self):
        self.assertEqual(pa.py_buffer(GLib.Bytes.new(b'abc')), b'abc')
        buf = pa.py_buffer(b'abc')
        self.assertIs(pa.py_buffer(buf), buf)

    def test_refuses_the_rest(self):
        for wrong in 'text', None, 5, [1]:
            with self.subTest(wrong=wrong), self.assertRaises(TypeError):
                pa.py_buffer(wrong)
        with self.assertRaises(BufferError):
            pa.py_buffer(memoryview(b'abcdef')[::2])


class TestForeignBuffer(unittest.TestCase):
    def test_shares(self):
        memory = ctypes.create_string_buffer(b'foreign', 7)
        buf = pa.foreign_buffer(ctypes.addressof(memory), 7)
        memory[0] = b'F'
        self.assertEqual(buf, b'Foreign')
        self.assertFalse(buf.is_mutable)

    def test_holds_the_base(self):
        class Base(bytearray):
            pass

        base = Base(b'abc')
        address = pa.py_buffer(base).address
        gone = weakref.ref(base)
        buf = pa.foreign_buffer(address, 3, base=base)
        del base
        part = buf.slice(1)
        del buf
        self.assertEqual(part, b'bc')
        self.assertIsNotNone(gone())
        del part
        self.assertIsNone(gone())

    def test_refuses(self):
        # 79
        for address, size in (1, -5), (0, 10):
            with self.subTest(address=address, size=size), self.assertRaises(pa.ArrowInvalid):
                pa.foreign_buffer(address, size)


class TestBuffer(unittest.TestCase):
    def setUp(self):
        self.buf = pa.py_buffer(b'abcdefghij')

    def test_repr(self):
        # 74
        self.assertEqual(
            repr(self.buf),
            f'<ArrowIO.Buffer address={self.buf.address:#x} size=10 is_cpu=True'
            ' is_mutable=False>')
        self.assertRegex(
            repr(pa.allocate_buffer(5, resizable=True)),
            '^<ArrowIO.ResizableBuffer address=0x[0-9a-f]+ size=5 is_cpu=True'
            ' is_mutable=True>$')

    def test_is_not_called(self):
        # 94
        for kind in pa.Buffer, pa.MutableBuffer, pa.ResizableBuffer:
            with self.subTest(kind=kind), self.assertRaises(TypeError):
                kind()

    def test_slice(self):
        # 75
        self.assertEqual(self.buf.slice(2, 3), b'cde')
        self.assertEqual(self.buf.slice(7), b'hij')
        self.assertEqual(self.buf.slice(), b'abcdefghij')
        self.assertEqual(self.buf.slice(length=2), b'ab')
        self.assertEqual(self.buf.slice(10).address, self.buf.address + 10)
        self.assertEqual(self.buf.slice(10), b'')

    def test_slice_out_of_range(self):
        # 75
        for args in (-1,), (11,), (1, -1), (5, 6), (1, 2**63 - 1):
            with self.subTest(args=args), self.assertRaises(pa.ArrowIndexError):
                self.buf.slice(*args)

    def test_slice_notation(self):
        # 75
        self.assertEqual(self.buf[2:5], b'cde')
        self.assertEqual(self.buf[-3:], b'hij')
        self.assertEqual(self.buf[20:], b'')
        self.assertEqual(self.buf[5:2], b'')
        self.assertEqual(self.buf[:], b'abcdefghij')
        self.assertIsInstance(self.buf[:1], pa.Buffer)
        with self.assertRaisesRegex(IndexError, 'only slices with step 1'):
            self.buf[::2]

    def test_index(self):
        # 76
        self.assertEqual((self.buf[0], self.buf[9], self.buf[-1]), (97, 106, 106))
        for index in 10, -11:
            with self.subTest(index=index), self.assertRaises(IndexError):
                self.buf[index]
        with self.assertRaises(TypeError):
            self.buf['a']
        self.assertEqual(list(self.buf), list(b'abcdefghij'))

    def test_parent(self):
        # 77
        part = self.buf[2:5]
        self.assertEqual(part.parent, self.buf)
        self.assertEqual(part[1:].parent.parent.size, 10)
        self.assertIsNone(self.buf.parent)
        self.assertIsNone(pa.allocate_buffer(5).parent)

    def test_slice_of_mutable(self):
        # 77
        buf = pa.allocate_buffer(10)
        for part in buf.slice(2, 3), buf[2:5]:
            memoryview(buf)[2:5] = b'abc'
            self.assertEqual(part, b'abc')
            self.assertFalse(part.is_mutable)

    def test_equality(self):
        # 78
        self.assertEqual(self.buf, pa.py_buffer(bytearray(b'abcdefghij')))
        self.assertNotEqual(self.buf, b'abcdefghi')
        self.assertNotEqual(self.buf, b'abcdefghiJ')
        self.assertTrue(self.buf.equals(b'abcdefghij'))
        self.assertEqual(pa.py_buffer(b''), pa.allocate_buffer(0))
        with self.assertRaises(TypeError):
            self.buf.equals('abcdefghij')
        self.assertFalse(self.buf == 'abcdefghij')
        self.assertFalse(self.buf == None)  # noqa: E711, that is what is tested
        with self.assertRaises(TypeError):
            hash(self.buf)
        for compare in operator.lt, operator.le, operator.gt, operator.ge:
            with self.assertRaises(TypeError):
                compare(self.buf, pa.py_buffer(b'abc'))
        with self.assertRaises(TypeError):
            self.buf[0] = 1

    def test_copies(self):
        self.assertEqual(self.buf.to_pybytes(), b'abcdefghij')
        self.assertEqual(bytes(self.buf[1:3]), b'bc')
        self.assertEqual(pa.py_buffer(b'so\xff').hex(), b'736FFF')
        self.assertEqual(len(self.buf), 10)

    def test_pickle(self):
        # 84
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            for data in b'abc', bytearray(b'abc'), b'':
                with self.subTest(protocol=protocol, data=data):
                    buf = pickle.loads(pickle.dumps(pa.py_buffer(data), protocol))
                    self.assertEqual(buf, data)
                    self.assertEqual(buf.is_mutable, isinstance(data, bytearray))

    def test_copy(self):
        for make_copy in copy.copy, copy.deepcopy:
            for data in b'abc', bytearray(b'abc'):
                buf = pa.py_buffer(data)
                other = make_copy(buf)
                self.assertEqual((other, other.is_mutable), (buf, buf.is_mutable))
                if buf.is_mutable:
                    memoryview(buf)[0] = ord('x')
                    self.assertEqual(other, b'abc')

    def test_weak_references(self):
        buf = pa.allocate_buffer(10)
        gone = weakref.ref(buf)
        self.assertIs(gone(), buf)
        del buf
        self.assertIsNone(gone())

    def test_keywords(self):
        self.assertEqual(self.buf.slice(offset=1, length=2), b'bc')
        self.assertTrue(self.buf.equals(other=b'abcdefghij'))
        self.assertEqual(pa.foreign_buffer(address=self.buf.address, size=3, base=self.buf), b'abc')
        self.assertEqual(pa.py_buffer(obj=b'a'), b'a')
        buf = pa.allocate_buffer(size=1, memory_pool=None, resizable=True)
        buf.resize(new_size=70, shrink_to_fit=True)
        self.assertEqual(len(buf), 70)

    def test_pickle_out_of_band(self):
        buffers = []
        data = pickle.dumps(self.buf, 5, buffer_callback=buffers.append)
        self.assertEqual(pickle.loads(data, buffers=buffers).address, self.buf.address)


class TestView(unittest.TestCase):
    def test_shape(self):
        # 85, but unsigned: that is what bytes hold.
        view = memoryview(pa.py_buffer(b'ab\xff'))
        self.assertEqual((view.format, view.itemsize, view.shape), ('B', 1, (3,)))
        self.assertEqual(view[2], 255)
        self.assertTrue(view.readonly)
        with self.assertRaises(TypeError):
            view[0] = 1

    def test_is_not_a_copy(self):
        buf = pa.allocate_buffer(5)
        memoryview(buf)[:] = b'hello'
        self.assertEqual(ctypes.string_at(buf.address, 5), b'hello')

    def test_outlives_the_buffer(self):
        allocated = pa.total_allocated_bytes()
        view = memoryview(pa.allocate_buffer(1000))
        view[:] = bytes(range(250)) * 4
        part = view[250:500]
        del view
        self.assertEqual(part, bytes(range(250)))
        del part
        self.assertEqual(pa.total_allocated_bytes(), allocated)

    def test_stays_where_it_is(self):
        # 9: a buffer that is viewed grows into new memory.
        buf = pa.allocate_buffer(5, resizable=True)
        view = memoryview(buf)
        view[:] = b'hello'
        buf.resize(1 << 20)
        memoryview(buf)[:5] = b'HELLO'
        self.assertEqual((bytes(view), bytes(buf[:5])), (b'hello', b'HELLO'))
        self.assertEqual(len(memoryview(buf)), 1 << 20)
        buf.resize(3)
        self.assertEqual(len(memoryview(buf)), 3)

    def test_of_nothing(self):
        # 80
        for buf in pa.allocate_buffer(0), pa.foreign_buffer(0, 0), pa.py_buffer(b''):
            self.assertEqual(memoryview(buf).tobytes(), b'')

    def test_in_the_standard_library(self):
        buf = pa.py_buffer(b'abcd' * 1000)
        self.assertEqual(hashlib.sha256(buf).digest(), hashlib.sha256(b'abcd' * 1000).digest())
        self.assertEqual(struct.unpack_from('<I', buf, 4), (0x64636261,))
        self.assertEqual(b'-'.join([buf[:2], buf[2:4]]), b'ab-cd')
        self.assertEqual(int.from_bytes(buf[:2], 'big'), 0x6162)

        target = pa.allocate_buffer(5)
        left, right = socket.socketpair()
        with left, right:
            left.sendall(pa.py_buffer(b'hello'))
            self.assertEqual(right.recv_into(target), 5)
        self.assertEqual(target, b'hello')


class TestAllocate(unittest.TestCase):
    def test_alignment(self):
        # 82
        for size in 0, 1, 63, 64, 65, 1000:
            with self.subTest(size=size):
                buf = pa.allocate_buffer(size)
                self.assertEqual((buf.size, buf.address % 64), (size, 0))
                self.assertNotEqual(buf.address, 0)
                self.assertTrue(buf.is_mutable)
        self.assertNotIsInstance(buf, pa.ResizableBuffer)

    def test_pool(self):
        pool = pa.system_memory_pool()
        before = pool.bytes_allocated()
        buf = pa.allocate_buffer(100, pool)
        self.assertEqual(pool.bytes_allocated(), before + 128)
        del buf
        self.assertEqual(pool.bytes_allocated(), before)

    def test_refuses(self):
        # 81
        with self.assertRaises(pa.ArrowInvalid):
            pa.allocate_buffer(-1)
        with self.assertRaises(pa.ArrowMemoryError):
            pa.allocate_buffer(2**63 - 1)

    def test_resize(self):
        # 83
        buf = pa.allocate_buffer(1000, resizable=True)
        memoryview(buf)[:3] = b'abc'
        address = buf.address
        self.assertIsNone(buf.resize(10))
        self.assertEqual((buf.size, buf.get_capacity(), buf.address), (10, 1024, address))
        buf.resize(10, shrink_to_fit=True)
        self.assertEqual((buf.size, buf.get_capacity()), (10, 64))
        buf.resize(5000)
        self.assertEqual((buf.size, bytes(buf[:3])), (5000, b'abc'))
        with self.assertRaises(pa.ArrowInvalid):
            buf.resize(-1)
        with self.assertRaises(pa.ArrowMemoryError):
            buf.resize(2**63 - 1)
        self.assertEqual((buf.size, bytes(buf[:3])), (5000, b'abc'))


if __name__ == '__main__':
    unittest.main()
