# tests/tool/test_memory.py: test_memory.py [MIB…] TOOL
#
# SPDX-License-Identifier: Apache-2.0
"""Streams of any length are copied, compressed and decompressed in the same memory.

What is streamed is made on the way. Sizes may be given in MiB: 1024 16384 for a long test.
"""

import gzip
import os
import random
import subprocess
import sys
import threading
import unittest

from case import TOOL

SIZES = [int(size) for size in sys.argv[1:]] or [32, 256]
del sys.argv[1:]
MIB = 1 << 20
BLOCK = random.Random(1).randbytes(MIB // 16) * 16  # gzip makes it no smaller
MEMBER = gzip.compress(BLOCK, 1)  # members behind one another are one stream


def most_of(pid):
    """Gives the most memory that a process had, in MiB; None if it is over."""
    with open(f'/proc/{pid}/status', encoding='ascii') as status:
        for line in status:
            if line.startswith('VmHWM:'):
                return int(line.split()[1]) / 1024
    return None


def peak_memory(arguments, block, count):
    """Runs the tool as a filter; gives the most memory it had in MiB, and how much it wrote."""
    process = subprocess.Popen([TOOL, 'copy', '-q', *arguments, '-', '-'],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for _ in range(count):
            process.stdin.write(block)
        process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    n_bytes = peak = 0
    while data := process.stdout.read(MIB):
        n_bytes += len(data)
        peak = most_of(process.pid) or peak
    feeder.join()
    process.stdout.close()
    if process.wait() != 0:
        raise AssertionError(f'arrow-io copy gave {process.returncode}')
    return peak, n_bytes


@unittest.skipIf('TESTS_RUN_SLOWLY' in os.environ, 'a checker has memory of its own')
@unittest.skipUnless(os.path.exists('/proc/self/status'), 'the system does not tell')
class TestMemory(unittest.TestCase):
    def check(self, arguments, block, n_bytes):
        peaks = []
        for size in SIZES:
            peak, n_written = peak_memory(arguments, block, size)
            if n_bytes is not None:
                self.assertEqual(n_written, size * n_bytes)
            print(f'{" ".join(arguments)}: {size} MiB in {peak:.1f} MiB of memory')
            peaks.append(peak)
        self.assertLess(max(peaks) - min(peaks), 2)
        self.assertLess(max(peaks), 16)

    def test_copy(self):
        self.check(['--compression=none'], BLOCK, MIB)

    def test_gunzip(self):
        self.check(['--from=gzip', '--compression=none'], MEMBER, MIB)

    def test_gzip(self):
        self.check(['--compression=gzip', '--level=1', '--threads=2'], BLOCK, None)


if __name__ == '__main__':
    unittest.main()
