# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class HdfsInfo
    # As File::Stat has them.
    def mtime = Time.at(modified / 1000r)
    def atime = Time.at(accessed / 1000r)
    def file? = file_type == HdfsFileType::FILE
    def directory? = file_type == HdfsFileType::DIRECTORY
    alias_method :to_path, :path

    def inspect
      "#<#{self.class} #{file_type.nick} #{path}>"
    end
  end

  class HdfsLister
    include Enumerable

    def each
      return to_enum unless block_given?

      while (info = self.next)
        yield(info)
      end
      self
    end
  end

  # C would end a path at a NUL, and mean another one.
  module TakesHdfsPaths
    PATHS = { rename: 2, rename_async: 2 }.freeze

    %i[
      get_info exist? set_permission set_owner set_times set_replication get_checksum
      open_async list_async get_info_async exists_async mkdirs_async rename_async delete_async
      set_permission_async set_owner_async set_times_async set_replication_async
      get_checksum_async
    ].each do |name|
      count = PATHS.fetch(name, 1)
      define_method(name) do |*arguments, &block|
        arguments[0, count] = arguments.first(count).map { |path| ArrowIO.path_from(path) }
        super(*arguments, &block)
      end
    end

    def initialize(uri, options = nil, **values)
      super(ArrowIO.path_from(uri), HdfsOptions.build(options, **values))
    end

    # With a block it gets the file, which is closed when the block ends.
    def open(path, mode = "r", options = nil, **values, &block)
      options = HdfsOptions.build(options, **values)
      file = super(ArrowIO.path_from(path), ArrowIO.convert(mode, String), options)
      file.binmode if mode.include?("b")
      NativeFile.closing(file, &block)
    end

    # What has each, or with a block what that is given one by one.
    def list(path, &block)
      lister = super(ArrowIO.path_from(path))
      block ? lister.each(&block) : lister
    end

    def mkdirs(path, permission = -1)
      super(ArrowIO.path_from(path), permission)
      self
    end

    def rename(path, new_path, is_overwriting = false, overwrite: is_overwriting)
      super(ArrowIO.path_from(path), ArrowIO.path_from(new_path), overwrite)
      self
    end

    def delete(path, is_recursive = false, recursive: is_recursive)
      super(ArrowIO.path_from(path), recursive)
      self
    end

    # The bytes that the cluster has room for, those used and those left.
    def space
      super.last(3)
    end

    def get_space_finish(result)
      super.last(3)
    end

    def inspect
      "#<#{self.class} #{uri}>"
    end
  end

  module OpensHdfsUri
    def initialize(uri, mode = "r", options = nil, **values)
      options = HdfsOptions.build(options, **values)
      super(ArrowIO.path_from(uri), ArrowIO.convert(mode, String), options)
      @path = uri
      binmode if mode.include?("b")
    end
  end

  private_constant :TakesHdfsPaths, :OpensHdfsUri

  class Hdfs
    prepend TakesHdfsPaths
    alias_method :info, :get_info
    alias_method :exists?, :exist?
  end

  class HdfsFile
    prepend OpensHdfsUri
  end
end
