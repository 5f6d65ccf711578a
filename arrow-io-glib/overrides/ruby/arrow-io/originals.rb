# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # An exception of Ruby's passes through C only as the words of an error. Whoever called, and
  # gets such an error from C, gets the exception itself instead.
  module Originals
    # What was raised during the call that this fiber is in, with the words for it.
    KEPT = :arrow_io_originals

    # What only looks at the file from outside.
    SIMPLE = /\?\z|=\z|encoding|_raw\z|\A(check_nothing_ahead|inspect|lineno|mode|name|path)\z/

    # What may call a function of Ruby's that belongs to another file.
    CALLS_OTHERS = /_(async|finish)\z|\A(copy|download|upload)/

    private_constant :KEPT, :SIMPLE, :CALLS_OTHERS

    class << self
      # For a function that C called: whoever called C finds the error.
      def keep(error, words)
        Thread.current[KEPT]&.push([error, words])
      end

      # Calls what calls C.
      def raising
        outer = Thread.current[KEPT]
        kept = Thread.current[KEPT] = []
        yield
      rescue GLib::ErrorInfo => error
        original, = kept.find { |_, words| error.message.include?(words) }
        original ? raise(original, cause: original.cause) : raise
      ensure
        Thread.current[KEPT] = outer
      end

      # Lets the methods of a class, or those named, raise what was raised. A file that stands
      # on nothing of Ruby's is called without more ado.
      def raise_from(klass, names = klass.public_instance_methods(false).grep_v(SIMPLE))
        klass.prepend(Module.new do
          names.each do |name|
            is_own = klass <= NativeFile && !CALLS_OTHERS.match?(name)
            class_eval(<<~RUBY, __FILE__, __LINE__ + 1)
              def #{name}(...)
                #{"return super unless hosted?" if is_own}
                Originals.raising { super }
              end
            RUBY
          end
        end)
      end
    end
  end

  private_constant :Originals
end
