# gi/overrides/_arrowio_introspected.py: what comes from the typelib, as Python's own is.
#
# SPDX-License-Identifier: Apache-2.0
"""Introspected functions raise the override's exceptions, and help() knows about them."""

import functools
import inspect
import json
import os

import gi.overrides
from gi._gi import Direction, FunctionInfo
from gi.module import get_introspection_module
from gi.overrides._arrowio_errors import exception_to_raise
from gi.repository import GLib

ArrowIO = get_introspection_module('ArrowIO')

#: What can fail and gives an answer, not whether it went well.
PREDICATES = ('exists',)


def _load_docs():
    """The texts that describe.py took from the GIR, which is not there at run time."""
    for folder in gi.overrides.__path__:
        try:
            with open(os.path.join(folder, '_arrowio_docs.json'), encoding='utf-8') as file:
                return json.load(file)
        except FileNotFoundError:
            pass
    return {}


def _signature(function):
    """The signature that PyGObject gives a function: what goes in, but sizes of arrays."""
    arguments = function.get_arguments()
    hidden = {argument.get_destroy() for argument in arguments}
    hidden |= {argument.get_type().get_array_length() for argument in arguments}
    closures = {argument.get_closure() for argument in arguments}
    parameters = []
    optional = True
    for index, argument in reversed(list(enumerate(arguments))):
        if argument.get_direction() == Direction.OUT or index in hidden:
            continue
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        if index in closures and index == len(arguments) - 1:
            kind = inspect.Parameter.VAR_POSITIONAL
        else:
            optional = optional and argument.may_be_null()
        has_default = optional and kind != inspect.Parameter.VAR_POSITIONAL
        parameters.append(inspect.Parameter(
            argument.get_name(), kind,
            default=None if has_default else inspect.Parameter.empty))
    if function.is_method() or function.is_constructor():
        first = 'self' if function.is_method() else 'cls'
        parameters.append(inspect.Parameter(first, inspect.Parameter.POSITIONAL_OR_KEYWORD))
    return inspect.Signature(parameters[::-1])


def _wrap(function, doc):
    """Make a function that raises the override's exceptions. Success alone is no result."""
    gives_success = (function.can_throw_gerror()
                     and function.get_return_type().get_tag_as_string() == 'gboolean'
                     and function.get_name().removesuffix('_finish') not in PREDICATES)
    gives_more = any(argument.get_direction() == Direction.OUT
                     for argument in function.get_arguments())

    def call(*args, **kwargs):
        try:
            result = function(*args, **kwargs)
        except GLib.Error as error:
            raised = exception_to_raise(error.message, error.domain, error.code)
        else:
            if gives_success:
                return tuple(result[1:]) if gives_more else None
            return result
        try:
            raise raised  # out here, where nothing is chained to it
        finally:
            del raised  # which holds this frame

    functools.update_wrapper(call, function)
    call.__doc__ = doc
    call.__signature__ = _signature(function)
    if function.is_constructor():
        return classmethod(call)
    is_static = function.get_container() is not None and not function.is_method()
    return staticmethod(call) if is_static else call


def _document(kind, docs):
    """Tell what a class is for, and what those of its members do that have other names in C."""
    if vars(kind).get('__doc__') is None and kind.__name__ in docs:
        # PyGObject's own __doc__, a list of constructors, is in the way.
        type.__dict__['__doc__'].__set__(kind, docs[kind.__name__])
    for name, item in list(vars(kind).items()):
        doc = docs.get(f'{kind.__name__}.{name}')
        if isinstance(item, FunctionInfo) and not name.startswith('__'):
            setattr(kind, name, _wrap(item, doc))
        elif isinstance(item, property) and isinstance(item.fget, FunctionInfo):
            setattr(kind, name, property(item.fget, item.fset, doc=doc))


def wrap_all():
    """Wrap every function and method of the namespace."""
    docs = _load_docs()
    for name in dir(ArrowIO):
        item = getattr(ArrowIO, name)
        if isinstance(item, FunctionInfo):
            setattr(ArrowIO, name, _wrap(item, docs.get(name)))
        elif isinstance(item, type) and item.__module__ == 'gi.repository.ArrowIO':
            _document(item, docs)
            if hasattr(item, '__gtype__') and item.__gtype__.pytype not in (None, item):
                _document(item.__gtype__.pytype, docs)
