# tests/tool/test_end.py: signals and terminals.
#
# SPDX-License-Identifier: Apache-2.0

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from case import TOOL, TestCase, main


class Signals(TestCase):
    @staticmethod
    def has_written(pid):
        """Whether a file of this folder, with a name or without, is open and not empty."""
        folder = f"/proc/{pid}/fd"
        for fd in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):
                path = f"{folder}/{fd}"
                if os.readlink(path).startswith(os.getcwd() + "/") and os.stat(path).st_size > 0:
                    return True
        return False

    def start(self, *arguments, **options):
        """A copy from a pipe that stays open, and has begun to write."""
        process = subprocess.Popen([TOOL, "copy", "-", *arguments], stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE, **options)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.kill)
        process.stdin.write(bytes(100000))
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while not self.has_written(process.pid):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        return process

    # 16
    def test_nothing_is_left(self):
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with self.subTest(signal=number.name):
                # Who runs the tests may have told them to ignore it, as nohup does.
                process = self.start(
                    "new", preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
                process.send_signal(number)
                self.assertEqual(process.wait(30), -number)
                self.assertEqual(process.stderr.read(), b"")
                self.assertEqual(os.listdir(), [])

    def test_what_was_there_stays(self):
        self.write("old", b"keep")
        process = self.start("--force", "old")
        process.terminate()
        self.assertEqual(process.wait(30), -signal.SIGTERM)
        self.assertEqual(os.listdir(), ["old"])
        self.assertEqual(self.read("old"), b"keep")

    # Not even what nobody can catch leaves half a target under its name.
    def test_kill(self):
        self.write("old", b"keep")
        process = self.start("--force", "old")
        process.kill()
        process.wait(30)
        self.assertEqual(self.read("old"), b"keep")

    def test_ignored(self):
        process = self.start("new", preexec_fn=lambda: signal.signal(signal.SIGHUP,
                                                                     signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        process.stdin.write(b"more")
        process.stdin.close()
        self.assertEqual(process.wait(30), 0)
        self.assertEqual(os.path.getsize("new"), 100004)

    # Somebody else makes the file while it is being copied.
    def test_race(self):
        process = self.start("new")
        self.write("new", b"theirs")
        process.stdin.close()
        self.assertEqual(process.wait(30), 1)
        self.assertIn(b"'new': File exists", process.stderr.read())
        self.assertEqual(os.listdir(), ["new"])
        self.assertEqual(self.read("new"), b"theirs")


class Terminal(TestCase):
    """What stands on a terminal of 80 columns."""

    def setUp(self):
        super().setUp()
        self.terminal, self.their_end = pty.openpty()
        self.addCleanup(os.close, self.terminal)
        fcntl.ioctl(self.their_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def start(self, *arguments, **options):
        """With the terminal as its own, and in front."""
        def take_terminal():
            os.setsid()
            fcntl.ioctl(2, termios.TIOCSCTTY, 0)

        process = subprocess.Popen([TOOL, *arguments], stderr=self.their_end,
                                   preexec_fn=take_terminal, **options)
        self.addCleanup(process.kill)
        os.close(self.their_end)
        return process

    def read_until(self, pattern):
        """All that was written, once it has the pattern in it; None is the end."""
        data = b""
        text = ""
        while pattern is None or not re.search(pattern, text):
            ready, _, _ = select.select([self.terminal], [], [], 60)
            self.assertTrue(ready, f"waited for {pattern} in {text!r}")
            try:
                data += os.read(self.terminal, 65536)
            except OSError:  # the other end is closed
                self.assertIsNone(pattern, text)
                break
            text = data.decode(errors="ignore")  # a character may be cut
        return text

    @staticmethod
    def lines(text):
        """What each drawing left on the line."""
        return re.findall(r"\r([^\r\n]*)\x1b\[K", text)

    def test_known_size(self):
        with open("source", "wb") as source:
            source.truncate(3 << 30)
        os.mkfifo("target")
        process = self.start("copy", "source", "target")
        with open("target", "rb") as target:
            target.read(500 << 20)
            text = self.read_until(r" 1\d% ")
            process.kill()
        process.wait(30)
        line = self.lines(text)[-1]
        self.assertRegex(
            line, r"^source  [█░]+  1\d%  +\d{3}\.\d MB +\d+\.\d [MG]B/s +\d+:\d\d left$")
        self.assertIn("█", line)
        self.assertIn("░", line)
        self.assertLess(len(line), 80)

    def test_unknown_size(self):
        process = self.start("copy", "-", "target", stdin=subprocess.PIPE)
        process.stdin.write(bytes(1000000))
        process.stdin.flush()
        self.read_until(r"1\.0 MB +[\d.]+ [kM]B/s +0:\d\d\x1b")
        process.stdin.close()
        rest = self.read_until(None)
        self.assertRegex(rest, r"\r-  +1\.0 MB +[\d.]+ [kM]B/s +0:\d\d\x1b\[K\r\n\Z")
        self.assertEqual(process.wait(30), 0)

    def test_narrow_and_long(self):
        fcntl.ioctl(self.their_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        name = "ein langer Name 名前 " * 5
        with open(name, "wb") as source:
            source.truncate(3 << 30)
        os.mkfifo("target")
        process = self.start("copy", name, "target")
        with open("target", "rb") as target:
            target.read(1 << 20)
            line = self.lines(self.read_until(r"left\x1b"))[-1]
            process.kill()
        process.wait(30)
        self.assertLess(len(line) + line.count("名") + line.count("前"), 60)
        self.assertTrue(line.startswith(".."), line)

    def test_failure_is_below_the_bar(self):
        process = self.start("copy", "--from=gzip", "-", "target", stdin=subprocess.PIPE)
        self.read_until(r"0:00\x1b")
        process.stdin.write(b"not compressed at all")
        process.stdin.close()
        self.assertRegex(self.read_until(None), r"\x1b\[K\r\narrow-io: copy: .*header check\r\n\Z")
        self.assertEqual(process.wait(30), 1)

    def test_quiet(self):
        process = self.start("copy", "--quiet", "-", "target", stdin=subprocess.PIPE)
        process.stdin.write(b"data")
        process.stdin.flush()
        time.sleep(1)
        process.stdin.close()
        self.assertEqual(self.read_until(None), "")
        self.assertEqual(process.wait(30), 0)

    # But if the machine is so busy that it is not short.
    def test_short_copies_draw_nothing(self):
        self.write("source", b"data")
        began = time.monotonic()
        process = self.start("copy", "source", "target")
        text = self.read_until(None)
        self.assertEqual(process.wait(30), 0)
        self.assertTrue(text == "" or time.monotonic() - began >= 0.3, text)

    # Where it is not in front it would draw over who is.
    def test_background(self):
        process = subprocess.Popen([TOOL, "copy", "-", "target"], stderr=self.their_end,
                                   stdin=subprocess.PIPE)
        os.close(self.their_end)
        time.sleep(1)
        process.stdin.close()
        self.assertEqual(self.read_until(None), "")
        self.assertEqual(process.wait(30), 0)

    def test_compressed_data_is_not_for_terminals(self):
        self.write("source", b"data")
        for options, status in ([], 1), (["--force"], 0):
            with self.subTest(options=options):
                done = subprocess.run([TOOL, "copy", "-c", "gzip", *options, "source", "-"],
                                      stdout=self.their_end, stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, status)
                self.assertEqual(b"terminal" in done.stderr, status == 1)
        os.close(self.their_end)


if __name__ == "__main__":
    main()
