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

  @Test func aPrecisionEndsARunByASentence() throws {
    let arguments = [
      "sensitivity", Self.response, "--difference", "rd_push,baseline", "--groups",
      "--until-precision", "0.2",
    ]
    let text = try Program.run(arguments + ["--runs", "60000"])
    #expect(text.status == 0, "\(text.errors)")
    let words = text.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("ANSWER On average") && words.contains("Stopped at look"))
    #expect(words.contains("because the half-width of every interval is at most 0.2"))
    #expect(words.contains("all looks together err with a probability of at most 5 %"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let json = try Program.run(arguments + ["--runs", "60000", "--format", "json"])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let stop = try #require(object["stop"] as? [String: Any])
    #expect(stop["isReached"] as? Bool == true)
    #expect((object["runs"] as? Int ?? .max) <= (stop["limit"] as? Int ?? 0))
    #expect((stop["limit"] as? Int ?? .max) <= 60000)
    let ranks = try #require(object["ranks"] as? [String: Any])
    #expect((ranks["factors"] as? [[String: Any]])?.allSatisfy { $0["lowest"] != nil } == true)
    let decision = try #require(object["decision"] as? [String: Any])
    #expect(decision["better"] as? String == "rd_push" || decision["worse"] as? String == "rd_push")
    // Without hope of the precision, the limit of runs ends the run and the sentence says so.
    let limited = try Program.run([
      "sensitivity", Self.response, "--groups", "--until-precision", "0.0001", "--runs", "20000",
      "--format", "json",
    ])
    #expect(limited.output.contains("because --runs allows no more"))
    #expect(limited.output.contains("\"isReached\": false"))
  }

  @Test func statementsAboutTheDecisionAreTargets() throws {
    for (more, name) in [
      (["--regret", "baseline"], "regret of baseline by discounted_consumption"),
      (
        ["--beats", "rd_push,baseline"],
        "rd_push better than baseline by discounted_consumption"
      ),
    ] {
      let result = try Program.run(
        ["sensitivity", Self.response, "--groups", "--runs", "4000"] + more)
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ").contains(name))
    }
    let years = try Program.run([
      "sensitivity", Program.first, "--by-year", "--rank", "--groups", "--runs", "6000",
      "--outcome", "income", "--policy", "balanced_aligned", "--format", "csv",
    ])
    #expect(years.status == 0, "\(years.errors)")
    #expect(years.output.contains("rank of balanced_aligned by income in 2060"))
    #expect(years.output.contains("balanced_aligned is best by income in 2060"))
    // The text is one table of years and the last of them.
    let text = try Program.run([
      "sensitivity", Self.response, "--by-year", "--groups", "--runs", "10000", "--outcome",
      "income", "--difference", "rd_push,baseline",
    ])
    #expect(text.output.contains("SENSITIVITY of income, rd_push minus baseline by year"))
    let words = text.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("factor 2030 2035"))
    #expect(text.output.contains("ANSWER    On average"))
  }

  @Test(arguments: [
    ["--until-precision", "0"], ["--until-precision", "1.5"],
    ["--until-precision", "0.1", "--runs", "10"], ["--regret", "rd_pus"],
    ["--beats", "rd_push"], ["--beats", "rd_push,rd_push"],
    ["--regret", "rd_push", "--policy", "baseline"], ["--outcome", "income,income"],
  ])
  func wrongDecisionsAreRefused(more: [String]) throws {
    let result = try Program.run(["sensitivity", Self.response, "--groups"] + more)
    #expect(result.status == Self.wrongUsage, "\(result.output)")
    #expect(result.errors.contains("Error: "))
  }

  @Test func finishedRunsHaveRegretAndBeats() throws {
    let scratch = try Scratch()
    let run = try Program.run([
      "run", Self.response, "--futures", "64", "--beliefs", "prior", "--out", scratch.path("run"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    let arguments = [
      "sensitivity", scratch.path("run"), "--output", "discounted_consumption", "--format", "json",
    ]
    for more in [["--regret", "baseline"], ["--beats", "rd_push,baseline"]] {
      let result = try Program.run(arguments + more)
      // A statement that is the same in every future is an error that says so, not a table of zeros.
      let isConstant = result.errors.contains("in every row, so that nothing can matter")
      #expect(result.status == 0 || isConstant, "\(result.errors)")
    }
    let both = try Program.run(arguments + ["--regret", "baseline", "--beats", "rd_push,baseline"])
    #expect(both.status == Self.wrongUsage)
  }

  @Test func methodsThatNeedFinishedRunsAreRefusedWithTheWay() throws {
    let result = try Program.run(["sensitivity", Self.response, "--method", "pawn"])
    #expect(result.status == Self.wrongUsage)
    #expect(result.errors.contains("--out DIR"))
  }
}
