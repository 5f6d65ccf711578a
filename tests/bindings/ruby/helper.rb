# tests/bindings/ruby/helper.rb: what the tests share.
#
# SPDX-License-Identifier: Apache-2.0

require "fileutils"
require "tmpdir"

require "arrow-io"
require "test/unit"

# A test runs in an empty folder of its own.
class TestCase < Test::Unit::TestCase
  def setup
    @home = Dir.pwd
    @folder = Dir.mktmpdir
    Dir.chdir(@folder)
  end

  def teardown
    Dir.chdir(@home)
    FileUtils.remove_entry(@folder)
  end
end
