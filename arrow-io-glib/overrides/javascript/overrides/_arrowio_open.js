// _arrowio_open.js: functions of the namespace, with default arguments and options.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, GLib } = imports.gi;
const { takeOptions, toBuffer, toStreamOptions } = imports.overrides._arrowio_convert;
const { rethrowing } = imports.overrides._arrowio_failure;
const { toFile } = imports.overrides._arrowio_foreign;

// A string is a path; other bytes are what is read.
function toSource(source) {
  return ArrayBuffer.isView(source) || source instanceof ArrayBuffer
    ? toBuffer(source)
    : toFile(source, "r");
}

// gjs would cut a path at a NUL, and another file would be opened.
function checkPath(path) {
  if (typeof path === "string" && path.includes("\0")) {
    throw new GLib.Error(ArrowIO.Error, ArrowIO.Error.INVALID,
      `Embedded NUL char in path: ${JSON.stringify(path)}`);
  }
}

function guardPaths() {
  const openers = [
    [ArrowIO.OSFile, ["new"]],
    [ArrowIO.MemoryMappedFile, ["new", "new_region"]],
    [ArrowIO, [
      "create_memory_map", "memory_map", "input_stream", "input_stream_for_path",
      "output_stream", "output_stream_for_path",
    ].flatMap(name => [name, `${name}_async`])],
  ];

  for (const [holder, names] of openers) {
    for (const name of names) {
      const open = holder[name];

      holder[name] = function (path, ...rest) {
        checkPath(path);
        return open.call(this, path, ...rest);
      };
    }
  }
}

// What failed first is what is thrown.
function closeAfterFailure(file, error) {
  try {
    file.give_up();
  } catch {
    // It fails for the same reason.
  }
  throw error;
}

function closeAfter(file, result) {
  file.close();
  return result;
}

// Gives what the function returns, and closes the file even if it throws. A promise closes
// the file when it is settled.
function using(file, use) {
  let result;

  try {
    result = use(file);
  } catch (e) {
    closeAfterFailure(file, e);
  }
  return typeof result?.then === "function"
    ? result.then(value => closeAfter(file, value), e => closeAfterFailure(file, e))
    : closeAfter(file, result);
}

function extend() {
  guardPaths();

  const { create_memory_map, input_stream, memory_map, output_stream } = ArrowIO;

  ArrowIO.input_stream = rethrowing((source, options) => {
    const made = toStreamOptions(options);

    return input_stream(toSource(source), made);
  });

  ArrowIO.output_stream = rethrowing((target, options) => {
    const made = toStreamOptions(options);

    return output_stream(toFile(target, "w"), made);
  });

  ArrowIO.memory_map = function (path, mode = "r") {
    return memory_map(path, mode);
  };

  ArrowIO.create_memory_map = function (path, size, options = {}) {
    const { replace } = takeOptions(options, { replace: false });

    return create_memory_map(path, size, replace);
  };

  ArrowIO.allocate_buffer = function (size, options = {}) {
    const { alignment, memory_pool, resizable } = takeOptions(
      options, { alignment: 64, memory_pool: null, resizable: false });

    return ArrowIO.allocate_aligned_buffer(size, alignment, resizable, memory_pool);
  };

  ArrowIO.using = using;
}
