import Foundation
import Testing

/// `latecomer economy` and `latecomer list countries`.
@Suite struct EconomyTests {
  /// Options that make a run of the study small.
  private static let small = [
    "--policies", "education_only", "--scenarios", "reference", "--futures", "64", "--beliefs",
    "prior",
  ]

  @Test func aCountryInOneCommand() throws {
    let folder = try Scratch()
    let made = try Program.run(["economy", "kenya", "--start", "1990"], in: folder.path("."))
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("Kenya (KEN) from 1990"))
    #expect(made.output.contains("initial_income"))
    #expect(made.output.contains("hours of work: labour is persons engaged"))
    #expect(made.output.contains("Next         `latecomer run ken/study.yaml`"))
    // From another folder than the one it was written in.
    let check = try Program.run(["check", folder.path("ken/study.yaml")], in: "/")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("ken_by_rule (the baseline), global_factory"))
    let run = try Program.run(
      ["run", folder.path("ken/study.yaml")] + Self.small + ["--full"], in: "/")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("RANKING by discounted_consumption"))
  }

  @Test func filesThatExistAreKept() throws {
    let folder = try Scratch()
    let arguments = ["economy", "BRA", "--start", "2015", "--out", folder.path("b")]
    #expect(try Program.run(arguments).status == 0)
    let first = try folder.text("b/economy.yaml")
    let again = try Program.run(arguments)
    #expect(again.status == 73)
    #expect(again.errors.contains("study.yaml exists; --force replaces it"))
    let forced = try Program.run(
      ["economy", "BRA", "--start", "1995", "--end", "2010", "--force", "--out", folder.path("b")])
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(try folder.text("b/economy.yaml") != first)
    #expect(try folder.text("b/study.yaml").contains("end: 2010"))
  }

  @Test(arguments: [
    (["economy", "kenia"], 66, "did you mean Kenya, KEN?"),
    (["economy", "ABW"], 65, "nothing is published of human capital (human_capital)"),
    (["economy", "UKR", "--start", "1970"], 65, "the first year that works is 1990"),
    (["economy", "KEN", "--start", "2050"], 65, "the last year that works is 2029"),
    (
      ["economy", "KEN", "--start", "1990", "--end", "1980"], 64, "expected a year after the start"
    ),
    (["economy", "KEN", "--out", ""], 64, "--out is empty"),
    (["list", "countries", "study.yaml"], 64, "leave the study out"),
  ])
  func mistakesAreNamed(arguments: [String], status: Int, part: String) throws {
    let folder = try Scratch()
    let result = try Program.run(arguments, in: folder.path("."))
    #expect(Int(result.status) == status)
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("ken")))
  }

  /// A country stands where a history does, from the panel or from its file, and is the same.
  @Test func aCountryIsHeldAgainstHistory() throws {
    let folder = try Scratch()
    #expect(
      try Program.run(["economy", "KEN", "--start", "1990"], in: folder.path(".")).status == 0)
    let inMemory = try Program.run(["backtest", "KEN@1990", "--format", "json"])
    let fromFile = try Program.run([
      "backtest", folder.path("ken/economy.yaml"), "--format", "json",
    ])
    #expect(inMemory.status == 0 && fromFile.status == 0, "\(inMemory.errors)\(fromFile.errors)")
    #expect(inMemory.output.contains("\"ken\""))
    #expect(
      inMemory.output.replacing("\"expenditure\"", with: "\"file\"")
        == fromFile.output.replacing("\"expenditure\"", with: "\"file\""))
  }

  @Test func countriesAreListed() throws {
    let result = try Program.run(["list", "countries"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map { String($0) }
    let kenya = try #require(lines.first { $0.hasPrefix("KEN") })
    #expect(kenya.split(separator: " ").prefix(4) == ["KEN", "1950", "2019", "Kenya;"])
    #expect(kenya.contains("hours of work"))
    #expect(lines.contains { $0.hasPrefix("ABW") && $0.contains("cannot be described") })
  }
}
