# SPDX-License-Identifier: Apache-2.0

require "timeout"

module ArrowIO
  # One call from C of a function of a file: what C gives is made Ruby's, and what the
  # function gives is checked. Nothing may leave through C, neither an exception nor a throw.
  class HostCall
    FUNCTIONS = %i[
      host_read host_write host_seek host_size host_truncate host_flush host_close
    ].freeze

    def initialize(file, function)
      @file = file
      @function = function
    end

    # What the function that runs is in, if one does.
    INSIDE = :arrow_io_host_call

    def self.inside?
      !Thread.current[INSIDE].nil?
    end

    # The block is the function.
    def answer(values)
      is_done = false
      outer = Thread.current[INSIDE]
      Thread.current[INSIDE] = self
      values = values.map { |value| value.is_a?(GLib::Bytes) ? ArrowIO.string_from(value) : value }
      result = take(yield(*values), values.first)
      is_done = true
      result
    rescue Exception => error
      is_done = true
      fail_with(error)
    ensure
      Thread.current[INSIDE] = outer
      # A throw, which ends here and not where it was to be caught.
      unless is_done
        @file.fail(0, "a throw or a break left its function")
        return failure
      end
    end

    private

    def take(result, argument)
      case @function
      when :host_read, :transform then bytes_from(result)
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
      %i[host_read transform].include?(@function) ? nil : false
    end
  end

  # Up to Ruby 3.1 a timeout is thrown. In a function it is raised instead, and is thrown when
  # it comes out of C.
  module RaisesTimeout
    THROWN = :arrow_io_thrown

    # Throws it again if it is still on its way, which nothing else tells from a break.
    def self.go_on
      Thread.current[THROWN]&.exception
    end

    def exception(*arguments)
      return Exception.instance_method(:exception).bind_call(self, *arguments) if HostCall.inside?

      Thread.current[THROWN] = self
      super
    end
  end

  throws = Timeout::Error.instance_method(:exception).owner == Timeout::Error
  Timeout::Error.prepend(RaisesTimeout) if throws

  # Those who work without a class connect to the signals.
  module GuardsHandlers
    def signal_connect(signal, *arguments, &block)
      function = signal.to_s.tr("-", "_").to_sym
      return super unless function == :transform || HostCall::FUNCTIONS.include?(function)

      @is_hosted = true
      super(signal, *arguments) do |file, *values|
        HostCall.new(file, function).answer(values) { |*given| block.call(file, *given) }
      end
    end
  end

  # C keeps a file, but not Ruby's object for it, and with that go the functions. So whatever
  # makes C use the file keeps the object here, until the file is closed or C has let go of it.
  module Held
    @files = {}.compare_by_identity
    @most = 8
    @mutex = Mutex.new

    def self.hold(file)
      @mutex.synchronize do
        if @files.size >= @most
          @files.delete_if { |held, _| held.closed? || held.ref_count == 1 }
          @most = [8, @files.size * 2].max
        end
        @files[file] = true
      end
      file
    end

    # What gives away something that uses the file.
    %i[get_stream input_stream output_stream to_io_stream].each do |name|
      define_method(name) do |*arguments, &block|
        super(*arguments, &block).tap { Held.hold(self) }
      end
    end
  end

  private_constant :HostCall, :RaisesTimeout, :GuardsHandlers, :Held
end
