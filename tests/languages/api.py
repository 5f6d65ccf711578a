# tests/languages/api.py: what of the library is public, and how each language comes by it.
#
# SPDX-License-Identifier: Apache-2.0
"""The GIR as a list of items, and the kept table of what languages can do with them."""

import dataclasses
import xml.etree.ElementTree as ElementTree

CORE = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'
CALLABLES = {'constructor': 'ctor', 'function': 'func', 'method': 'method'}
LANGUAGES = ('Python', 'Ruby', 'Lua', 'JavaScript', 'Vala', 'C')


@dataclasses.dataclass
class Item:
    """Something public: a function of whatever kind, a signal, or a property."""
    name: str   # as gi-docgen has it in links, which is also what sorts it
    kind: str   # func, ctor, method, property or signal
    uses: list  # what a trace says of its uses: each of these sets has to have one
    in_typelib: bool = True


def tag(node):
    return node.tag.rpartition('}')[2]


def _properties(node, name, type_name):
    """Yield the properties of a class, and their accessors, which are no items themselves."""
    functions = {method.get('name'): method.get(C + 'identifier')
                 for method in node.findall(CORE + 'method')}
    for found in node.findall(CORE + 'property'):
        own = found.get('name')
        getter, setter = functions.get(found.get('getter')), functions.get(found.get('setter'))
        uses = [{f'get {type_name}:{own}', getter}]
        if found.get('writable') == '1' and found.get('construct-only') != '1':
            uses.append({f'set {type_name}:{own}', setter})
        yield Item(f'{name}:{own}', 'property', uses), {getter, setter}


def items_of(gir):
    """Read what is public."""
    namespace = ElementTree.parse(gir).find(CORE + 'namespace')
    items = []
    for node in namespace:
        accessors = set()
        name = node.get('name')
        if tag(node) == 'class':
            type_name = node.get(GLIB + 'type-name')
            for item, functions in _properties(node, name, type_name):
                items.append(item)
                accessors |= functions
            items += [Item(f'{name}::{signal.get("name")}', 'signal',
                           [{f'{type_name}::{signal.get("name")}'}])
                      for signal in node.findall(GLIB + 'signal')]
        for function in [node] if tag(node) == 'function' else node:
            identifier = function.get(C + 'identifier')
            if (tag(function) in CALLABLES and identifier not in accessors
                    and function.get('moved-to') is None):
                own = function.get('shadows') or function.get('name')
                items.append(Item(own if function is node else f'{name}.{own}',
                                  CALLABLES[tag(function)], [{identifier}],
                                  function.get('introspectable') != '0'))
    return sorted(items, key=lambda item: item.name)


# The cells of the table say how a language comes by an item:
#   native     as the typelib, the .vapi or the header has it
#   override   by that name, as the override for the language has it
#   ITEM       by that name, but the override does it by another item
#   -REASON    not at all; a row "-REASON" of the table says why

@dataclasses.dataclass
class Table:
    rows: dict     # of an item's name: a cell for each language
    reasons: dict


def read_table(path):
    rows, reasons = {}, {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            name, *cells = line.rstrip('\n').split('\t')
            if name.startswith('-'):
                reasons[name] = cells[0]
            elif name and not name.startswith('#'):
                rows[name] = cells
    return Table(rows, reasons)


def faults_of(table, items):
    """Yield what is wrong with the table by itself, and beside the GIR."""
    known = {item.name: item for item in items}
    for name in known.keys() - table.rows.keys():
        yield f'{name} is public, but has no row'
    for name, cells in table.rows.items():
        if name not in known:
            yield f'{name} has a row, but is not public'
            continue
        if len(cells) != len(LANGUAGES):
            yield f'{name} has {len(cells)} cells'
        for cell in cells:
            if cell not in ('native', 'override') and cell not in {**known, **table.reasons}:
                yield f'{name}: {cell} is neither a way, nor an item or a reason of the table'
        if (cells == ['-c'] * 5 + ['native']) != (not known[name].in_typelib):
            yield f'{name}: -c is for what the typelib does not have, and for all of that'
    for reason in table.reasons.keys() - {cell for cells in table.rows.values() for cell in cells}:
        yield f'{reason} is no reason for anything'
    if list(table.rows) != sorted(table.rows):
        yield 'the rows are not in order'
