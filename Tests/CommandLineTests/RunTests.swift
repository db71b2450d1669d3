import Foundation
import Testing

@Suite struct RunTests {
  private func object(_ arguments: [String]) throws -> [String: Any] {
    let result = try Program.run(["run"] + arguments + ["--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let parsed = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(parsed as? [String: Any])
  }

  @Test func jsonHasTheContractsKeys() throws {
    let report = try object([
      Program.generic, "--policies", "education_only,rd_push", "--futures", "64",
    ])
    #expect(report["study"] as? String == "generic")
    #expect(report["seed"] as? Int == 2025)
    #expect(report["futures"] as? Int == 64)
    #expect(report["failed"] as? Int == 0)
    #expect((report["contenders"] as? [String])?.isEmpty == false)
    #expect((report["verdict"] as? String)?.isEmpty == false)
    let policies = try #require(report["policies"] as? [[String: Any]])
    // The study's order, the baseline included.
    #expect(policies.map { $0["name"] as? String } == ["baseline", "rd_push", "education_only"])
    let outcomes = try #require(policies[0]["outcomes"] as? [String: [String: Any]])
    let consumption = try #require(outcomes["discounted_consumption"])
    #expect(consumption["mean"] is Double && consumption["standardError"] is Double)
    #expect(consumption["standardDeviation"] is Double)
    #expect((consumption["quantiles"] as? [Double])?.count == 5)
    let scenarios = try #require(report["scenarios"] as? [[String: Any]])
    #expect(scenarios.count == 5)
    #expect(scenarios.allSatisfy { $0["name"] is String && $0["policies"] is [[String: Any]] })
    let comparisons = try #require(report["comparisons"] as? [[String: Any]])
    for key in ["scenario", "policy", "baseline", "outcome"] {
      #expect(comparisons.allSatisfy { $0[key] is String })
    }
    #expect(comparisons.allSatisfy { $0["probabilityBetter"] is Double })
    let ranking = try #require(report["ranking"] as? [[String: Any]])
    #expect(ranking.count == 15)
    for key in ["shareBest", "confidenceBest", "expectedRank", "expectedRegret", "maximumRegret"] {
      #expect(ranking.allSatisfy { $0[key] is Double })
    }
    #expect((report["beliefs"] as? [[String: Any]])?.count == 2)
  }

  @Test func theBaselineIsAddedAndItSaysSo() throws {
    let result = try Program.run(["run", Program.generic] + Program.small)
    #expect(result.status == 0)
    #expect(result.errors.contains("baseline"))
    let asked = try Program.run(
      ["run", Program.generic] + Program.small + ["--policies", "baseline,education_only"])
    #expect(asked.status == 0)
    #expect(asked.errors.isEmpty)
  }

  @Test func threadsChangeNoByte() throws {
    let arguments = [
      "run", Program.generic, "--policies", "education_only", "--futures", "2048", "--format",
      "json",
    ]
    let one = try Program.run(arguments + ["--threads", "1"])
    #expect(one.status == 0)
    for threads in ["2", "3"] {
      let many = try Program.run(arguments + ["--threads", threads])
      #expect(many.output == one.output)
    }
  }

  @Test func sharesAndQuantilesHaveIntervals() throws {
    let report = try object([Program.generic] + Program.small)
    let policies = try #require(report["policies"] as? [[String: Any]])
    let outcomes = try #require(policies[0]["outcomes"] as? [String: [String: Any]])
    let trap = try #require(outcomes["trap"])
    let (low, high) = (trap["meanLow"] as? Double ?? .nan, trap["meanHigh"] as? Double ?? .nan)
    #expect(low < high && low >= 0 && high <= 1)
    // Nobody catches up, which 64 futures do not prove.
    let catchUp = try #require(outcomes["catch_up_year"])
    #expect(catchUp["reached"] as? Double == 0 && catchUp["reachedLow"] as? Double == 0)
    #expect(abs((catchUp["reachedHigh"] as? Double ?? 0) - 0.0560090894) < 1e-6)
    #expect(catchUp["reachedStandardError"] as? Double ?? 0 > 0)
    let income = try #require(outcomes["income"])
    #expect((income["quantilesLow"] as? [Any])?.count == 5)
    let ranking = try #require(report["ranking"] as? [[String: Any]])
    for row in ranking {
      let (low, high) = (
        row["shareBestLow"] as? Double ?? .nan, row["shareBestHigh"] as? Double ?? .nan
      )
      #expect(low < high)
    }
  }

  @Test func oneHypercubeIsToldAndCanTellMixesApart() throws {
    let result = try Program.run([
      "run", Program.generic, "--policies", "education_only,rd_push", "--futures", "256",
      "--beliefs", "prior", "--scenarios", "reference", "--design", "latin", "--full",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("256 futures, 1 Latin hypercube;"))
    #expect(result.output.contains("One Latin hypercube shows nothing of its own error"))
    #expect(result.output.contains("VERDICT  education_only wins"))
    #expect(!result.output.contains("inf]"))
  }

  @Test func theSeedChangesTheNumbersAndSeedZeroWorks() throws {
    let zero = try object([Program.generic] + Program.small + ["--seed", "0"])
    let one = try object([Program.generic] + Program.small + ["--seed", "1"])
    #expect(zero["seed"] as? Int == 0)
    #expect("\(zero["policies"]!)" != "\(one["policies"]!)")
  }

  @Test(arguments: ["random", "latin", "sobol"])
  func everyDesignRuns(design: String) throws {
    let report = try object([Program.generic] + Program.small + ["--design", design])
    #expect((report["futures"] as? Int ?? 0) >= 64)
  }

  @Test func textFitsTheTerminalAndNothingIsSaidWhenNobodyWatches() throws {
    let result = try Program.run(
      ["run", Program.first, "--futures", "64", "--policies", "baseline,education_only", "--full"])
    #expect(result.status == 0)
    #expect(result.output.contains("VERDICT"))
    #expect(result.output.contains("WHY TO BE CAREFUL"))
    #expect(result.output.contains("BUDGET"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(result.errors.isEmpty)
  }

  @Test func aFullDiskBehindStandardOutputIsAnError() throws {
    let result = try Program.run(["run", Program.generic] + Program.small, output: "/dev/full")
    #expect(result.status == 74)
    #expect(result.errors.contains("standard output"))
  }

  @Test func controlCStopsTheRun() throws {
    let scratch = try Scratch()
    let process = try Program.start(Program.long + ["--out", scratch.path("run")])
    #expect(scratch.waitForBytes(in: "run/outcomes.csv.partial", of: process))
    process.interrupt()
    #expect(Program.waitOrKill(process))
    #expect(process.terminationStatus == 130)
    // On a machine with other work blocks may be finished before the signal comes; they are kept.
    let names = try scratch.names(in: "run")
    #expect(names.isEmpty || names.contains("blocks.log.partial"))
    #expect(!names.contains("manifest.json"))
  }

  /// A budget holds under the prior; what the same levers cost under the ensemble stands beside it.
  @Test func aBudgetSaysUnderWhichBeliefsItHolds() throws {
    let study = Program.package + "/Tests/CommandLineTests/Golden/studies/budgeted.yaml"
    let both = try Program.run(["run", study, "--full"])
    #expect(both.status == 0, "\(both.errors)")
    #expect(both.output.contains("under the prior  under the ensemble  note"))
    #expect(both.output.contains("The budget holds under the prior"))
    #expect(both.output.contains("choose the scenario of the verdict, calm, and nothing else"))
    #expect(both.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let prior = try Program.run(["run", study, "--beliefs", "prior", "--full"])
    #expect(!prior.output.contains("The budget holds under the prior"))
    let json = try Program.run(["run", study, "--beliefs", "ensemble", "--format", "json"])
    #expect(json.output.contains("\"costs\""))
    #expect(json.output.contains("\"ensemble\": 0."))
  }

  @Test func mixesOfAnotherBaselineAreWarnedOf() throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("Models"), withDestinationPath: Program.package + "/Models")
    let text = """
      name: foreign
      question: Do mixes rest on the baseline?
      economy: generic
      start: 2025
      end: 2035
      factors: priors/second-version
      baseline: mine
      policies: [{name: mine, summary: s, based_on: baseline, levers: {education: 0.9}}, rd_push]
      scenarios: [reference]
      outcomes: [discounted_consumption]
      ranked_by: discounted_consumption
      futures: 64
      """
    try text.write(toFile: scratch.path("s.yaml"), atomically: true, encoding: .utf8)
    for command in ["check", "run"] {
      let result = try Program.run(
        [command, scratch.path("s.yaml")] + (command == "run" ? ["--full"] : []))
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("rd_push rests on baseline"))
    }
    try (text + "\nrebase: true\n").write(
      toFile: scratch.path("s.yaml"), atomically: true, encoding: .utf8)
    #expect(try !Program.run(["check", scratch.path("s.yaml")]).output.contains("Warning"))
  }

  /// The first page of every shipped study that is quick, as a file gets it.
  @Test(arguments: [
    "first-study", "mexico-2025", "generic", "chile-2025", "kenya-2019", "solow", "nelson-phelps",
    "training-a-cluster", "leadership-or-diversification", "policy-swap-korea",
  ])
  func theFirstPageHasAtMostFortyFiveLinesOfASCII(study: String) throws {
    let path = "Models/studies/\(study).yaml"
    let result = try Program.run(["run", path, "--futures", "64"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 45, "\(result.output)")
    #expect(lines.allSatisfy { $0.count <= 100 }, "\(result.output)")
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
    for heading in ["ANSWER", "HOW SURE", "WHAT WOULD CHANGE IT", "TRACK RECORD", "NEXT"] {
      #expect(result.output.contains(heading))
    }
    #expect(result.output.contains("latecomer run \(path) --full"))
  }

  @Test func jsonHasTheFiguresOfTheFirstPage() throws {
    let report = try object([
      Program.first, "--policies", "education_only,rd_and_routines", "--futures", "64",
    ])
    let page = try #require(report["firstPage"] as? [String: Any])
    #expect(page["beliefs"] as? [String] == ["prior", "ensemble"])
    #expect((page["beliefPhrases"] as? [String])?.last == "fitted to 47 countries")
    let mixes = try #require(page["mixes"] as? [[String: Any]])
    #expect(mixes.count == 3)
    for key in ["gains", "gainsLow", "gainsHigh", "costs", "worstTenth"] {
      #expect(mixes.allSatisfy { ($0[key] as? [Double])?.count == 2 }, "\(key)")
    }
    let regrets = mixes.compactMap { $0["worstRegret"] as? Double }
    #expect(regrets.count == 3 && regrets == regrets.sorted() && regrets.allSatisfy { $0 >= 0 })
    #expect((page["answer"] as? String)?.isEmpty == false)
    #expect((page["horizons"] as? [Any])?.count == 2)
  }
}
