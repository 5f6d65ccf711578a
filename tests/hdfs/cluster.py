# tests/hdfs/cluster.py
#
# SPDX-License-Identifier: Apache-2.0
"""An HDFS cluster for a test in Python, by tests/hdfs/cluster."""

import contextlib
import pathlib
import subprocess

MISSING = 77


class Missing(Exception):
    """Java or Hadoop is not here."""


@contextlib.contextmanager
def cluster(*options):
    """Gives what it says of itself, "webhdfs" and "hdfs" above all, while it runs."""
    program = pathlib.Path(__file__).with_name("cluster")
    with subprocess.Popen([program, "--for-tests", *options], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as process:
        facts = {}
        for line in process.stdout:
            name, _, value = line.rstrip("\n").partition(" ")
            if name == "ready":
                break
            facts[name] = value
        else:
            if process.wait() == MISSING:
                raise Missing("there is no Java, or no Hadoop: see tests/hdfs/fetch")
            raise RuntimeError("tests/hdfs/cluster did not start")
        try:
            yield facts
        finally:
            process.stdin.close()  # which ends it
