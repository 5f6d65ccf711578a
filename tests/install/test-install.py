"""Installs, and looks at what was installed: test-install.py TOP LIBDIR [SETUP ARGUMENT...]

What is in TOP is built once more, without tests, for a prefix that is empty. LIBDIR is where
this system has its libraries below /usr.

SPDX-License-Identifier: Apache-2.0
"""

import fnmatch
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TOP = pathlib.Path(sys.argv[1]).resolve()
LIBDIR, *SETUP = sys.argv[2:]


def run(*command, **options):
    """What a command printed; its words are in the error if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


# How an interpreter says where it looks by itself, and for what.
LOOKS_IN = [
    ([sys.executable, "-c", "import sys; print(*sys.path, sep='\\n')"],
     "gi/overrides/ArrowIO.py"),
    (["ruby", "-e", "puts $LOAD_PATH"], "arrow-io.rb"),
    (["lua5.3", "-e", "print((package.path:gsub('/%?%.lua', ''):gsub(';', '\\n')))"],
     "lgi/override/ArrowIO.lua"),
]


def files_below(folder):
    """Every file, relative to folder."""
    return {pathlib.Path(where, name).relative_to(folder).as_posix()
            for where, _, names in os.walk(folder) for name in names}


def readme_environment(prefix):
    """What the README tells to set for a prefix of one's own, and nothing else."""
    section = re.search(r"^## Installing\n(.*?)^## ", (TOP / "README.md").read_text("utf-8"),
                        re.M | re.S)[1]
    script = re.search(r"^```sh\nprefix=\S+\n(.*?)^```$", section, re.M | re.S)[1]
    bare = {name: os.environ[name] for name in ("HOME", "LC_ALL", "PATH") if name in os.environ}
    printed = run("sh", "-euc", f'prefix="{prefix}"\n{script}\nenv', env=bare)
    return dict(line.split("=", 1) for line in printed.splitlines())


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="arrow-io-install-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.build = cls.folder / "build"
        cls.prefix = cls.folder / "empty"
        run("meson", "setup", cls.build, TOP, f"--prefix={cls.prefix}", "--libdir=lib",
            "-Dtests=false", "-Doptimization=0", "-Ddebug=false", *SETUP)
        run("meson", "compile", "-C", cls.build)
        cls.check_destdir_of_own_prefix()
        run("meson", "install", "-C", cls.build, "--no-rebuild")
        cls.files = files_below(cls.prefix)

    @classmethod
    def install_to(cls, name):
        destdir = cls.folder / name
        run("meson", "install", "-C", cls.build, "--destdir", destdir)
        return destdir

    @classmethod
    def check_destdir_of_own_prefix(cls):
        destdir = cls.install_to("stage")
        if cls.prefix.exists():
            raise AssertionError("DESTDIR was set, and the prefix was written to")
        cls.staged = files_below(f"{destdir}{cls.prefix}")
        if cls.staged != {os.path.relpath(file, str(cls.prefix)[1:])
                          for file in files_below(destdir)}:
            raise AssertionError("there is something beside the prefix")

    def test_destdir_changes_nothing(self):
        self.assertEqual(self.staged, self.files)

    def test_files_are_those_listed(self):
        unlisted = set(self.files)
        for line in (HERE / "files.txt").read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            pattern, _, source = line.removeprefix("? ").partition(" < ")
            found = set(fnmatch.filter(self.files, pattern))
            unlisted -= found
            self.assertTrue(found or line.startswith("? "), f"nothing is {pattern}")
            if source:
                self.assertEqual({pathlib.Path(file).name for file in found},
                                 {file.name for file in TOP.glob(source)}, source)
        self.assertEqual(unlisted, set(), "not in tests/install/files.txt")

    def test_nothing_of_the_build_is_left(self):
        for file in sorted(self.files):
            data = (self.prefix / file).read_bytes()
            for place in self.build, self.folder / "stage", TOP:
                self.assertNotIn(os.fsencode(place), data, file)
            if data.startswith(b"\x7fELF"):
                self.assertNotRegex(run("readelf", "-d", self.prefix / file),
                                    "RPATH|RUNPATH")

    def test_headers_stand_alone(self):
        env = readme_environment(self.prefix)
        include = self.prefix / "include" / "arrow-io-glib-1.0"
        headers = {file for file in files_below(include)}
        all_of_them = (include / "arrow-io-glib" / "arrow-io-glib.h").read_text("utf-8")
        self.assertEqual(headers - {"arrow-io-glib/arrow-io-glib.h"},
                         set(re.findall(r"#include <(arrow-io-glib/.*)>", all_of_them)))
        flags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
        for compiler, suffix in ("cc", "c"), ("c++", "cc"):
            folder = self.folder / suffix
            folder.mkdir()
            for number, header in enumerate(sorted(headers)):
                (folder / f"{number}.{suffix}").write_text(f"#include <{header}>\n")
            run("sh", "-euc", f"{compiler} {' '.join(flags)} *.{suffix} "
                "$(pkg-config --cflags arrow-io-glib-1.0)", env=env, cwd=folder)

    # Of the tools that read it, only some refuse.
    def test_conflicts_with_arrow_glib(self):
        self.assertRegex((self.prefix / "lib/pkgconfig/arrow-io-glib-1.0.pc").read_text("utf-8"),
                         "(?m)^Conflicts: *arrow-glib$")

    def test_every_language_runs(self):
        print(run(sys.executable, TOP / "tests/lint/run-snippets.py", "", TOP / "README.md",
                  env=readme_environment(self.prefix)))

    def test_tool_runs(self):
        env = readme_environment(self.prefix)
        self.assertRegex(run("arrow-io", "--version", env=env), "^arrow-io ")
        manual = self.prefix / "share" / "man" / "man1" / "arrow-io.1"
        self.assertEqual(manual.read_bytes(),
                         (TOP / "arrow-io-glib" / "tool" / "arrow-io.1").read_bytes())
        for shell, name in (("bash", "bash-completion/completions/arrow-io.bash"),
                            ("zsh", "zsh/site-functions/_arrow-io")):
            self.assertEqual((self.prefix / "share" / name).read_text("utf-8"),
                             run("arrow-io", "completion", shell, env=env))

    def test_found_below_the_usual_prefixes(self):
        bare = {"PATH": os.environ["PATH"]}
        for prefix in "/usr", "/usr/local":
            began = time.time()
            run("meson", "configure", self.build, f"-Dprefix={prefix}", f"-Dlibdir={LIBDIR}")
            destdir = self.install_to("stage" + prefix.replace("/", "-"))
            files = {f"/{file}" for file in files_below(destdir)}
            for file in files:
                self.assertTrue(file.startswith(prefix + "/"), file)
                self.assertFalse(os.path.lexists(file) and os.lstat(file).st_ctime > began,
                                 f"{file} was written, in spite of DESTDIR")
            for command, name in LOOKS_IN:
                places = run(*command, env=bare).splitlines()
                self.assertTrue(any(f"{place}/{name}" in files for place in places),
                                f"{command[0]} would not find {name} below {prefix}")

    def test_uninstall_leaves_no_file(self):
        destdir = self.install_to("stage-again")
        self.assertTrue(files_below(destdir))
        run("ninja", "-C", self.build, "uninstall")
        self.assertEqual(sorted(files_below(destdir)), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
