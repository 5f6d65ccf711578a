"""Fails unless the files keep the rules of the house: check-files.py TOP

- arrow-io-glib.h includes every public header;
- no source file is longer than 500 lines;
- every source file says what its licence is.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import sys

LONGEST = 500
SOURCES = {".c", ".h", ".java", ".js", ".lua", ".py", ".rb", ".vala"}

top = pathlib.Path(sys.argv[1])
library = top / "arrow-io-glib"
faults = []

everything = (library / "arrow-io-glib.h").read_text(encoding="utf-8")
for header in sorted(library.rglob("*.h")):
    name = header.relative_to(top).as_posix()
    public = "GARROW_IO_AVAILABLE_IN_" in header.read_text(encoding="utf-8")
    if public and f"<{name}>" not in everything:
        faults.append(f"arrow-io-glib.h does not include <{name}>")

sources = [path for room in ("arrow-io-glib", "examples", "tests")
           for path in sorted((top / room).rglob("*")) if path.suffix in SOURCES]
for path in sources:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(top)
    if text.count("\n") > LONGEST:
        faults.append(f"{name} has {text.count(chr(10))} lines, more than {LONGEST}")
    if "SPDX-License-Identifier: Apache-2.0" not in text:
        faults.append(f"{name} does not say what its licence is")

print("\n".join(faults) or f"{len(sources)} files keep the rules")
sys.exit(bool(faults) or not sources)
