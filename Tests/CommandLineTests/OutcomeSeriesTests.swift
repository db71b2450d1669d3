import Foundation
import Testing

/// Several outcomes of a table, such as one of every year, and their index together.
@Suite struct OutcomeSeriesTests {
  /// Rows of a design with the outcomes a + b / 10, a + b and a / 10 + 2 b in three years, after a year in which
  /// nothing varies.
  private func table(_ scratch: Scratch, method: String) throws -> String {
    let factors = ["a", "b", "c"].map { "  \($0): {distribution: uniform, low: 0, high: 1}" }
    try (["factors:"] + factors).joined(separator: "\n").write(
      toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run([
      "design", scratch.path("f.yaml"), "--method", method, "--runs", "800", "--out",
      scratch.path("d.csv"),
    ])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try scratch.text("d.csv").split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      let x = line.split(separator: ",").map { Double($0)! }
      return "\(line),3,\(x[0] + 0.1 * x[1]),\(x[0] + x[1]),\(0.1 * x[0] + 2 * x[1])"
    }
    let header = "\(lines[0]),income_2029,income_2030,income_2035,income_2040"
    try ([header] + rows).joined(separator: "\n").write(
      toFile: scratch.path("r.csv"), atomically: true, encoding: .utf8)
    return scratch.path("r.csv")
  }

  private func results(_ arguments: [String]) throws -> [[String: Any]] {
    let result = try Program.run(["sensitivity"] + arguments + ["--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
  }

  private func index(_ result: [String: Any], _ factor: String, _ key: String) throws -> Double {
    let indices = try #require(result["indices"] as? [[String: Any]])
    let own = try #require(indices.first { $0["factor"] as? String == factor })
    return own[key] as? Double ?? .nan
  }

  /// First-order indices of b: 1 / 101, 1 / 2 and 400 / 401; the constant year is left out.
  private static let exact = (1.0 / 101 + 0.5 + 400.0 / 401) / 3

  @Test(arguments: [
    ["--method", "given-data"], ["--design", "sobol"], ["--method", "regression"],
  ])
  func yearsHaveAnIndexTogether(method: [String]) throws {
    let scratch = try Scratch()
    let path = try table(scratch, method: method.last == "sobol" ? "sobol" : "random")
    let all = try results([path, "--output", "income"] + method)
    #expect(all.compactMap { $0["output"] as? String }.prefix(4).last == "income_2040")
    let together = try #require(all.last)
    #expect(all.count == 5 && together["output"] as? String == "all 4 of the years")
    // No year is a factor.
    #expect((together["indices"] as? [Any])?.count == 3)
    #expect(
      ((all[0]["findings"] as? [String]) ?? []).contains { $0.contains("the same in every run") })
    if method.last == "regression" { return }
    let (low, high) = (
      try index(together, "b", "firstLow"), try index(together, "b", "firstHigh")
    )
    #expect(low < Self.exact && Self.exact < high && high - low < 0.3)
    // The mean of the years' own.
    let own = try all[1...3].map { try index($0, "b", "first") }
    #expect(abs(try index(together, "b", "first") - own.reduce(0, +) / 3) < 1e-12)
  }

  @Test func theLastColumnStandsForItsSeriesAndTextIsATable() throws {
    let scratch = try Scratch()
    let path = try table(scratch, method: "sobol")
    let result = try Program.run(["sensitivity", path, "--design", "sobol"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("SENSITIVITY of income by year, 2029 to 2040"))
    #expect(result.output.contains("SENSITIVITY of all 4 of the years"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func outcomesAreNamedOneByOne() throws {
    let scratch = try Scratch()
    let path = try table(scratch, method: "random")
    let inputs = ["--inputs", "a,b,c"]
    let two = try results([path, "--output", "income_2030,income_2040"] + inputs)
    #expect(
      two.map { $0["output"] as? String } == ["income_2030", "income_2040", "all 2 of the years"])
    let csv = try Program.run(
      [
        "sensitivity", path, "--output", "income_2029,income_2040", "--format", "csv",
      ] + inputs)
    #expect(csv.status == 0 && csv.output.hasPrefix("output,factor,first,"))
    #expect(!csv.output.contains("all 2"), "one that varies is no series")
    let unknown = try Program.run(["sensitivity", path, "--output", "income_2030,incom_2040"])
    #expect(unknown.status == 64 && unknown.errors.contains("did you mean income_2040"))
    let twice = try Program.run(["sensitivity", path, "--output", "income_2030,income_2030"])
    #expect(twice.status == 64 && twice.errors.contains("listed twice"))
  }

  @Test func aFolderHasSeriesToo() throws {
    let scratch = try Scratch()
    _ = try table(scratch, method: "random")
    let lines = try scratch.text("r.csv").split(separator: "\n").map { $0.split(separator: ",") }
    func file(_ name: String, _ header: String, _ row: (Int, [Substring]) -> String) throws {
      let text = [header] + lines.dropFirst().enumerated().map { row($0, $1) }
      try text.joined(separator: "\n").write(
        toFile: scratch.path(name), atomically: true, encoding: .utf8)
    }
    try file("factors.csv", "future,a,b,c") { "\($0),\($1[0]),\($1[1]),\($1[2])" }
    try file("outcomes.csv", "scenario,policy,future,income_2030,income_2035,income_2040") {
      "reference,baseline,\($0),\($1[4]),\($1[5]),\($1[6])"
    }
    let all = try results([scratch.root, "--output", "income"])
    #expect(all.count == 4 && all.last?["output"] as? String == "all 3 of the years")
    #expect(try abs(index(try #require(all.last), "b", "first") - Self.exact) < 0.1)
  }
}
