# tests/bindings/ruby/test-gem.rb: the gem is built, installed and used: test-gem.rb FOLDER
#
# SPDX-License-Identifier: Apache-2.0

require "open3"
require "rbconfig"

FOLDER = File.expand_path(ARGV.fetch(0))

require_relative "helper"

class TestGem < TestCase
  # Where nothing but gems tells where the library is.
  BARE = { "RUBYLIB" => nil, "RUBYOPT" => nil, "GEM_PATH" => nil }.freeze

  def run_program(*command, **options)
    env = BARE.merge("GEM_HOME" => File.expand_path("gems"))
    output, status = Open3.capture2e(env, *command, **options)
    assert_true(status.success?, "#{command.join(" ")}\n#{output}")
    output
  end

  test "what is installed is the whole library, of its version" do
    gem = File.expand_path("arrow-io.gem")
    run_program("gem", "build", "arrow-io.gemspec", "--output", gem, chdir: FOLDER)
    run_program("gem", "install", "--local", "--no-document", gem)

    installed = Dir.glob("gems/gems/arrow-io-*/").first
    files = Dir.glob(["arrow-io.rb", "arrow-io/**/*.rb"], base: FOLDER)
    assert_equal(files.sort, Dir.glob("**/*", base: installed).grep(/\.rb\z/).sort)
    files.each { |file| assert_equal(File.read(File.join(FOLDER, file)), File.read(installed + file)) }

    script = <<~RUBY
      require "arrow-io"
      puts Gem.loaded_specs.fetch("arrow-io").version, ArrowIO::VERSION
      ArrowIO.output_stream("lines.gz") { |file| file.puts("one", "two") }
      puts ArrowIO.input_stream("lines.gz", &:to_a)
    RUBY
    version, *rest = run_program(RbConfig.ruby, "-e", script).split("\n")
    assert_equal([version, "one", "two"], rest)
  end
end
