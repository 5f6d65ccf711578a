"""Fails unless the programs in pages run: run-snippets.py [--hdfs] VAPI_DIRECTORY PAGE...

VAPI_DIRECTORY is empty where valac finds the library by itself.

The blocks of one language are one program, in the order of the pages, but for those that
are fenced by ~~~. All the programs have to print the same, and something.

With --hdfs there is a cluster, in place of the one that the pages call namenode. Where
there can be none, it ends with 77.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "hdfs"))
from cluster import MISSING, Missing, cluster  # pylint: disable=wrong-import-position

with_hdfs = sys.argv[1] == "--hdfs"
vapi_directory, *pages = sys.argv[2 if with_hdfs else 1:]

NAME_NODE = "webhdfs://namenode:9870"

valac = f"valac --vapidir '{vapi_directory}'" if vapi_directory else "valac"

# How a program is run, in a folder of its own. {} is its file.
LANGUAGES = {
    "c": "cc -Wall -Werror -o program {} $(pkg-config --cflags --libs arrow-io-glib-1.0) "
         "&& ./program",
    "python": "/usr/bin/python3 {}",
    "ruby": "ruby {}",
    "lua": "lua5.3 {}",
    "js": "gjs -m {}",
    "vala": f"{valac} --pkg gio-2.0 --pkg arrow-io-glib-1.0 "
            "-X -w -o program {} && ./program",
}


def programs():
    """The text of each language's program."""
    text = {}
    for page in pages:
        words = pathlib.Path(page).read_text("utf-8")
        for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", words, re.M | re.S):
            if language in LANGUAGES:
                text[language] = text.get(language, "") + block
    return text


def run(language, text):
    with tempfile.TemporaryDirectory() as directory:
        name = f"snippet.{language}"
        pathlib.Path(directory, name).write_text(text, "utf-8")
        done = subprocess.run(
            LANGUAGES[language].format(name), shell=True, cwd=directory,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        return done.returncode, done.stdout


def run_all(name_node):
    """What each language's program printed, and how it ended."""
    return {language: run(language, text.replace(NAME_NODE, name_node))
            for language, text in programs().items()}


with contextlib.ExitStack() as stack:
    try:
        name_node = stack.enter_context(cluster())["webhdfs"] if with_hdfs else NAME_NODE
    except Missing as missing:
        print(missing)
        sys.exit(MISSING)
    outputs = run_all(name_node)
good = outputs.keys() == LANGUAGES.keys() and all(
    status == 0 and output and (status, output) == outputs["c"]
    for status, output in outputs.values())
if not good:
    print("The programs do not run the same in every language")
    for language, (status, output) in outputs.items():
        print(f"--- {language}, exit status {status}\n{output}")
sys.exit(not good)
