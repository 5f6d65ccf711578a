# tests/bindings/python/test_stub.py: what type checkers are told is what there is.
#
# SPDX-License-Identifier: Apache-2.0
"""The stub is made of the GIR and of the override's sources; this asks what is running."""

import ast
import builtins
import inspect
import io
import sys
import unittest

from gi._gi import VFuncInfo
from gi.repository import ArrowIO as pa
from gi.repository import GLib, GObject

STUB = sys.argv.pop(1)
FUNCTIONS = ast.FunctionDef, ast.AsyncFunctionDef
GIVEN = inspect.Parameter.empty


def is_public(name):
    return not name.startswith('_')


def members(nodes):
    """What a module or a class of the stub declares, by name."""
    found = {}
    for node in nodes:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign):
            found[node.target.id] = node
        elif isinstance(node, ast.Assign):
            found[node.targets[0].id] = node
    return found


def decorators(node):
    return [ast.unparse(decorator) for decorator in node.decorator_list]


def stub_signature(node):
    """Each parameter's name, how it is given, and whether it may be left out."""
    arguments = node.args
    positional = arguments.posonlyargs + arguments.args
    kinds = ([inspect.Parameter.POSITIONAL_ONLY] * len(arguments.posonlyargs)
             + [inspect.Parameter.POSITIONAL_OR_KEYWORD] * len(arguments.args))
    needed = len(positional) - len(arguments.defaults)
    found = [(argument.arg, kind, number >= needed)
             for number, (argument, kind) in enumerate(zip(positional, kinds))]
    if arguments.vararg:
        found.append((arguments.vararg.arg, inspect.Parameter.VAR_POSITIONAL, False))
    found += [(argument.arg, inspect.Parameter.KEYWORD_ONLY, default is not None)
              for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        found.append((arguments.kwarg.arg, inspect.Parameter.VAR_KEYWORD, False))
    return found


def running_signature(function):
    return [(parameter.name, parameter.kind, parameter.default is not GIVEN)
            for parameter in inspect.signature(function).parameters.values()]


class TestStub(unittest.TestCase):
    MODULES = {'': builtins, 'GLib': GLib, 'GObject': GObject, 'io': io}

    @classmethod
    def setUpClass(cls):
        with open(STUB, encoding='utf-8') as file:
            cls.stub = members(ast.parse(file.read()).body)

    def classes(self):
        """Every class of the stub with the one that it is about."""
        for name, node in self.stub.items():
            if isinstance(node, ast.ClassDef) and is_public(name) and name != 'lib':
                yield name, node, getattr(pa, name)

    def inherited(self, node):
        """The members that a class of the stub has from itself and from its parents there."""
        found = {}
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id in self.stub:
                found |= self.inherited(self.stub[base.id])
        return found | members(node.body)

    def test_names(self):
        self.assertEqual(set(filter(is_public, self.stub)), set(filter(is_public, dir(pa))))
        self.assertEqual(set(members(self.stub['lib'].body)), set(vars(pa.lib)))

    def test_bases(self):
        for name, node, kind in self.classes():
            for base in map(ast.unparse, node.bases):
                with self.subTest(kind=name, base=base):
                    module, _, base_name = base.rpartition('.')
                    where = self.MODULES[module] if base not in self.stub else pa
                    self.assertTrue(issubclass(kind, getattr(where, base_name)))

    def test_members(self):
        for name, node, kind in self.classes():
            ours = 'gi.repository.ArrowIO', 'gi.overrides._arrowio'
            of_others = {member for base in kind.__mro__ if base.__module__ not in ours
                         for member in vars(base)} | {'Props', 'props'}
            there = set(filter(is_public, dir(kind)))
            told = set(filter(is_public, self.inherited(node)))
            with self.subTest(kind=name):
                self.assertEqual(told - of_others, there - of_others)

    def test_signatures(self):
        count = 0
        for name, node, kind in self.classes():
            for member, declared in members(node.body).items():
                if isinstance(declared, FUNCTIONS) and (is_public(member) or member == '__new__'):
                    if 'overload' not in decorators(declared):
                        with self.subTest(member=f'{name}.{member}'):
                            self.check_member(kind, member, declared)
                            count += 1
        for name, declared in self.stub.items():
            if isinstance(declared, FUNCTIONS):
                with self.subTest(function=name):
                    self.assertEqual(stub_signature(declared),
                                     running_signature(getattr(pa, name)))
                    self.assertTrue(getattr(pa, name).__doc__)
                    count += 1
        self.assertGreater(count, 150)

    def check_member(self, kind, member, declared):
        marks = decorators(declared)
        if 'builtins.property' in marks:
            return  # props, which is GObject's
        item = inspect.getattr_static(kind, member)
        if isinstance(item, VFuncInfo):  # has no signature, and only names
            self.assertEqual([argument.get_name() for argument in item.get_arguments()],
                             [name for name, _, _ in stub_signature(declared)[1:]])
            return
        if 'property' in marks:
            self.assertIsInstance(item, property)
            self.assertTrue(item.__doc__)
            return
        self.assertEqual('staticmethod' in marks, isinstance(item, staticmethod)
                         and member != '__new__')
        self.assertEqual('classmethod' in marks, isinstance(item, classmethod))
        function = item.__func__ if isinstance(item, (staticmethod, classmethod)) else item
        told, there = stub_signature(declared), running_signature(function)
        if 'classmethod' not in marks and 'staticmethod' not in marks:
            told, there = told[1:], there[1:]  # self, which the extension says in its own way
        self.assertEqual(told, there)
        if is_public(member) and not member.startswith('do_'):
            self.assertTrue(function.__doc__, 'it is not documented')

    def test_values(self):
        for name, node, kind in self.classes():
            for member, declared in members(node.body).items():
                if isinstance(declared, ast.Assign):
                    with self.subTest(member=f'{name}.{member}'):
                        self.assertEqual(int(getattr(kind, member)),
                                         ast.literal_eval(declared.value))


class TestHelp(unittest.TestCase):
    def test_classes(self):
        for kind in pa.NativeFile, pa.Buffer, pa.MemoryPool, pa.Codec, pa.OSFile, pa.GIOFile:
            with self.subTest(kind=kind.__name__):
                self.assertNotIn(':Constructors:', kind.__doc__)
                self.assertGreater(len(kind.__doc__), 30)

    def test_what_is_introspected(self):
        self.assertEqual(str(inspect.signature(pa.Buffer.new_foreign)),
                         '(address, size, owner=None)')
        self.assertEqual(str(inspect.signature(pa.NativeFile.tell)), '(self)')
        self.assertIn('ClosedFileError', pa.MemoryMappedFile.resize.__doc__)
        self.assertRegex(pa.MemoryPool.bytes_allocated.__doc__, '^Gets how many bytes')
        self.assertRegex(pa.MemoryPool.backend_name.__doc__, '^Gets')


if __name__ == '__main__':
    unittest.main()
