#!/usr/bin/python3
"""Counts the instructions of hot paths, and compares them with a kept table.

    instructions.py [--update] TABLE FOLDER NAME=VERSION...

FOLDER holds the programs count-NAME of a build; the versions are those that this build
was made with. A row of the table is a program, a work and a setting of its, how many
times to run it, and the instructions of one time. To add one, write a line that ends in
0 and let --update count; meson compile instructions-update does that.

Valgrind counts the same each time, on a busy machine too, but another compiler or another
C library gives other counts: the table says what it was made with, and is compared only
with what was made with the same.

SPDX-License-Identifier: Apache-2.0
"""

import concurrent.futures
import os
import platform
import re
import subprocess
import sys
import tempfile

TOLERANCE = 0.03
SKIPPED = 77

MADE_WITH = '# Made with: '


def distribution():
    release = platform.freedesktop_os_release()
    return f'{release["ID"]} {release.get("VERSION_ID", "")}'


def made_with(versions):
    with open('/proc/cpuinfo') as info:
        avx2 = 'avx2' in re.findall(r'\w+', info.read())
    valgrind = subprocess.run(['valgrind', '--version'], check=True, capture_output=True,
                              text=True).stdout.strip()
    return {
        'system': distribution(),
        'processor': platform.machine() + (' avx2' if avx2 else ''),
        'libc': ' '.join(platform.libc_ver()),
        'valgrind': valgrind,
        **dict(version.split('=', 1) for version in versions),
    }


def read_table(path):
    """Gives the lines, of which rows are lists, and what they were made with."""
    lines, kept = [], {}
    with open(path) as table:
        for line in table.read().splitlines():
            if line.startswith(MADE_WITH):
                fields = line[len(MADE_WITH):].split(', ')
                kept = dict(field.split('=', 1) for field in fields if field)
            elif line.startswith('#'):
                lines.append(line)
            else:
                lines.append(line.split('\t'))
    return lines, kept


def write_table(path, lines, made):
    comments = [line for line in lines if isinstance(line, str)]
    rows = ['\t'.join(line) for line in lines if not isinstance(line, str)]
    made = MADE_WITH + ', '.join(f'{name}={value}' for name, value in made.items())
    with open(path, 'w') as table:
        table.write('\n'.join([*comments, made, *rows]) + '\n')


def count_run(folder, program, work, setting, times):
    """What a whole process takes."""
    with tempfile.TemporaryDirectory() as scratch:
        # What valgrind would replace, and what the environment would add, is not ours.
        run = subprocess.run(
            ['valgrind', '--tool=callgrind', f'--callgrind-out-file={scratch}/out',
             f'{folder}/count-{program}', f'--times={times}', work, setting],
            capture_output=True, text=True,
            env={'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'TMPDIR': scratch},
        )
    if run.returncode != 0:
        raise RuntimeError(f'{program}: {work}, {setting} failed:\n{run.stderr}')
    return int(re.search(r'Collected : (\d+)', run.stderr).group(1))


def count(pool, folder, row):
    """What one time takes: the start of the process, and what the first time sets up, is
    in both runs."""
    program, work, setting, times = row[:4]
    few, many = [pool.submit(count_run, folder, program, work, setting, n * int(times))
                 for n in (1, 2)]
    return lambda: (many.result() - few.result()) / int(times)


def compare(row, counted):
    """Gives what is wrong with a row, or None."""
    kept = float(row[4])
    name = f'{row[1]}, {row[2]} ({row[0]})'
    change = counted / kept - 1 if kept else float('inf')
    print(f'{name}: {counted:.1f} instructions, {kept:.1f} in the table ({change:+.1%})')
    if change > TOLERANCE:
        return (f'{name} takes {counted:.1f} instructions; the table has {kept:.1f}, and '
                f'allows {TOLERANCE:.0%} more')
    if change < -TOLERANCE:
        print('  better: --update keeps it so')
    return None


def main(arguments):
    update = arguments[:1] == ['--update']
    path, folder, *versions = arguments[update:]
    lines, kept = read_table(path)
    made = made_with(versions)

    if not update and kept != made:
        print('NOT COMPARED: the table was made with other versions than these:')
        for name in sorted({*kept, *made}):
            if kept.get(name) != made.get(name):
                print(f'  {name}: {kept.get(name)} in the table, {made.get(name)} here')
        # The system of the table has all that by itself: there it has to be compared.
        must = 'CI' in os.environ and kept.get('system') == made['system']
        return 1 if must else SKIPPED

    rows = [line for line in lines if not isinstance(line, str)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        counts = [(row, count(pool, folder, row)) for row in rows]
        wrong = [compare(row, get()) for row, get in counts]
        if update:
            for row, get in counts:
                row[4] = f'{get():.1f}'
    if update:
        write_table(path, lines, made)
        return 0
    wrong = [message for message in wrong if message is not None]
    for message in wrong:
        print(f'FAILED: {message}', file=sys.stderr)
    if wrong:
        print('Make it cheap again. Where the work is worth what it costs, say so in the '
              'commit that brings the new table, which is made by\n'
              '  meson compile -C BUILD instructions-update', file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main(sys.argv[1:]))
