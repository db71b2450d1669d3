import Foundation
import Testing

/// Numbers that nobody means end in a sentence, never in a crash.
@Suite struct OddArgumentsTests {
  private static let solow = Program.package + "/Models/studies/solow.yaml"

  /// Values that no option of a count takes.
  static let odd = [
    "-1", "9223372036854775807", "9223372036854775808", "99999999999999999999", "nan", "inf",
    "-inf", "1e308", "1e-3", "1.5", "0x10", "", "x",
  ]

  static let options: [[String]] = [
    ["check", solow, "--futures="], ["check", solow, "--threads="],
    ["sensitivity", solow, "--runs="], ["sensitivity", solow, "--replicates="],
    ["trace", solow, "--policy", "save_a_tenth", "--future="],
    ["design", "f.yaml", "--method", "random", "--out", "d.csv", "--runs="],
    ["calibrate", "c.yaml", "--runs="], ["calibrate", "c.yaml", "--particles="],
    ["backtest", "--fitted-to="], ["backtest", "--refit-runs="],
    ["backtest", "--refit-particles="],
    ["bench", "--threads="],
  ]

  @Test(arguments: options)
  func aCountIsAWholeNumberOfARange(option: [String]) throws {
    for value in Self.odd {
      let result = try Program.run(option.dropLast() + [option[option.count - 1] + value])
      #expect(result.status == 64, "\(option) \(value): \(result.status) \(result.errors)")
      if option[0] != "bench" && !value.isEmpty {
        #expect(result.errors.contains("expected a whole number from "), "\(result.errors)")
      }
    }
  }

  @Test func largeCountsMayBeWrittenShort() throws {
    let result = try Program.run(["check", Self.solow, "--futures", "1e5", "--design", "random"])
    #expect(result.status == 0 && result.output.contains("100,000 futures"), "\(result)")
  }

  @Test(arguments: [
    (["investment=0.1:0.3:9223372036854775807"], "at most 400 points"),
    (["investment=0.1:0.3:4294967296", "depreciation=0.01:0.1:4294967296"], "at most 400 points"),
    (["investment=0.1:0.3:300", "depreciation=0.01:0.1:300"], "at most 400"),
    (["investment=0.1:0.10000000000000003:300"], "tell apart"),
    (["investment=nan:0.3:3"], "is not of the form"), (["investment=0.1:inf:3"], "of the form"),
    (["investment=0.1:0.3:-5"], "needs two or more"),
  ])
  func aGridThatCannotBeRunIsRefused(axes: [String], sentence: String) throws {
    let result = try Program.run(["sweep", Self.solow] + axes.flatMap { ["--vary", $0] })
    #expect(result.status == 64, "\(result.status)")
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }

  @Test func aFutureBeyondTheDesignIsRefused() throws {
    let arguments = ["trace", Self.solow, "--policy", "save_a_tenth", "--futures", "64"]
    #expect(try Program.run(arguments + ["--future", "63"]).status == 0)
    let result = try Program.run(arguments + ["--future", "64"])
    #expect(result.status == 64 && result.errors.contains("futures 0 to 63"), "\(result.errors)")
  }

  /// A study's file and the option have one limit.
  @Test func fileAndOptionHaveOneLimitOfFutures() throws {
    let scratch = try Scratch()
    let text = try String(contentsOfFile: Self.solow, encoding: .utf8)
    try (text.replacing(/(?m)^futures:.*\n/, with: "") + "\nfutures: 1099511627777\n")
      .write(toFile: scratch.path("s.yaml"), atomically: true, encoding: .utf8)
    let file = try Program.run(["check", scratch.path("s.yaml")])
    let option = try Program.run(["check", Self.solow, "--futures", "1099511627777"])
    #expect(file.errors.contains("from 1 to 1099511627776"), "\(file.errors)")
    #expect(option.errors.contains("from 1 to 1099511627776"), "\(option.errors)")
  }
}
