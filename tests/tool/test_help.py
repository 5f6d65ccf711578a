# tests/tool/test_help.py: help, the manual and completion say the same.
#
# SPDX-License-Identifier: Apache-2.0

import pathlib
import re
import shutil
import subprocess
import unittest

from case import TOOL, TestCase, codecs, main, tool

MANUAL = (pathlib.Path(__file__).resolve().parents[2]
          / "arrow-io-glib" / "tool" / "arrow-io.1").read_text("utf-8")


def commands():
    """Each command, with its options as its help lists them: {long: (short, value)}."""
    listed = tool("--help").stdout.decode().partition("Commands:\n")[2].partition("\n\n")[0]
    found = {}
    for name in re.findall(r"^  (\S+)", listed, re.M):
        text = tool(name, "--help").stdout.decode()
        options = re.findall(r"^  (?:-(\w), )?--([\w-]+)(?:=(\w+))?", text, re.M)
        found[name] = {long: (short, value) for short, long, value in options}
    return found


class Help(TestCase):
    def test_usage(self):
        done = tool()
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"Usage:", done.stderr)
        for option in "--help", "-h":
            self.assertIn(b"Usage:", self.succeed(option))
        self.assertRegex(self.succeed("--version").decode(), r"\Aarrow-io \d+\.\d+\.\d+\n\Z")
        self.fail_with(2, "'frobnicate'\nTry 'arrow-io --help'", "frobnicate")

    def test_commands(self):
        self.assertEqual(list(commands()),
                         ["cat", "copy", "stat", "codecs", "pools", "bench", "completion"])
        for name, options in commands().items():
            with self.subTest(command=name):
                text = self.succeed(name, "--help").decode()
                self.assertEqual(self.succeed(name, "-h").decode(), text)
                self.assertIn(f"arrow-io {name} [OPTION", text)
                self.assertIn("help", options)
                for line in text.splitlines():
                    self.assertLess(len(line), 100)
                self.fail_with(2, f"{name}: Unknown option --wrong\nTry 'arrow-io {name} --help'",
                               name, "--wrong")

    def test_number_of_arguments(self):
        for arguments in ("copy",), ("copy", "a"), ("stat",), ("completion",):
            self.fail_with(2, "the arguments have to be", *arguments)
        for arguments in ("copy", "a", "b", "c"), ("codecs", "c"), ("bench", "a", "c"):
            self.fail_with(2, "'c' is one argument too many", *arguments)

    def test_manual(self):
        for name, options in commands().items():
            with self.subTest(command=name):
                part = re.search(rf"^\.It Cm {name}\n(.*?)(?=^\.It Cm |^\.Sh)", MANUAL,
                                 re.M | re.S)[1]
                for long, (short, value) in options.items():
                    if long != "help":
                        line = (f".It {f'Fl {short} ' if short else ''}"
                                f"{f'Ar {value.lower()} , ' if short and value else ''}"
                                f"{', ' if short and not value else ''}Fl -{long}"
                                f"{f' Ns = Ns Ar {value.lower()}' if value else ''}\n")
                        self.assertIn(line, part)
                self.assertEqual(len(re.findall(r"^\.It .*Fl", part, re.M)), len(options) - 1)
                self.assertRegex(MANUAL, rf"(?m)^\.Nm\n\.Cm {name}$")

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not here")
    def test_manual_is_well_formed(self):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=MANUAL.encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((done.returncode, done.stdout), (0, b""))


class Completion(TestCase):
    def complete(self, *words):
        """What bash makes of these words, of which the last is being typed."""
        script = self.succeed("completion", "bash").decode()
        call = f"COMP_WORDS=({' '.join(words)}) COMP_CWORD={len(words) - 1}; _arrow_io"
        done = subprocess.run(["bash", "-euc", f'{script}{call}; printf "%s\\n" "${{COMPREPLY[@]}}"'],
                              stdout=subprocess.PIPE, check=True, text=True)
        return done.stdout.split()

    def test_bash(self):
        self.assertEqual(self.complete("arrow-io", "''"), [*commands(), "--help", "--version"])
        self.assertEqual(self.complete("arrow-io", "co"), ["copy", "codecs", "completion"])
        self.assertEqual(self.complete("arrow-io", "completion", "''"), ["bash", "zsh"])
        self.assertEqual(self.complete("arrow-io", "copy", "''"), [])  # files
        formats = ["auto", "none", *(name for name, row in codecs().items() if "files" in row)]
        for name, options in commands().items():
            flags = self.complete("arrow-io", name, "-")
            self.assertEqual(sorted(flags), sorted(
                flag for long, (short, _) in options.items()
                for flag in ([f"--{long}", f"-{short}"] if short else [f"--{long}"])))
            for long, (short, value) in options.items():
                expected = {"FORMAT": formats, "CODEC": list(codecs())}.get(value, [])
                if value:
                    self.assertEqual(self.complete("arrow-io", name, f"--{long}", "''"), expected)
                    self.assertEqual(self.complete("arrow-io", name, f"--{long}", "="), expected)
                    self.assertEqual(self.complete("arrow-io", name, f"--{long}", "=", "g"),
                                     [word for word in expected if word.startswith("g")])
                if value and short:
                    self.assertEqual(self.complete("arrow-io", name, f"-{short}", "''"), expected)

    def test_zsh(self):
        script = self.succeed("completion", "zsh").decode()
        self.assertTrue(script.startswith("#compdef arrow-io\n"))
        for name, options in commands().items():
            part = re.search(rf"^      {name}\) _arguments(.*?) ;;$", script, re.M | re.S)[1]
            found = re.findall(r"^ +'(?:\(-(\w) --[\w-]+\)'\{-\w\+?,)?--([\w-]+)(=?)", part, re.M)
            self.assertEqual({long: (short, bool(value)) for short, long, value in found},
                             {long: (short, bool(value))
                              for long, (short, value) in options.items()})

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not here")
    def test_zsh_parses_it(self):
        script = self.write("_arrow-io", self.succeed("completion", "zsh"))
        subprocess.run(["zsh", "-n", script], check=True)

    def test_unknown_shell(self):
        self.fail_with(2, "'fish' is no shell that is known here", "completion", "fish")


if __name__ == "__main__":
    main()
