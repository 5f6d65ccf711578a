# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class Error
    remove_const(:Closed)

    # What Ruby's own files raise too.
    class Closed < IOError
      include GLib::ErrorInfo
    end

    # The classes that ruby-glib2 makes errors of, by their codes.
    @code_classes[CLOSED] = Closed

    # So that `rescue ArrowIO::Error` is for all of them.
    def self.===(error)
      super || (equal?(Error) && error.is_a?(Closed))
    end
  end

  # What the system refuses is a Gio::IOError with a number in its message. Ruby asks an error
  # for its errno, so that with this `rescue Errno::ENOENT` takes it.
  module SystemError
    # Nil if the error is not one of the system's.
    def errno
      message[/\[errno (\d+)\]\z/, 1]&.to_i
    end
  end

  Gio::IOError.include(SystemError)
end
