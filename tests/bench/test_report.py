# tests/bench/test_report.py: the report's arithmetic, and a report of a short run.
#
# SPDX-License-Identifier: Apache-2.0
"""test_report.py GOALS PROGRAM..."""

import contextlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True

import report

GOALS, *PROGRAMS = map(pathlib.Path, sys.argv[1:])


def row(who, rounds, unit='ns', n_bytes=0, setting='one'):
    return report.Row('work', setting, who, n_bytes, unit, rounds)


def log_of(stdout, name='arrow-io-glib / some', returncode=0):
    return json.dumps({'name': name, 'returncode': returncode, 'stdout': stdout})


def make_report(log, goals, page=None, options=()):
    """Return the folder with the report."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=TEMPORARY))
    for name, text in ('log', log), ('goals', goals):
        (folder / name).write_text(text, encoding='utf-8')
    paths = [folder / 'goals', folder / 'log', folder / 'out', *([page] if page else [])]
    with contextlib.redirect_stdout(io.StringIO()):
        report.main([*options, *map(str, paths)])
    return folder / 'out'


class TestArithmetic(unittest.TestCase):
    def test_figures(self):
        for figure, expected in (
            (row('a', [3, 1, 200]), '3 ns'),
            (row('a', [1234]), '1.23 µs'),
            (row('a', [2.5e6]), '2.5 ms'),
            (row('a', [12e9]), '12 s'),
            (row('a', [5000e9]), '5e+03 s'),
            (row('a', [1000], n_bytes=512), '1 µs'),
            (row('a', [1000], n_bytes=4096), '4.10 GB/s'),
            (row('a', [1e6], n_bytes=4096), '4.1 MB/s'),
            (row('a', [0.25], unit='of what went in'), '0.25 of what went in'),
        ):
            self.assertEqual(figure.figure(), expected)

    def test_ratio(self):
        """The median and quartiles of what the rounds are to each other."""
        ratio = report.ratio_of(row('a', [10, 20, 30, 40, 50]), row('b', [10, 10, 10, 10, 100]))
        self.assertEqual(ratio, (2, 1, 3))
        self.assertEqual(report.ratio_text(ratio), '2 (1–3)')
        self.assertEqual(report.ratio_of(row('a', [8]), row('b', [4])), (2, 2, 2))
        self.assertEqual(report.ratio_text(report.Ratio(2, 2, 2)), '2')

    def test_ours(self):
        plain, two, rival = row('arrow-io', [1]), row('arrow-io, 2 threads', [1]), row('b', [1])
        self.assertEqual(report.ours_of([rival, two, plain]), plain)
        self.assertEqual(report.ours_of([rival, two]), two)
        self.assertEqual(report.ours_of([rival]), rival)


class TestGoals(unittest.TestCase):
    rows = [row('arrow-io', [10, 10, 10]), row('b', [20, 20, 20]), row('c', [15, 15, 15])]

    def got(self, rivals, wanted, rows=rows):
        return report.verdict(report.Goal('work', '*', 'arrow-io', rivals, wanted), rows)

    def test_part(self):
        self.assertEqual(self.got('b', '<= 0.5'), ('0.5', 'met'))
        self.assertEqual(self.got('b', '<= 0.49'), ('0.5', '**not met**'))

    def test_times(self):
        self.assertEqual(self.got('b', '>= 2'), ('2', 'met'))
        self.assertEqual(self.got('b', '>= 2.1'), ('2', '**not met**'))

    def test_best(self):
        self.assertEqual(self.got('b | c', '>= 1.5'), ('1.5 of c', 'met'))
        self.assertEqual(self.got('b | c | d', '>= 1.6'), ('1.5 of c; without d', '**not met**'))

    def test_figure(self):
        self.assertEqual(self.got('-', '<= 10 ns'), ('10 ns', 'met'))
        self.assertEqual(self.got('-', '<= 9 ns'), ('10 ns', '**not met**'))
        with self.assertRaises(AssertionError):
            self.got('-', '<= 9 bytes')

    def test_spread(self):
        rows = [row('arrow-io', [10, 10, 10]), row('b', [9, 9.9, 11])]
        self.assertEqual(self.got('b', '>= 1', rows), ('0.99 (0.945–1.04)', 'within the spread'))
        self.assertEqual(self.got('b', '<= 1', rows), ('1.01 (0.96–1.06)', 'within the spread'))

    def test_missing(self):
        self.assertEqual(self.got('d', '<= 1'), ('d could not be had', '–'))
        self.assertEqual(self.got('b', '<= 1', self.rows[1:]), ('not measured', '–'))


class TestReport(unittest.TestCase):
    line = 'work\tone\tarrow-io\t2.00\t1.00\t3.00\t0\tns\t1.00 3.00 2.00\n'
    rival = 'work\tone\tb\t4.00\t4.00\t4.00\t0\tns\t4.00 4.00 4.00\n'

    def test_read(self):
        programs = report.read_log([log_of(self.line), log_of('what', 'bad', 1)])
        self.assertEqual(programs, {'some': [row('arrow-io', [1, 3, 2])], 'bad': None})
        line = 'work\tone\tb\t4\t4\t4\t0\tbytes\t4'
        self.assertEqual(report.read_row(line).work, 'work: bytes')
        with self.assertRaisesRegex(ValueError, 'not a row: work\tone$'):
            report.read_log([log_of('work\tone\n')])

    def test_tables(self):
        out = make_report(
            log_of(self.line + self.rival) + '\n' + log_of('', 'bad', 77),
            '# a comment\nwork\t*\tarrow-io\tb | Other\t>= 3.5\nelsewhere\t*\tarrow-io\tb\t>= 1\n')
        text = (out / 'report.md').read_text(encoding='utf-8')
        for line in (
            '| work, one | arrow-io | b or Other | >= 3.5 | 2 (1.67–3) of b; without Other | **not met** |',
            '| elsewhere, * | arrow-io | b | >= 1 | not measured | – |',
            '|  | arrow-io | b | Other |',
            '| one | 2 ns | 4 ns · 2 (1.67–3) | could not be had |',
            '`bad` failed or was skipped.',
        ):
            self.assertIn(f'\n{line}\n', text)
        self.assertNotIn('Nothing was measured', text)
        lines = (out / 'results.tsv').read_text(encoding='utf-8').splitlines()
        self.assertEqual(lines[2], 'some\twork\tone\tb\t4.0\tns\t0\t2\t1.667\t3')

    def test_publish(self):
        """What people wrote stays, what a run wrote before goes."""
        page = TEMPORARY / 'page.md'
        page.write_text(f'By hand.\n{report.MARK}Old.\n', encoding='utf-8')
        old = page.parent / 'benchmark-old.svg'
        old.write_text('', encoding='utf-8')
        out = make_report(log_of(self.line), '', page)
        text = page.read_text(encoding='utf-8')
        self.assertTrue(text.startswith(f'By hand.\n{report.MARK}\n## The machine\n'))
        self.assertNotIn('Old.', text)
        self.assertFalse(old.exists())
        self.assertEqual([plot.name for plot in page.parent.glob('benchmark-*.svg')],
                         [plot.name for plot in out.glob('*.svg')])

    def test_short_run(self):
        """The programs, the goals and the plots as they are."""
        log = '\n'.join(
            log_of(subprocess.run([program, '--short'], check=True, text=True,
                                  stdout=subprocess.PIPE).stdout, program.name)
            for program in PROGRAMS)
        goals = GOALS.read_text(encoding='utf-8')
        out = make_report(log, goals, options=['--short'])
        text = (out / 'report.md').read_text(encoding='utf-8')
        self.assertIn('Nothing was measured', text)
        for work in {one.work for rows in report.read_log(log.split('\n')).values() for one in rows}:
            self.assertIn(f'\n### {work}\n', text)
        with contextlib.redirect_stdout(io.StringIO()):
            can_draw = bool(report.draw({'any': [row('arrow-io', [1])]}, out))
        (out / 'benchmark-any.svg').unlink(missing_ok=True)
        plots = sorted(out.glob('benchmark-*.svg'))
        self.assertEqual(len(plots), len(PROGRAMS) if can_draw else 0)
        for plot in plots:
            root = xml.etree.ElementTree.parse(plot).getroot()
            self.assertIn('arrow-io', ''.join(root.itertext()))
            self.assertIn(f'({plot.name})', text)


with tempfile.TemporaryDirectory() as name:
    TEMPORARY = pathlib.Path(name)
    unittest.main(argv=sys.argv[:1])
