# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class Loader < GObjectIntrospection::Loader
    # Other threads run while these wait for a disk, a pipe or a network, or compress.
    BLOCKING = /
      \A(new|read|peek|advance|write|truncate|flush|sync|close|abort|detach|resize|
         download|upload|(de)?compress|(input|output)_stream)|memory_map\z
    /x

    def self.load
      super("ArrowIO", ArrowIO, version: "1.0")
    end

    private

    # Before the first type is registered: another library may have one of that name.
    def pre_load(repository, namespace)
      repository.find(namespace, "check_exclusive").invoke([])
    rescue GLib::ErrorInfo => error
      raise LoadError, error.message
    end

    def post_load(repository, namespace)
      require "arrow-io/error"
      require "arrow-io/buffer"
      require "arrow-io/codec"
      require "arrow-io/pool"
      require "arrow-io/native-file"
      require "arrow-io/look-ahead"
      require "arrow-io/position"
      require "arrow-io/reading"
      require "arrow-io/lines"
      require "arrow-io/characters"
      require "arrow-io/writing"
      require "arrow-io/encoding"
      require "arrow-io/files"
      require "arrow-io/open"
    end

    def should_unlock_gvl?(info, klass)
      BLOCKING.match?(info.name) && !klass.name.end_with?("Buffer")
    end
  end
end
