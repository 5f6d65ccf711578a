# overrides/python/setup.py: builds the override beside a library that is installed.
#
# SPDX-License-Identifier: Apache-2.0
"""What pyproject.toml cannot say: the extension module, and what describe.py makes."""

import glob
import os
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_py import build_py

LIBRARY = 'arrow-io-glib-1.0'


def pkg_config(*arguments):
    program = os.environ.get('PKG_CONFIG', 'pkg-config')
    done = subprocess.run([program, *arguments, LIBRARY], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f'{program} does not find {LIBRARY}: install the library first')
    return done.stdout.split()


class BuildPy(build_py):
    """Adds the types and the texts, which come from the library's GIR."""

    def run(self):
        super().run()
        overrides = os.path.join(self.build_lib, 'gi', 'overrides')
        stubs = os.path.join(self.build_lib, 'gi-stubs')
        os.makedirs(os.path.join(stubs, 'repository'), exist_ok=True)
        [girdir] = pkg_config('--variable=girdir')
        subprocess.run(
            [sys.executable, 'describe.py', os.path.join(girdir, 'ArrowIO-1.0.gir'),
             os.path.join(stubs, 'repository', 'ArrowIO.pyi'),
             os.path.join(overrides, '_arrowio_docs.json'), 'gi/overrides/_arrowio.pyi',
             *sorted(glob.glob('gi/overrides/*.py'))],
            check=True)
        shutil.copy('gi/overrides/py.typed', stubs)


# Making an sdist needs no library.
is_sdist = 'sdist' in sys.argv or 'egg_info' in sys.argv
setup(
    cmdclass={'build_py': BuildPy},
    ext_modules=[Extension(
        'gi.overrides._arrowio', sorted(glob.glob('*.c')), depends=glob.glob('*.h'),
        define_macros=[('Py_LIMITED_API', '0x030b0000')], py_limited_api=True,
        extra_compile_args=[] if is_sdist else ['-fvisibility=hidden', *pkg_config('--cflags')],
        extra_link_args=[] if is_sdist else pkg_config('--libs'),
    )],
)
