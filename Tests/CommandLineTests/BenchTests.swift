import Foundation
import Testing

/// The benchmark as a process; what the numbers are is not tested, for a test does not know its machine.
@Suite struct BenchTests {
  /// Two mixes, one scenario and next to no time: every repetition runs one block a thread.
  private static let small = [
    "bench", "--study", Program.generic, "--policies", "education_only", "--scenarios", "reference",
    "--seconds", "0.01", "--threads", "2",
  ]

  @Test func jsonHasTheKeysThatProgramsRead() throws {
    let result = try Program.run(Self.small + ["--format", "json", "--vector-path", "baseline"])
    #expect(result.status == 0 && result.errors.isEmpty)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let machine = try #require(report["machine"] as? [String: Any])
    #expect(machine["processor"] is String)
    #expect(try #require(machine["cores"] as? Int) > 0)
    #expect(try #require(machine["peakGigaflops"] as? Double) > 0)
    let kernel = try #require(report["kernel"] as? [String: Any])
    #expect(try #require(kernel["flopsPerSectorStep"] as? Double) > 0)
    let share = try #require(kernel["peakShare"] as? Double)
    #expect(share > 0 && share < 1)
    #expect(kernel["vectorPath"] as? String == "baseline")
    #expect(kernel["product"] as? String == "kernel")
    let threads = try #require(report["threads"] as? [[String: Any]])
    // One thread is always measured.
    #expect(threads.map { $0["threads"] as? Int } == [1, 2])
    for entry in threads {
      for key in ["futuresPerSecond", "nanosecondsPerSectorStep", "efficiency"] {
        #expect(try #require(entry[key] as? Double) > 0)
      }
      let shares = try #require(entry["timeShares"] as? [String: Double])
      #expect(Set(shares.keys) == ["draws", "kernel", "summaries", "waiting"])
      #expect(shares.values.allSatisfy { 0...1 ~= $0 })
    }
    #expect(try #require(report["peakMemoryBytes"] as? Int) > 1 << 20)
  }

  @Test func textFitsAPageAndNamesTheKernel() throws {
    let result = try Program.run(Self.small + ["--product", "blas"])
    #expect(result.status == 0)
    #expect(result.output.contains("generic: 2 policy mixes in 1 scenario"))
    #expect(result.output.contains("products by blas"))
    #expect(result.output.contains("futures/s"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: [
    ["--threads", "0"], ["--threads", "1,two"], ["--threads", ""], ["--seconds", "0"],
    ["--vector-path", "mmx"], ["--product", "gpu"],
  ])
  func wrongUsageIsRefused(arguments: [String]) throws {
    let result = try Program.run(["bench"] + arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
  }
}
