// ArrowIO.js: buffers, memory pools and files, in JavaScript's own idiom.
//
// SPDX-License-Identifier: Apache-2.0

function _init() {
  // Before the first type is registered: another library may have one of that name.
  this.check_exclusive();

  const parts = [
    "constructors", "buffer", "codec", "files", "foreign", "hdfs", "open", "pool", "async",
  ];
  for (const part of parts)
    imports.overrides[`_arrowio_${part}`].extend();
}
