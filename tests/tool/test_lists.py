# tests/tool/test_lists.py: arrow-io codecs, pools and bench.
#
# SPDX-License-Identifier: Apache-2.0

import os
import re

from case import TestCase, codecs, main


class Lists(TestCase):
    def rows(self, *arguments, **options):
        """The tables, each a list of rows of cells."""
        text = self.succeed(*arguments, **options).decode()
        return [[re.split(" {2,}", line.strip()) for line in table.splitlines()]
                for table in text.split("\n\n")]

    def test_codecs(self):
        (head, *rows), = self.rows("codecs")
        self.assertEqual(head, ["CODEC", "LEVELS", "DEFAULT", "FOR", "SUFFIXES"])
        self.assertIn(["gzip", "1 to 9", "6", "files", ".gz .tgz"], rows)

    def test_pools(self):
        for name in ["system"] + [row[0] for row in self.rows("pools")[0][1:]]:
            env = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": name}
            (head, *rows), = self.rows("pools", env=env)
            self.assertEqual(head, ["POOL", "DEFAULT"])
            self.assertEqual([row[0] for row in rows if row[1] == "yes"], [name])

    def check_bench(self, *arguments):
        for_codecs, for_pools = self.rows("bench", "--rounds=2", "--size=1", *arguments)
        self.assertEqual(for_codecs[0], ["CODEC", "COMPRESS MB/s", "DECOMPRESS MB/s", "RATIO"])
        self.assertEqual(for_pools[0], ["POOL", "64 B BUFFER ns", "1 MB BUFFER MB/s"])
        self.assertIn("system", [row[0] for row in for_pools])
        for row in for_codecs[1:] + for_pools[1:]:
            for cell in row[1:]:
                self.assertRegex(cell, r"^\d+(\.\d\d)?$")
        return for_codecs[1:]

    def test_bench(self):
        rows = self.check_bench()
        self.assertEqual([row[0] for row in rows], list(codecs()))
        for row in rows:
            self.assertGreater(float(row[-1]), 1, row)

    def test_bench_of_a_file(self):
        self.write("zeros", bytes(300000))
        self.succeed("copy", "zeros", "zeros.gz")
        (gzip,) = self.check_bench("--codec=gzip", "zeros.gz")
        # What is in it is measured, and zeros pack well.
        self.assertGreater(float(gzip[-1]), 100)
        self.write("empty", b"")
        self.fail_with(1, "empty.*nothing can be measured", "bench", "-c", "gzip", "empty")

    def test_bench_refuses(self):
        self.fail_with(1, "'nope'", "bench", "nope")
        self.fail_with(2, "'rabbit'", "bench", "-c", "rabbit")
        for option in "--rounds=0", "--size=0", "--size=1000000":
            self.fail_with(2, "from 1 to 1000", "bench", option)


if __name__ == "__main__":
    main()
