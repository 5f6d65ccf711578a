# tests/tool/test_hdfs.py: files in HDFS.
#
# SPDX-License-Identifier: Apache-2.0

import contextlib
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

from case import TOOL, TestCase, main, tool

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "hdfs"))
from cluster import Missing, cluster  # pylint: disable=wrong-import-position

TEXT = b"day,km\n" + b"mon,12\n" * 20000


def nobody():
    """A port that refuses connections, for as long as it is kept."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))  # and it does not listen
    return listener


def have_webhdfs():
    with nobody() as port:
        done = tool("cat", f"webhdfs://127.0.0.1:{port.getsockname()[1]}/x")
    return b"as it was not built" not in done.stderr


class Nobody(TestCase):
    @unittest.skipUnless(have_webhdfs(), "this build has no WebHDFS")
    def test_refused(self):
        self.write("t", TEXT)
        with nobody() as port:
            uri = f"webhdfs://127.0.0.1:{port.getsockname()[1]}/x"
            for arguments in ("cat", uri), ("stat", uri), ("copy", uri, "back"), ("copy", "t", uri):
                self.fail_with(1, rf"\Aarrow-io: {arguments[0]}: {uri}: [^\n]*refused\n\Z", *arguments)
        self.assertEqual(os.listdir(), ["t"])

    def test_uris(self):
        for uri, words in (("webhdfs:///x", "names no host"), ("webhdfs://h:99999/x", "host"),
                           ("WebHDFS://h/%", "%25"), ("hdfs://h/a?b", "%3F")):
            self.fail_with(1, rf"\Aarrow-io: cat: [^\n]*{re.escape(uri)}[^\n]*{words}", "cat", uri)

    # It says a line each for all that was tried.
    def test_no_libhdfs(self):
        env = {name: value for name, value in os.environ.items()
               if name not in ("CLASSPATH", "HADOOP_HOME", "HADOOP_HDFS_HOME")}
        done = self.fail_with(1, r"webhdfs://HOST:9870", "cat", "hdfs://h/x",
                              env={**env, "ARROW_LIBHDFS_DIR": "/nowhere"})
        self.assertGreater(len(done.stderr.splitlines()), 1)
        self.assertNotIn(b"?", done.stderr)

    # A path may begin so, too.
    def test_not_a_uri(self):
        os.mkdir("webhdfs:")
        self.write("webhdfs:/x", TEXT)
        self.assertEqual(self.succeed("cat", "webhdfs:/x"), TEXT)
        self.assertEqual(self.succeed("cat", "./webhdfs://x"), TEXT)


class Cluster(TestCase):
    @classmethod
    def setUpClass(cls):
        if not have_webhdfs():
            raise unittest.SkipTest("this build has no WebHDFS")
        cls.stack = contextlib.ExitStack()
        try:
            facts = cls.stack.enter_context(cluster())
        except Missing as missing:
            raise unittest.SkipTest(missing) from missing
        cls.base = facts["webhdfs"]
        os.environ.pop("HADOOP_USER_NAME", None)

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def setUp(self):
        super().setUp()
        self.folder = f"{self.base}/{self.id().rpartition('.')[2]}"
        self.write("t", TEXT)

    def names(self):
        """What there is in the folder of the test, by other means."""
        with urllib.request.urlopen(
                f"http{self.folder.removeprefix('webhdfs').replace(self.base[7:], self.base[7:] + '/webhdfs/v1', 1)}"
                "?op=LISTSTATUS") as answer:
            listed = json.load(answer)
        return [entry["pathSuffix"] for entry in listed["FileStatuses"]["FileStatus"]]

    def test_there_and_back(self):
        self.succeed("copy", "t", f"{self.folder}/a b%25.csv.gz")
        self.succeed("copy", f"{self.folder}/a%20b%25.csv.gz", "back")
        self.assertEqual(self.read("back"), TEXT)
        self.assertEqual(self.succeed("cat", f"{self.folder}/a b%25.csv.gz", "t"), TEXT * 2)
        self.assertEqual(self.names(), ["a b%.csv.gz"])
        self.succeed("copy", f"{self.folder}/a b%25.csv.gz", f"{self.folder}/again")
        self.assertEqual(self.succeed("cat", f"{self.folder}/again"), TEXT)

    def test_folders(self):
        self.succeed("copy", "t", f"{self.folder}/down/one")
        self.write("zwei %", b"2")
        for folder in f"{self.folder}/down", f"{self.folder}/down/":
            self.succeed("copy", "--force", "zwei %", folder)
        self.assertEqual(self.succeed("cat", f"{self.folder}/down/zwei %25"), b"2")
        os.mkdir("here")
        self.succeed("copy", f"{self.folder}/down/zwei %25", "here")
        self.assertEqual(self.read("here/zwei %"), b"2")
        self.fail_with(1, "directory", "cat", f"{self.folder}/down")

    # As everywhere, what exists stays unless it is told otherwise.
    def test_force(self):
        uri = f"{self.folder}/t"
        self.succeed("copy", "t", uri)
        self.write("new", b"new")
        self.fail_with(1, rf"\Aarrow-io: copy: '{uri}' exists; --force replaces it\n\Z",
                       "copy", "new", uri)
        self.assertEqual(self.succeed("cat", uri), TEXT)
        self.succeed("copy", "-f", "new", uri)
        self.assertEqual(self.succeed("cat", uri), b"new")
        self.assertEqual(self.names(), ["t"])

    def test_stat(self):
        uri = f"{self.folder}/t.gz"
        self.succeed("copy", "t", uri)
        shown = self.succeed("stat", uri).decode()
        self.assertRegex(shown, rf"\Aname +{uri}\nformat +gzip\n(?s:.*)\nowner +\S+\ngroup +\S+\n"
                         r"permission +0644\nmodified +[\d-]+T[\d:]+Z\nreplication +\d+\n"
                         r"block size +[\d.]+ MB \(\d+ bytes\)\nintact +yes\n\Z")
        facts = json.loads(self.succeed("stat", "--json", uri))
        self.assertEqual((facts["size"], facts["permission"], facts["intact"]),
                         (len(TEXT), "0644", True))
        self.assertGreater(facts["block_size"], 0)
        self.assertLess(abs(time.time() - time.mktime(time.strptime(
            facts["modified"], "%Y-%m-%dT%H:%M:%SZ")) + time.timezone), 3600)
        self.fail_with(1, "exist", "stat", f"{self.folder}/none")

    # 16: what is cut off is no file, neither by an error nor by a signal.
    def test_nothing_is_left(self):
        self.succeed("copy", "t", f"{self.folder}/t")
        self.succeed("copy", "t", "t.gz")
        self.write("cut.gz", self.read("t.gz")[:-10])
        self.fail_with(1, "Truncated", "copy", "cut.gz", f"{self.folder}/new")
        self.fail_with(1, "Truncated", "copy", "-f", "cut.gz", f"{self.folder}/t")
        self.assertEqual(self.names(), ["t"])
        self.assertEqual(self.succeed("cat", f"{self.folder}/t"), TEXT)

    def start(self, *arguments):
        """A copy of what is written to it, which has begun."""
        process = subprocess.Popen([TOOL, "copy", "-", *arguments], stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.kill)
        process.stdin.write(bytes(1000000))
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not [name for name in self.names() if name.startswith(".arrow-io.")]:
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        return process

    def test_signals(self):
        self.succeed("copy", "t", f"{self.folder}/t")
        process = self.start(f"{self.folder}/new")  # which waits for more to read
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(60), -signal.SIGINT)
        self.assertEqual(process.stderr.read(), b"")
        self.assertEqual(self.names(), ["t"])

        process = self.start("--force", f"{self.folder}/t")
        writer = subprocess.Popen(["cat", "/dev/zero"], stdout=process.stdin,
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(writer.wait)
        self.addCleanup(writer.kill)
        time.sleep(random.uniform(0.1, 0.5))  # now it writes
        process.terminate()
        self.assertEqual(process.wait(60), -signal.SIGTERM)
        self.assertEqual(process.stderr.read(), b"")
        self.assertEqual(self.names(), ["t"])
        self.assertEqual(self.succeed("cat", f"{self.folder}/t"), TEXT)


if __name__ == "__main__":
    main()
