// _arrowio_foreign.js: files whose functions are in JavaScript: classes and handlers may
// throw, and an object with read or write is a file.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib, GObject } = imports.gi;
const { describe, takeOptions, toBytes } = imports.overrides._arrowio_convert;
const failure = imports.overrides._arrowio_failure;

function toGBytes(data) {
  if (data instanceof GLib.Bytes)
    return data;
  if (data instanceof ArrowIO.Buffer)
    return data.get_data();
  const bytes = toBytes(data);
  return new GLib.Bytes(
    typeof bytes === "string" ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes));
}

// What the library can call: it takes bytes of any kind, and tells what is thrown.
function toHandler(name, call) {
  const reads = name.endsWith("read");

  return function (file, ...args) {
    try {
      const result = call.call(this, file, ...args) ?? null;

      return reads && result !== null ? toGBytes(result) : result;
    } catch (e) {
      failure.tell(file, e);
      return reads ? null : false;
    }
  };
}

function extendForeignFile(ForeignFile) {
  const { prototype } = ForeignFile;

  // For registerClass ().
  ForeignFile._classInit = function (klass) {
    for (const name of Object.getOwnPropertyNames(klass.prototype)) {
      if (!name.startsWith("vfunc_host_"))
        continue;
      const method = klass.prototype[name];
      const handler = toHandler(name, (file, ...args) => method.apply(file, args));
      klass.prototype[name] = function (...args) {
        return handler(this, ...args);
      };
    }
    return GObject.Object._classInit.call(this, klass);
  };

  for (const connect of ["connect", "connect_after"]) {
    const original = prototype[connect];

    prototype[connect] = function (signal, handler) {
      const name = signal.replace(/_/g, "-");

      return original.call(
        this, signal, name.startsWith("host-") ? toHandler(name, handler) : handler);
    };
  }
}

const isMethod = (host, name) => typeof host[name] === "function";

// Other than what has bytes, and than what the library and GIO have.
function isHost(value) {
  return typeof value === "object" && value !== null &&
    !(value instanceof GObject.Object || ArrayBuffer.isView(value)) &&
    (isMethod(value, "read") || isMethod(value, "write"));
}

function notPromised(name, result) {
  if (typeof result?.then === "function")
    throw new TypeError(`${name} () gave a promise, which is not waited for`);
  return result;
}

function toSize(name, number) {
  if (typeof number !== "bigint" && !Number.isSafeInteger(number))
    throw new TypeError(`${name} gave ${describe(number)}, and no size`);
  return number;
}

const directions = {
  __proto__: null,
  r: ["read"], w: ["write"], a: ["write"], x: ["write"], "r+": ["read", "write"],
};

// Which of read and write the host has to have.
function toDirections(host, mode) {
  if (mode === undefined)
    return directions["r+"].filter(name => isMethod(host, name));
  const wanted = directions[String(mode).replace("b", "")];
  if (wanted === undefined)
    throw new GLib.Error(ArrowIO.Error, ArrowIO.Error.INVALID, `Invalid file mode: ${mode}`);
  for (const name of wanted) {
    if (!isMethod(host, name)) {
      throw new GLib.Error(ArrowIO.Error, ArrowIO.Error.NOT_SUPPORTED,
        `${describe(host)} has no method to ${name}`);
    }
  }
  return wanted;
}

// A file over an object with read (nBytes) or write (array), and what there is of
// seek (offset), tell (), size () or size, truncate (size), flush () and close (). Without a
// mode it does whatever there is a method for. Closing it closes the host.
function makeJSFile() {
  const JSFile = GObject.registerClass({
    GTypeName: "GArrowJSFile",
  }, class JSFile extends ArrowIO.ForeignFile {
    _init(host, options = {}) {
      const { mode, name } = takeOptions(options, { mode: undefined, name: undefined });

      if (!isHost(host))
        throw new TypeError(`no object with read or write, but ${describe(host)}`);
      const wanted = toDirections(host, mode);
      super._init({
        name: name ?? (typeof host.name === "string" ? host.name : describe(host)),
        can_read: wanted.includes("read"),
        can_write: wanted.includes("write"),
        can_seek: isMethod(host, "seek"),
      });
      this._host = host;
      this._startWhereHostIs();
    }

    _startWhereHostIs() {
      const position =
        this.seekable() && isMethod(this._host, "tell") ? this._host.tell() : 0;

      if (position > 0)
        this.seek(position);
    }

    // What there is no method for needs nothing to be done.
    _call(name, ...args) {
      return isMethod(this._host, name)
        ? notPromised(name, this._host[name](...args)) !== false
        : true;
    }

    _refuse(action) {
      throw new GLib.Error(ArrowIO.Error, ArrowIO.Error.NOT_SUPPORTED,
        `Failed to ${action} '${this.get_name()}': it has no method for that`);
    }

    vfunc_host_read(nBytes) {
      const data = notPromised("read", this._host.read(nBytes)) ?? [];

      if (typeof data !== "object" && typeof data !== "string")
        throw new TypeError(`read () gave ${describe(data)}, and no bytes`);
      return toGBytes(data);
    }

    vfunc_host_write(bytes) {
      const written = notPromised("write", this._host.write(bytes.toArray()));

      if (written === undefined || written === null || written === this._host)
        return true;
      if (typeof written !== "boolean")
        this.answer(toSize("write ()", written));
      return written !== false;
    }

    vfunc_host_seek(offset) {
      return this._call("seek", offset);
    }

    vfunc_host_size() {
      const { size } = this._host;

      if (size === undefined)
        this._refuse("get the size of");
      this.answer(toSize("size", isMethod(this._host, "size")
        ? notPromised("size", this._host.size())
        : size));
      return true;
    }

    vfunc_host_truncate(size) {
      if (!isMethod(this._host, "truncate"))
        this._refuse("resize");
      return this._call("truncate", size);
    }

    vfunc_host_flush() {
      return this._call("flush");
    }

    vfunc_host_close() {
      return this._call("close");
    }
  });

  Object.defineProperty(JSFile, "name", { value: "ArrowIO_JSFile" });
  return JSFile;
}

// What can be read or written besides a NativeFile, as one; anything else is left to those
// who take it, but for what gjs has no words for.
function toFile(value, mode) {
  if (value === undefined)
    throw new TypeError("no file, but undefined");
  if (isHost(value))
    return new ArrowIO.JSFile(value, { mode });
  if (value instanceof Gio.InputStream)
    return ArrowIO.GIOFile.new_for_input_stream(value);
  if (value instanceof Gio.OutputStream)
    return ArrowIO.GIOFile.new_for_output_stream(value);
  return value;
}

// Copying goes to or from one as well, or what input_stream () and output_stream () open,
// which is closed then. A host stays open.
function extendCopying({ prototype }) {
  for (const [name, mode] of [["download", "w"], ["upload", "r"]]) {
    const copy = prototype[name];

    prototype[name] = function (other) {
      if (other instanceof ArrowIO.NativeFile || isHost(other))
        return copy.call(this, toFile(other, mode));
      const open = mode === "w" ? ArrowIO.output_stream : ArrowIO.input_stream;
      return ArrowIO.using(open(other), file => copy.call(this, file));
    };
  }
}

function extend() {
  extendForeignFile(ArrowIO.ForeignFile);
  extendCopying(ArrowIO.NativeFile);
  ArrowIO.JSFile = makeJSFile();
}
