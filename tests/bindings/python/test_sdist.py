# tests/bindings/python/test_sdist.py: the override as a package of its own.
#
# SPDX-License-Identifier: Apache-2.0
"""Builds an sdist, installs it into a virtual environment, and runs it from there.

    test_sdist.py SOURCES VERSION PKG_CONFIG_PATH
"""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import venv

SOURCES, VERSION, PKG_CONFIG_PATH = pathlib.Path(sys.argv[1]), *sys.argv[2:]
NEEDED = 'setuptools', 'wheel', 'ensurepip'

PROGRAM = '''
import gzip, io
import gi
from gi.repository import ArrowIO as pa
print(gi.overrides._arrowio.__file__)
print(gi.overrides._arrowio_files.__file__)
assert pa.input_stream(io.BytesIO(gzip.compress(b'data')), 'gzip').read() == b'data'
assert bytes(memoryview(pa.py_buffer(b'data'))) == b'data'
assert pa.NativeFile.tell.__doc__.startswith('Gets the position')
'''


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise AssertionError(f'{command}: exit status {done.returncode}\n{done.stdout}')
    return done.stdout


class TestSdist(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.env = {**os.environ, 'PKG_CONFIG_PATH': PKG_CONFIG_PATH}
        del self.env['PYTHONPATH']

    def make_sdist(self):
        sources = self.folder / 'sources'
        shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns('__pycache__'))
        code = 'import setuptools.build_meta as m, sys; m.build_sdist(sys.argv[1])'
        run(sys.executable, '-c', code, str(self.folder), cwd=sources,
            env={**self.env, 'PKG_CONFIG': 'false'})
        [sdist] = self.folder.glob('*.tar.gz')
        return sdist

    def test_version(self):
        self.assertIn(f'\nversion = "{VERSION}"\n',
                      (SOURCES / 'pyproject.toml').read_text('utf-8'))

    def test_all_is_in_it(self):
        with tarfile.open(self.make_sdist()) as archive:
            inside = {name.partition('/')[2] for name in archive.getnames()}
        for path in SOURCES.rglob('*'):
            if path.is_file() and path.name != 'meson.build' and path.suffix != '.pyc':
                self.assertIn(path.relative_to(SOURCES).as_posix(), inside)

    def test_install(self):
        sdist = self.make_sdist()
        where = self.folder / 'environment'
        venv.create(where, system_site_packages=True, with_pip=True, symlinks=True)
        before = self.files(where)
        pip = [str(where / 'bin' / 'python'), '-m', 'pip', '--disable-pip-version-check']
        run(*pip, 'install', '--no-index', '--no-deps', '--no-build-isolation', '--no-compile',
            str(sdist), env=self.env)
        for line in run(where / 'bin' / 'python', '-c', PROGRAM, env=self.env).splitlines():
            self.assertTrue(line.startswith(f'{where}/'), line)
        new = {path.name for path in self.files(where) - before}
        self.assertLessEqual({'ArrowIO.py', '_arrowio.abi3.so', '_arrowio_docs.json',
                              'ArrowIO.pyi', 'py.typed'}, new)
        run(*pip, 'uninstall', '-y', 'arrow-io-glib', env=self.env)
        self.assertEqual(self.files(where), before)

    @staticmethod
    def files(where):
        return {path for path in where.rglob('*') if path.is_file() and path.suffix != '.pyc'}


if __name__ == '__main__':
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print('not installed:', *missing)
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
