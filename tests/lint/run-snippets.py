"""Fails unless the programs in pages run: run-snippets.py VAPI_DIRECTORY PAGE...

VAPI_DIRECTORY is empty where valac finds the library by itself.

The blocks of one language are one program, in the order of the pages. All the programs
have to print the same, and something.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import subprocess
import sys
import tempfile

vapi_directory, *pages = sys.argv[1:]

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


outputs = {language: run(language, text) for language, text in programs().items()}
good = outputs.keys() == LANGUAGES.keys() and all(
    status == 0 and output and (status, output) == outputs["c"]
    for status, output in outputs.values())
if not good:
    print("The programs do not run the same in every language")
    for language, (status, output) in outputs.items():
        print(f"--- {language}, exit status {status}\n{output}")
sys.exit(not good)
