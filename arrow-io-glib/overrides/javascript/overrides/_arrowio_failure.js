// _arrowio_failure.js: what a function of the program throws while a file calls it comes out
// of the call of the file.
//
// SPDX-License-Identifier: Apache-2.0

const { GLib } = imports.gi;

// What was thrown last, and the words that the library has for it.
let failure = null;

// What an error of the library can say of it, whatever it is: UTF-8 without a NUL.
function toWords(thrown) {
  let words;

  try {
    words = String(thrown?.message || String(thrown));
  } catch {
    words = "what was thrown has no words";
  }
  return new TextDecoder().decode(new TextEncoder().encode(words)).replaceAll("\0", "");
}

// Tells a ForeignFile why a function of it failed.
function tell(file, thrown) {
  const words = toWords(thrown);

  failure = { thrown, words };
  if (thrown instanceof GLib.Error)
    file.fail_error(thrown);
  else
    file.fail(0, words);
}

function comesFrom(error, { words }) {
  return error instanceof GLib.Error && error.message.endsWith(words);
}

// A function that throws what was thrown to the library, and not what that says about it.
// What finishes a call in the background throws what was thrown meanwhile.
function rethrowing(call) {
  return function (...args) {
    let outer = failure;

    failure = null;
    try {
      return call.apply(this, args);
    } catch (e) {
      const cause = [failure, outer].find(known => known !== null && comesFrom(e, known));

      if (cause === outer)
        outer = null;
      throw cause ? cause.thrown : e;
    } finally {
      failure = outer;
    }
  };
}

// The methods that the library has for a class, with their names.
function methodsOf({ prototype }) {
  return Object.getOwnPropertyNames(prototype)
    .map(name => [name, Object.getOwnPropertyDescriptor(prototype, name).value])
    .filter(([name, value]) =>
      typeof value === "function" && name !== "constructor" && name !== "_init");
}

// Makes every one of them such a function.
function rethrowFrom(kind) {
  for (const [name, method] of methodsOf(kind))
    kind.prototype[name] = rethrowing(method);
}
