# tests/bindings/python/case.py: what the tests share.
#
# SPDX-License-Identifier: Apache-2.0
"""A test case that runs in an empty folder of its own."""

import os
import tempfile
import unittest


class TestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    @staticmethod
    def write(path, data):
        with open(path, 'wb') as file:
            file.write(data)

    @staticmethod
    def read(path):
        with open(path, 'rb') as file:
            return file.read()
