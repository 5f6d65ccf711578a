# overrides/python/describe.py: describes the namespace as it is in Python.
#
#   describe.py GIR STUB DOCS SOURCE...
#
# SPDX-License-Identifier: Apache-2.0
"""Writes the stub for type checkers, and the texts that help() shows.

What C declares is in the GIR; what the override adds, with its types, is in its sources,
which are read and not run. A class of the namespace has what the GIR gives it, what is mixed
in, and its own, the later in place of the earlier.
"""

import ast
import json
import pathlib
import sys

from gir import CORE, Gir, doc_lines, is_there, python_name, tag, with_none

HEAD = '''\
# Made by describe.py of the library's GIR and of its override for Python.
#
# SPDX-License-Identifier: Apache-2.0
#
# As everywhere in GObject, constructors and methods of a class need not fit its parent's.
# mypy: disable-error-code="override"
# pyright: reportIncompatibleMethodOverride=false

import builtins
import io
import os

from gi.repository import Gio, GLib, GObject
'''
IMPORTED_FROM = ('_typeshed', 'collections.abc', 'types', 'typing')


def is_private(name):
    return name.startswith('_') and not name.startswith('__')


class Sources:
    """What the override's files define."""

    def __init__(self, paths):
        self.imports, self.aliases, self.classes, self.functions = {}, [], {}, []
        self.errors, self.error_names = [], {}
        for path in paths:
            in_errors = path.endswith('_errors.py')
            for node in ast.parse(pathlib.Path(path).read_text('utf-8')).body:
                self.read(node, in_errors)

    def read(self, node, in_errors):
        decorators = [ast.unparse(d) for d in getattr(node, 'decorator_list', [])]
        if is_for_types(node):
            for child in node.body:
                self.read_for_types(child)
        elif isinstance(node, ast.ImportFrom) and node.module in IMPORTED_FROM:
            self.imports.setdefault(node.module, set()).update(map(ast.unparse, node.names))
        elif isinstance(node, ast.ClassDef) and in_errors and not is_private(node.name):
            self.errors.append(node)
        elif isinstance(node, ast.ClassDef):
            # A mixed in class of the extension has the same name as the one it is for.
            mixed_in = not {'override', 'public'} & set(decorators)
            self.classes[('mixin' if mixed_in else 'class', node.name)] = node
        elif (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
                and 'public' in decorators):
            self.functions.append(node)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == '_CLASS_OF_CODE':
            self.error_names = {key.attr: value.id
                                for key, value in zip(node.value.keys, node.value.values)}

    def read_for_types(self, node):
        if isinstance(node, ast.ImportFrom):
            self.read(node, False)
        else:
            self.aliases.append(ast.unparse(node))

    def own(self, name):
        return self.classes.get(('class', name))

    def mixins(self, node):
        """The classes that are mixed into another one, the most basic first."""
        for base in reversed(node.bases):
            mixin = self.classes.get(('mixin', ast.unparse(base).rpartition('.')[2]))
            if mixin is not None and not ast.unparse(base).startswith('ArrowIO.'):
                yield from self.mixins(mixin)
                yield mixin


class Description:
    def __init__(self, gir, sources):
        self.gir, self.sources = gir, sources
        self.docs = {}
        self.functions = {}  # what can be an alias: 'Class.method' to Function

    # Members: a dictionary of names and of the lines that declare them.

    def of_gir(self, node):
        members, name = {}, node.get('name')
        for child in node:
            if not self.is_member(child):
                continue
            kind, member = tag(child), python_name(child.get('name'))
            if kind == 'field':
                members[member] = [f'    {member}: {self.gir.type_of(child)}']
                continue
            function = self.gir.function(child)
            self.functions[f'{name}.{function.name}'] = function
            self.docs[f'{name}.{function.name}'] = function.doc
            members[function.name] = list(function.lines('    '))
        properties = node.findall(CORE + 'property')
        if properties:
            parent = node.get('parent', 'GObject.Object')
            members['Props'] = [f'    class Props({parent}.Props):'] + [
                f'        {python_name(p.get("name"))}: {self.property_type(p)}'
                for p in properties]
            members['props'] = ['    @builtins.property', '    def props(self) -> Props: ...']
        return members

    @staticmethod
    def is_member(node):
        return (tag(node) in ('constructor', 'method', 'function', 'virtual-method', 'field')
                and is_there(node))

    def property_type(self, node):
        return with_none(self.gir.type_of(node), node.get('nullable') == '1')

    def of_source(self, node):
        members = {}
        for child in flat_body(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                # An __init__() that takes anything leaves the arguments to __new__().
                if not is_private(child.name) and not (child.args.vararg and child.args.kwarg):
                    self.add_function(members, child)
            elif isinstance(child, ast.AnnAssign) and not is_private(child.target.id):
                members[child.target.id] = [
                    f'    {child.target.id}: {ast.unparse(child.annotation)}']
            elif isinstance(child, ast.Assign) and not is_private(child.targets[0].id):
                self.add_value(members, node.name, child.targets[0].id, child.value)
        return members

    def add_function(self, members, node):
        decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
        before = members.get(node.name, [])
        if '    @overload' in before and 'overload' not in decorators:
            return  # what is behind the overloads
        if 'overload' not in decorators and f'{node.name}.setter' not in decorators:
            before = []
        members[node.name] = before + list(source_lines(node, '    '))

    def add_value(self, members, owner, name, value):
        """Declare what is assigned in a class: another name, a property or a constant."""
        if name in ('__init__', '__new__'):
            return
        if isinstance(value, ast.Call) and ast.unparse(value.func) == 'property':
            getter = self.functions[ast.unparse(value.args[0]).removeprefix('ArrowIO.')]
            self.docs[f'{owner}.{name}'] = getter.doc
            members[name] = ['    @property', *getter.lines('    ', name)]
        elif isinstance(value, ast.Attribute):
            kind, _, other = ast.unparse(value).rpartition('.')
            if kind.startswith('ArrowIO.'):
                function = self.functions[f'{kind.removeprefix("ArrowIO.")}.{other}']
                self.docs[f'{owner}.{name}'] = function.doc
                members[name] = list(function.lines('    ', name))
            else:
                members[name] = self.members[kind][other]
        elif isinstance(value, ast.Constant) and value.value is None:
            members[name] = [f'    {name}: ClassVar[None]  # type: ignore[assignment]']
        elif isinstance(value, ast.Constant):
            members[name] = [f'    {name}: {type(value.value).__name__}']
        else:
            raise SystemExit(f'{owner}.{name} is {ast.unparse(value)}: say of what type')

    # The parts of the stub

    def describe(self):
        self.members = {}
        parts = [HEAD + self.imports(), '\n'.join(self.sources.aliases)]
        parts += [f'{node.get("name")}: {self.gir.type_of(node)}'
                  for node in self.gir.all('constant')]
        parts += map(self.enumeration, self.gir.all('enumeration', 'bitfield'))
        parts += map(self.record, self.gir.all('record', 'union'))
        parts += map(self.error, self.sources.errors)
        parts += self.lib()
        parts += map(self.gir_class, self.in_order(self.gir.all('class', 'interface')))
        parts += [self.source_class(node) for (kind, name), node in self.sources.classes.items()
                  if kind == 'class' and name not in self.members]
        own = {node.name: '\n'.join(source_lines(node, '')) for node in self.sources.functions}
        for node in self.gir.all('function'):
            function = self.gir.function(node)
            self.docs[function.name] = function.doc
            own.setdefault(function.name, '\n'.join(function.lines(in_class=False)))
        return '\n\n'.join([*parts, *own.values()]) + '\n'

    def imports(self):
        """What the types in here need, by their own names."""
        names = self.sources.imports
        names.setdefault('collections.abc', set()).add('Callable')
        names.setdefault('typing', set()).update(['Any', 'ClassVar', 'Self'])
        names['typing'].discard('TYPE_CHECKING')
        return '\n'.join(f'from {module} import {", ".join(sorted(names[module]))}'
                         for module in sorted(names))

    @staticmethod
    def in_order(nodes):
        """A class has to be there before those that are derived from it."""
        done, names = [], {node.get('name') for node in nodes}
        while nodes:
            ready = [node for node in nodes if node.get('parent') not in names]
            done += ready
            names -= {node.get('name') for node in ready}
            nodes = [node for node in nodes if node not in ready]
        return done

    def enumeration(self, node):
        kind = 'GEnum' if tag(node) == 'enumeration' else 'GFlags'
        self.docs[node.get('name')] = self.gir.doc_of(node)
        lines = [f'class {node.get("name")}(GObject.{kind}):',
                 *doc_lines(self.gir.doc_of(node), '    ')]
        lines += [f'    {member.get("name").upper()} = {member.get("value")}'
                  for member in node.findall(CORE + 'member')]
        for child in node.findall(CORE + 'function'):
            function = self.gir.function(child)
            self.docs[f'{node.get("name")}.{function.name}'] = function.doc
            lines += function.lines('    ')
        return '\n'.join(lines)

    def record(self, node):
        lines = [f'class {node.get("name")}(GObject.GPointer):', '    ...']
        lines += [line for lines in self.of_gir(node).values() for line in lines]
        return '\n'.join(lines)

    def error(self, node):
        bases = ', '.join('GLib.Error' if is_private(ast.unparse(base)) else ast.unparse(base)
                          for base in node.bases)
        return '\n'.join([f'class {node.name}({bases}):',
                          *doc_lines(ast.get_docstring(node), '    ')])

    def lib(self):
        names = [node.name for node in self.sources.errors] + ['ArrowIOError']
        # By another name on the way, as a class cannot repeat one that is outside of it.
        yield '\n'.join(['ArrowIOError = OSError'] + [f'_{name} = {name}' for name in names])
        yield '\n'.join(['class lib:'] + [f'    {name} = _{name}' for name in names])

    def gir_class(self, node):
        name = node.get('name')
        own = self.sources.own(name)
        self.docs[name] = self.gir.doc_of(node)
        members = self.members[name] = self.of_gir(node)
        if own is not None:
            for source in *self.sources.mixins(own), own:
                members.update(self.of_source(source))
        parent = node.get('parent', 'GObject.GInterface')
        doc = own is not None and ast.get_docstring(own) or self.docs[name]
        return self.class_text(name, parent, doc, members)

    def source_class(self, node):
        members = self.members[node.name] = {}
        for source in *self.sources.mixins(node), node:
            members.update(self.of_source(source))
        bases = ', '.join(ast.unparse(base) for base in node.bases)
        return self.class_text(node.name, bases.replace('ArrowIO.', ''),
                               ast.get_docstring(node), members)

    @staticmethod
    def class_text(name, bases, doc, members):
        lines = [f'class {name}({bases}):' if bases else f'class {name}:', *doc_lines(doc, '    ')]
        return '\n'.join(lines + [line for lines in members.values() for line in lines])


def is_for_types(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == 'TYPE_CHECKING'


def flat_body(node):
    """What is in a class, with what is there for type checkers only."""
    for child in node.body:
        yield from child.body if is_for_types(child) else [child]


def source_lines(node, indent):
    """A function of the override as a stub has it."""
    for decorator in node.decorator_list:
        if ast.unparse(decorator) not in ('override', 'public'):
            yield f'{indent}@{ast.unparse(decorator)}'
    for argument in node.args.args[1 if indent else 0:] + node.args.kwonlyargs:
        argument.annotation = argument.annotation or ast.Name('Any')
    returns = ast.unparse(node.returns) if node.returns else 'Any'
    word = 'async def' if isinstance(node, ast.AsyncFunctionDef) else 'def'
    arguments = ast.unparse(node.args).replace('ArrowIO.', '')
    yield f'{indent}{word} {node.name}({arguments}) -> {returns}:'
    yield from doc_lines(ast.get_docstring(node), indent + '    ')


def main():
    gir_path, stub_path, docs_path, *source_paths = sys.argv[1:]
    sources = Sources(source_paths)
    description = Description(Gir(gir_path, sources.error_names), sources)
    stub = description.describe()
    compile(stub, stub_path, 'exec')
    pathlib.Path(stub_path).write_text(stub, 'utf-8')
    docs = {name: doc for name, doc in description.docs.items() if doc}
    pathlib.Path(docs_path).write_text(json.dumps(docs, indent=0) + '\n', 'utf-8')


if __name__ == '__main__':
    main()
