// A file as the body of a request, and a response as a file, with libsoup: upload.js
//
// Prints:
//
//   the server got 14 bytes
//   it sent them back packed: one two three
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import Gio from "gi://Gio";
import GLib from "gi://GLib";
import Soup from "gi://Soup?version=3.0";

Gio._promisify(Soup.Session.prototype, "send_async");

// A server in the same program, which sends back what it gets, compressed.
function serve() {
  const server = new Soup.Server();

  server.add_handler("/echo.gz", (_server, message) => {
    const body = message.get_request_body().flatten();
    const packed = ArrowIO.compress(body, "gzip").get_data();

    print(`the server got ${body.get_size()} bytes`);
    message.set_status(Soup.Status.OK, null);
    message.get_response_body().append_bytes(packed);
  });
  server.listen_local(0, Soup.ServerListenOptions.IPV4_ONLY);
  return server;
}

async function main() {
  const server = serve();
  const uri = server.get_uris()[0].parse_relative("/echo.gz", GLib.UriFlags.NONE);
  const message = Soup.Message.new_from_uri("POST", uri);

  ArrowIO.using(ArrowIO.output_stream("words.zst"), f => f.write("one\ntwo\nthree\n"));

  // It is decompressed as it is sent. As nobody knows its size before, it goes in chunks.
  const words = ArrowIO.input_stream("words.zst");
  message.set_request_body("text/plain", words.get_input_stream(), -1);
  const stream = await new Soup.Session().send_async(message, GLib.PRIORITY_DEFAULT, null);
  words.close();

  const response = ArrowIO.input_stream(stream, { compression: "gzip" });
  print(`it sent them back packed: ${[...response].join(" ")}`);
  response.close();
  server.disconnect();
}

const loop = new GLib.MainLoop(null, false);
main().catch(logError).finally(() => loop.quit());
loop.run();
