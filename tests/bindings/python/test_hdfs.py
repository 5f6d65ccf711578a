# tests/bindings/python/test_hdfs.py: HDFS as Python has it, with a cluster that is played.
#
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
import pathlib
import unittest

from case import TestCase
from gi.repository import ArrowIO as pa

URI = os.environ['GARROW_TEST_HDFS']


class Stop(Exception):
    pass


class TestHdfs(TestCase):
    def setUp(self):
        super().setUp()
        self.hdfs = pa.Hdfs(URI, user='ada', retries=0, replication=2)

    def names(self, path):
        return [info.name for info in self.hdfs.list(path)] if self.hdfs.exists(path) else []

    def test_files(self):
        with self.hdfs.open('/python/x', 'wb') as file:
            self.assertIsInstance(file, pa.HdfsFile)
            file.write(b'one\ntwo\n')
        with self.hdfs.open(pathlib.PurePosixPath('/python/x')) as file:
            self.assertEqual(list(file), [b'one\n', b'two\n'])
        with pa.HdfsFile(f'{URI}/python/x', user='ada') as file:
            self.assertEqual(file.read(), b'one\ntwo\n')
        with pa.output_stream(f'{URI}/python/x.gz') as file:
            file.write(b'packed')
        with pa.input_stream(f'{URI}/python/x.gz') as file:
            self.assertEqual(file.read(), b'packed')
        with self.assertRaises(FileNotFoundError):
            self.hdfs.open('/none')

    def test_infos(self):
        self.assertEqual(self.names('/data'), ['a', 'b'])
        info = self.hdfs.get_info('/data/a')
        self.assertEqual((info.path, info.size, info.modified), ('/data/a', 8, 1000))
        self.assertTrue(info.is_file())
        self.assertTrue(self.hdfs.get_info('/data').is_dir())
        self.assertEqual(repr(info), "<ArrowIO.HdfsInfo file '/data/a'>")
        self.assertEqual(self.hdfs.open(info).read(), b'columnar')
        self.assertIs(self.hdfs.exists('/none'), False)
        self.assertEqual(self.hdfs.get_space(), (300, 100, 200))
        self.assertEqual(self.hdfs.get_checksum('/data/a')[0], b'sum!')

    def test_changes(self):
        self.hdfs.mkdirs('/python-changes/a')
        self.hdfs.rename('/python-changes/a', '/python-changes/b')
        self.assertEqual(self.names('/python-changes'), ['b'])
        self.hdfs.delete('/python-changes', recursive=True)
        self.assertFalse(self.hdfs.exists('/python-changes'))
        with self.assertRaises(pa.lib.ArrowInvalid):
            self.hdfs.delete('/data\0/a')

    def test_options(self):
        with self.assertRaises(TypeError):
            pa.Hdfs(URI, usr='ada')
        with self.assertRaises(TypeError):
            pa.Hdfs(URI, pa.HdfsOptions(), user='ada')
        with self.assertRaises(pa.lib.ArrowInvalid):
            pa.Hdfs('nfs://host')

    def test_async(self):
        async def run():
            hdfs = await pa.Hdfs.connect_async(URI, user='ada')
            async with await hdfs.open_async('/python-async/x', 'wb') as file:
                await file.write_async(b'one')
            names = [info.name async for info in await hdfs.list_async('/python-async')]
            self.assertEqual(names, ['x'])
            self.assertIs(await hdfs.exists_async('/none'), False)
            self.assertEqual(await hdfs.get_space_async(), (300, 100, 200))
            with self.assertRaises(Stop):
                async with await hdfs.open_async('/python-async/half', 'wb') as file:
                    await file.write_async(b'half')
                    raise Stop
            self.assertEqual(self.names('/python-async'), ['x'])

        asyncio.run(run())

    def test_a_block_that_fails_leaves_no_half(self):
        with self.assertRaises(Stop), self.hdfs.open('/python-half/x', 'wb') as file:
            file.write(b'half')
            raise Stop
        self.assertTrue(file.closed)
        with self.assertRaises(Stop), pa.output_stream(f'{URI}/python-half/x.gz') as file:
            file.write(b'half')
            raise Stop
        self.assertEqual(self.names('/python-half'), [])
        with self.assertRaises(OSError), self.hdfs.open('/python-full/x', 'wb') as file:
            file.write(b'full')
        self.assertEqual(self.names('/python-full'), [])

    def test_a_block_over_another_file_closes_it(self):
        with self.assertRaises(Stop), pa.OSFile('x', 'wb') as file:
            file.write(b'kept')
            raise Stop
        self.assertTrue(file.closed)
        self.assertEqual(self.read('x'), b'kept')


if __name__ == '__main__':
    unittest.main()
