# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # One call from C of a function of a ForeignFile: what C gives is made Ruby's, and what the
  # function gives is checked. Nothing may leave through C, neither an exception nor a throw.
  class HostCall
    FUNCTIONS = %i[
      host_read host_write host_seek host_size host_truncate host_flush host_close
    ].freeze

    def initialize(file, function)
      @file = file
      @function = function
    end

    # The block is the function.
    def answer(values)
      is_done = false
      values = values.map { |value| value.is_a?(GLib::Bytes) ? ArrowIO.string_from(value) : value }
      result = take(yield(*values), values.first)
      is_done = true
      result
    rescue Exception => error
      is_done = true
      fail_with(error)
    ensure
      # A throw, which ends here and not where it was to be caught.
      unless is_done
        @file.fail(0, "a throw or a break left its function")
        return failure
      end
    end

    private

    def take(result, argument)
      case @function
      when :host_read then bytes_from(result)
      when :host_write then take_written(result, argument.bytesize)
      when :host_size then take_size(result)
      else result != false
      end
    end

    # The file holds what C looks at until the next call.
    def bytes_from(result)
      case result
      when nil then string = ""
      when GLib::Bytes then return result
      when Buffer then return result.data
      else
        string = String.try_convert(result) or raise_wrong(result, "a String")
      end
      @file.instance_variable_set(:@given, GLib::Bytes.new(string.b))
    end

    def take_written(result, size)
      raise_wrong(result, "how many bytes it wrote") unless result.is_a?(Integer)

      @file.answer(result) unless result == size
      true
    end

    def take_size(result)
      raise_wrong(result, "a size") unless result.is_a?(Integer)

      @file.answer(result)
      true
    end

    def raise_wrong(result, wanted)
      raise TypeError, "#{@function} gave #{result.inspect[0, 40]}, not #{wanted}"
    end

    def fail_with(error)
      words = words_of(error)
      Originals.keep(error, words)
      number = error.respond_to?(:errno) ? error.errno : nil
      @file.fail(number.is_a?(Integer) ? number : 0, words)
      failure
    end

    def words_of(error)
      words = error.message.to_s.b.force_encoding("utf-8").scrub("?").delete("\0")
      words.empty? ? error.class.name : words
    rescue StandardError
      error.class.name
    end

    def failure
      @function == :host_read ? nil : false
    end
  end

  private_constant :HostCall
end
