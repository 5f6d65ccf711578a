# arrow-io.rb: buffers, memory pools and files, in Ruby's own idiom.
#
# SPDX-License-Identifier: Apache-2.0

require "gio2"

require "arrow-io/loader"
require "arrow-io/invoker"

ArrowIO::Loader.load

module ArrowIO
  # The library's, which may be newer than this part of it.
  VERSION = [IO_MAJOR_VERSION, IO_MINOR_VERSION, IO_MICRO_VERSION].join(".")
end
