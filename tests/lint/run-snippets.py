"""Fails unless the programs in the pages run: run-snippets.py VAPI_DIRECTORY PAGE...

VAPI_DIRECTORY is empty where valac finds the library by itself.

The blocks of one language in a page are one program, in the order of the page. All the
programs of a page have to print the same, and something.

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


def programs(page):
    """The text of each language's program."""
    text = {}
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
    for language, block in blocks:
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


failed = False
for page in map(pathlib.Path, pages):
    outputs = {language: run(language, text) for language, text in programs(page).items()}
    good = outputs.keys() == LANGUAGES.keys() and all(
        status == 0 and output and (status, output) == outputs["c"]
        for status, output in outputs.values())
    failed |= not good
    print(page.name, "runs in every language" if good else "does not run the same everywhere")
    if not good:
        for language, (status, output) in outputs.items():
            print(f"--- {language}, exit status {status}\n{output}")
sys.exit(failed or not pages)
