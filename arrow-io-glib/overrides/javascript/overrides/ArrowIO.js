// ArrowIO.js: buffers, memory pools and files, in JavaScript's own idiom.
//
// SPDX-License-Identifier: Apache-2.0

function _init() {
  // Before the first type is registered: another library may have one of that name.
  this.check_exclusive();

  const {
    _arrowio_buffer, _arrowio_codec, _arrowio_constructors, _arrowio_files, _arrowio_open,
    _arrowio_pool,
  } = imports.overrides;

  _arrowio_constructors.extend();
  _arrowio_buffer.extend();
  _arrowio_codec.extend();
  _arrowio_files.extend();
  _arrowio_open.extend();
  _arrowio_pool.extend();
}
