# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Gives what lets other threads run a second form that does not. It serves files that may
  # call a function of Ruby's, see hosted.rb, and programs of one thread.
  module HoldsLock
    private

    def hold_lock(repository, namespace)
      repository.each(namespace) do |info|
        case info
        when GObjectIntrospection::ObjectInfo
          klass = GLib::Type[info.gtype.name].to_class
          info.methods.grep(GObjectIntrospection::MethodInfo).each { |method| hold_lock_in(klass, method) }
        when GObjectIntrospection::FunctionInfo
          hold_lock_in(ArrowIO.singleton_class, info)
        end
      end
    end

    def hold_lock_in(klass, info)
      return unless Loader::BLOCKING.match?(info.name) && (klass <= NativeFile || klass.singleton_class?)

      name = rubyish_method_name(info)
      unlocking = klass.instance_method(name)
      holding = Loader::Invoker.new(info, name, "#{klass}##{name}")
      receives = klass <= NativeFile
      klass.remove_method(name)
      klass.define_method(name) do |*arguments, &block|
        if Thread.list.size == 1 || NativeFile.hosts?(self, *arguments)
          holding.invoke(receives ? self : nil, arguments, block)
        else
          MemoryPool.untold { unlocking.bind_call(self, *arguments, &block) }
        end
      end
    end
  end

  private_constant :HoldsLock
end
