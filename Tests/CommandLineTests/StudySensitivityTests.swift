import Foundation
import Testing

@Suite("Sweeps and sensitivity of studies through the program")
struct StudySensitivityTests {
  /// Three scenarios without a budget: small enough for a test.
  private static let response = Program.package + "/Models/studies/dose-response-research.yaml"
  /// Exit status of wrong usage.
  private static let wrongUsage: Int32 = 64

  private func sweep(_ more: [String]) throws -> Program.Result {
    try Program.run(
      ["sweep", Self.response, "--policy", "rd_push", "--futures", "64"] + more)
  }

  @Test func sweepIsATableOfScenariosAndLevels() throws {
    let result = try sweep(["--vary", "public_research=0.002:0.03:3", "--format", "csv"])
    #expect(result.status == 0)
    let table = Table(result.output)
    #expect(table.rows.count == 9)
    #expect(table.numbers("public_research").prefix(3) == [0.002, 0.016, 0.03])
    for (low, high) in zip(table.numbers("mean_low"), table.numbers("mean_high")) {
      #expect(low < high)
    }
    // One best level in each scenario.
    let confidences = table.numbers("confidence_best")
    for scenario in 0..<3 {
      #expect(abs(confidences[3 * scenario..<3 * scenario + 3].reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test func sweepTextStaysWithinItsWidthAndSaysHowLevelsAreReached() throws {
    for more in [
      ["--vary", "public_research=0.002:0.03:3"],
      ["--vary", "public_research=0.002:0.03:3", "--vary", "absorption_speed=0.05:0.15:3"],
    ] {
      let result = try sweep(more)
      #expect(result.status == 0)
      #expect(result.output.contains("by the mix's own programme, with corners in 2027, 2032"))
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
  }

  @Test(arguments: [
    "public_research", "public_research=0.1", "public_research=0:0.05:1",
    "public_research=0:0.5:3", "public_reserch=0:0.05:3", "public_research=0.01:0.01:3",
  ])
  func wrongSweepsAreRefused(vary: String) throws {
    let result = try sweep(["--vary", vary])
    #expect(result.status == Self.wrongUsage)
    #expect(result.errors.contains("Error: "))
  }

  @Test func sensitivityOfADecisionDoesNotDependOnThreads() throws {
    let arguments = [
      "sensitivity", Self.response, "--difference", "rd_push,baseline", "--groups", "--runs",
      "8000", "--format", "json",
    ]
    let one = try Program.run(arguments + ["--threads", "1"])
    let two = try Program.run(arguments + ["--threads", "2"])
    #expect(one.status == 0 && one.errors.isEmpty)
    #expect(one.output == two.output)
    for key in ["\"method\": \"sobol\"", "\"firstLow\"", "\"total\"", "absorption", "shocks"] {
      #expect(one.output.contains(key))
    }
    #expect(one.output.contains("stops being better") || one.output.contains("No flip inside"))
  }

  @Test func ranksAndYearsAreTargets() throws {
    let rank = try Program.run([
      "sensitivity", Self.response, "--rank", "--groups", "--runs", "4000", "--policy", "rd_push",
    ])
    #expect(rank.status == 0)
    #expect(rank.output.contains("rd_push is best by discounted_consumption"))
    let years = try Program.run([
      "sensitivity", Self.response, "--by-year", "--groups", "--runs", "2000", "--outcome",
      "income", "--format", "csv",
    ])
    #expect(years.status == 0)
    #expect(years.output.contains("income in 2060"))
  }

  @Test func methodsThatNeedFinishedRunsAreRefusedWithTheWay() throws {
    let result = try Program.run(["sensitivity", Self.response, "--method", "pawn"])
    #expect(result.status == Self.wrongUsage)
    #expect(result.errors.contains("--out DIR"))
  }
}
