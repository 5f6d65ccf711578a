# tests/tool/test_copy.py: arrow-io copy.
#
# SPDX-License-Identifier: Apache-2.0

import os
import shutil
import stat
import subprocess
import threading
import unittest

from case import TOOL, TestCase, codecs, main, tool

TEXT = b"day,km\n" + b"mon,12\n" * 20000

# What each format's own program says.
UNPACK = {
    ".gz": ["gzip", "-dc"],
    ".zst": ["zstd", "-dcq"],
    ".bz2": ["bzip2", "-dc"],
    ".lz4": ["lz4", "-dcq"],
    ".br": ["brotli", "-dc"],
}
PACK = {
    ".gz": ["gzip", "-c"],
    ".zst": ["zstd", "-cq"],
    ".bz2": ["bzip2", "-c"],
    ".lz4": ["lz4", "-cq"],
    ".br": ["brotli", "-c"],
}


def suffixes():
    """Those of this build's codecs of which the program is here too."""
    for row in codecs().values():
        for suffix in row:
            if suffix in UNPACK and shutil.which(UNPACK[suffix][0]):
                yield suffix


class Formats(TestCase):
    def setUp(self):
        super().setUp()
        self.write("t", TEXT)

    def test_compresses_by_suffix(self):
        for suffix in suffixes():
            with self.subTest(suffix=suffix):
                self.succeed("copy", "t", "t" + suffix)
                self.assertLess(os.path.getsize("t" + suffix), len(TEXT) / 10)
                self.assertEqual(
                    subprocess.check_output([*UNPACK[suffix], "t" + suffix]), TEXT)

    def test_decompresses_by_suffix(self):
        for suffix in suffixes():
            with self.subTest(suffix=suffix):
                self.write("t" + suffix, subprocess.check_output([*PACK[suffix], "t"]))
                self.succeed("copy", "t" + suffix, "back" + suffix + ".txt")
                self.assertEqual(self.read("back" + suffix + ".txt"), TEXT)

    def test_recompresses(self):
        self.succeed("copy", "t", "t.gz")
        for suffix in suffixes():
            with self.subTest(suffix=suffix):
                self.succeed("copy", "t.gz", "again" + suffix)
                self.assertEqual(
                    subprocess.check_output([*UNPACK[suffix], "again" + suffix]), TEXT)

    def test_same_format_stays_as_it_is(self):
        self.write("t.gz", subprocess.check_output(["gzip", "-c", "t"]))
        self.succeed("copy", "t.gz", "other.gz")
        self.assertEqual(self.read("other.gz"), self.read("t.gz"))
        self.succeed("copy", "--level", "1", "t.gz", "fast.gz")
        self.assertNotEqual(self.read("fast.gz"), self.read("t.gz"))
        self.assertEqual(subprocess.check_output(["gzip", "-dc", "fast.gz"]), TEXT)

    def test_options_win_over_suffixes(self):
        self.succeed("copy", "-c", "gzip", "t", "packed")
        self.assertEqual(self.read("packed")[:2], b"\x1f\x8b")
        self.succeed("copy", "-c", "none", "t", "plain.gz")
        self.assertEqual(self.read("plain.gz"), TEXT)
        self.succeed("copy", "packed", "as-it-is")
        self.assertEqual(self.read("as-it-is"), self.read("packed"))
        self.succeed("copy", "--from=gzip", "packed", "named")
        self.succeed("copy", "--from=auto", "packed", "looked-at")
        self.succeed("copy", "--from=auto", "t", "no-codec")
        self.succeed("copy", "--from=none", "plain.gz", "not-looked-at")
        for name in "named", "looked-at", "no-codec", "not-looked-at":
            self.assertEqual(self.read(name), TEXT, name)

    def test_level(self):
        for level in "1", "9":
            self.succeed("copy", f"--level={level}", "t", f"{level}.gz")
        self.assertGreater(os.path.getsize("1.gz"), os.path.getsize("9.gz"))
        self.succeed("copy", "-fl9", "t", "1.gz")
        self.assertEqual(self.read("1.gz"), self.read("9.gz"))
        self.fail_with(2, "gzip: 10 is not from 1 to 9", "copy", "-l10", "t", "x.gz")
        self.fail_with(2, "nothing is to be compressed", "copy", "-l", "1", "t", "x")
        self.fail_with(2, "Cannot parse integer", "copy", "-lhigh", "t", "x.gz")

    def test_threads(self):
        text = TEXT * (3 * 1024 * 1024 // len(TEXT))
        self.write("large", text)
        for option in (), ("-T1",), ("-T", "2"), ("--threads=1000",):
            for suffix in {".gz", ".zst"} & set(suffixes()):
                with self.subTest(option=option, suffix=suffix):
                    self.succeed("copy", "-f", *option, "large", "packed" + suffix)
                    self.assertEqual(
                        subprocess.check_output([*UNPACK[suffix], "packed" + suffix]), text)
                    self.succeed("copy", "-f", *option, "packed" + suffix, "plain")
                    self.assertEqual(self.read("plain"), text)
        self.fail_with(2, "Negative number of threads: -1", "copy", "-T-1", "t", "x.gz")
        self.fail_with(2, "Cannot parse integer", "copy", "-Tmany", "t", "x.gz")
        self.assertFalse(os.path.exists("x.gz"))

    def test_unknown_codec(self):
        for option in "--from", "--compression":
            self.fail_with(2, "'rabbit'", "copy", option, "rabbit", "t", "x")
            self.fail_with(2, "[Ss]tream|not built|lz4_raw",
                           "copy", option, "lz4_raw", "t", "x")
        self.assertEqual(os.listdir(), ["t"])

    # 15: the suffix of a codec that this build lacks does not mean no compression.
    def test_codec_that_is_missing(self):
        missing = {"zstd": "x.zst", "bz2": "x.bz2", "brotli": "x.br"}.items()
        for codec, name in missing:
            if codec not in codecs():
                self.fail_with(2, codec, "copy", "t", name)
        self.assertEqual(os.listdir(), ["t"])


class Targets(TestCase):
    def setUp(self):
        super().setUp()
        self.write("t", TEXT)

    def test_existing_is_left_alone(self):
        self.write("old", b"keep")
        self.fail_with(1, r"copy: 'old' exists; --force replaces it", "copy", "t", "old")
        self.assertEqual(self.read("old"), b"keep")
        self.succeed("copy", "--force", "t", "old")
        self.assertEqual(self.read("old"), TEXT)

    def test_onto_itself(self):
        self.fail_with(1, "exists", "copy", "t", "t")
        self.succeed("copy", "-f", "t", "t")
        self.assertEqual(self.read("t"), TEXT)

    def test_link(self):
        os.mkdir("there")
        self.write("there/old", b"old")
        os.symlink("there/old", "link")
        self.fail_with(1, "exists", "copy", "t", "link")
        self.succeed("copy", "-f", "t", "link")
        self.assertTrue(os.path.islink("link"))
        self.assertEqual(self.read("there/old"), TEXT)
        os.symlink("nowhere", "dangling")
        self.fail_with(1, "exists", "copy", "t", "dangling")
        self.fail_with(1, "No such file", "copy", "-f", "t", "dangling")
        self.assertEqual(os.readlink("dangling"), "nowhere")

    def test_folder(self):
        os.mkdir("there")
        self.write("a.gz", subprocess.check_output(["gzip", "-c", "t"]))
        self.succeed("copy", "a.gz", "there")
        self.assertEqual(self.read("there/a.gz"), self.read("a.gz"))
        self.fail_with(1, "Is a directory", "copy", "-", "there")
        self.fail_with(1, "Is a directory", "copy", "there", "x")

    def test_permissions(self):
        os.chmod("t", 0o750)
        old_mask = os.umask(0o027)
        self.addCleanup(os.umask, old_mask)

        def mode(path):
            return stat.S_IMODE(os.stat(path).st_mode)

        self.succeed("copy", "t", "like-source")
        self.assertEqual(mode("like-source"), 0o750)
        os.chmod("t", 0o666)
        self.succeed("copy", "t", "masked")
        self.assertEqual(mode("masked"), 0o640)
        self.succeed("copy", "-", "from-stdin", input=b"data")
        self.assertEqual(mode("from-stdin"), 0o640)
        os.chmod("masked", 0o604)
        self.succeed("copy", "-f", "t", "masked")
        self.assertEqual(mode("masked"), 0o604)

    def test_awkward_names(self):
        names = [b"zwei W\xc3\xb6rter", b"-dash", b"new\nline", b"not \xff UTF-8", b"100%s",
                 b"a:b", b"quo'te\"", b"\x1b[31mred", b"x" * 255, b"http:"]
        for name in names:
            with self.subTest(name=name):
                self.succeed("copy", "--", b"t", name)
                self.succeed("copy", "-f", "--", name, b"back")
                self.assertEqual(self.read("back"), TEXT)
                done = tool("copy", "--", b"t", name)
                self.assertEqual(done.returncode, 1)
                # One line, and nothing in it that a terminal obeys.
                self.assertRegex(done.stderr.decode(), r"\A[^\x00-\x1f]*exists[^\x00-\x1f]*\n\Z")

    def test_missing(self):
        self.fail_with(1, "Failed to open 'nope' for reading: No such file", "copy", "nope", "x")
        self.fail_with(1, "Failed to open the folder of 'nope/x': No such file", "copy", "t", "nope/x")
        self.assertEqual(os.listdir(), ["t"])

    # 5, 16: what cannot be read to its end leaves nothing, and what was there stays.
    def test_damaged_source(self):
        packed = subprocess.check_output(["gzip", "-c", "t"])
        self.write("cut.gz", packed[:-20])
        self.write("flipped.gz", packed[:100] + bytes([packed[100] ^ 255]) + packed[101:])
        self.write("old", b"keep")
        self.fail_with(1, "cut.gz.*Truncated", "copy", "cut.gz", "new")
        self.fail_with(1, "flipped.gz", "copy", "flipped.gz", "new")
        self.fail_with(1, "Truncated", "copy", "-f", "cut.gz", "old")
        self.assertEqual(sorted(os.listdir()), ["cut.gz", "flipped.gz", "old", "t"])
        self.assertEqual(self.read("old"), b"keep")

    def test_full_disk(self):
        self.fail_with(1, r"'/dev/full'.*No space left on device \[errno 28\]",
                       "copy", "t", "/dev/full")
        self.fail_with(1, "No space left", "copy", "-c", "gzip", "t", "/dev/full")
        with open("/dev/full", "wb") as full:
            self.fail_with(1, "'standard output'.*No space left", "copy", "t", "-", stdout=full)

    def test_special_files(self):
        self.succeed("copy", "t", "/dev/null")
        os.mkfifo("fifo")
        result = []
        reader = threading.Thread(target=lambda: result.append(self.read("fifo")))
        reader.start()
        self.succeed("copy", "t", "fifo")
        reader.join()
        self.assertEqual(result, [TEXT])
        self.assertTrue(stat.S_ISFIFO(os.stat("fifo").st_mode))

    def test_empty(self):
        self.write("empty", b"")
        self.succeed("copy", "empty", "empty.gz")
        self.assertEqual(subprocess.check_output(["gzip", "-dc", "empty.gz"]), b"")
        self.succeed("copy", "empty.gz", "again")
        self.assertEqual(self.read("again"), b"")

    # Not even the start of a format is in it: gunzip says so too.
    def test_nothing_at_all(self):
        self.write("nothing.gz", b"")
        self.fail_with(1, "nothing.gz.*Truncated", "copy", "nothing.gz", "new")
        if "bz2" in codecs():
            self.fail_with(1, "nothing.gz.*Truncated", "copy", "nothing.gz", "new.bz2")
        self.fail_with(1, "nothing.gz.*Truncated", "cat", "nothing.gz")
        self.assertEqual(sorted(os.listdir()), ["nothing.gz", "t"])

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_folder_without_permission(self):
        os.mkdir("closed", 0o500)
        self.fail_with(1, "Permission denied", "copy", "t", "closed/x")


class Places(TestCase):
    """Pipes and URIs."""

    def setUp(self):
        super().setUp()
        self.write("t", TEXT)

    def test_pipes(self):
        packed = self.succeed("copy", "-c", "gzip", "-", "-", input=TEXT)
        self.assertEqual(packed[:2], b"\x1f\x8b")
        self.assertEqual(self.succeed("copy", "--from", "gzip", "-", "-", input=packed), TEXT)
        self.succeed("copy", "-", "x.gz", input=TEXT)
        self.assertEqual(self.succeed("copy", "x.gz", "-"), TEXT)

    def test_file_uris(self):
        os.mkdir("zwei Wörter")
        uri = "file://" + os.getcwd() + "/zwei%20W%C3%B6rter/t.gz"
        self.succeed("copy", "t", uri)
        self.assertEqual(subprocess.check_output(["gzip", "-dc", "zwei Wörter/t.gz"]), TEXT)
        self.fail_with(1, "exists", "copy", "t", uri)
        self.assertEqual(self.succeed("copy", uri, "-"), TEXT)

    # A file that only GIO reaches: a resource, out of a folder.
    def test_other_uris(self):
        env = {**os.environ, "G_RESOURCE_OVERLAYS": f"/org/example={os.getcwd()}"}
        place = "resource:///org/example"

        # GIO says on stderr that there are overlays.
        self.assertEqual(tool("copy", f"{place}/t", "copied.gz", env=env).returncode, 0)
        self.assertEqual(subprocess.check_output(["gzip", "-dc", "copied.gz"]), TEXT)
        self.assertEqual(tool("copy", f"{place}/copied.gz", "back", env=env).returncode, 0)
        self.assertEqual(self.read("back"), TEXT)
        os.mkdir("there")
        self.assertEqual(tool("copy", f"{place}/copied.gz", "there", env=env).returncode, 0)
        self.assertEqual(self.read("there/copied.gz"), self.read("copied.gz"))
        for options in [], ["--force"]:
            self.fail_with(1, f"copy: {place}/new: ", "copy", *options, "t", f"{place}/new",
                           env=env)
        self.fail_with(1, f"{place}/nope", "copy", f"{place}/nope", "x", env=env)
        self.fail_with(1, "nothing://here/x: ", "copy", "nothing://here/x", "x")

    # More than 32 bits can count, in little memory.
    def test_larger_than_4_gib(self):
        with open("hole", "wb") as hole:
            hole.truncate(5 << 30)
        for arguments in ("stat", "--json", "-"), ("copy", "hole", "/dev/null"):
            with open("hole", "rb") as hole:
                process = subprocess.Popen([TOOL, *arguments], stdin=hole,
                                           stdout=subprocess.PIPE)
            with process.stdout:
                facts = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            # A sanitizer takes more, but not as much as the file.
            self.assertLess(usage.ru_maxrss, 500 * 1024)
            if arguments[0] == "stat":
                self.assertIn(f'"size": {5 << 30},'.encode(), facts)


if __name__ == "__main__":
    main()
