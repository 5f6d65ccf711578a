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
end
