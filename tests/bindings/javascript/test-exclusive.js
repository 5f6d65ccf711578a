// tests/bindings/javascript/test-exclusive.js
//
// SPDX-License-Identifier: Apache-2.0

const { GObject } = imports.gi;

// As another library would have it.
GObject.registerClass({ GTypeName: "GArrowBuffer" }, class extends GObject.Object {});

let message = "nothing was thrown";
try {
  imports.gi.ArrowIO;
} catch (e) {
  message = e.message;
}
if (!message.includes("Arrow GLib"))
  throw new Error(message);
