// _arrowio_buffer.js: buffers as arrays, iterables and text.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO } = imports.gi;
const { shareSafely } = imports.overrides._arrowio_convert;

function extend() {
  const { prototype } = ArrowIO.Buffer;
  const { get_data } = prototype;

  prototype.get_data = function () {
    const bytes = get_data.call(this);

    return this.is_mutable() ? bytes : shareSafely(bytes);
  };

  // Memory of a mutable buffer is shared. Any other is copied, as a Uint8Array can be
  // written to.
  prototype.toArray = function () {
    const array = get_data.call(this).toArray();

    return this.is_mutable() ? array : array.slice();
  };

  // The bytes as text.
  prototype.toString = function (encoding = "utf-8") {
    return new TextDecoder(encoding).decode(get_data.call(this).toArray());
  };

  prototype[Symbol.iterator] = function () {
    return get_data.call(this).toArray()[Symbol.iterator]();
  };
}
