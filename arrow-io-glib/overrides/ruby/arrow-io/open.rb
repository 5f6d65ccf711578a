# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Each of these that opens a file yields it and closes it when the block ends, or returns
  # it if there is no block.
  class << self
    alias_method :allocate_buffer_raw, :allocate_buffer
    alias_method :create_memory_map_raw, :create_memory_map
    alias_method :input_stream_raw, :input_stream
    alias_method :memory_map_raw, :memory_map
    alias_method :output_stream_raw, :output_stream
    alias_method :transcoding_input_stream_raw, :transcoding_input_stream

    def allocate_buffer(size, resizable: false, memory_pool: nil, alignment: 64)
      allocate_aligned_buffer(size, alignment, resizable, memory_pool)
    end

    def memory_map(path, mode = "r", &block)
      MemoryMappedFile.open(path, mode, &block)
    end

    def create_memory_map(path, size, replace: false, &block)
      NativeFile.closing(create_memory_map_raw(path_from(path), size, replace), &block)
    end

    # The source is a path, a buffer, a file, an IO or a stream of GIO; the options are those
    # of StreamOptions, where compression: nil reads it as it is.
    def input_stream(source, **options, &block)
      NativeFile.closing(open_stream(:input_stream, source, options), &block)
    end

    def output_stream(target, **options, &block)
      NativeFile.closing(open_stream(:output_stream, target, options), &block)
    end

    # Text of a file or an IO in another encoding, each an Encoding or its name. What Ruby
    # does not know, or cannot look for lines in, is binary for it.
    def transcoding_input_stream(raw, source, target = Encoding::UTF_8, &block)
      raw = file_from(raw, "r")
      file = transcoding_input_stream_raw(raw, source.to_s, target.to_s)
      file.stands_on(raw).set_encoding(encoding_of(target)) unless file.equal?(raw)
      NativeFile.closing(file, &block)
    end

    private

    def encoding_of(name)
      encoding = Encoding.find(name)
      encoding.ascii_compatible? ? encoding : Encoding::BINARY
    rescue ArgumentError
      Encoding::BINARY
    end

    def open_stream(function, source, options)
      options = StreamOptions.build(**options)
      source = Buffer.new(source) if source.is_a?(GLib::Bytes)
      if source.is_a?(GLib::Object) || io?(source)
        source = file_from(source, function == :input_stream ? "r" : "w")
        file = __send__("#{function}_for_object", source, options)
        file.equal?(source) ? file : file.stands_on(source)
      else
        __send__("#{function}_for_path", source, options).stands_on(nil)
      end
    end
  end

  # Those of C that take a path.
  singleton_class.prepend(Module.new do
    %i[
      create_memory_map_async input_stream_async input_stream_for_path
      input_stream_for_path_async memory_map_async output_stream_async output_stream_for_path
      output_stream_for_path_async
    ].each do |name|
      define_method(name) { |path, *rest, &block| super(path_from(path), *rest, &block) }
    end
  end)
end
