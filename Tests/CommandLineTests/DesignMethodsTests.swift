import Foundation
import Testing

/// Designs of dgsm, shapley and fast for a model of the user's own: both halves, and what does not fit.
@Suite struct DesignMethodsTests {
  private static let factors = """
    factors:
      x1: {distribution: uniform, low: 0, high: 1}
      x2: {distribution: uniform, low: 0, high: 1}
      x3: {distribution: uniform, low: 0, high: 1}
    """

  private func design(_ scratch: Scratch, _ method: String, runs: Int = 6000) throws
    -> Program.Result
  {
    try Self.factors.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    return try Program.run([
      "design", scratch.path("f.yaml"), "--method", method, "--runs", "\(runs)", "--out",
      scratch.path("d.csv"), "--force",
    ])
  }

  /// The lines of a design with an outcome.
  private func finished(
    _ scratch: Scratch, _ method: String,
    outcome: ([Double]) -> String = { "\($0[0] + $0[1] + 3 * $0[0] * $0[2])" }
  ) throws -> [String] {
    let result = try design(scratch, method)
    #expect(result.status == 0, "\(result.errors)")
    let lines = try scratch.text("d.csv").split(separator: "\n").map(String.init)
    #expect(lines.count <= 6001)
    return [lines[0] + ",y"]
      + lines.dropFirst().map { line in
        line + "," + outcome(line.split(separator: ",").map { Double($0)! })
      }
  }

  private func analyse(
    _ scratch: Scratch, _ lines: [String], _ method: String, _ more: [String] = []
  ) throws -> Program.Result {
    let text = lines.joined(separator: "\n") + "\n"
    try text.write(toFile: scratch.path("r.csv"), atomically: true, encoding: .utf8)
    return try Program.run(["sensitivity", scratch.path("r.csv"), "--design", method] + more)
  }

  private func indices(_ text: String) throws -> [String: [String: Any]] {
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let list = try #require(object["indices"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: list.map { ($0["factor"] as! String, $0) })
  }

  @Test(arguments: [
    ("shapley", "shapley", [0.646341463415, 0.097560975610, 0.256097560976]),
    ("fast", "first", [0.609756097561, 0.097560975610, 0.219512195122]),
    ("fast", "total", [0.682926829268, 0.097560975610, 0.292682926829]),
  ])
  func bothHalvesFitTogether(method: String, key: String, exact: [Double]) throws {
    let scratch = try Scratch()
    let result = try analyse(
      scratch, finished(scratch, method), method, ["--output", "y", "--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let found = try indices(result.output)
    for (name, exact) in zip(["x1", "x2", "x3"], exact) {
      let own = try #require(found[name])
      let low = try #require(own[key + "Low"] as? Double)
      let high = try #require(own[key + "High"] as? Double)
      // Half as wide again as the interval, so that nine of them pass but for one design in some hundred;
      // and the hundredth that search curves may miss.
      let slack = 0.25 * (high - low) + 0.01
      #expect(low - slack < exact && exact < high + slack && high - low < 0.3, "\(name)")
    }
  }

  @Test func slopesBoundTheTotalIndex() throws {
    let scratch = try Scratch()
    let result = try analyse(
      scratch, finished(scratch, "dgsm") { "\($0[0] + 2 * $0[1])" }, "dgsm", ["--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let found = try indices(result.output)
    for (name, total) in [("x1", 0.2), ("x2", 0.8), ("x3", 0)] {
      let bound = try #require(found[name]?["totalBound"] as? Double)
      // The bound by normal scores of a straight line is 1.10 times the total index.
      #expect(bound >= 0.99 * total && bound <= 1.15 * total)
    }
  }

  @Test(arguments: ["dgsm", "shapley", "fast"])
  func aFileThatIsNotTheDesignIsRefused(method: String) throws {
    let scratch = try Scratch()
    let lines = try finished(scratch, method)
    var sorted = lines
    sorted[1...].sort()
    var result = try analyse(scratch, sorted, method)
    #expect(result.status == 65 && result.errors.contains("r.csv:"))
    #expect(result.errors.contains("not a \(method) design of 3 factors"))
    result = try analyse(scratch, lines.dropLast(), method)
    #expect(result.status == 65 && result.errors.contains("not a \(method) design"))
    result = try analyse(scratch, lines, method, ["--inputs", "x1,x2", "--output", "y"])
    #expect(result.status == 65 && result.errors.contains("not a \(method) design of 2 factors"))
    result = try analyse(scratch, lines, method, ["--inputs", "x1,x4"])
    #expect(result.status == 64 && result.errors.contains("no factor \"x4\""))
    let constant =
      lines.prefix(1)
      + lines.dropFirst().map {
        $0.split(separator: ",").dropLast().joined(separator: ",") + ",4"
      }
    result = try analyse(scratch, Array(constant), method)
    #expect(result.status == 65 && result.errors.contains("4.0 in every row"))
    var text = lines
    text[7] = text[7].split(separator: ",").dropLast().joined(separator: ",") + ",none"
    result = try analyse(scratch, text, method)
    #expect(result.status == 65 && result.errors.contains("r.csv:8:"))
    result = try design(scratch, method, runs: 5)
    #expect(result.status == 64 && result.errors.contains("needs at least"))
  }

  @Test func rowsOfADesignAreNotTakenForIndependentInSilence() throws {
    let scratch = try Scratch()
    let lines = try finished(scratch, "shapley")
    _ = try analyse(scratch, lines, "shapley")
    let result = try Program.run(["sensitivity", scratch.path("r.csv"), "--method", "given-data"])
    #expect(result.status == 0)
    #expect(result.output.contains("change one factor at a time"))
  }

  @Test func shapleyEffectsOfAnyRows() throws {
    let scratch = try Scratch()
    let lines = try finished(scratch, "random")
    let text = lines.prefix(1001).joined(separator: "\n") + "\n"
    try text.write(toFile: scratch.path("r.csv"), atomically: true, encoding: .utf8)
    let result = try Program.run(["sensitivity", scratch.path("r.csv"), "--method", "shapley"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("The effects add up to"))
    #expect(result.output.contains("FINDINGS  x1 has the Shapley effect 0.6"))
  }

  @Test(arguments: ["random", "latin", "sobol-points"])
  func correlatedFactorsAreDrawnTogether(method: String) throws {
    let scratch = try Scratch()
    let text = Self.factors + "\ncorrelations: [{factors: [x1, x3], rank_correlation: 0.6}]\n"
    func rows(_ text: String) throws -> Table {
      try text.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
      let result = try Program.run([
        "design", scratch.path("f.yaml"), "--method", method, "--runs", "1024", "--out",
        scratch.path("d.csv"), "--force",
      ])
      #expect(result.status == 0, "\(result.errors)")
      return Table(try scratch.text("d.csv"))
    }
    let (free, coupled) = (try rows(Self.factors), try rows(text))
    // Only the factor with the highest dimension of those that are coupled moves.
    #expect(coupled.numbers("x1") == free.numbers("x1"))
    #expect(coupled.numbers("x2") == free.numbers("x2"))
    // Uniform laws: the rank correlation is that of the values. Its standard error is (1 - 0.6^2) / 32 = 0.02 for the
    // one design that the fixed seed gives; five of them are met but for one seed in a million.
    func correlation(_ first: [Double], _ second: [Double]) -> Double {
      let pairs = zip(first, second).map { ($0 - 0.5) * ($1 - 0.5) }
      return 12 * pairs.reduce(0, +) / Double(pairs.count)
    }
    #expect(abs(correlation(coupled.numbers("x1"), coupled.numbers("x3")) - 0.6) < 0.1)
    #expect(abs(correlation(coupled.numbers("x1"), coupled.numbers("x2"))) < 0.16)
  }

  @Test(arguments: ["sobol", "morris", "dgsm", "shapley", "fast"])
  func aDesignOfIndependentFactorsRefusesCorrelations(method: String) throws {
    let scratch = try Scratch()
    try (Self.factors + "\ncorrelations: [{factors: [x1, x3], rank_correlation: 0.6}]\n")
      .write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run([
      "design", scratch.path("f.yaml"), "--method", method, "--runs", "6000", "--out",
      scratch.path("d.csv"),
    ])
    #expect(result.status == 64)
    #expect(result.errors.contains("correlated (x1, x3); take random, latin, sobol-points"))
  }
}
