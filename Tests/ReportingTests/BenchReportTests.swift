import Ensembles
import Foundation
import Testing

@testable import Reporting
@testable import Studies

/// Judgements of a benchmark, on measurements that are made up.
@Suite struct BenchReportTests {
  static func times(draws: Double, model: Double, summaries: Double, waiting: Double) -> RunTimes {
    var times = RunTimes()
    times.draws = draws
    times.model = model
    times.summaries = summaries / 2
    times.merging = summaries / 2
    times.waiting = waiting
    return times
  }

  static func report(
    rates: [Int: [Double]], kernel: [Double] = [1000, 1000, 1000],
    peak: [Double] = [8e7, 8e7, 8e7],
    load: Double? = 0, cores: Int = 2
  ) -> BenchReport {
    BenchReport(
      machine: Machine(processor: "a processor", cores: cores, operatingSystem: "a system"),
      vectorBits: 512, loadBefore: load, study: "a-study", policies: 9, scenarios: 5,
      sectorStepsPerFuture: 100,
      kernel: BenchReport.Kernel(
        vectorPath: "avx512", product: "kernel", precision: "double", flopsPerSectorStep: 200,
        futuresPerSecond: BenchRepetitions(kernel), peak: BenchRepetitions(peak)),
      threads: rates.keys.sorted().map { threads in
        BenchReport.Threads(
          threads: threads, futuresPerSecond: BenchRepetitions(rates[threads]!),
          times: rates[threads]!.map { _ in
            times(draws: 0.1, model: 0.7, summaries: 0.15, waiting: 0.05)
          })
      }, peakMemory: 100 << 20)
  }

  @Test func repetitionsAreSummarisedByTheMiddleAndTheEnds() {
    let odd = BenchRepetitions([3, 1, 2])
    #expect(odd.median == 2 && odd.low == 1 && odd.high == 3 && odd.spread == 1)
    #expect(BenchRepetitions([4, 1, 2, 3]).median == 2.5)
    #expect(BenchRepetitions([0, 0]).spread == 0)
    #expect(BenchRepetitions([8, 9]).divided(by: BenchRepetitions([2, 3])).values == [4, 3])
  }

  @Test func aSlowDownIsNeverCalledASpeedUp() throws {
    let report = Self.report(rates: [
      1: [100, 100, 100], 2: [180, 190, 200], 4: [120, 95, 130], 8: [90, 99, 140],
    ])
    #expect(report.scaling(report.threads[0]) == .reference)
    #expect(report.scaling(report.threads[1]) == .faster(1.9))
    #expect(report.scaling(report.threads[2]) == .withinNoise)
    #expect(report.scaling(report.threads[3]) == .slower)
    let text = report.text.replacing(#/\s+/#, with: " ")
    #expect(text.contains("slower than one"))
    #expect(text.contains("no faster than one"))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.rendered.utf8)) as? [String: Any])
    let threads = try #require(json["threads"] as? [[String: Any]])
    #expect(threads.map { $0["speedUp"] as? Double } == [nil, 1.9, nil, nil])
    #expect(threads[3]["scaling"] as? String == "slower than one thread")
  }

  @Test func repetitionsAreComparedWithOneThreadInTheSameRepetition() {
    // The machine slows down by half; the threads still help by the same factor.
    let report = Self.report(rates: [1: [100, 75, 50], 2: [190, 142.5, 95]])
    #expect(report.scaling(report.threads[1]) == .faster(1.9))
    #expect(report.efficiency(report.threads[1]) == 0.95)
  }

  @Test func derivedFiguresFollowTheirDefinitions() {
    let report = Self.report(rates: [1: [500, 500, 500], 2: [1000, 1000, 1000]])
    // 500 futures of 100 sector-steps in a second of one thread.
    #expect(report.nanosecondsPerSectorStep(report.threads[0]) == 20_000)
    #expect(report.nanosecondsPerSectorStep(report.threads[1]) == 20_000)
    #expect(report.kernelNanosecondsPerSectorStep == 10_000)
    // 1000 futures of 100 sector-steps of 200 operations against 8e7.
    #expect(report.peakShare.median == 0.25)
    // Shares of a sum of four decimal fractions: a few roundings.
    #expect(abs(report.threads[0].summaries - 0.15) < 1e-15)
    #expect(abs(report.threads[0].kernel - 0.7) < 1e-15)
  }

  @Test func aQuietMachineGetsNoWarning() {
    let report = Self.report(rates: [1: [100, 105, 109], 2: [200, 201, 202]])
    #expect(BenchNoise.warnings(report).isEmpty)
    #expect(!report.text.contains("Warning"))
  }

  @Test func aNoisyMachineIsNamedWithWhatDiffered() throws {
    let peaks = Self.report(rates: [1: [100, 100, 100]], peak: [5e7, 8e7, 8e7])
    #expect(
      try #require(BenchNoise.warnings(peaks).first).contains("multiply-add peak differ by 38 %"))
    let rates = Self.report(rates: [1: [100, 100, 100], 2: [150, 200, 190]])
    let warning = try #require(BenchNoise.warnings(rates).first)
    #expect(warning.contains("the engine on 2 threads differ by 26 %"))
    #expect(!warning.contains("1 thread "))
    let kernel = Self.report(rates: [1: [100, 100, 100]], kernel: [1000, 1000, 1101])
    #expect(try #require(BenchNoise.warnings(kernel).first).contains("the kernel alone"))
    #expect(kernel.text.contains("Warning: the machine is noisy"))
  }

  @Test func aBusyMachineAndTooManyThreadsAreNamed() {
    let busy = Self.report(rates: [1: [100, 100, 100]], load: 0.6)
    #expect(BenchNoise.warnings(busy).count == 1)
    #expect(BenchNoise.warnings(Self.report(rates: [1: [100, 100, 100]], load: 0.4)).isEmpty)
    #expect(BenchNoise.warnings(Self.report(rates: [1: [100, 100, 100]], load: nil)).isEmpty)
    let many = Self.report(rates: [1: [100, 100, 100], 4: [200, 200, 200]])
    #expect(BenchNoise.warnings(many).contains { $0.contains("4 threads share 2 processors") })
  }

  @Test func theTextKeepsItsWidth() {
    let report = Self.report(rates: [
      1: [100_000, 100, 100], 2: [1, 2, 3], 64: [1_000_000, 2_000_000, 1_500_000],
    ])
    #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
