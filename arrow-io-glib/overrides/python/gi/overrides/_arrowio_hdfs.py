# gi/overrides/_arrowio_hdfs.py: HDFS.
#
# SPDX-License-Identifier: Apache-2.0
"""Connections to HDFS, whose options are keyword arguments, and what they give."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import TYPE_CHECKING, Any

from gi.module import get_introspection_module
from gi.overrides._arrowio_async import call
from gi.overrides._arrowio_common import override
from gi.overrides._arrowio_errors import exception
from gi.repository import Gio, GLib

if TYPE_CHECKING:
    _HdfsPath = str | os.PathLike[str]

ArrowIO = get_introspection_module('ArrowIO')

#: How many entries are asked for at once by a loop that does not block.
_N_ENTRIES = 1000


def _text(path: _HdfsPath) -> str:
    """Get what C can take, which would end at a NUL and mean something else."""
    path = os.fspath(path)
    if '\0' in path:
        raise exception(ArrowIO.Error.INVALID, f'Embedded NUL char in path: {path!r}')
    return path


def _made(options, **values):
    """Make options of keyword arguments; those that are None stay as they are by default."""
    values = {name: value for name, value in values.items() if value is not None}
    if not values:
        return options
    if options is not None:
        raise TypeError('options are given both as an object and by their names')
    return ArrowIO.HdfsOptions(**values)


@override
class HdfsInfo(ArrowIO.HdfsInfo):
    accessed = property(ArrowIO.HdfsInfo.get_accessed)
    block_size = property(ArrowIO.HdfsInfo.get_block_size)
    file_type = property(ArrowIO.HdfsInfo.get_file_type)
    group = property(ArrowIO.HdfsInfo.get_group)
    modified = property(ArrowIO.HdfsInfo.get_modified)
    name = property(ArrowIO.HdfsInfo.get_name)
    owner = property(ArrowIO.HdfsInfo.get_owner)
    path = property(ArrowIO.HdfsInfo.get_path)
    permission = property(ArrowIO.HdfsInfo.get_permission)
    replication = property(ArrowIO.HdfsInfo.get_replication)
    size = property(ArrowIO.HdfsInfo.get_size)

    def __fspath__(self) -> str:
        return self.path

    def __repr__(self) -> str:
        return f'<ArrowIO.HdfsInfo {self.file_type.value_nick} {self.path!r}>'

    def is_dir(self) -> bool:
        """Tell whether it is a directory."""
        return self.file_type == ArrowIO.HdfsFileType.DIRECTORY

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        return self.file_type == ArrowIO.HdfsFileType.FILE


@override
class HdfsLister(ArrowIO.HdfsLister):
    def __iter__(self) -> Iterator[HdfsInfo]:
        return self

    def __next__(self) -> HdfsInfo:
        info = self.next()
        if info is None:
            raise StopIteration
        return info

    async def __aiter__(self) -> AsyncIterator[HdfsInfo]:
        while infos := await self.next_many_async(_N_ENTRIES):
            for info in infos:
                yield info

    def next_many_async(self, n_entries: int, *gio: Any,
                        io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[list[HdfsInfo]]:
        """Take the next entries; none behind the last."""
        if gio:
            return super().next_many_async(n_entries, *gio)
        return call(super().next_many_async, self.next_many_finish, n_entries,
                    io_priority=io_priority)


@override
class HdfsFile(ArrowIO.HdfsFile):
    def __new__(cls, uri: str, mode: str = 'rb', options: HdfsOptions | None = None, *,
                user: str | None = None, kerberos: bool | None = None,
                ticket_cache: str | None = None, delegation_token: str | None = None,
                ca_file: str | None = None, accept_any_certificate: bool | None = None,
                timeout: int | None = None, retries: int | None = None,
                replication: int | None = None, block_size: int | None = None,
                permission: int | None = None, buffer_size: int | None = None) -> HdfsFile:
        options = _made(options, user=user, kerberos=kerberos, ticket_cache=ticket_cache,
                        delegation_token=delegation_token, ca_file=ca_file,
                        accept_any_certificate=accept_any_certificate, timeout=timeout,
                        retries=retries, replication=replication, block_size=block_size,
                        permission=permission, buffer_size=buffer_size)
        return cls.new(_text(uri), mode, options)


@override
class Hdfs(ArrowIO.Hdfs):
    backend_name = property(ArrowIO.Hdfs.get_backend_name)
    uri = property(ArrowIO.Hdfs.get_uri)

    def __new__(cls, uri: str, options: HdfsOptions | None = None, *,
                user: str | None = None, kerberos: bool | None = None,
                ticket_cache: str | None = None, delegation_token: str | None = None,
                ca_file: str | None = None, accept_any_certificate: bool | None = None,
                timeout: int | None = None, retries: int | None = None,
                replication: int | None = None, block_size: int | None = None,
                permission: int | None = None, buffer_size: int | None = None) -> Hdfs:
        options = _made(options, user=user, kerberos=kerberos, ticket_cache=ticket_cache,
                        delegation_token=delegation_token, ca_file=ca_file,
                        accept_any_certificate=accept_any_certificate, timeout=timeout,
                        retries=retries, replication=replication, block_size=block_size,
                        permission=permission, buffer_size=buffer_size)
        return cls.new(_text(uri), options)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: __new__() does it all."""

    def __repr__(self) -> str:
        return f'<ArrowIO.Hdfs {self.uri}>'

    @staticmethod
    def connect_async(uri: str, options: HdfsOptions | None = None, *gio: Any,
                      io_priority: int = GLib.PRIORITY_DEFAULT,
                      user: str | None = None, kerberos: bool | None = None,
                      ticket_cache: str | None = None, delegation_token: str | None = None,
                      ca_file: str | None = None, accept_any_certificate: bool | None = None,
                      timeout: int | None = None, retries: int | None = None,
                      replication: int | None = None, block_size: int | None = None,
                      permission: int | None = None, buffer_size: int | None = None) -> Awaitable[Hdfs]:
        """Connect without blocking."""
        options = _made(options, user=user, kerberos=kerberos, ticket_cache=ticket_cache,
                        delegation_token=delegation_token, ca_file=ca_file,
                        accept_any_certificate=accept_any_certificate, timeout=timeout,
                        retries=retries, replication=replication, block_size=block_size,
                        permission=permission, buffer_size=buffer_size)
        if gio:
            return ArrowIO.Hdfs.connect_async(_text(uri), options, *gio)
        return call(ArrowIO.Hdfs.connect_async, ArrowIO.Hdfs.connect_finish, _text(uri), options,
                    io_priority=io_priority)

    def open(self, path: _HdfsPath, mode: str = 'rb', options: HdfsOptions | None = None, *,
             replication: int | None = None, block_size: int | None = None,
             permission: int | None = None, buffer_size: int | None = None) -> HdfsFile:
        """Open a file to read ('r'), to write ('w', or 'x' if there is none) or to append ('a')."""
        options = _made(options, replication=replication, block_size=block_size,
                        permission=permission, buffer_size=buffer_size)
        return super().open(_text(path), mode, options)

    def list(self, path: _HdfsPath) -> HdfsLister:
        """Go through a directory: the infos of what is in it come by a loop."""
        return super().list(_text(path))

    def get_info(self, path: _HdfsPath) -> HdfsInfo:
        """Get what the cluster says of a path."""
        return super().get_info(_text(path))

    def exists(self, path: _HdfsPath) -> bool:
        """Tell whether there is anything of a path."""
        return super().exists(_text(path))

    def mkdirs(self, path: _HdfsPath, permission: int = -1) -> None:
        """Make a directory, and those above it that are missing."""
        super().mkdirs(_text(path), permission)

    def rename(self, path: _HdfsPath, new_path: _HdfsPath, overwrite: bool = False) -> None:
        """Give a file or a directory another path."""
        super().rename(_text(path), _text(new_path), overwrite)

    def delete(self, path: _HdfsPath, recursive: bool = False) -> None:
        """Delete a file or a directory, with all that is in it if recursive."""
        super().delete(_text(path), recursive)

    def set_permission(self, path: _HdfsPath, permission: int) -> None:
        """Set the permission bits, as 0o644."""
        super().set_permission(_text(path), permission)

    def set_owner(self, path: _HdfsPath, owner: str | None = None,
                  group: str | None = None) -> None:
        """Set the owner, the group or both."""
        super().set_owner(_text(path), owner, group)

    def set_times(self, path: _HdfsPath, modified: int = -1, accessed: int = -1) -> None:
        """Set times in milliseconds since 1970; -1 leaves one as it is."""
        super().set_times(_text(path), modified, accessed)

    def set_replication(self, path: _HdfsPath, replication: int) -> None:
        """Set how many copies there are to be of each block."""
        super().set_replication(_text(path), replication)

    def get_checksum(self, path: _HdfsPath) -> tuple[bytes, str]:
        """Get the checksum of a file, and the name of its algorithm."""
        checksum, algorithm = super().get_checksum(_text(path))
        return checksum.get_data(), algorithm

    # What can be awaited. With more arguments, up to a callback, each is as in GObject.

    def _call(self, name, args, gio, io_priority):
        start = getattr(super(), f'{name}_async')
        if gio:
            return start(*args, *gio)
        return call(start, getattr(self, f'{name}_finish'), *args, io_priority=io_priority)

    def open_async(self, path: _HdfsPath, mode: str = 'rb', options: HdfsOptions | None = None,
                   *gio: Any, io_priority: int = GLib.PRIORITY_DEFAULT,
                   replication: int | None = None, block_size: int | None = None,
                   permission: int | None = None, buffer_size: int | None = None) -> Awaitable[HdfsFile]:
        """Open a file without blocking."""
        options = _made(options, replication=replication, block_size=block_size,
                        permission=permission, buffer_size=buffer_size)
        return self._call('open', (_text(path), mode, options), gio, io_priority)

    def list_async(self, path: _HdfsPath, *gio: Any,
                   io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[HdfsLister]:
        """Go through a directory, by "async for" without blocking."""
        return self._call('list', (_text(path),), gio, io_priority)

    def get_info_async(self, path: _HdfsPath, *gio: Any,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[HdfsInfo]:
        """Get what the cluster says of a path."""
        return self._call('get_info', (_text(path),), gio, io_priority)

    def exists_async(self, path: _HdfsPath, *gio: Any,
                     io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bool]:
        """Tell whether there is anything of a path."""
        return self._call('exists', (_text(path),), gio, io_priority)

    def mkdirs_async(self, path: _HdfsPath, permission: int = -1, *gio: Any,
                     io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Make a directory, and those above it that are missing."""
        return self._call('mkdirs', (_text(path), permission), gio, io_priority)

    def rename_async(self, path: _HdfsPath, new_path: _HdfsPath, overwrite: bool = False,
                     *gio: Any, io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Give a file or a directory another path."""
        return self._call('rename', (_text(path), _text(new_path), overwrite), gio, io_priority)

    def delete_async(self, path: _HdfsPath, recursive: bool = False, *gio: Any,
                     io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Delete a file or a directory, with all that is in it if recursive."""
        return self._call('delete', (_text(path), recursive), gio, io_priority)

    def set_permission_async(self, path: _HdfsPath, permission: int, *gio: Any,
                             io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Set the permission bits, as 0o644."""
        return self._call('set_permission', (_text(path), permission), gio, io_priority)

    def set_owner_async(self, path: _HdfsPath, owner: str | None, group: str | None, *gio: Any,
                        io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Set the owner, the group or both."""
        return self._call('set_owner', (_text(path), owner, group), gio, io_priority)

    def set_times_async(self, path: _HdfsPath, modified: int, accessed: int, *gio: Any,
                        io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Set times in milliseconds since 1970; -1 leaves one as it is."""
        return self._call('set_times', (_text(path), modified, accessed), gio, io_priority)

    def set_replication_async(self, path: _HdfsPath, replication: int, *gio: Any,
                              io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Set how many copies there are to be of each block."""
        return self._call('set_replication', (_text(path), replication), gio, io_priority)

    def get_checksum_async(
            self, path: _HdfsPath, *gio: Any,
            io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[tuple[bytes, str]]:
        """Get the checksum of a file, and the name of its algorithm."""
        return self._call('get_checksum', (_text(path),), gio, io_priority)

    def get_checksum_finish(self, result: Gio.AsyncResult) -> tuple[bytes, str]:
        """Get what get_checksum_async() with a callback found."""
        checksum, algorithm = super().get_checksum_finish(result)
        return checksum.get_data(), algorithm

    def get_space_async(
            self, *gio: Any,
            io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[tuple[int, int, int]]:
        """Get the bytes that the cluster has room for, those used and those left."""
        return self._call('get_space', (), gio, io_priority)

    def get_home_async(self, *gio: Any,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[str]:
        """Get the home directory of the user."""
        return self._call('get_home', (), gio, io_priority)

    def get_delegation_token_async(self, renewer: str | None = None, *gio: Any,
                                   io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[str]:
        """Get a token by which others connect as this user."""
        return self._call('get_delegation_token', (renewer,), gio, io_priority)

    def renew_delegation_token_async(self, token: str, *gio: Any,
                                     io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Let a token be valid for longer; give until when, in milliseconds since 1970."""
        return self._call('renew_delegation_token', (token,), gio, io_priority)

    def cancel_delegation_token_async(self, token: str, *gio: Any,
                                      io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Let a token be valid no longer."""
        return self._call('cancel_delegation_token', (token,), gio, io_priority)
