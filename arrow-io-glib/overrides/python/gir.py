# overrides/python/gir.py: what the GIR says, in terms of Python.
#
# SPDX-License-Identifier: Apache-2.0
"""For describe.py: signatures as PyGObject makes them, types, and documentation."""

import dataclasses
import re
import xml.etree.ElementTree as ElementTree

CORE = '{http://www.gtk.org/introspection/core/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

TYPES = {
    'none': 'None', 'gboolean': 'bool', 'utf8': 'str', 'filename': 'str', 'gunichar': 'str',
    'gfloat': 'float', 'gdouble': 'float', 'gpointer': 'Any', 'gconstpointer': 'Any',
    'GType': 'GObject.GType', 'GLib.Quark': 'int', 'GObject.Value': 'Any',
    'GLib.Error': 'GLib.Error', 'GLib.DestroyNotify': 'Any', 'GLib.Variant': 'GLib.Variant',
    'Gio.AsyncReadyCallback': 'Callable[..., None]', 'GLib.Callback': 'Callable[..., Any]',
}
TYPES |= {name: 'int' for name in (
    'gchar gint gint8 gint16 gint32 gint64 glong gshort gsize gssize guchar guint guint8 guint16'
    ' guint32 guint64 gulong gushort').split()}

PREDICATES = ('exists',)  # as in _arrowio_introspected.py


def tag(node):
    return node.tag.rpartition('}')[2]


def python_name(name):
    return name.replace('-', '_')


def is_there(node):
    """Whether a language can see it."""
    return node.get('introspectable') != '0' and node.get('shadowed-by') is None


@dataclasses.dataclass
class Parameter:
    name: str
    type: str
    optional: bool = False
    star: bool = False

    def __str__(self):
        if self.star:
            return f'*{self.name}: {self.type}'
        return f'{self.name}: {self.type}' + (' = None' if self.optional else '')


@dataclasses.dataclass
class Function:
    name: str
    kind: str  # function, method, constructor, virtual
    parameters: list
    returns: str
    doc: str

    def lines(self, indent='', name=None, in_class=True):
        """The function as a stub has it."""
        first = {'method': ['self'], 'virtual': ['self'], 'constructor': ['cls']}
        parameters = first.get(self.kind, []) + [str(p) for p in self.parameters]
        if self.kind == 'constructor':
            yield f'{indent}@classmethod'
        elif self.kind == 'function' and in_class:
            yield f'{indent}@staticmethod'
        yield f'{indent}def {name or self.name}({", ".join(parameters)}) -> {self.returns}:'
        yield from doc_lines(self.doc, indent + '    ')


def doc_lines(doc, indent):
    if not doc:
        yield f'{indent}...'
        return
    first, *rest = doc.replace('\\', '\\\\').splitlines()
    yield f'{indent}"""{first}' + ('' if rest else '"""')
    yield from (f'{indent}{line}'.rstrip() for line in rest)
    if rest:
        yield f'{indent}"""'


class Gir:
    """The namespace: its classes, enumerations, constants and functions."""

    def __init__(self, path, error_names):
        self.error_names = error_names
        self.namespace = ElementTree.parse(path).find(CORE + 'namespace')
        self.callbacks = {node.get('name') for node in self.namespace.iter(CORE + 'callback')}

    def all(self, *tags):
        return [node for node in self.namespace if tag(node) in tags and is_there(node)]

    # Types

    def type_of(self, node):
        """The type that a parameter, a result, a property or a field has in Python."""
        array = node.find(CORE + 'array')
        if array is not None:
            item = array.find(CORE + 'type').get('name')
            return 'bytes' if item in ('guint8', 'gchar') else f'list[{self.convert(array)}]'
        if node.find(CORE + 'callback') is not None:
            return 'Callable[..., Any]'
        return self.convert(node)

    def convert(self, node):
        type_node = node.find(CORE + 'type')
        name = type_node.get('name')
        if name in ('GLib.List', 'GLib.SList'):
            return f'list[{self.convert(type_node)}]'
        if name == 'GLib.HashTable':
            return 'dict[Any, Any]'
        if name in self.callbacks:
            return 'Callable[..., Any]'
        return TYPES.get(name, name)

    def function(self, node):
        """Make a Function, as PyGObject does: only what goes in is a parameter."""
        parameters = node.findall(f'{CORE}parameters/{CORE}parameter')
        hidden = set()
        for parameter in parameters:
            array = parameter.find(CORE + 'array')
            hidden |= {parameter.get('destroy'), array.get('length') if array is not None else None}
        closures = {parameter.get('closure') for parameter in parameters}
        result = node.find(CORE + 'return-value')

        taken, given = [], []
        for number, parameter in enumerate(parameters):
            name, type_ = python_name(parameter.get('name')), self.type_of(parameter)
            direction = parameter.get('direction', 'in')
            if str(number) in hidden:
                continue
            if direction != 'in':
                given.append(type_)
            if direction != 'out':
                nullable = parameter.get('nullable') == '1'
                is_data = str(number) in closures
                star = is_data and number == len(parameters) - 1
                taken.append(Parameter(
                    name, 'Any' if is_data else with_none(type_, nullable), nullable, star))
        for number, parameter in enumerate(taken):
            # PyGObject lets out what may be None, behind the last that may not.
            parameter.optional &= all(p.optional or p.star for p in taken[number:])

        kind = tag(node).replace('virtual-method', 'virtual')
        type_ = with_none(self.type_of(result), result.get('nullable') == '1')
        is_predicate = node.get('name').removesuffix('_finish') in PREDICATES
        if node.get('throws') == '1' and type_ == 'bool' and not (is_predicate or kind == 'virtual'):
            type_ = 'None'  # as _arrowio_introspected.py makes it
        if kind == 'constructor':
            type_ = 'Self'
        if given and type_ != 'None':
            given.insert(0, type_)
        type_ = given[0] if len(given) == 1 else f'tuple[{", ".join(given)}]' if given else type_
        name = python_name(node.get('shadows') or node.get('name'))
        return Function('do_' + name if kind == 'virtual' else name,
                        kind, taken, type_, self.doc_of(node, None if type_ == 'None' else result))

    # Documentation

    def doc_of(self, node, result=None):
        text = self.plain(node.findtext(CORE + 'doc') or '')
        returns = self.plain((result.findtext(CORE + 'doc') or '') if result is not None else '')
        if returns:
            returns = ' '.join(returns.split())
            text += f'\n\nReturns {returns}.'
        return text

    def plain(self, text):
        """Take out what only gi-docgen knows, and say Python's names."""
        text = re.sub(r'^```\w*\n.*?^```\n?', '', text, flags=re.M | re.S)
        text = re.sub(r'\[(?:method|ctor|func|vfunc|signal|property)@([\w.:-]+)\]', r'`\1`', text)
        text = re.sub(r'\[\w+@([\w.-]+)\]', r'`\1`', text)
        text = text.replace('`ArrowIO.', '`')
        text = re.sub(r'`GARROW_ERROR_(\w+)`',
                      lambda match: f'`{self.error_names.get(match[1], "ArrowException")}`', text)
        text = re.sub(r'@(\w+)', r'\1', text)
        for name, python in ('NULL', 'None'), ('TRUE', 'True'), ('FALSE', 'False'):
            text = text.replace('%' + name, python)
        return re.sub(r'\n{3,}', '\n\n', text).replace('%', '').strip()


def with_none(type_, nullable):
    return f'{type_} | None' if nullable and type_ not in ('None', 'Any') else type_
