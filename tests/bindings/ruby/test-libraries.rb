# tests/bindings/ruby/test-libraries.rb: files go where Ruby's libraries take an IO.
#
# SPDX-License-Identifier: Apache-2.0

require "csv"
require "digest"
require "erb"
require "json"
require "logger"
require "open3"
require "psych"
require "rubygems/package"
require "stringio"
require "strscan"
require "zlib"

require_relative "helper"

class TestLibraries < TestCase
  ROWS = Array.new(600) do |i|
    [i.to_s, "Zürich, \"#{i}\"", i.even? ? "two\nlines" : "plain", "x" * (i % 50)]
  end
  TEXT = ROWS.map(&:to_csv).join
  TREE = { "name" => "Zürich", "rows" => [1, 2.5, nil, true, { "é" => "x" * 9000 }] }.freeze

  # Files with that content: one that can seek, and two streams.
  def each_source(content)
    content = content.b
    File.binwrite("data", content)
    File.binwrite("data.gz", Zlib.gzip(content))
    yield(ArrowIO::OSFile.new("data"))
    yield(ArrowIO.memory_map("data"))
    yield(ArrowIO::BufferReader.new(content))
    yield(ArrowIO.input_stream("data.gz"))
    yield(ArrowIO.input_stream("data", buffer_size: 100))
  end

  # What a block writes, through files of several kinds.
  def each_written
    writer = ArrowIO::BufferOutputStream.new
    yield(writer)
    paths = %w[out out.gz].each { |path| ArrowIO.output_stream(path) { |file| yield(file) } }
    [writer.getvalue.to_s, *paths.map { |path| ArrowIO.input_stream(path) { |file| file.read.b } }]
  end

  test "CSV reads" do
    each_source(TEXT) { |file| assert_equal(ROWS, CSV.new(file).read) }
    each_source(TEXT) { |file| assert_equal(ROWS, CSV.new(file, row_sep: "\n").to_a) }
    each_source("a;b\r\n1;2\r\n") do |file|
      rows = CSV.new(file, headers: true, col_sep: ";", converters: :numeric).map(&:to_h)
      assert_equal([{ "a" => 1, "b" => 2 }], rows)
    end
    each_source(TEXT) do |file|
      csv = CSV.new(file)
      assert_equal([ROWS[0], ROWS[1], false], [csv.shift, csv.shift, csv.eof?])
      assert_equal([ROWS.drop(2), true], [Array.new(ROWS.size - 2) { csv.shift }, csv.eof?])
    end
  end

  test "CSV reads other encodings" do
    each_source("Z\xFCrich,1\n") do |file|
      file.set_encoding("iso-8859-1:utf-8")
      assert_equal([["Zürich", "1"]], CSV.new(file).read)
    end
  end

  test "CSV writes" do
    contents = each_written do |file|
      csv = CSV.new(file)
      ROWS.first(300).each { |row| csv << row }
      CSV(file) { |rows| ROWS.drop(300).each { |row| rows << row } }
    end
    assert_equal([TEXT.b], contents.uniq)
  end

  test "gzip by Ruby's own means" do
    zipped = Zlib.gzip(TEXT)
    each_source(zipped) { |file| assert_equal(TEXT, Zlib::GzipReader.new(file).read) }
    each_source(zipped) do |file|
      assert_equal(TEXT.lines, Zlib::GzipReader.new(file).each_line.to_a)
    end
    contents = each_written do |file|
      writer = Zlib::GzipWriter.new(file)
      writer.write(TEXT)
      writer.finish
    end
    assert_equal([TEXT.b], contents.map { |content| Zlib.gunzip(content) }.uniq)
  end

  test "a GzipReader gives back what it read too much" do
    File.binwrite("two", Zlib.gzip("one") + Zlib.gzip("two"))
    ArrowIO::OSFile.open("two") do |file|
      texts = Zlib::GzipReader.zcat(file)
      assert_equal("onetwo", texts)
    end
  end

  test "JSON" do
    each_source(JSON.generate(TREE)) { |file| assert_equal(TREE, JSON.load(file)) }
    each_source(JSON.generate(TREE)) { |file| assert_equal(TREE, JSON.parse(file.read)) }
    contents = each_written { |file| JSON.dump(TREE, file) }
    assert_equal([JSON.generate(TREE).b], contents.uniq)
  end

  test "Marshal" do
    tree = { rows: ROWS, big: 2**100, time: Time.at(0), text: "é" }
    each_source(Marshal.dump(tree) + Marshal.dump(:second)) do |file|
      assert_equal([tree, :second], [Marshal.load(file), Marshal.load(file)])
      assert_raise(EOFError) { Marshal.load(file) }
    end
    contents = each_written { |file| Marshal.dump(tree, file) }
    assert_equal([Marshal.dump(tree)], contents.uniq)
  end

  test "YAML" do
    each_source(Psych.dump(TREE)) { |file| assert_equal(TREE, Psych.safe_load(file)) }
    each_source(Psych.dump_stream(1, TREE)) do |file|
      assert_equal([1, TREE], Psych.load_stream(file))
    end
    contents = each_written { |file| Psych.dump(TREE, file) }
    assert_equal([Psych.dump(TREE).b], contents.uniq)
  end

  test "IO.copy_stream from our files" do
    each_source(TEXT) do |file|
      File.open("copy", "wb") { |to| assert_equal(TEXT.bytesize, IO.copy_stream(file, to)) }
      assert_equal(TEXT, File.read("copy"))
    end
    each_source(TEXT) do |file|
      file.read(3)
      File.open("copy", "wb") { |to| assert_equal(4, IO.copy_stream(file, to, 4)) }
      assert_equal([TEXT.byteslice(3, 4).b, TEXT.byteslice(7..)], [File.binread("copy"), file.read])
    end
  end

  test "IO.copy_stream to our files" do
    File.write("source", TEXT)
    contents = each_written { |file| IO.copy_stream("source", file) } +
               each_written { |file| File.open("source") { |from| IO.copy_stream(from, file) } } +
               each_written { |file| IO.copy_stream(StringIO.new(TEXT), file) }
    assert_equal([TEXT.b], contents.uniq)
  end

  test "digests" do
    expected = Digest::SHA256.hexdigest(TEXT)
    each_source(TEXT) do |file|
      digest = Digest::SHA256.new
      while (piece = file.read(1000))
        digest << piece
      end
      assert_equal(expected, digest.hexdigest)
    end
    assert_equal(expected, Digest::SHA256.hexdigest(ArrowIO::Buffer.new(TEXT)))
  end

  test "tar archives" do
    contents = each_written do |file|
      archive = Gem::Package::TarWriter.new(file)
      archive.mkdir("folder", 0o755)
      archive.add_file_simple("folder/text", 0o644, TEXT.bytesize) { |out| out.write(TEXT) }
      archive.add_file_simple("small", 0o600, 3) { |out| out.write("abc") }
      archive.close
    end
    contents.each do |content|
      each_source(content) do |file|
        found = Gem::Package::TarReader.new(file).map { |entry| [entry.full_name, entry.read] }
        assert_equal(%w[folder folder/text small], found.map(&:first))
        assert_equal([TEXT.b, "abc"], found.drop(1).map { |_, text| text.b })
      end
    end
  end

  test "templates" do
    each_source("<% 2.times do |i| %>é<%= i %>ü<% end %>\n") do |file|
      assert_equal("é0üé1ü\n", ERB.new(file.read).result)
    end
  end

  test "logs" do
    contents = each_written do |file|
      logger = Logger.new(file, formatter: ->(level, _, _, text) { "#{level} #{text}\n" })
      logger.info("Zürich")
      logger.warn("late")
    end
    assert_equal(["INFO Zürich\nWARN late\n".b], contents.uniq)
  end

  test "other programs" do
    each_source(TEXT) do |file|
      output, status = Open3.capture2("sort", stdin_data: file.read)
      assert_equal([TEXT.lines.sort, true], [output.lines.sort, status.success?])
    end
    each_source(TEXT) do |file|
      IO.popen(%w[wc -c], "r+") do |io|
        IO.copy_stream(file, io)
        io.close_write
        assert_equal(TEXT.bytesize, io.read.to_i)
      end
    end
  end

  test "standard output" do
    writer = ArrowIO::BufferOutputStream.new
    stdout = $stdout
    begin
      $stdout = writer
      puts "é", [1, [nil, "two\n"]]
      print "a", :b
      printf("%03d", 7)
      putc 65
      p [1]
      $stdout << "end"
    ensure
      $stdout = stdout
    end
    assert_equal("é\n1\n\ntwo\nab007A[1]\nend".b, writer.getvalue.to_s)
  end
end
