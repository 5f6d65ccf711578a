#!/usr/bin/env python3
"""Plays a cluster of HDFS while a program runs: played.py PROGRAM [ARGUMENT...]

The program finds it by the environment variable GARROW_TEST_HDFS, a URI. It is for what the
languages make of what comes back, and needs no Java; what a cluster does is tested with real
ones. What is in /data is always there, whatever is done to it. Anything else is kept, in
memory. Bytes for a path with "full" in it are refused.

SPDX-License-Identifier: Apache-2.0
"""

import http.server
import json
import os
import subprocess
import sys
import threading
import urllib.parse

CONTENT = b'columnar'
DATA = {'/data': None, '/data/a': CONTENT, '/data/b': CONTENT}


class Refused(Exception):
    """An exception of Java's, and the status that goes with it."""

    def __init__(self, status, name, message):
        super().__init__(message)
        self.status, self.name = status, name


class Tree:
    """Paths, and what is in the files; None for directories."""

    def __init__(self):
        self.nodes = {'/': None, **DATA}

    def get(self, path):
        if path not in self.nodes:
            raise Refused(404, 'FileNotFoundException', f'File does not exist: {path}')
        return self.nodes[path]

    def put(self, path, content):
        if path in DATA or path.startswith('/data/'):
            return
        parent = path.rpartition('/')[0]
        if parent and parent not in self.nodes:
            self.put(parent, None)
        self.nodes[path] = content

    def below(self, path):
        start = path.rstrip('/') + '/'
        return [name for name in self.nodes if name.startswith(start) and name != start]

    def remove(self, path):
        if path not in self.nodes:
            return False
        for name in [path, *self.below(path)]:
            if name not in DATA:
                del self.nodes[name]
        return True

    def rename(self, path, other):
        self.get(path)
        for name in [path, *self.below(path)]:
            self.put(other + name[len(path):], self.nodes[name])
        self.remove(path)

    def status(self, path, name=''):
        content = self.get(path)
        is_file = content is not None
        return {
            'type': 'FILE' if is_file else 'DIRECTORY', 'pathSuffix': name, 'owner': 'ada',
            'group': 'staff', 'permission': '644' if is_file else '755',
            'length': len(content or b''), 'replication': 3 if is_file else 0,
            'blockSize': 4096 if is_file else 0, 'modificationTime': 1000, 'accessTime': 1500,
        }

    def listing(self, path, after):
        """Two at a time, so that there is more to ask for."""
        names = sorted(name[len(path.rstrip('/')) + 1:] for name in self.below(path))
        names = [name for name in names if '/' not in name and name > after]
        statuses = [self.status(f'{path.rstrip("/")}/{name}', name) for name in names[:2]]
        return {'DirectoryListing': {
            'partialListing': {'FileStatuses': {'FileStatus': statuses}},
            'remainingEntries': len(names[2:])}}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    tree = Tree()
    lock = threading.Lock()

    def log_message(self, format, *args):  # noqa: A002
        pass

    def answer(self, status, content, kind='application/json'):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def body(self):
        """Read all of it, so that the connection can go on."""
        if self.headers.get('Transfer-Encoding', '').lower() != 'chunked':
            return self.rfile.read(int(self.headers.get('Content-Length', 0)))
        parts = []
        while size := int(self.rfile.readline() or b'0', 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        if self.rfile.readline() != b'\r\n':
            raise ConnectionError('the request was cut off')
        return b''.join(parts)

    def handle_one(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        path = urllib.parse.unquote(url.path).removeprefix('/webhdfs/v1') or '/'
        try:
            body = self.body()
        except ConnectionError:
            self.close_connection = True
            return
        operation = query.get('op', '').upper()
        if 'noredirect' in query:
            try:
                if operation != 'CREATE':
                    self.tree.get(path)
                query.pop('noredirect')
                there = f'http://{self.headers["Host"]}{url.path}?{urllib.parse.urlencode(query)}'
                return self.answer(200, json.dumps({'Location': there}).encode())
            except Refused as error:
                return self.refuse(error)
        try:
            with self.lock:
                result = self.perform(operation, path, query, body)
        except Refused as error:
            self.refuse(error)
        else:
            if isinstance(result, bytes):
                self.answer(200, result, 'application/octet-stream')
            else:
                self.answer(200, b'' if result is None else json.dumps(result).encode())

    do_GET = do_PUT = do_POST = do_DELETE = handle_one

    def refuse(self, error):
        self.answer(error.status, json.dumps({'RemoteException': {
            'exception': error.name, 'javaClassName': f'java.io.{error.name}',
            'message': str(error)}}).encode())

    def perform(self, operation, path, query, body):
        """Do what was asked; give bytes, what becomes JSON, or None for nothing."""
        tree = self.tree
        if operation == 'OPEN':
            start = int(query.get('offset', 0))
            return tree.get(path)[start:][:int(query.get('length', sys.maxsize))]
        if operation == 'CREATE':
            if query.get('overwrite') != 'true' and path in tree.nodes:
                raise Refused(403, 'FileAlreadyExistsException', f'{path} already exists')
            return tree.put(path, b'')
        if operation == 'APPEND':
            if 'full' in path:
                raise Refused(403, 'DSQuotaExceededException', f'No space for {path}')
            return tree.put(path, tree.get(path) + body)
        if operation == 'RENAME':
            return tree.rename(path, query['destination'])
        if operation == 'DELETE':
            return {'boolean': tree.remove(path)}
        if operation == 'MKDIRS':
            tree.put(path, None)
            return {'boolean': True}
        if operation == 'GETFILESTATUS':
            return {'FileStatus': tree.status(path)}
        if operation == 'LISTSTATUS_BATCH':
            tree.get(path)
            return tree.listing(path, query.get('startAfter', ''))
        if operation in ('SETPERMISSION', 'SETOWNER', 'SETTIMES'):
            tree.get(path)
            return None
        if operation == 'SETREPLICATION':
            return {'boolean': tree.get(path) is not None}
        return self.tell(operation)

    @staticmethod
    def tell(operation):
        answers = {
            'GETFILECHECKSUM': {'FileChecksum': {
                'algorithm': 'MD5-of-0MD5-of-512CRC32C', 'bytes': '73756d21', 'length': 4}},
            'GETSTATUS': {'FsStatus': {'capacity': 300, 'used': 100, 'remaining': 200}},
            'GETHOMEDIRECTORY': {'Path': '/user/ada'},
            'GETDELEGATIONTOKEN': {'Token': {'urlString': 't0ken'}},
            'RENEWDELEGATIONTOKEN': {'long': 2000},
            'CANCELDELEGATIONTOKEN': None,
        }
        if operation not in answers:
            raise Refused(400, 'IllegalArgumentException', f'{operation} is not played')
        return answers[operation]


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main():
    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    uri = f'webhdfs://127.0.0.1:{server.server_port}'
    done = subprocess.run(sys.argv[1:], env={**os.environ, 'GARROW_TEST_HDFS': uri}, check=False)
    server.shutdown()
    sys.exit(done.returncode)


if __name__ == '__main__':
    main()
