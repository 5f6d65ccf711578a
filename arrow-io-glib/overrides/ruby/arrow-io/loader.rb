# SPDX-License-Identifier: Apache-2.0

require "arrow-io/lock"

module ArrowIO
  class Loader < GObjectIntrospection::Loader
    include HoldsLock

    # Other threads run while these wait for a disk, a pipe or a network, or compress.
    BLOCKING = /
      \A(new|read|peek|advance|write|truncate|flush|sync|close|abort|give_up|detach|resize|
         download|upload|(de)?compress|(input|output)_stream)|memory_map\z
    /x

    # And what these do waits for a network.
    REMOTE = %w[ArrowIO::Hdfs ArrowIO::HdfsLister].freeze

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
      hold_lock(repository, namespace)
      require "arrow-io/error"
      require "arrow-io/buffer"
      require "arrow-io/codec"
      require "arrow-io/pool"
      require "arrow-io/native-file"
      require "arrow-io/hosted"
      require "arrow-io/look-ahead"
      require "arrow-io/position"
      require "arrow-io/reading"
      require "arrow-io/lines"
      require "arrow-io/characters"
      require "arrow-io/writing"
      require "arrow-io/async"
      require "arrow-io/encoding"
      require "arrow-io/originals"
      require "arrow-io/foreign-file"
      require "arrow-io/ruby-file"
      require "arrow-io/files"
      require "arrow-io/options"
      require "arrow-io/open"
      require "arrow-io/hdfs"
      raise_originals
    end

    # After all that is defined: what is inside of a method may call C several times.
    def raise_originals
      (NativeFile.subclasses - [ForeignFile] + [NativeFile]).each do |klass|
        Originals.raise_from(klass)
      end
      Originals.raise_from(NativeFile.singleton_class, %i[new])
      Originals.raise_from(ArrowIO.singleton_class, %i[input_stream_for_object output_stream_for_object])
      raise_originals_from_streams
    end

    # Their classes have no name by which to find them.
    def raise_originals_from_streams
      reading = %i[read_bytes read_all skip close seek]
      writing = %i[write write_all write_bytes flush splice close seek]
      Originals.raise_from(BufferReader.new("").input_stream.class, reading)
      Originals.raise_from(BufferOutputStream.new.output_stream.class, writing)
    end

    # A constructor over a file may read that file.
    def should_unlock_gvl?(info, klass)
      (BLOCKING.match?(info.name) || REMOTE.include?(klass.name)) &&
        !info.name.end_with?("_async", "_finish") && !klass.name.end_with?("Buffer", "Stream", "GIOFile")
    end
  end
end
