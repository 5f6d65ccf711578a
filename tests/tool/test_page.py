# tests/tool/test_page.py: what the page about the tool shows is what happens.
#
# SPDX-License-Identifier: Apache-2.0

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from case import TOOL, TestCase, codecs, main

PAGE = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "tool.md").read_text("utf-8")


def without_figures(text):
    """Sizes and speeds are not the same everywhere, and widths follow them."""
    return re.sub(r" +", " ", re.sub(r"\d+(\.\d+)?( [kM]?B\b)?", "N", text))


class Page(TestCase):
    @unittest.skipUnless("zstd" in codecs() and shutil.which("zstd"), "the page is about zstd")
    def test_examples(self):
        env = {**os.environ, "PATH": f"{os.path.dirname(TOOL)}:{os.environ['PATH']}",
               "ARROW_DEFAULT_MEMORY_POOL": "system"}
        examples = re.findall(r"^\$ (.*)\n((?:[^$`\n].*\n|\n(?=[A-Z]+ ))*)",
                              "".join(re.findall(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)),
                              re.M)
        self.assertGreater(len(examples), 10)
        for command, shown in examples:
            done = subprocess.run(command, shell=True, env=env, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            # Which pools there are depends on the machine.
            shown, printed = (re.sub(r"(?m)^mimalloc .*\n", "", text)
                              for text in (shown, done.stdout))
            with self.subTest(command=command):
                self.assertEqual(without_figures(printed), without_figures(shown))


if __name__ == "__main__":
    main()
