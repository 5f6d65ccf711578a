# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Options are made of keywords, which are the names of their properties.
  module MadeOfKeywords
    def of(values)
      values.each_with_object(new) do |(name, value), made|
        unless properties(false).include?(name.to_s.tr("_", "-"))
          raise ArgumentError, "unknown keyword: #{name.inspect}"
        end

        made.public_send("#{name}=", value)
      end
    end
  end

  class StreamOptions
    extend MadeOfKeywords

    # Only for compression does nil mean something.
    def self.build(compression: "detect", **values)
      of({ compression: compression }.merge(values.compact))
    end
  end

  class HdfsOptions
    extend MadeOfKeywords

    # Or the options that there are.
    def self.build(options = nil, **values)
      return options if values.empty?
      raise ArgumentError, "options are given both as an object and by keywords" if options

      of(values)
    end
  end

  private_constant :MadeOfKeywords
end
