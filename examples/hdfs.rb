# To a cluster of HDFS and back, with progress, and what is there: hdfs.rb
#
# The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.
#
# Prints:
#
#   to the cluster: 1000000 of 1000000 bytes
#   and back: 1000000 of 1000000 bytes
#   /examples/ruby/days.txt has 8 bytes
#   /examples/ruby/trips.csv has 1000000 bytes
#   half a file is not there
#
# SPDX-License-Identifier: Apache-2.0

require "arrow-io"

# From one open file to another.
def copy(what, source, target)
  told = nil
  source.copy(target) { |done, total| told = "#{done} of #{total}" }
  puts "#{what}: #{told} bytes"
end

ArrowIO::OSFile.open("trips.csv", "wb") { |f| f.write("mon,12,Oslo\n" * 83333, "end\n") }

hdfs = ArrowIO::Hdfs.new(ENV.fetch("HDFS"), replication: 1)
ArrowIO::OSFile.open("trips.csv") do |source|
  hdfs.open("/examples/ruby/trips.csv", "wb") { |target| copy("to the cluster", source, target) }
end
hdfs.open("/examples/ruby/trips.csv") do |source|
  ArrowIO::OSFile.open("back.csv", "wb") { |target| copy("and back", source, target) }
end

hdfs.open("/examples/ruby/days.txt", "w") { |file| file.write("mon\ntue\n") }
hdfs.list("/examples/ruby").each { |info| puts "#{info.path} has #{info.size} bytes" }

# What is written is there when it is closed, and a block that fails gives it up.
begin
  hdfs.open("/examples/ruby/half.txt", "w") do |file|
    file.write("mon\n")
    raise ArgumentError, "there is no day after that"
  end
rescue ArgumentError
  puts "half a file is #{hdfs.exist?("/examples/ruby/half.txt") ? "there" : "not there"}"
end
