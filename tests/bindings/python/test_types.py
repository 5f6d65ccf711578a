# tests/bindings/python/test_types.py: mypy finds what is right and what is wrong.
#
# SPDX-License-Identifier: Apache-2.0

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

STUB = sys.argv.pop(1)
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../examples/guide.py')

# What the stub needs of others, whose stubs are a package that Debian lacks.
OTHERS = {
    'GObject': 'from enum import IntEnum, IntFlag\n'
               'class Object:\n'
               '    class Props: ...\n'
               '    @property\n'
               '    def props(self) -> Props: ...\n'
               'class GEnum(IntEnum): ...\n'
               'class GFlags(IntFlag): ...\n'
               'class GPointer: ...\n',
    'GLib': 'class Error(RuntimeError):\n'
            '    message: str\n'
            'class Bytes: ...\n',
    'Gio': 'from gi.repository import GObject\n'
           'class File(GObject.Object): ...\n'
           'class InputStream(GObject.Object): ...\n'
           'class OutputStream(GObject.Object): ...\n'
           'class IOStream(GObject.Object): ...\n',
}
REST = 'from typing import Any\ndef __getattr__(name: str) -> Any: ...\n'

RIGHT = '''
import gzip, io, pickle, shutil
from gi.repository import ArrowIO as pa

with pa.OSFile('data', 'wb') as out:
    written: int = out.write(data=bytearray(3))
    out.writelines([b'a', memoryview(b'b')])
with pa.memory_map(path='data') as file:
    buf: pa.Buffer = file.read_buffer(nbytes=2)
    end: int = file.seek(0, whence=2)
first: int = buf[0]
part: pa.Buffer = buf[1:]
size: int = buf.size
text: bytes = part.to_pybytes()
for line in pa.input_stream('data.gz', compression='gzip', buffer_size=4096):
    words: list[bytes] = line.split()
codec = pa.Codec('gzip', compression_level=6)
level: int | None = codec.compression_level
stream = pa.CompressedInputStream(pa.BufferReader(b''), codec)
stream.set_trailing_data(pa.TrailingData.IGNORE)
class Zeros(pa.ForeignFile):
    def do_host_read(self, n_bytes: int) -> bytes:
        return bytes(n_bytes)
zeros: bytes = Zeros(name='zeros').read(3)
upper = pa.TransformInputStream(io.BytesIO(), lambda buf: bytes(buf).upper())
text = pa.transcoding_input_stream(upper, 'latin1', 'utf-8').readline()
python_file = pa.PythonFile(open('data', 'rb'), mode='r')
stream = pa.CompressedInputStream(gzip.open('data'), 'gzip')
with pa.output_stream(io.BytesIO(), 'gzip') as packed:
    python_file.download(io.BytesIO())
    pa.BufferOutputStream().upload(io.BytesIO())
pool: pa.MemoryPool = pa.default_memory_pool()
allocated: int = pa.allocate_buffer(10, memory_pool=pool, resizable=True).size
try:
    pickle.load(pa.BufferReader(b''))
    shutil.copyfileobj(pa.BufferReader(b''), out)
except (pa.ArrowInvalid, pa.lib.ArrowIndexError) as error:
    message: str = error.message
'''

# Each line with what mypy calls it.
WRONG = (
    ('pa.input_stream(3)', 'arg-type'),
    ('pa.output_stream(object())', 'arg-type'),
    ('pa.BufferReader(b"").sek(0)', 'attr-defined'),
    ('pa.OSFile("data").write("text")', 'arg-type'),
    ('text: str = pa.OSFile("data").read()', 'assignment'),
    ('pa.py_buffer(b"").size = 3', 'misc'),
    ('pa.allocate_buffer(10, alinment=64)', 'call-arg'),
    ('pa.rabbit()', 'attr-defined'),
    ('pa.Codec()', 'call-arg'),
)


class TestTypes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Check everything in one go, and keep what mypy says by file and line."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        where = pathlib.Path(folder.name)
        package = where / 'gi' / 'repository'
        package.mkdir(parents=True)
        for path in package.parent / '__init__.pyi', package / '__init__.pyi':
            path.touch()
        for name, text in OTHERS.items():
            (package / f'{name}.pyi').write_text(REST + text)
        shutil.copy(STUB, package / 'ArrowIO.pyi')
        shutil.copy(EXAMPLE, where / 'example.py')
        (where / 'right.py').write_text(RIGHT)
        (where / 'wrong.py').write_text('\n'.join(
            ['from gi.repository import ArrowIO as pa', *(line for line, _ in WRONG)]))
        done = subprocess.run(
            [sys.executable, '-m', 'mypy', '--config-file=', '--no-error-summary',
             '--show-error-codes', '--explicit-package-bases', '--check-untyped-defs',
             'gi/repository/ArrowIO.pyi', 'example.py', 'right.py', 'wrong.py'],
            cwd=where, stdout=subprocess.PIPE, text=True, env={**os.environ, 'MYPYPATH': '.'})
        cls.said = [line for line in done.stdout.splitlines() if ': note: ' not in line]

    def about(self, name):
        return [line for line in self.said if line.startswith(name)]

    def test_what_is_right(self):
        for name in 'gi/repository/ArrowIO.pyi', 'example.py', 'right.py':
            self.assertEqual(self.about(name), [])

    def test_what_is_wrong(self):
        said = self.about('wrong.py')
        self.assertEqual(len(said), len(WRONG), said)
        for number, (line, kind) in enumerate(WRONG, 2):
            with self.subTest(line=line):
                self.assertRegex('\n'.join(said), rf'(?m)^wrong.py:{number}: error: .*\[{kind}\]$')


if __name__ == '__main__':
    try:
        import mypy  # noqa: F401
    except ImportError:
        print('mypy is not installed')
        sys.exit(77)
    unittest.main()
