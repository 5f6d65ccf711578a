# tests/tool/case.py: what the tests of the command line tool share.
#
# SPDX-License-Identifier: Apache-2.0
"""A test case that runs the tool, in an empty folder of its own."""

import os
import subprocess
import sys
import tempfile
import unittest

# The program is the last argument of each test.
TOOL = os.path.abspath(sys.argv.pop())


def tool(*arguments, **options):
    """Runs the tool to its end; stdin is a file, or bytes as input."""
    options.setdefault("stdout", subprocess.PIPE)
    if "input" not in options:
        options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run([TOOL, *arguments], stderr=subprocess.PIPE, **options)


def codecs():
    """The names of this build's codecs, with their rows."""
    rows = [line.split() for line in tool("codecs").stdout.decode().splitlines()]
    return {row[0]: row for row in rows[1:]}


class TestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    @staticmethod
    def write(path, data):
        with open(path, "wb") as file:
            file.write(data)
        return path

    @staticmethod
    def read(path):
        with open(path, "rb") as file:
            return file.read()

    def succeed(self, *arguments, **options):
        """What the tool wrote, without a word on stderr."""
        done = tool(*arguments, **options)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""), arguments)
        return done.stdout

    def fail_with(self, status, words, *arguments, **options):
        """The tool ends so, and what it says matches words."""
        done = tool(*arguments, **options)
        self.assertRegex(done.stderr.decode(), words)
        self.assertEqual(done.returncode, status, done.stderr)
        return done


main = unittest.main
