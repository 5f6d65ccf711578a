# tests/bindings/ruby/test-hdfs.rb: HDFS as Ruby has it, with a cluster that is played.
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"
require "timeout"

class TestHdfs < TestCase
  URI = ENV.fetch("GARROW_TEST_HDFS")

  class Stop < StandardError
  end

  def setup
    super
    @hdfs = ArrowIO::Hdfs.new(URI, user: "ada", retries: 0, replication: 2)
  end

  def names(path)
    @hdfs.exist?(path) ? @hdfs.list(path).map(&:name) : []
  end

  def test_files
    size = @hdfs.open("/ruby/x", "wb") { |file| file.write("one\ntwo\n") }
    assert_equal(8, size)
    assert_equal(%W[one\n two\n], @hdfs.open("/ruby/x", &:to_a))
    assert_equal("one\ntwo\n", ArrowIO::HdfsFile.open("#{URI}/ruby/x", user: "ada", &:read))
    ArrowIO.output_stream("#{URI}/ruby/x.gz") { |file| file.write("packed") }
    assert_equal("packed", ArrowIO.input_stream("#{URI}/ruby/x.gz", &:read))
    assert_raise(Gio::IOError::NotFound) { @hdfs.open("/none") }
  end

  def test_infos
    assert_equal(%w[a b], names("/data"))
    info = @hdfs.info("/data/a")
    assert_equal(["/data/a", 8, Time.at(1), Time.at(1.5)],
                 [info.path, info.size, info.mtime, info.atime])
    assert_true(info.file?)
    assert_true(@hdfs.info("/data").directory?)
    assert_equal("#<ArrowIO::HdfsInfo file /data/a>", info.inspect)
    assert_equal("columnar", @hdfs.open(info, "rb", &:read))
    assert_false(@hdfs.exist?("/none"))
    assert_equal([300, 100, 200], @hdfs.space)
  end

  def test_changes
    @hdfs.mkdirs("/ruby-changes/a")
    @hdfs.rename("/ruby-changes/a", "/ruby-changes/b")
    assert_equal(%w[b], names("/ruby-changes"))
    @hdfs.delete("/ruby-changes", recursive: true)
    assert_false(@hdfs.exist?("/ruby-changes"))
    assert_raise(ArgumentError) { @hdfs.delete("/data\0/a") }
  end

  def test_options
    assert_raise(ArgumentError) { ArrowIO::Hdfs.new(URI, usr: "ada") }
    assert_raise(ArgumentError) do
      ArrowIO::Hdfs.new(URI, ArrowIO::HdfsOptions.new, user: "ada")
    end
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO::Hdfs.new("nfs://host") }
  end

  def test_a_block_that_fails_leaves_no_half
    assert_raise(Stop) do
      @hdfs.open("/ruby-half/x", "wb") { |file| file.write("half") && raise(Stop) }
    end
    assert_raise(Stop) do
      ArrowIO.output_stream("#{URI}/ruby-half/x.gz") { |file| file.write("half") && raise(Stop) }
    end
    assert_raise(Timeout::Error) do
      Timeout.timeout(0.2) do
        @hdfs.open("/ruby-half/x", "wb") { |file| file.write("half") && sleep }
      end
    end
    assert_equal([], names("/ruby-half"))
    assert_raise(Gio::IOError::NoSpace) do
      @hdfs.open("/ruby-full/x", "wb") { |file| file.write("full") }
    end
    assert_equal([], names("/ruby-full"))
  end

  def test_a_block_that_is_left_is_closed
    1.times { @hdfs.open("/ruby-left/x", "wb") { |file| file.write("all") && break } }
    begin
      Timeout.timeout(0.01) { sleep }
    rescue Timeout::Error
      1.times { @hdfs.open("/ruby-left/y", "wb") { |file| file.write("all") && break } }
    end
    assert_equal(%w[x y], names("/ruby-left"))
  end

  def test_a_block_over_another_file_closes_it
    assert_raise(Stop) do
      ArrowIO::OSFile.open("x", "wb") { |file| file.write("kept") && raise(Stop) }
    end
    assert_equal("kept", File.read("x"))
  end
end
