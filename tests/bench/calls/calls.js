// tests/bench/calls/calls.js: what one call costs from JavaScript, beside its rivals.
//
// calls.js [--short | --seconds=N] [PART OF THE NAME OF A WORK]
//
// Prints rows as the programs in C do, see bench.h. gjs has no files of its own.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import Gio from "gi://Gio";
import GLib from "gi://GLib";
import { gc, programArgs } from "system";

const N_ROUNDS = 11;
const MIB = 2 ** 20;
const N_LINES = 10000;

let secondsEach = 0.22;
let only = "";

for (const argument of programArgs) {
  if (argument === "--short")
    secondsEach = 0;
  else if (argument.startsWith("--seconds="))
    secondsEach = Number(argument.slice("--seconds=".length));
  else
    only = argument;
}

// Microseconds for all the times of a case: prepare () gives what is called, for each batch
// anew, and is not measured.
function measure({ prepare, batch, times }) {
  let us = 0;

  gc();
  for (let left = times; left > 0; left -= batch) {
    const call = prepare();
    const start = GLib.get_monotonic_time();
    for (let n = Math.min(batch, left); n > 0; n--)
      call();
    us += GLib.get_monotonic_time() - start;
  }
  return us;
}

// Finds how many times fill a round.
function calibrate(one) {
  const wanted = secondsEach / N_ROUNDS * 1e6;
  let us;

  while ((us = measure(one)) < wanted / 4)
    one.times *= 4;
  one.times = Math.max(1, Math.floor(one.times * wanted / us));
}

// Prints a row for each of the rivals, { who: prepare }, who take turns.
function compare(work, setting, rivals, { batch = 1000, divisor = 1, nBytes = 0 } = {}) {
  work = `JavaScript: ${work}`;
  if (!work.includes(only))
    return;

  const cases = Object.entries(rivals).map(([who, prepare]) => (
    { who, prepare, batch, times: 1, rounds: [] }));
  if (secondsEach > 0)
    cases.forEach(calibrate);
  for (let round = 0; round < (secondsEach > 0 ? N_ROUNDS : 1); round++) {
    for (const one of cases)
      one.rounds.push(measure(one) / one.times / divisor * 1e3);
  }
  for (const { who, rounds } of cases) {
    const texts = list => list.map(ns => ns.toFixed(2));
    const sorted = [...rounds].sort((a, b) => a - b);
    const figures = texts([sorted[sorted.length >> 1], sorted[0], sorted.at(-1)]);
    const row = [work, setting, who, ...figures, nBytes, "ns", texts(rounds).join(" ")];
    print(row.join("\t"));
  }
}

const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");
const path = `${folder}/zeros`;
const linesPath = `${folder}/lines`;
const data = new Uint8Array(8 * MIB);

GLib.file_set_contents(path, data);
GLib.file_set_contents(linesPath, `${"x".repeat(59)}\n`.repeat(N_LINES));

const gioFile = name => Gio.File.new_for_path(name).read(null);

// Reading a little.
function compareReading(where, ours, gio) {
  for (const [nBytes, setting] of [[16, "16 B"], [4096, "4 KiB"]]) {
    compare(`read ${where}`, setting, {
      "arrow-io": () => {
        const file = ours();
        return () => file.read(nBytes);
      },
      "GIO": () => {
        const stream = gio();
        return () => stream.read_bytes(nBytes, null);
      },
    }, { nBytes });
    compare(`read ${where}`, `${setting} as a Uint8Array`, {
      "arrow-io": () => {
        const file = ours();
        return () => file.read(nBytes).toArray();
      },
      "GIO": () => {
        const stream = gio();
        return () => stream.read_bytes(nBytes, null).toArray();
      },
    }, { nBytes });
  }
}

const buffer = new ArrowIO.Buffer(data);
const bytes = new GLib.Bytes(data);

compareReading("from memory", () => new ArrowIO.BufferReader(buffer),
  () => Gio.MemoryInputStream.new_from_bytes(bytes));
compareReading("from a file", () => new ArrowIO.OSFile(path),
  () => Gio.BufferedInputStream.new(gioFile(path)));

// Reading much of a file that is mapped, or as near to that as a rival comes.
compare("read of a map", "1 MiB as a buffer", {
  "arrow-io": () => {
    const file = ArrowIO.memory_map(path);
    return () => file.read_buffer(MIB);
  },
  "GIO": () => {
    const stream = gioFile(path);
    return () => stream.read_bytes(MIB, null);
  },
}, { batch: data.length / MIB, nBytes: MIB });
compare("read of a map", "1 MiB as a GBytes", {
  "arrow-io": () => {
    const file = ArrowIO.memory_map(path);
    return () => file.read(MIB);
  },
  "GIO": () => {
    const stream = gioFile(path);
    return () => stream.read_bytes(MIB, null);
  },
}, { batch: data.length / MIB, nBytes: MIB });

compare("iterate over lines", "60 B", {
  "arrow-io": () => {
    const file = new ArrowIO.OSFile(linesPath);
    return () => {
      for (const _ of file.lines());
    };
  },
  "GIO": () => {
    const stream = Gio.DataInputStream.new(gioFile(linesPath));
    return () => {
      while (stream.read_line_utf8(null)[0] !== null);
    };
  },
}, { batch: 1, divisor: N_LINES, nBytes: 60 });

compare("read a line", "60 B", {
  "arrow-io": () => {
    const file = new ArrowIO.OSFile(linesPath);
    return () => file.read_line();
  },
  "GIO": () => {
    const stream = Gio.DataInputStream.new(gioFile(linesPath));
    return () => stream.read_line(null);
  },
}, { nBytes: 60 });

for (const [nBytes, setting] of [[16, "16 B"], [4096, "4 KiB"]]) {
  const array = new Uint8Array(nBytes);
  compare("write to memory", setting, {
    "arrow-io": () => {
      const file = new ArrowIO.BufferOutputStream();
      return () => file.write(array);
    },
    "GIO": () => {
      const stream = Gio.MemoryOutputStream.new_resizable();
      return () => stream.write(array, null);
    },
  }, { nBytes });
}

compare("slice of a buffer", "4 KiB", {
  "arrow-io": () => () => buffer.slice(64, 4096),
  "GIO": () => () => bytes.new_from_bytes(64, 4096),
});

compare("Uint8Array of a buffer", "4 KiB", {
  "arrow-io": () => {
    const part = buffer.slice(0, 4096);
    return () => part.toArray();
  },
  "GIO": () => {
    const part = new GLib.Bytes(new Uint8Array(4096));
    return () => part.toArray();
  },
}, { nBytes: 4096 });

compare("size of a buffer", "get_size ()", {
  "arrow-io": () => () => buffer.get_size(),
  "GIO": () => () => bytes.get_size(),
});

compare("tell", "memory", {
  "arrow-io": () => {
    const file = new ArrowIO.BufferReader(buffer);
    return () => file.tell();
  },
  "GIO": () => {
    const stream = Gio.MemoryInputStream.new_from_bytes(bytes);
    return () => stream.tell();
  },
});

compare("open and close", "file", {
  "arrow-io": () => () => new ArrowIO.OSFile(path).close(),
  "GIO": () => () => gioFile(path).close(null),
});

GLib.unlink(path);
GLib.unlink(linesPath);
GLib.rmdir(folder);
