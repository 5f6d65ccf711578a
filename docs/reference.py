"""Makes the reference: reference.py CSS FOLDER GI-DOCGEN [ARGUMENT...]

Adds CSS to the style that gi-docgen puts into FOLDER, as it takes none of ours.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import subprocess
import sys

css, folder, *command = sys.argv[1:]
done = subprocess.run([*command, '--output-dir', folder], check=False)
if done.returncode != 0:
    sys.exit(done.returncode)
with open(pathlib.Path(folder, 'style.css'), 'a', encoding='utf-8') as style:
    style.write(pathlib.Path(css).read_text('utf-8'))
