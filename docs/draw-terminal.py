"""Draws what a terminal shows: draw-terminal.py PICTURE.svg SECONDS SCRIPT

Runs SCRIPT in bash on a terminal of 80 columns and ends it after SECONDS, so that the
picture can show what is under way. A line of SCRIPT stands in the picture behind a $.

SPDX-License-Identifier: Apache-2.0
"""

import fcntl
import html
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

COLUMNS, CHARACTER, LINE, MARGIN = 80, 8.4, 20, 16


def record(script, seconds):
    """What the terminal was sent, in the order of time."""
    terminal, their_end = pty.openpty()
    fcntl.ioctl(their_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))

    def take_terminal():
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    commands = "\n".join(f"printf '$ %s\\n' {line!r}; {line}" for line in script.splitlines())
    shell = subprocess.Popen(["bash", "-c", commands], stdin=their_end, stdout=their_end,
                             stderr=their_end, preexec_fn=take_terminal)
    os.close(their_end)
    text, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                text += os.read(terminal, 65536)
            except OSError:
                break
    os.killpg(shell.pid, 15)
    shell.wait()
    return text.decode(errors="ignore")


def show(text):
    """The lines that stand there in the end."""
    return [re.split(r"\r", line.rstrip("\r"))[-1].replace("\x1b[K", "").rstrip()
            for line in text.rstrip("\n").split("\n")]


def draw(lines):
    width = COLUMNS * CHARACTER + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN
    rows = ""
    for i, line in enumerate(lines):
        kind = "typed" if line.startswith("$") else "printed"
        y = MARGIN + (i + 0.75) * LINE
        rows += f'<text class="{kind}" x="{MARGIN}" y="{y:g}">{html.escape(line)}</text>\n'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"
 viewBox="0 0 {width:g} {height:g}">
<style>
rect {{ fill: #1e1e2a }}
text {{ fill: #d8d8e0; font: 14px monospace; white-space: pre }}
.typed {{ fill: #ffffff; font-weight: bold }}
</style>
<rect width="100%" height="100%" rx="8"/>
{rows}</svg>
"""


picture, seconds, script = sys.argv[1:]
with open(picture, "w", encoding="utf-8") as file:
    file.write(draw(show(record(script, float(seconds)))))
