"""Fails unless a program prints what it says: run-example.py [OPTION...] EXAMPLE COMMAND

What it says are the lines behind "Prints:" in its first comment. COMMAND is for the shell,
and runs in a folder with copies of the program and of what is named as it is but for the
suffix.

With --from FOLDER there is what tests/clients/fetch has put there, packages for Python or
node. With --hdfs there is a cluster of HDFS, whose URI is in the environment as HDFS. The
test is skipped where these cannot be had.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import contextlib
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "hdfs"))
from cluster import Missing, cluster  # pylint: disable=wrong-import-position

SKIPPED = 77

parser = argparse.ArgumentParser()
parser.add_argument("--from", dest="folder", type=pathlib.Path)
parser.add_argument("--hdfs", action="store_true")
parser.add_argument("example", type=pathlib.Path)
parser.add_argument("command")
args = parser.parse_args()


def expected():
    """The lines up to the next empty one."""
    lines = [re.sub(r"^( \*|//|#|--)?", "", line)
             for line in args.example.read_text("utf-8").splitlines()]
    starts = [i for i, line in enumerate(lines) if re.match(r" ?Prints\b.*:$", line)]
    block = itertools.takewhile(str.strip, lines[starts[0] + 2:])
    return textwrap.dedent("\n".join(block)) + "\n"


if args.folder and not args.folder.exists():
    print(f"{args.folder} is missing: run tests/clients/fetch")
    sys.exit(SKIPPED)

env = dict(os.environ)
with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory() as directory:
    for path in args.example.parent.glob(f"{args.example.stem}.*"):
        shutil.copy(path, directory)
    if args.folder and args.folder.name == "node":
        os.symlink(args.folder / "node_modules", pathlib.Path(directory, "node_modules"))
    elif args.folder:
        sites = map(str, args.folder.glob("lib/*/site-packages"))
        env["PYTHONPATH"] = os.pathsep.join([env.get("PYTHONPATH", ""), *sites])
    if args.hdfs:
        try:
            env["HDFS"] = stack.enter_context(cluster())["webhdfs"]
        except Missing as reason:
            print(reason)
            sys.exit(SKIPPED)
    done = subprocess.run(args.command, shell=True, cwd=directory, env=env,
                          stdout=subprocess.PIPE, text=True)

print(done.stdout, end="")
if done.returncode != 0:
    sys.exit(f"exit status {done.returncode}")
if done.stdout != expected():
    sys.exit(f"not what it says it prints:\n{expected()}")
