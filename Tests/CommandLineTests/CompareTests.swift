import Foundation
import Testing

/// `latecomer compare`: tables from elsewhere, finished runs, and what is refused.
@Suite struct CompareTests {
  private static let success: Int32 = 0
  private static let usage: Int32 = 64
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func run(_ scratch: Scratch, _ more: [String] = []) throws {
    let result = try Program.run(
      [
        "run", Program.generic, "--policies", "education_only,balanced_aligned", "--scenarios",
        "reference", "--futures", "64", "--beliefs", "prior", "--out", scratch.path("run"),
      ] + more)
    #expect(result.status == Self.success)
  }

  /// The same numbers from the folder and from a table made of it.
  @Test func aTableMadeOfARunGivesTheNumbersOfTheRun() throws {
    let scratch = try Scratch()
    try run(scratch)
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    let names = outcomes.rows.map { $0[1] }.reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let column = try #require(outcomes.header.firstIndex(of: "income"))
    var lines = ["future," + names.joined(separator: ",")]
    for future in 0..<64 {
      let cells = names.map { name in
        outcomes.rows.first { $0[1] == name && $0[2] == "\(future)" }?[column] ?? ""
      }
      lines.append("\(future)," + cells.joined(separator: ","))
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let options = ["--threshold", "0.3", "--seed", "4", "--format", "json"]
    let own = try json(
      Program.run(["compare", scratch.path("run"), "--outcome", "income"] + options).output)
    let other = try json(Program.run(["compare", scratch.path("table.csv")] + options).output)
    let metrics = try #require(own["metrics"] as? [[String: Any]])
    let others = try #require(other["metrics"] as? [[String: Any]])
    // A table has no factors, by which a radius is measured.
    let shared = metrics.filter { $0["name"] as? String != "satisficing_radius" }
    #expect(shared.count == others.count && metrics.count == others.count + names.count)
    for (one, two) in zip(shared, others) {
      #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: two))
    }
    for key in ["winners", "agreement", "switches", "dominance", "pareto", "conventions"] {
      #expect(own[key] != nil && other[key] != nil, "\(key)")
    }
  }

  /// A study that is run anew gives what its folder gives.
  @Test func aStudyGivesTheNumbersOfItsRun() throws {
    let scratch = try Scratch()
    let study = Program.package + "/Tests/CommandLineTests/Golden/studies/small.yaml"
    #expect(
      try Program.run(["run", study, "--out", scratch.path("run")]).status == Self.success)
    let folder = try json(
      Program.run(["compare", scratch.path("run"), "--format", "json"]).output)
    let anew = try json(Program.run(["compare", study, "--format", "json"]).output)
    for key in ["metrics", "winners", "dominance"] {
      let (one, two) = (folder[key] as? NSArray, anew[key] as? NSArray)
      #expect(one != nil && one == two, "\(key)")
    }
  }

  @Test func runsThatWereChangedAreRefused() throws {
    let scratch = try Scratch()
    try run(scratch)
    let path = scratch.path("run/outcomes.csv")
    let text = try scratch.text("run/outcomes.csv")
    try (text + "reference,balanced_aligned,64,1\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let result = try Program.run(
      ["compare", scratch.path("run"), "--out", scratch.path("report.txt")])
    #expect(result.status == Self.badData)
    #expect(result.errors.contains("outcomes.csv") && result.errors.contains("was changed"))
    #expect(try scratch.names() == ["run"])
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let manifest = try scratch.text("run/manifest.json").replacing(
      try Regex(#""version": "[^"]*""#), with: "\"version\": \"0.0.9\"")
    try manifest.write(
      toFile: scratch.path("run/manifest.json"), atomically: true, encoding: .utf8)
    let older = try Program.run(["compare", scratch.path("run")])
    #expect(older.status == Self.badData && older.errors.contains("version 0.0.9"))
  }

  @Test(arguments: [
    ("future,a\n1,2\n2,3\n", badData, "at least two policy mixes"),
    ("a,b\n1,2\n", badData, "at least two futures"), ("", badData, "header"),
    ("a,b\n1,2\n3\n", badData, "1 fields"), ("a,b\n1,2\n3,x\n", badData, "expected a number"),
    ("a,b\n,2\n,3\n", badData, "a failed in every future"),
    ("future,a,b\n1,2,3\n1,4,5\n", badData, "twice"),
  ])
  func mistakenTablesAreOneErrorAndWriteNothing(_ text: String, _ status: Int32, _ words: String)
    throws
  {
    let scratch = try Scratch()
    try text.write(toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let result = try Program.run(
      ["compare", scratch.path("table.csv"), "--out", scratch.path("report.txt")])
    #expect(result.status == status && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try scratch.names() == ["table.csv"])
  }

  @Test func weightsAreAColumnOfTheTable() throws {
    let scratch = try Scratch()
    try "a,b,w\n1,4,2\n5,2,1\n".write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let arguments = ["compare", scratch.path("table.csv"), "--format", "csv", "--metrics", "mean"]
    let result = try Program.run(arguments + ["--weights", "w"])
    let rows = Table(result.output)
    #expect(rows.header == ["belief", "name", "policy", "value", "low", "high"])
    #expect(rows.rows.map { $0[2] } == ["a", "b"])
    let means = rows.numbers("value")
    #expect(abs(means[0] - 7.0 / 3) < 1e-12 && abs(means[1] - 10.0 / 3) < 1e-12)
    #expect(try Program.run(arguments + ["--weights", "v"]).errors.contains("no column 'v'"))
    try "a,b,w\n1,4,-2\n5,2,1\n".write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let negative = try Program.run(arguments + ["--weights", "w"])
    #expect(negative.status == Self.badData && negative.errors.contains("table.csv:2:5"))
    try "a,b\n1,4\n5,2\n".write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let minimised = try Program.run(
      ["compare", scratch.path("table.csv"), "--format", "csv", "--metrics", "mean", "--minimize"])
    #expect(Table(minimised.output).numbers("value").allSatisfy { $0 < 0 })
  }

  @Test func failedRunsAreCounted() throws {
    let scratch = try Scratch()
    try "a,b\n1,4\nNaN,2\n3,1\n".write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    let result = try json(
      Program.run(["compare", scratch.path("table.csv"), "--format", "json"]).output)
    #expect(result["failed"] as? [Int] == [1, 0])
  }

  @Test func optionsThatAreNoNumbersAreRefused() throws {
    let scratch = try Scratch()
    try "a,b\n1,4\n3,1\n".write(
      toFile: scratch.path("table.csv"), atomically: true, encoding: .utf8)
    for options in [
      ["--threshold", "much"], ["--threshold", "nan"], ["--pessimism", "2"], ["--level", "0"],
      ["--confidence", "95"], ["--metrics", "maximum"], ["--outcome", "income"],
      ["--resamples", "5"],
    ] {
      let result = try Program.run(["compare", scratch.path("table.csv")] + options)
      #expect(result.status == Self.usage, "\(options): \(result.errors)")
    }
    #expect(
      try Program.run(["compare", scratch.path("none.csv")]).status == Self.missingFile)
    try run(scratch)
    let direction = try Program.run(["compare", scratch.path("run"), "--minimize"])
    #expect(direction.status == Self.usage)
  }
}
