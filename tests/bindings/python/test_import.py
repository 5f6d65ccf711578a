# tests/bindings/python/test_import.py
#
# SPDX-License-Identifier: Apache-2.0

import subprocess
import sys
import unittest


def run(code):
    return subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)


class TestImport(unittest.TestCase):
    def test_a_plain_import_says_nothing(self):
        process = run("from gi.repository import ArrowIO")
        self.assertEqual((process.returncode, process.stderr), (0, ''))

    def test_another_library_with_the_same_types(self):
        process = run(
            "from gi.repository import GObject\n"
            "class GArrowBuffer(GObject.Object):\n"
            "    __gtype_name__ = 'GArrowBuffer'\n"
            "try:\n"
            "    from gi.repository import ArrowIO\n"
            "except ImportError as error:\n"
            "    print(error)\n")
        self.assertEqual((process.returncode, process.stderr), (0, ''))
        self.assertIn('Arrow GLib', process.stdout)

    def test_what_lives_until_the_end(self):
        # Buffers over Python's memory, views of them and open files, left to the interpreter.
        process = run(
            "from gi.repository import ArrowIO as pa\n"
            "import builtins, threading\n"
            "builtins.buffer = pa.py_buffer(bytearray(100))\n"
            "builtins.view = memoryview(builtins.buffer)\n"
            "builtins.reader = pa.BufferReader(builtins.buffer)\n"
            "builtins.part = builtins.reader.read_buffer(10)\n"
            "builtins.allocated = pa.allocate_buffer(100, resizable=True)\n"
            "builtins.cycle = cycle = []\n"
            "cycle += [cycle, pa.py_buffer(b'cycle')]\n")
        self.assertEqual((process.returncode, process.stderr), (0, ''))


if __name__ == '__main__':
    unittest.main()
