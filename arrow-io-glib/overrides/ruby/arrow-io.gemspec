# SPDX-License-Identifier: Apache-2.0

Gem::Specification.new do |spec|
  spec.name = "arrow-io"
  spec.version = "0.1.0"
  spec.summary = "Arrow's buffers, memory pools and files, as Ruby's own"
  spec.description = <<~TEXT
    arrow-io-glib has buffers that are sliced without copying, memory pools that count every
    byte, and one kind of file for disks, maps, memory and compressed streams. This is the
    part of it that is written in Ruby: the library with its typelib has to be installed too.
  TEXT
  spec.authors = ["The arrow-io-glib authors"]
  spec.license = "Apache-2.0"
  spec.files = Dir.glob(["arrow-io.rb", "arrow-io/*.rb"], base: __dir__)
  spec.require_paths = ["."]
  spec.required_ruby_version = ">= 3.1"
  spec.add_runtime_dependency("gio2", ">= 3.4")
  spec.metadata["rubygems_mfa_required"] = "true"
end
