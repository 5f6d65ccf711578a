# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # What encoding the text of a file has: the default external one, until another is set.
  class NativeFile
    attr_reader :internal_encoding

    def external_encoding
      @external_encoding || Encoding.default_external
    end

    # As IO#set_encoding: an encoding or its name, and one to convert to when reading. A line
    # is looked for by its bytes, so no encoding goes whose line feed is more than one.
    def set_encoding(external, internal = nil)
      external, internal = external.split(":") if external.is_a?(String) && internal.nil?
      external = external && Encoding.find(external)
      internal = internal && Encoding.find(internal)
      unless external.nil? || external.ascii_compatible?
        raise ArgumentError, "ASCII incompatible encoding needs binmode"
      end

      @external_encoding = external
      @internal_encoding = internal unless internal == external
      self
    end

    # All text is binary from here on.
    def binmode
      set_encoding(Encoding::BINARY)
    end

    def binmode?
      external_encoding == Encoding::BINARY
    end

    private

    def text_from(bytes)
      bytes.force_encoding(external_encoding)
      @internal_encoding ? bytes.encode(@internal_encoding) : bytes
    end

    # A String as it is to be stored: converted only if an encoding was set.
    def bytes_from(string)
      external = @external_encoding
      if external && string.encoding != external &&
         ![external, string.encoding].include?(Encoding::BINARY)
        string.encode(external)
      else
        string.dup
      end
    end
  end
end
