// To a cluster of HDFS and back, with progress, and what is there: hdfs.js
//
// The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.
// The main loop runs on meanwhile.
//
// Prints:
//
//   to the cluster: 1000000 of 1000000 bytes
//   and back: 1000000 of 1000000 bytes
//   /examples/js/days.txt has 8 bytes
//   /examples/js/trips.csv has 1000000 bytes
//   half a file is not there
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";

// From one file to another, which are closed then.
async function copy(what, source, target) {
  let told;

  await ArrowIO.using(source, () => ArrowIO.using(target, () =>
    source.copy_async(target, GLib.PRIORITY_DEFAULT, null, (done, total) => {
      told = `${done} of ${total}`;
    })));
  print(`${what}: ${told} bytes`);
}

async function main() {
  ArrowIO.using(new ArrowIO.OSFile("trips.csv", "w"),
    file => file.write(`${"mon,12,Oslo\n".repeat(83333)}end\n`));

  const hdfs = await ArrowIO.Hdfs.connect_async(GLib.getenv("HDFS"), { replication: 1 });
  await copy("to the cluster", new ArrowIO.OSFile("trips.csv"),
    await hdfs.open_async("/examples/js/trips.csv", "w"));
  await copy("and back", await hdfs.open_async("/examples/js/trips.csv"),
    new ArrowIO.OSFile("back.csv", "w"));

  await ArrowIO.using(await hdfs.open_async("/examples/js/days.txt", "w"),
    file => file.write_async("mon\ntue\n"));
  for await (const info of await hdfs.list_async("/examples/js"))
    print(`${info.path} has ${info.size} bytes`);

  // What is written is there when it is closed, and a function that fails gives it up.
  try {
    await ArrowIO.using(await hdfs.open_async("/examples/js/half.txt", "w"), async file => {
      await file.write_async("mon\n");
      throw new RangeError("there is no day after that");
    });
  } catch (e) {
    if (!(e instanceof RangeError))
      throw e;
    const there = await hdfs.exists_async("/examples/js/half.txt");
    print(`half a file is ${there ? "there" : "not there"}`);
  }
}

const loop = new GLib.MainLoop(null, false);
let failure = null;

main().catch(e => { failure = e; }).finally(() => loop.quit());
loop.run();
if (failure)
  throw failure;
