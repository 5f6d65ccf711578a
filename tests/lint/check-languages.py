"""Fails unless the table of languages lists what is public: check-languages.py GIR TABLE

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "languages"))

import api  # noqa: E402

gir, table = sys.argv[1:]
items = api.items_of(gir)
faults = sorted(api.faults_of(api.read_table(table), items))
print("\n".join(faults) or f"{len(items)} items, all listed")
sys.exit(bool(faults) or not items)
