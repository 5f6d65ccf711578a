// _arrowio_convert.js: what JavaScript has, as the library takes it, and back.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, GLib, GObject } = imports.gi;

// For an error message.
function describe(value) {
  return value === null || typeof value !== "object"
    ? String(value)
    : value.constructor?.name ?? "an object";
}

// The bytes of anything that has some, as the library takes them: a string becomes UTF-8.
function toBytes(data) {
  if (typeof data === "string" || data instanceof Uint8Array || Array.isArray(data))
    return data;
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer)
    return new Uint8Array(data);
  throw new TypeError(`no bytes, but ${describe(data)}`);
}

// A delimiter: a number, or a string that is one byte of UTF-8.
function toByte(delimiter) {
  if (typeof delimiter === "number")
    return delimiter;
  if (typeof delimiter !== "string" || !/^[\0-\x7f]$/.test(delimiter)) {
    throw new GLib.Error(ArrowIO.Error, ArrowIO.Error.INVALID,
      `A delimiter is one byte, not ${JSON.stringify(delimiter)}`);
  }
  return delimiter.charCodeAt(0);
}

// A number in an array, where gjs makes another of what is none or does not fit.
function toInt64(value) {
  if (typeof value !== "bigint" && !Number.isInteger(value))
    throw new TypeError(`no integer, but ${describe(value)}`);
  if (BigInt.asIntN(64, BigInt(value)) !== BigInt(value))
    throw new RangeError(`${value} is out of range for int64`);
  return value;
}

function toBuffer(data) {
  if (data instanceof ArrowIO.Buffer)
    return data;
  if (data instanceof GLib.Bytes)
    return ArrowIO.Buffer.new_bytes(data);
  return ArrowIO.Buffer.new(toBytes(data));
}

// A codec's own default level, if none is given.
function toCodec(codec, level = ArrowIO.COMPRESSION_LEVEL_DEFAULT) {
  return codec instanceof ArrowIO.Codec ? codec : ArrowIO.Codec.new(codec, level);
}

// The options with defaults for those not given. One that has no default is unknown.
function takeOptions(options, defaults) {
  if (options === null || typeof options !== "object")
    throw new TypeError(`no options, but ${describe(options)}`);
  for (const name of Object.keys(options)) {
    if (!Object.keys(defaults).includes(name))
      throw new TypeError(`unknown option: ${name}`);
  }
  return { ...defaults, ...options };
}

// gjs would cut a number to 32 bits, and make 0 of 2 ** 40.
function checkInt(Kind, name, value) {
  const type = Kind.find_property(name.replace(/_/g, "-"))?.value_type;
  const cut = { [GObject.TYPE_INT]: value | 0, [GObject.TYPE_UINT]: value >>> 0 }[type];
  if (cut !== undefined && typeof value === "number" && value !== cut)
    throw new RangeError(`${name} is out of range: ${value}`);
}

// The names of the options are those of what an object of this kind has.
function makeOptions(Kind, options) {
  if (options instanceof Kind)
    return options;

  const result = Kind.new();
  const setters = name => result[`set_${name}`];
  const known = Object.keys(options ?? {}).filter(setters);
  const taken = takeOptions(options, Object.fromEntries(known.map(name => [name])));
  for (const [name, value] of Object.entries(taken)) {
    if (value === undefined)
      continue;
    checkInt(Kind, name, value);
    setters(name).call(result, value);
  }
  return result;
}

function toStreamOptions(options = {}) {
  return makeOptions(ArrowIO.StreamOptions, options);
}

// None are those of the connection.
function toHdfsOptions(options = null) {
  return options === null ? null : makeOptions(ArrowIO.HdfsOptions, options);
}

const { toArray } = GLib.Bytes.prototype;

const sharedBytes = Object.create(GLib.Bytes.prototype, {
  toArray: {
    value() {
      return toArray.call(this).slice();
    },
  },
});

// A Uint8Array can be written to: that of bytes that are shared is a copy. Another prototype
// is had much sooner than a property.
function shareSafely(bytes) {
  return Object.setPrototypeOf(bytes, sharedBytes);
}
