# tests/bindings/python/test_guide.py: the examples of Arrow's guide "Memory and IO Interfaces".
#
# SPDX-License-Identifier: Apache-2.0
"""As they are written there, but for the first line.

>>> from gi.repository import ArrowIO as pa

>>> data = b'abcdefghijklmnopqrstuvwxyz'
>>> buf = pa.py_buffer(data)
>>> buf
<ArrowIO.Buffer address=0x... size=26 is_cpu=True is_mutable=False>
>>> buf.size
26

>>> memoryview(buf)
<memory at 0x...>

>>> buf.to_pybytes()
b'abcdefghijklmnopqrstuvwxyz'

>>> pa.total_allocated_bytes()
0

>>> buf = pa.allocate_buffer(1024, resizable=True)
>>> pa.total_allocated_bytes()
1024
>>> buf.resize(2048)
>>> pa.total_allocated_bytes()
2048

>>> buf = None
>>> pa.total_allocated_bytes()
0

>>> pa.default_memory_pool().backend_name
'...'

>>> buf = memoryview(b"some data")
>>> stream = pa.input_stream(buf)
>>> stream.read(4)
b'some'

>>> import gzip
>>> with gzip.open('example.gz', 'wb') as f:
...     f.write(b'some data\\n' * 3)
30

>>> stream = pa.input_stream('example.gz')
>>> stream.read()
b'some data\\nsome data\\nsome data\\n'

>>> with pa.output_stream('example1.dat') as stream:
...     stream.write(b'some data')
9

>>> f = open('example1.dat', 'rb')
>>> f.read()
b'some data'

>>> with open('example2.dat', 'wb') as f:
...     f.write(b'some example data')
17

>>> with pa.OSFile('example3.dat', 'wb') as f:
...     f.write(b'some example data')
17

>>> file_obj = pa.OSFile('example2.dat')
>>> mmap = pa.memory_map('example3.dat')
>>> file_obj.read(4)
b'some'
>>> mmap.read(4)
b'some'

>>> mmap.seek(0)
0
>>> buf = mmap.read_buffer(4)
>>> print(buf)
<ArrowIO.Buffer address=0x... size=4 is_cpu=True is_mutable=False>
>>> buf.to_pybytes()
b'some'

>>> buf = mmap = file_obj = None

>>> writer = pa.BufferOutputStream()
>>> writer.write(b'hello, friends')
14

>>> buf = writer.getvalue()
>>> buf
<ArrowIO.MutableBuffer address=0x... size=14 is_cpu=True is_mutable=True>
>>> buf.size
14
>>> reader = pa.BufferReader(buf)
>>> reader.seek(7)
7
>>> reader.read(7)
b'friends'
"""

import doctest
import os
import pathlib
import re
import sys
import tempfile

PAGE = pathlib.Path(__file__).resolve().parents[3] / 'docs' / 'python.md'
examples = ''.join(re.findall(r'^```pycon\n(.*?)^```$', PAGE.read_text('utf-8'), re.M | re.S))
page = doctest.DocTestParser().get_doctest(examples, {}, PAGE.name, str(PAGE), 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    failed, _ = doctest.testmod(optionflags=doctest.ELLIPSIS)
    runner.run(page)
    os.chdir('/')
sys.exit(failed != 0 or runner.failures != 0 or runner.tries == 0)
