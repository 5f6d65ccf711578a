// _arrowio_hdfs.js: HDFS, with options as objects.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO } = imports.gi;
const { toHdfsOptions } = imports.overrides._arrowio_convert;
const { checkPath } = imports.overrides._arrowio_open;

// How many entries are asked for at once by a loop that does not block.
const N_ENTRIES = 1000;

// What comes before the priority of each call: its paths, and defaults. "const" is not
// for other modules in gjs.
var calls = {
  get_info: [1], exists: [1], list: [1], get_checksum: [1], set_permission: [1, undefined],
  set_owner: [1, null, null], set_times: [1, -1, -1], set_replication: [1, undefined],
  mkdirs: [1, -1], delete: [1, false], rename: [2, false],
};

function convertArgs([nPaths, ...defaults], args) {
  const paths = args.slice(0, nPaths);

  paths.forEach(checkPath);
  return [...paths, ...defaults.map((value, i) => args[nPaths + i] ?? value)];
}

function convertConnect(uri, options) {
  checkPath(uri);
  return [uri, toHdfsOptions(options)];
}

function convertOpen(path, mode = "r", options = null) {
  checkPath(path);
  return [path, mode, toHdfsOptions(options)];
}

function extendHdfs({ prototype }) {
  const { get_space, get_space_finish, open } = prototype;

  for (const [name, shape] of Object.entries(calls)) {
    const call = prototype[name];

    prototype[name] = function (...args) {
      return call.apply(this, convertArgs(shape, args));
    };
  }

  prototype.open = function (...args) {
    return open.apply(this, convertOpen(...args));
  };

  // The bytes that the cluster has room for, those used and those left.
  prototype.get_space = function () {
    return get_space.call(this).slice(-3);
  };
  prototype.get_space_finish = function (result) {
    return get_space_finish.call(this, result).slice(-3);
  };
}

function extendLister({ prototype }) {
  prototype[Symbol.iterator] = function* () {
    for (let info; (info = this.next()) !== null;)
      yield info;
  };

  prototype[Symbol.asyncIterator] = async function* () {
    for (let infos; (infos = await this.next_many_async(N_ENTRIES)).length > 0;)
      yield* infos;
  };
}

function extend() {
  extendHdfs(ArrowIO.Hdfs);
  extendLister(ArrowIO.HdfsLister);
}
