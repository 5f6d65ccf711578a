"""Makes the page about languages: languages.py GIR TABLE PAGE

SPDX-License-Identifier: Apache-2.0
"""

import itertools
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'tests' / 'languages'))

import api  # noqa: E402

HEAD = """Title: Every language
Slug: languages

# Every language

What each language can do with everything that is public. Tests in each of them use all of
this: the library is built a second time so that it tells what is called of it, and this table
is compared with that.

| sign | meaning |
| --- | --- |
| ● | as it is in the typelib, the `.vapi` or the header |
| ◐ | by this name, as the override for the language has it; a name beside it says what does the work there |
| – | not at all; the number says why |

A property stands for the functions that get and set it too. Languages name things in their
own way: Ruby's `size` is `get_size`, and `new` all of a class's constructors.
"""


def link(item):
    return f'[{item.kind}@ArrowIO.{item.name}]' if item.in_typelib else f'`{item.name}`'


def cell_text(cell, reasons, known):
    if cell in reasons:
        return f'– {list(reasons).index(cell) + 1}'
    if cell in known:
        return f'◐ `{cell}`'
    return {'native': '●', 'override': '◐'}[cell]


def page_of(items, table):
    """Yield the lines of the page."""
    known = {item.name: item for item in items}
    yield HEAD
    for number, reason in enumerate(table.reasons.values(), 1):
        yield f'{number}. {reason}'
    groups = itertools.groupby(
        items, lambda item: item.name.replace(':', '.').split('.')[0]
        if not item.name[0].islower() else 'Functions')
    for name, group in groups:
        yield f'\n## {name}\n'
        yield f'| | {" | ".join(api.LANGUAGES)} |'
        yield '| --- |' + ' --- |' * len(api.LANGUAGES)
        for item in group:
            cells = (cell_text(cell, table.reasons, known) for cell in table.rows[item.name])
            yield f'| {link(item)} | {" | ".join(cells)} |'


gir, table_path, page = sys.argv[1:]
api_items, api_table = api.items_of(gir), api.read_table(table_path)
faults = list(api.faults_of(api_table, api_items))
if faults:
    sys.exit('\n'.join(faults))
pathlib.Path(page).write_text('\n'.join(page_of(api_items, api_table)) + '\n', 'utf-8')
