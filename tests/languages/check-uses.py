"""Fails unless a language uses what the table says that it can, and nothing else:

    check-uses.py GIR TABLE LANGUAGE LIBRARY PROGRAM [ARGUMENT...] [-- PROGRAM...]

Runs the programs, which are tests, with LIBRARY, which writes down what is used of it.

SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import api  # noqa: E402


def programs(arguments):
    while '--' in arguments:
        end = arguments.index('--')
        yield arguments[:end]
        arguments = arguments[end + 1:]
    yield arguments


def uses_of(arguments, library):
    """Run the programs; return what they used."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder, 'trace')
        env = {**os.environ, 'LD_PRELOAD': library, 'GARROW_TRACE': str(trace)}
        for program in programs(arguments):
            done = subprocess.run(program, env=env, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(f'{program}: exit status {done.returncode}\n{done.stdout}{done.stderr}')
        return set(trace.read_text('utf-8').splitlines())


def faults_of(items, table, column, used):
    known = {item.name: item for item in items}

    def is_used(name):
        return all(use & used for use in known[name].uses)

    for name, cells in table.rows.items():
        cell = cells[column]
        if cell in table.reasons or cell in known:
            # A part of an override that is written in C can do what C can.
            if cell != '-c' and is_used(name):
                yield f'{name} is used, though the table says {cell}'
            if cell in known and not is_used(cell):
                yield f'{cell} is not used, though the table has it for {name}'
        elif not is_used(name):
            yield f'{name} is not used, though the table says {cell}'


gir, table_path, language, library, *arguments = sys.argv[1:]
used = uses_of(arguments, library)
faults = list(faults_of(api.items_of(gir), api.read_table(table_path),
                        api.LANGUAGES.index(language), used))
print('\n'.join(faults) or f'{language} uses all that it can')
sys.exit(bool(faults))
