"""Fails unless the library exports what its GIR declares: check-symbols.py LIBRARY GIR

SPDX-License-Identifier: Apache-2.0
"""

import re
import subprocess
import sys

library, gir = sys.argv[1:]

nm = subprocess.run(
    ["nm", "--dynamic", "--defined-only", library], check=True, capture_output=True, text=True,
)
exported = {line.split()[-1] for line in nm.stdout.splitlines()}

with open(gir, encoding="utf-8") as file:
    text = file.read()
declared = set(re.findall(r'(?:c:identifier|glib:get-type)="(garrow_\w+)"', text))

faults = [f"exported, but not in the GIR: {name}" for name in exported - declared]
faults += [f"in the GIR, but not exported: {name}" for name in declared - exported]
print("\n".join(sorted(faults)) or f"{len(exported)} symbols, all declared")
sys.exit(bool(faults) or not exported)
