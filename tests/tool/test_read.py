# tests/tool/test_read.py: arrow-io cat and arrow-io stat.
#
# SPDX-License-Identifier: Apache-2.0

import json
import os
import subprocess

from case import TOOL, TestCase, codecs, main, tool

TEXT = b"one\ntwo\nthree\n" * 1000


def gzip(data):
    return subprocess.run(["gzip", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


class Cat(TestCase):
    def setUp(self):
        super().setUp()
        self.write("t", TEXT)
        self.write("t.gz", gzip(TEXT))

    def test_decompresses_by_content_and_suffix(self):
        self.write("no-suffix", self.read("t.gz"))
        self.assertEqual(self.succeed("cat", "t", "t.gz", "no-suffix"), TEXT * 3)
        self.assertEqual(self.succeed("cat", "--from", "none", "t.gz"), self.read("t.gz"))
        if "brotli" in codecs():
            self.succeed("copy", "t", "t.br")
            self.assertEqual(self.succeed("cat", "t.br"), TEXT)

    def test_stdin(self):
        self.assertEqual(self.succeed("cat", input=TEXT), TEXT)
        self.assertEqual(self.succeed("cat", "-", input=gzip(TEXT)), TEXT)
        self.assertEqual(self.succeed("cat", "t", "-", "t", input=b"between"),
                         TEXT + b"between" + TEXT)

    # What comes is passed on, and not collected.
    def test_slow_pipe(self):
        process = subprocess.Popen([TOOL, "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process.stdin, process.stdout:
            process.stdin.write(b"the first line of text\n")
            process.stdin.flush()
            self.assertEqual(process.stdout.readline(), b"the first line of text\n")
            process.stdin.close()
            self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(process.wait(), 0)

    def test_goes_on_after_a_file_that_fails(self):
        done = self.fail_with(1, r"\Aarrow-io: cat: [^\n]*'nope'[^\n]*errno 2\]\n\Z",
                              "cat", "t", "nope", "t")
        self.assertEqual(done.stdout, TEXT * 2)

    def test_members(self):
        self.write("two.gz", gzip(b"one ") + gzip(b"two"))
        self.assertEqual(self.succeed("cat", "two.gz"), b"one two")

    # Once, whatever the number of files.
    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            self.fail_with(1, r"\A[^\n]*'standard output'[^\n]*No space left[^\n]*\n\Z",
                           "cat", "t", "t", stdout=full)

    def test_reader_that_leaves(self):
        cat = subprocess.Popen([TOOL, "cat", *["t"] * 100], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        with cat.stdout, cat.stderr:
            cat.stdout.read(1)
            cat.stdout.close()
            self.assertEqual(cat.stderr.read(), b"")
        self.assertEqual(cat.wait(), -13)  # SIGPIPE, as every other filter

    def test_closed_descriptors(self):
        for redirection, words in ((">&-", b"Bad file descriptor"), ("<&-", b"Bad file")):
            done = subprocess.run(["sh", "-c", f'"$0" cat {redirection}', TOOL],
                                  stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 1, redirection)
            self.assertIn(words, done.stderr)
        # What is said on stderr is not written to the file that is opened.
        done = subprocess.run(["sh", "-c", '"$0" copy t x.gz 2>&- && "$0" copy t x.gz 2>&-', TOOL])
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.succeed("cat", "x.gz"), TEXT)


class Stat(TestCase):
    def facts(self, *arguments, **options):
        return [json.loads(line) for line in
                self.succeed("stat", "--json", *arguments, **options).splitlines()]

    def test_formats(self):
        self.write("t", TEXT)
        for name, row in codecs().items():
            if row[-2:-1] == ["files"] or "files" in row:
                path = "t" + row[row.index("files") + 1]
                self.succeed("copy", "t", path)
                facts, = self.facts(path)
                self.assertEqual(facts, {
                    "name": path, "format": name, "suffix": name, "members": 1,
                    "compressed": os.path.getsize(path), "size": len(TEXT),
                    "checksum": "none" if name == "brotli" else "verified", "intact": True})

    def test_plain(self):
        self.write("t", TEXT)
        self.assertEqual(self.facts("t"), [{
            "name": "t", "format": None, "suffix": None, "members": None, "compressed": None,
            "size": len(TEXT), "checksum": None, "intact": True}])

    def test_members(self):
        self.write("two.gz", gzip(b"one ") + gzip(b"two"))
        self.assertEqual(self.facts("two.gz")[0]["members"], 2)
        self.assertEqual(self.facts("-", input=gzip(TEXT) * 3)[0]["size"], 3 * len(TEXT))

    def test_flags_of_the_header(self):
        for codec, command in ("zstd", ["zstd", "-cq", "--no-check"]), (
                "lz4", ["lz4", "-cq", "--no-frame-crc"]):
            if codec in codecs():
                self.write("x", subprocess.run(command, input=TEXT, stdout=subprocess.PIPE,
                                               check=True).stdout)
                self.assertEqual(self.facts("x")[0]["checksum"], "none", codec)

    def test_suffix_that_is_wrong(self):
        self.write("t.gz", gzip(TEXT))
        self.write("t.bz2", gzip(TEXT))
        self.assertRegex(self.succeed("stat", "t.bz2").decode(),
                         r"(?m)^format +gzip\nsuffix +stands for bz2$")
        self.assertNotIn(b"suffix", self.succeed("stat", "t.gz"))

    def test_text(self):
        self.write("t.gz", gzip(TEXT))
        text = self.succeed("stat", "t.gz", "t.gz").decode()
        size = os.path.getsize("t.gz")
        one = (f"name          t.gz\nformat        gzip\nmembers       1\n"
               f"compressed    {size} B ({size} bytes)\n"
               f"decompressed  14.0 kB ({len(TEXT)} bytes)\n"
               f"ratio         {len(TEXT) / size:.2f}\n"
               f"checksum      verified\nintact        yes\n")
        self.assertEqual(text, one + "\n" + one)

    def test_damaged(self):
        packed = gzip(TEXT)
        self.write("cut.gz", gzip(b"whole") + packed[:-10])
        self.write("crc.gz", packed[:-8] + bytes(4) + packed[-4:])
        done = self.fail_with(1, "cut.gz.*Truncated", "stat", "-j", "cut.gz")
        facts = json.loads(done.stdout)
        self.assertEqual((facts["members"], facts["intact"], facts["checksum"]),
                         (1, False, "not verified"))
        self.fail_with(1, "crc.gz.*incorrect data check", "stat", "crc.gz")

    def test_empty(self):
        """No file of a format has nothing in it; that is what gzip -t says too."""
        for suffix in ".gz", ".zst", ".bz2":
            if suffix != ".gz" and suffix not in str(codecs()):
                continue
            self.write("empty" + suffix, b"")
            done = self.fail_with(1, "empty.*Truncated", "stat", "-j", "empty" + suffix)
            facts = json.loads(done.stdout)
            self.assertEqual((facts["members"], facts["intact"]), (0, False))
        self.write("empty", b"")
        self.assertEqual(self.facts("empty")[0]["intact"], True)

    def test_goes_on_after_a_file_that_fails(self):
        self.write("t", TEXT)
        done = self.fail_with(1, "'nope'", "stat", "-j", "nope", "t")
        self.assertEqual(json.loads(done.stdout)["name"], "t")

    def test_names_in_json(self):
        for name in b'quo"te\\', b"new\nline\x01", b"zwei W\xc3\xb6rter", b"not \xff UTF-8":
            self.write(name, b"")
            self.assertEqual(self.facts(name)[0]["name"],
                             name.decode(errors="replace"), name)

    def test_full_disk(self):
        self.write("t", TEXT)
        with open("/dev/full", "wb") as full:
            for arguments in ("stat", "t"), ("stat", "-j", "t"), ("codecs",), ("--help",):
                done = tool(*arguments, stdout=full)
                self.assertEqual(done.returncode, 1)
                self.assertIn(b"'standard output': No space left", done.stderr)


if __name__ == "__main__":
    main()
