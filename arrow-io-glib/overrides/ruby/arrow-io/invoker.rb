# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class Loader
    # Calls a function of C. Integers go there as they are, which spares a call that takes
    # nothing else half of its time.
    class Invoker < GObjectIntrospection::Loader::Invoker
      INTEGERS = %i[INT8 UINT8 INT16 UINT16 INT32 UINT32 INT64 UINT64].map do |name|
        GObjectIntrospection::TypeTag.const_get(name)
      end

      private_constant :INTEGERS

      # Whether a method takes integers or nothing.
      def self.direct?(info)
        info.is_a?(GObjectIntrospection::MethodInfo) &&
          info.in_args.all? { |argument| INTEGERS.include?(argument.type.tag) }
      end

      def initialize(info, *names)
        super
        @direct_size = info.in_args.size if Invoker.direct?(info)
        @gives_self = !info.have_return_value?
      end

      def invoke(receiver, arguments, block, *rest)
        return super if arguments.size != @direct_size || block || !arguments.all?(Integer)

        result = @info.invoke(receiver, arguments)
        @gives_self ? receiver : result
      end
    end

    private

    def define_method(info, klass, name)
      super
      return unless Invoker.direct?(info)

      invoker = Invoker.new(info, name, "#{klass}##{name}")
      klass.remove_method(name)
      klass.define_method(name) { |*arguments, &block| invoker.invoke(self, arguments, block) }
    end
  end
end
