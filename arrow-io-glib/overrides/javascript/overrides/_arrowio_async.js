// _arrowio_async.js: promises for what does not block.
//
// What ends in _async takes the arguments of the function that blocks, then a priority and
// a Gio.Cancellable, which both may be missing, and gives a promise; or it takes all that
// GIO's own would, the last of which is a callback.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib } = imports.gi;
const { takeOptions, toBuffer, toByte, toBytes, toCodec, toStreamOptions } =
  imports.overrides._arrowio_convert;
const { rethrowing } = imports.overrides._arrowio_failure;
const { lineDecoder, splitRanges } = imports.overrides._arrowio_files;
const { toFile } = imports.overrides._arrowio_foreign;
const { calls, convertArgs, convertConnect, convertOpen } = imports.overrides._arrowio_hdfs;
const { closeAfterFailure, toSource } = imports.overrides._arrowio_open;

const CHUNK_SIZE = 64 * 1024;

// What is wrong with the arguments rejects it, as all else does.
function promise(owner, start, finish, makeArgs) {
  return new Promise((resolve, reject) => {
    start.call(owner, ...makeArgs(), (_source, result) => {
      try {
        resolve(finish.call(owner, result));
      } catch (e) {
        reject(e);
      }
    });
  });
}

// Replaces name_async. convert () makes the arguments before the priority of those of the
// caller, who gives up to nOwn; those behind the cancellable may be missing too.
function extendCall(target, name, nOwn, convert = (...own) => own, behind = []) {
  const start = target[`${name}_async`];
  const finish = target[`${name}_finish`];

  target[`${name}_async`] = function (...args) {
    const makeOwn = () => convert.apply(this, args.slice(0, nOwn));
    const [priority = GLib.PRIORITY_DEFAULT, cancellable = null, ...rest] = args.slice(nOwn);
    const after = behind.map(value => rest.shift() ?? value);

    if (rest.length > 0)
      return start.call(this, ...makeOwn(), priority, cancellable, ...after, ...rest);
    return promise(this, start, this?.[`${name}_finish`] ?? finish,
      () => [...makeOwn(), priority, cancellable, ...after]);
  };
}

function extendReading({ prototype }) {
  for (const name of ["read", "read1", "read_buffer", "read_into_buffer", "peek", "advance"])
    extendCall(prototype, name, 1);
  extendCall(prototype, "read_until", 1, delimiter => [toByte(delimiter)]);
  for (const name of ["read_all", "read_all_buffer", "read_line"])
    extendCall(prototype, name, 0);
  for (const name of ["read_at", "read_buffer_at"])
    extendCall(prototype, name, 2);

  extendCall(prototype, "read_ranges", 1, splitRanges);

  const { read_async } = prototype;

  // All that is left, if no size is given.
  prototype.read_async = function (nBytes, ...args) {
    return nBytes === undefined
      ? this.read_all_async(...args)
      : read_async.call(this, nBytes, ...args);
  };

  // Lines as text, as lines () gives them.
  prototype.lines_async = async function* (encoding = "utf-8", cancellable = null) {
    const toLine = lineDecoder(encoding);
    const read = () => this.read_line_async(GLib.PRIORITY_DEFAULT, cancellable);

    for (let line; (line = toLine(await read())) !== null;)
      yield line;
  };

  // What is left as one Uint8Array after the other, as it comes.
  prototype.chunks_async = async function* (size = CHUNK_SIZE, cancellable = null) {
    for (;;) {
      const bytes = await this.read1_async(size, GLib.PRIORITY_DEFAULT, cancellable);
      const chunk = bytes.toArray();
      if (chunk.length === 0)
        return;
      yield chunk;
    }
  };

  prototype[Symbol.asyncIterator] = function () {
    return this.lines_async();
  };
}

function extendWriting({ prototype }) {
  for (const name of ["flush", "sync", "close"])
    extendCall(prototype, name, 0);
  for (const name of ["write_bytes", "write_buffer", "truncate"])
    extendCall(prototype, name, 1);
  extendCall(prototype, "write_buffer_at", 2);
  extendCall(prototype, "write", 1, data => [toBytes(data)]);
  extendCall(prototype, "write_at", 2, (data, offset) => [toBytes(data), offset]);

  const { write_async, write_at_async } = prototype;

  // Anything that has bytes. Buffers and GLib.Bytes are not copied.
  prototype.write_async = function (data, ...args) {
    if (data instanceof ArrowIO.Buffer)
      return this.write_buffer_async(data, ...args);
    if (data instanceof GLib.Bytes)
      return this.write_bytes_async(data, ...args);
    return write_async.call(this, data, ...args);
  };

  // Anything that has bytes. Buffers are not copied.
  prototype.write_at_async = function (data, ...args) {
    return data instanceof ArrowIO.Buffer
      ? this.write_buffer_at_async(data, ...args)
      : write_at_async.call(this, data, ...args);
  };
}

// Behind the cancellable there may be a function that is told how much is copied, and how
// much there is. What has to be opened is closed in the end.
function extendCopying({ prototype }) {
  for (const [name, mode] of [["copy", "w"], ["download", "w"], ["upload", "r"]]) {
    extendCall(prototype, name, 1, other => [toFile(other, mode)], [null]);

    const copy = prototype[`${name}_async`];

    prototype[`${name}_async`] = async function (other, ...args) {
      if (typeof other !== "string" && !(other instanceof Gio.File))
        return copy.call(this, other, ...args);
      const open = mode === "w" ? ArrowIO.output_stream_async : ArrowIO.input_stream_async;
      const file = await open(other);
      const nBytes = await copy.call(this, file, ...args).catch(e => closeAfterFailure(file, e));

      await file.close_async();
      return nBytes;
    };
  }
}

function extendCodec({ prototype }) {
  extendCall(prototype, "compress", 2, (data, options = {}) => {
    const { memory_pool } = takeOptions(options, { memory_pool: null });

    return [toBuffer(data), memory_pool];
  });
  extendCall(prototype, "decompress", 2, (data, options = {}) => {
    const { max_size, memory_pool } = takeOptions(
      options, { max_size: -1, memory_pool: null });

    return [toBuffer(data), max_size, memory_pool];
  });

  for (const name of ["compress_async", "decompress_async"]) {
    ArrowIO[name] = function (data, codec = "lz4", ...args) {
      return toCodec(codec)[name](data, ...args);
    };
  }
}

function extendHdfs({ Hdfs, HdfsLister }) {
  const { prototype } = Hdfs;

  extendCall(Hdfs, "connect", 2, convertConnect);
  extendCall(prototype, "open", 3, convertOpen);
  for (const [name, shape] of Object.entries(calls))
    extendCall(prototype, name, shape[0] + shape.length - 1, (...args) => convertArgs(shape, args));
  for (const name of ["get_space", "get_home"])
    extendCall(prototype, name, 0);
  extendCall(prototype, "get_delegation_token", 1, (renewer = null) => [renewer]);
  for (const name of ["renew_delegation_token", "cancel_delegation_token"])
    extendCall(prototype, name, 1);
  extendCall(HdfsLister.prototype, "next_many", 1);
}

function extend() {
  const { Codec, NativeFile } = ArrowIO;

  extendReading(NativeFile);
  extendWriting(NativeFile);
  extendCopying(NativeFile);
  extendCodec(Codec);
  extendHdfs(ArrowIO);
  for (const name of ["input_stream_finish", "output_stream_finish"])
    ArrowIO[name] = rethrowing(ArrowIO[name]);
  extendCall(ArrowIO, "input_stream", 2,
    (source, options) => [toSource(source), toStreamOptions(options)]);
  extendCall(ArrowIO, "output_stream", 2,
    (target, options) => [toFile(target, "w"), toStreamOptions(options)]);
  extendCall(ArrowIO, "memory_map", 2, (path, mode = "r") => [path, mode]);
  extendCall(ArrowIO, "create_memory_map", 3, (path, size, options = {}) => {
    const { replace } = takeOptions(options, { replace: false });

    return [path, size, replace];
  });
}
