# tests/bindings/ruby/test-page.rb: test-page.rb PAGE
#
# The programs of a page of the documentation print what it says: the comment behind a puts,
# line by line.
#
# SPDX-License-Identifier: Apache-2.0

PAGE = File.read(ARGV.fetch(0), encoding: "utf-8")

require "open3"
require "rbconfig"

require_relative "helper"

class TestPage < TestCase
  test "a page" do
    program = PAGE.scan(/^```ruby\n(.*?)^```$/m).join
    expected = program.scan(/puts .*# (.*)$/).flatten.flat_map { |text| text.split("|") }
    output, status = Open3.capture2e(RbConfig.ruby, "-", stdin_data: program)
    assert_true(status.success?, output)
    assert_equal(expected, output.lines(chomp: true))
    assert_operator(expected.size, :>, 5)
  end
end
