"""Fails unless the layers depend one way: check-layers.py CORE OBJECTS

core       uses no GLib, and reaches the system only through its platform files.
GObject    reaches the system only through core.

Both arguments are static libraries; what counts is what their object files ask for.

SPDX-License-Identifier: Apache-2.0
"""

import re
import subprocess
import sys

# Allocating is a matter of its own: core may allocate its own small structs.
SYSTEM = """
    accept access bind chdir chmod chown close connect creat dlclose dlopen dlsym dup dup2
    fallocate fchmod fclose fcntl fdatasync fdopen fflush fopen fork fprintf fputs fread
    fstat fstatat fsync ftruncate fwrite getpid ioctl kill link listen lseek lstat madvise
    memfd_create mkdir mkostemp mkstemp mmap mremap msync munmap open openat perror pipe
    poll posix_fadvise posix_fallocate posix_madvise posix_memalign pread preadv preadv2
    printf puts pwrite pwritev read readlink readv recv rename renameat rmdir select send
    sendfile socket stat statx strerror strerror_r symlink syscall sysconf truncate unlink
    unlinkat usleep vfprintf vprintf write writev
""".split()
GOBJECT_TOO = "aligned_alloc calloc free malloc malloc_trim realloc".split()

# open64, __open_2, __pread64_chk and __xpg_strerror_r are the same calls.
DRESSED = r"(?:__|__xpg_)?(%s)(?:64)?(?:_2|_chk)?(?:@.*)?"


def wanted(library):
    """Yields (object, symbol) for everything that the objects take from elsewhere."""
    nm = subprocess.run(
        ["nm", "--print-file-name", "--undefined-only", library],
        check=True, capture_output=True, text=True,
    )
    for line in nm.stdout.splitlines():
        where, symbol = line.rsplit(maxsplit=1)
        yield re.search(r"([^:/]+)\.o:", where)[1], symbol


def is_call(symbol, names):
    return re.fullmatch(DRESSED % "|".join(names), symbol)


core_library, gobject_library = sys.argv[1:]
core = list(wanted(core_library))
gobject = list(wanted(gobject_library))

faults = [f"core: {where} uses {symbol}" for where, symbol in core
          if re.match(r"_?g_|garrow_", symbol)
          or is_call(symbol, SYSTEM) and not re.search(r"\bplatform|_platform", where)]
faults += [f"GObject layer: {where} uses {symbol}" for where, symbol in gobject
           if is_call(symbol, SYSTEM + GOBJECT_TOO)]

if not any(is_call(symbol, ["open"]) for _, symbol in core):
    faults.append("core opens no file: this check looks at the wrong objects")
if not any(symbol.startswith("arw_") for _, symbol in gobject):
    faults.append("the GObject layer does not use core: this check looks at the wrong objects")

print("\n".join(sorted(faults)) or "the layers hold")
sys.exit(bool(faults))
