import Foundation
import Testing

/// What failed in a run is listed, and each of it can be executed again.
@Suite struct FailuresTests {
  private static let usage: Int32 = 64
  private static let missingFile: Int32 = 66
  private static let study = "Tests/CommandLineTests/Golden/studies/failing.yaml"

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A run in which every eighth future fails, and all of another scenario.
  private func run(_ scratch: Scratch) throws {
    let result = try Program.run([
      "run", Self.study, "--futures", "256", "--out", scratch.path("run"),
    ])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func countsAreThoseOfTheTableAndTheRegionIsFound() throws {
    let scratch = try Scratch()
    try run(scratch)
    let listed = try Program.run(["failures", scratch.path("run"), "--format", "json"])
    #expect(listed.status == 0, "\(listed.errors)")
    let json = try object(listed.output)
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    let failed = outcomes.rows.count { $0.contains("NaN") }
    #expect(json["failed"] as? Int == failed && failed > 0)
    #expect(json["runs"] as? Int == outcomes.rows.count)
    let failures = try #require(json["failures"] as? [[String: Any]])
    let kept = Table(try scratch.text("run/failures.csv"))
    #expect(failures.count == kept.rows.count)
    #expect(failures.allSatisfy { $0["fault"] as? String == "not a number" })
    #expect(
      failures.allSatisfy { ($0["factors"] as? [String: Any])?.count == kept.header.count - 7 })
    let regions = try #require(json["regions"] as? [[String: Any]])
    let common = try #require(regions.first?["common"] as? [[String: Any]])
    #expect(common.first?["factor"] as? String == "related_density_weight")
    let csv = try Program.run(["failures", scratch.path("run"), "--format", "csv"])
    #expect(Table(csv.output).rows.count == kept.rows.count)
  }

  @Test func aFailedFutureFailsAgainWhereItDid() throws {
    let scratch = try Scratch()
    try run(scratch)
    let kept = Table(try scratch.text("run/failures.csv"))
    let row = try #require(kept.rows.first)
    let replay = try Program.run([
      "replay", scratch.path("run"), "--scenario", row[0], "--policy", row[1], "--future", row[2],
      "--format", "json",
    ])
    #expect(replay.status == 0, "\(replay.errors)")
    let json = try #require(try object(replay.output)["replay"] as? [String: Any])
    let failure = try #require(json["failure"] as? [String: Any])
    #expect(json["same"] as? Bool == true && failure["asStored"] as? Bool == true)
    #expect(failure["quantity"] as? String == row[5])
    #expect(failure["year"] as? Double == Double(row[4]))
  }

  /// Single precision and BLAS are options of the run that a replay takes over.
  @Test(arguments: [
    ["--precision", "single"], ["--product", "blas"], ["--vector-path", "baseline"],
  ])
  func replaysAreTheSameToTheBit(options: [String]) throws {
    let scratch = try Scratch()
    let result = try Program.run(
      ["run", Program.generic, "--futures", "300", "--design", "random", "--policies"]
        + ["education_only,rd_push", "--out", scratch.path("run")] + options)
    #expect(result.status == 0, "\(result.errors)")
    for (future, beliefs) in [("0", "prior"), ("299", "ensemble")] {
      let replay = try Program.run([
        "replay", scratch.path("run"), "--policy", "rd_push", "--future", future, "--beliefs",
        beliefs,
      ])
      #expect(replay.status == 0, "\(replay.errors)")
      #expect(replay.output.contains("the same as the stored ones to the bit"))
    }
  }

  @Test func theBudgetIsThatOfTheRunAndOtherMachineCodeIsNamed() throws {
    let scratch = try Scratch()
    #expect(
      try Program.run([
        "run", Program.first, "--futures", "64", "--beliefs", "prior", "--vector-path", "baseline",
        "--policies", "education_only", "--seed", "3", "--out", scratch.path("run"),
      ]).status == 0)
    func replay(_ more: [String]) throws -> Program.Result {
      try Program.run(
        ["replay", scratch.path("run"), "--policy", "education_only", "--future", "12"] + more)
    }
    let same = try replay([])
    #expect(same.status == 0 && same.output.contains("to the bit"), "\(same.errors)")
    // On a processor without it the option is refused.
    let other = try replay(["--vector-path", "avx2"])
    if other.status == 0 {
      #expect(other.output.contains("machine code baseline, the replay with avx2"))
      #expect(other.output.contains("within the tolerance"))
    }
  }

  @Test func whatIsNoRunIsRefused() throws {
    let scratch = try Scratch()
    for command in [["failures"], ["replay", "--future", "1", "--policy", "rd_push"]] {
      let refused = try Program.run(command + [scratch.path("none")])
      #expect(refused.status == Self.missingFile && refused.output.isEmpty)
    }
    try run(scratch)
    let beyond = try Program.run([
      "replay", scratch.path("run"), "--future", "256", "--policy", "rd_push",
    ])
    #expect(beyond.status == Self.usage && beyond.errors.contains("0 to 255"))
  }
}
