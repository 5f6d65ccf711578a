# arrow-io.rb: buffers, memory pools and files, in Ruby's own idiom.
#
# SPDX-License-Identifier: Apache-2.0

require "gio2"

require "arrow-io/loader"

ArrowIO::Loader.load
