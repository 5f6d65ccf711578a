"""Makes the report of a run: report.py [--short] GOALS LOG OUT [PAGE]

LOG is what `meson test --benchmark` wrote as JSON; the programs in it print rows in the form
that bench.h tells. The folder OUT gets results.tsv, report.md and, where there is
matplotlib, a plot for each program. With PAGE, what that page says below MARK is replaced
by the report, and the plots go beside it.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import collections
import functools
import json
import os
import pathlib
import platform
import statistics
import subprocess

OURS = 'arrow-io'
MARK = '<!-- Below is what tests/bench/run --publish wrote. -->\n'
PEERS = {
    'GLib': 'pkg-config --modversion glib-2.0',
    'C library': 'getconf GNU_LIBC_VERSION',
    'Arrow': '{fetched}/python/bin/python -c "import pyarrow; print(pyarrow.__version__)"',
    'mimalloc': 'dpkg-query -W -f \'${{Version}}\' "libmimalloc[0-9]*"',
    'zlib': 'pkg-config --modversion zlib',
    'ISA-L': 'pkg-config --modversion libisal',
    'libdeflate': 'pkg-config --modversion libdeflate',
    'zstd': 'pkg-config --modversion libzstd',
    'pigz': 'pigz --version 2>&1',
    'igzip': 'igzip --version',
    'Python': '/usr/bin/python3 --version',
    'Ruby': 'ruby -e "puts RUBY_VERSION"',
    'Lua': 'lua5.3 -v',
    'gjs': 'gjs --version',
}

Goal = collections.namedtuple('Goal', 'work setting who rivals wanted')
Ratio = collections.namedtuple('Ratio', 'median low high')


class Row(collections.namedtuple('Row', 'work setting who n_bytes unit rounds')):
    @property
    def median(self):
        return statistics.median_high(self.rounds)

    def figure(self):
        """Return the median for people: a speed where bytes are the point."""
        if self.unit != 'ns':
            return f'{self.median:,.4g} {self.unit}'
        if self.n_bytes >= 1024:
            speed = self.n_bytes / self.median * 1000
            return f'{speed / 1000:.2f} GB/s' if speed >= 1000 else f'{speed:.3g} MB/s'
        for unit, scale in ('ns', 1), ('µs', 1e3), ('ms', 1e6), ('s', 1e9):
            if self.median < 1000 * scale or unit == 's':
                return f'{self.median / scale:.3g} {unit}'


def read_row(line):
    """Return a row. A figure that is no time is a work of its own, named after both."""
    try:
        work, setting, who, _median, _least, _most, n_bytes, unit, rounds = line.split('\t')
        return Row(work if unit == 'ns' else f'{work}: {unit}', setting, who, int(n_bytes), unit,
                   [float(one) for one in rounds.split()])
    except ValueError:
        raise ValueError(f'not a row: {line}') from None


def read_log(lines):
    """Return the rows of each program: None if it failed or was skipped."""
    programs = {}
    for line in lines:
        run = json.loads(line)
        rows = [read_row(row) for row in run.get('stdout', '').splitlines()] \
            if run['returncode'] == 0 else None
        programs[run['name'].rpartition(' / ')[2]] = rows
    return programs


def read_goals(lines):
    return [Goal(*line.rstrip('\n').split('\t')) for line in lines if line[0] not in '#\n']


def ratio_of(a, b):
    """Return how many times b's figure a's is, round by round: the median and quartiles."""
    rounds = [one / other for one, other in zip(a.rounds, b.rounds)]
    low, median, high = (statistics.quantiles(rounds, method='inclusive') if len(rounds) > 1
                         else rounds * 3)
    return Ratio(median, low, high)


def ratio_text(ratio):
    texts = [f'{one:.3g}' for one in ratio]
    return f'{texts[0]} ({texts[1]}–{texts[2]})' if texts[1] != texts[2] else texts[0]


def verdict(goal, rows):
    """Return what a goal got in one setting, and whether that meets it, as texts.

    A goal is `<= X` of the rival's figure, `>= X` times as fast as the rival, or, without
    a rival, `<= X UNIT`. Of several rivals the best counts.
    """
    ours = next((row for row in rows if row.who == goal.who), None)
    if ours is None:
        return 'not measured', '–'
    sign, wanted, *unit = goal.wanted.split()
    wanted = float(wanted)
    if goal.rivals == '-':
        assert sign == '<=' and unit == [ours.unit], goal
        return f'{ours.median:.3g} {ours.unit}', 'met' if ours.median <= wanted else '**not met**'
    names = goal.rivals.split(' | ')
    missing = [name for name in names if all(row.who != name for row in rows)]
    rivals = [row for row in rows if row.who in names]
    if not rivals:
        return f'{", ".join(missing)} could not be had', '–'
    best = min(rivals, key=lambda row: row.median)
    ratio = ratio_of(ours, best) if sign == '<=' else ratio_of(best, ours)
    met = ratio.median <= wanted if sign == '<=' else ratio.median >= wanted
    text = ratio_text(ratio) + (f' of {best.who}' if len(names) > 1 else '')
    text += f'; without {", ".join(missing)}' if missing else ''
    return text, ('met' if met else 'within the spread' if ratio.low <= wanted <= ratio.high
                  else '**not met**')


@functools.cache
def machine():
    """Return what was measured on: (name, value)."""
    return list(machine_rows())


def machine_rows():
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        models = {line.split(':')[1].strip() for line in file if line.startswith('model name')}
    yield 'processor', ', '.join(sorted(models)) or platform.machine()
    yield 'cores', str(len(os.sched_getaffinity(0)))
    gib = os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30
    yield 'memory', f'{gib:.0f} GiB'
    huge = pathlib.Path('/sys/kernel/mm/transparent_hugepage/enabled')
    if huge.exists():
        yield 'huge pages', huge.read_text().partition('[')[2].partition(']')[0]
    yield 'system', f'{platform.freedesktop_os_release()["PRETTY_NAME"]}, Linux {platform.release()}'
    fetched = pathlib.Path(__file__).parents[2] / '_build' / 'clients'
    for name, command in PEERS.items():
        done = subprocess.run(command.format(fetched=fetched), shell=True, text=True,
                              capture_output=True)
        words = done.stdout.split('\n')[0].split() if done.returncode == 0 else []
        yield name, next((word for word in words if word[0].isdigit()), 'could not be had')


def groups_of(rows, key):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def table(head, rows):
    yield f'| {" | ".join(head)} |'
    yield '| --- ' * len(head) + '|'
    for row in rows:
        yield f'| {" | ".join(cell.replace("|", "or") for cell in row)} |'
    yield ''


def goal_rows(goals, rows):
    """Yield a line of the table of goals for each setting that a goal is about."""
    groups = groups_of(rows, lambda row: (row.work, row.setting))
    for goal in goals:
        settings = [setting for work, setting in groups
                    if work == goal.work and goal.setting in ('*', setting)]
        for setting in settings or [goal.setting]:
            yield (f'{goal.work}, {setting}', goal.who, goal.rivals, goal.wanted,
                   *verdict(goal, groups.get((goal.work, setting), [])))


def ours_of(rivals):
    """Return the row that the others are compared with: ours, or the first that is ours."""
    ours = [row for row in rivals if row.who.startswith(OURS)]
    return next((row for row in ours if row.who == OURS), (ours or rivals)[0])


def cell_of(who, rivals):
    row = next((row for row in rivals if row.who == who), None)
    if row is None:
        return '–'
    ours = ours_of(rivals)
    return row.figure() + (f' · {ratio_text(ratio_of(row, ours))}' if row != ours else '')


def work_lines(work, rows, goals):
    """Yield the table of one work. A rival that only its goals know has a column too."""
    whos = dict.fromkeys(row.who for row in rows)
    missing = {name: None for goal in goals if goal.work == work
               for name in goal.rivals.split(' | ') if name not in whos and name != '-'}
    yield f'### {work}\n'
    yield from table(
        ['', *whos, *missing],
        [[setting, *(cell_of(who, rivals) for who in whos), *('could not be had' for _ in missing)]
         for setting, rivals in groups_of(rows, lambda row: row.setting).items()])


def report_lines(programs, goals, plots, is_short):
    if is_short:
        yield '**One short round, which shows that everything runs. Nothing was measured.**\n'
    rows = [row for rows in programs.values() for row in rows or []]
    yield '## The machine\n'
    yield from table(['what', 'which'], machine())
    yield '## Goals\n'
    yield ('`<= X` is X of the figure of the rival, `>= X` is X times as fast as the rival. Rounds '
           'are compared one by one: of that come the median and, in parentheses, the quartiles; '
           'a goal between these is within the spread.\n')
    yield from table(['work', 'ours', 'rival', 'goal', 'got', ''], goal_rows(goals, rows))
    yield '## Results\n'
    yield ('Medians. Behind the dot is how many times the time, or what else the figure is, of '
           f'`{OURS}` that is: 2 took twice as long. The lines in the plots reach from quartile '
           'to quartile.\n')
    for name, rows in programs.items():
        if rows is None:
            yield f'`{name}` failed or was skipped.\n'
        if name in plots:
            yield f'![Plots of {name}]({plots[name].name})\n'
        for work, rivals in groups_of(rows or [], lambda row: row.work).items():
            yield from work_lines(work, rivals, goals)


def tsv_lines(programs):
    yield '\t'.join(['program', 'work', 'setting', 'who', 'median', 'unit', 'bytes',
                     f'of {OURS}', 'low', 'high'])
    for name, rows in programs.items():
        for rivals in groups_of(rows or [], lambda row: (row.work, row.setting)).values():
            for row in rivals:
                ratio = [f'{one:.4g}' for one in ratio_of(row, ours_of(rivals))]
                yield '\t'.join([name, row.work, row.setting, row.who, str(row.median), row.unit,
                                 str(row.n_bytes), *ratio])


def draw(programs, out):
    """Return the plots by program: none without matplotlib."""
    try:
        import plot
    except ImportError as error:
        print(f'No plots: {error}')
        return {}
    return {name: plot.draw(groups_of(rows, lambda row: row.work), out / f'benchmark-{name}.svg')
            for name, rows in programs.items() if rows}


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument('--short', action='store_true')
    parser.add_argument('goals', type=pathlib.Path)
    parser.add_argument('log', type=pathlib.Path)
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('page', type=pathlib.Path, nargs='?')
    args = parser.parse_args(argv)
    programs = read_log(args.log.read_text(encoding='utf-8').splitlines())
    goals = read_goals(args.goals.read_text(encoding='utf-8').splitlines(True))

    args.out.mkdir(parents=True, exist_ok=True)
    plots = draw(programs, args.out)
    report = '\n'.join(report_lines(programs, goals, plots, args.short)) + '\n'
    (args.out / 'report.md').write_text(report, encoding='utf-8')
    (args.out / 'results.tsv').write_text('\n'.join(tsv_lines(programs)) + '\n', encoding='utf-8')
    if args.page:
        text = args.page.read_text(encoding='utf-8').partition(MARK)[0]
        args.page.write_text(f'{text}{MARK}\n{report}', encoding='utf-8')
        for old in args.page.parent.glob('benchmark-*.svg'):
            old.unlink()
        for path in plots.values():
            (args.page.parent / path.name).write_bytes(path.read_bytes())

if __name__ == '__main__':
    main()
