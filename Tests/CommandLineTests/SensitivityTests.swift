import Foundation
import Testing

/// Sensitivity of finished runs, of tables and of designs, through the program.
@Suite struct SensitivityTests {
  private static let factors = """
    factors:
      x1: {distribution: uniform, low: 0, high: 1, unit: metre}
      x2: {distribution: uniform, low: 0, high: 1}
      x3: {distribution: uniform, low: 0, high: 1}
    """

  /// A design of x1 + x2 + 3 x1 x3 with its outcome, or what replaces it for a row.
  private func finished(
    _ scratch: Scratch, method: String, runs: Int, factors: String = Self.factors,
    outcome: (Int, [Double]) -> String = { _, x in "\(x[0] + x[1] + 3 * x[0] * x[2])" }
  ) throws -> String {
    try factors.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run([
      "design", scratch.path("f.yaml"), "--method", method, "--runs", "\(runs)", "--out",
      scratch.path("d.csv"), "--force",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try scratch.text("d.csv").split(separator: "\n")
    let rows = lines.dropFirst().enumerated().map { row, line in
      line + "," + outcome(row, line.split(separator: ",").map { Double($0)! })
    }
    return ([lines[0] + ",y"] + rows).joined(separator: "\n") + "\n"
  }

  private func write(_ text: String, _ scratch: Scratch) throws -> String {
    try text.write(toFile: scratch.path("r.csv"), atomically: true, encoding: .utf8)
    return scratch.path("r.csv")
  }

  /// The indices of a JSON result, by factor.
  private func indices(_ text: String) throws -> [String: [String: Any]] {
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let list = try #require(object["indices"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: list.map { ($0["factor"] as! String, $0) })
  }

  private func number(_ index: [String: Any], _ key: String) -> Double {
    index[key] as? Double ?? .nan
  }

  @Test func bothHalvesOfADesignFitTogether() throws {
    let scratch = try Scratch()
    let path = try write(finished(scratch, method: "sobol", runs: 4000), scratch)
    let result = try Program.run([
      "sensitivity", path, "--design", "sobol", "--inputs", "x1,x2,x3", "--output", "y", "--format",
      "json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let found = try indices(result.output)
    // S and T of x1 + x2 + 3 x1 x3 in closed form; intervals of one fixed design hold all six of them.
    let exact: [(String, Double, Double)] = [
      ("x1", 25.0 / 41, 28.0 / 41), ("x2", 4.0 / 41, 4.0 / 41), ("x3", 9.0 / 41, 12.0 / 41),
    ]
    for (name, first, total) in exact {
      let own = try #require(found[name])
      #expect(number(own, "firstLow") <= first && first <= number(own, "firstHigh"))
      #expect(number(own, "totalLow") <= total && total <= number(own, "totalHigh"))
      #expect(number(own, "firstHigh") - (number(own, "firstLow")) < 0.15)
      #expect(number(own, "noiseFloor") > 0)
    }
  }

  @Test func aDesignThatDoesNotMatchIsRefused() throws {
    let scratch = try Scratch()
    var lines = try finished(scratch, method: "sobol", runs: 800).split(separator: "\n").map(
      String.init)
    let whole = lines
    lines.swapAt(3, 4)
    var result = try Program.run([
      "sensitivity", write(lines.joined(separator: "\n"), scratch), "--design", "sobol",
    ])
    #expect(result.status == 65)
    #expect(result.errors.contains("r.csv:4:"))
    result = try Program.run([
      "sensitivity", write(whole.dropLast().joined(separator: "\n"), scratch), "--design", "sobol",
    ])
    #expect(result.status == 65)
    #expect(result.errors.contains("not a multiple"))
    result = try Program.run([
      "sensitivity", write(whole.joined(separator: "\n"), scratch), "--design", "sobol",
      "--inputs", "x1,x2", "--output", "y",
    ])
    #expect(result.status == 65)
    #expect(result.errors.contains("not a sobol design of 2 factors"))
  }

  @Test func aMorrisDesignGivesTheEffectsOfALinearOutcomeExactly() throws {
    let scratch = try Scratch()
    let path = try write(
      finished(scratch, method: "morris", runs: 40) { _, x in "\(3 * x[0] - 2 * x[1])" }, scratch)
    let result = try Program.run([
      "sensitivity", path, "--design", "morris", "--format", "json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let found = try indices(result.output)
    // Effects of a linear outcome are its coefficients, up to rounding of sums of thirds.
    let rounding = 1e-12
    for (name, effect) in [("x1", 3.0), ("x2", -2.0), ("x3", 0.0)] {
      let own = try #require(found[name])
      #expect(abs(number(own, "mu") - effect) < rounding)
      #expect(abs(number(own, "muStar") - abs(effect)) < rounding)
      #expect(number(own, "sigma") < rounding)
    }
    let broken = try Program.run([
      "sensitivity", write(finished(scratch, method: "random", runs: 40), scratch), "--design",
      "morris",
    ])
    #expect(broken.status == 65)
    #expect(broken.errors.contains("not a morris design"))
  }

  @Test func anotherFactorAtTheEndChangesNoDraw() throws {
    let scratch = try Scratch()
    let more = Self.factors + "\n  x4: {distribution: normal, mean: 0, standard_deviation: 1}"
    for method in ["random", "latin", "sobol-points"] {
      let first = Table(try finished(scratch, method: method, runs: 256))
      let second = Table(try finished(scratch, method: method, runs: 256, factors: more))
      for name in ["x1", "x2", "x3"] { #expect(first.numbers(name) == second.numbers(name)) }
    }
  }

  @Test(arguments: [
    "given-data", "classes", "nearest-neighbours", "fast", "chatterjee", "pawn", "hsic",
    "regression",
  ])
  func everyMethodFindsTheFactorThatDecides(method: String) throws {
    let scratch = try Scratch()
    let path = try write(
      finished(scratch, method: "random", runs: 400) { _, x in "\(10 * x[0] + x[1])" }, scratch)
    let result = try Program.run(["sensitivity", path, "--method", method])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.contains { $0.hasPrefix("FINDINGS  x1 ") })
    let json = try Program.run([
      "sensitivity", path, "--method", method, "--format", "json",
    ])
    #expect(try indices(json.output).count == 3)
    let csv = try Program.run(["sensitivity", path, "--method", method, "--format", "csv"])
    #expect(Table(csv.output).rows.map { $0[0] } == ["x1", "x2", "x3"])
  }

  @Test func failedRunsAreLeftOutCountedAndPlaced() throws {
    let scratch = try Scratch()
    let path = try write(
      finished(scratch, method: "random", runs: 1000) { _, x in
        x[2] > 0.95 ? "NaN" : "\(x[0])"
      }, scratch)
    let result = try Program.run(["sensitivity", path])
    #expect(result.status == 0)
    #expect(result.output.contains("left out"))
    #expect(result.output.contains("fail mostly where x3 is above 0.9"))
    let json = try Program.run(["sensitivity", path, "--format", "json"])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let failed = try #require(object["failed"] as? Int)
    #expect(failed > 20 && failed < 100)
    #expect(object["runs"] as? Int == 1000)
  }

  @Test func badTablesAreRefusedWithTheirPlace() throws {
    let scratch = try Scratch()
    func refused(_ text: String, _ options: [String] = []) throws -> (Int32, String) {
      let result = try Program.run(["sensitivity", write(text, scratch)] + options)
      #expect(result.output.isEmpty)
      return (result.status, result.errors)
    }
    var (status, errors) = try refused("a,y\n1,2\nx,3\n")
    #expect(status == 65 && errors.contains("r.csv:3:1: a: expected a number, found 'x'"))
    (status, errors) = try refused("a,y\n1,2\n,\n,3\n")
    #expect(status == 65 && errors.contains("r.csv:4:1: a: the value is missing"))
    (status, errors) = try refused("a,y\n1,2\n2\n")
    #expect(status == 65 && errors.contains("r.csv:3:"))
    (status, errors) = try refused("a,y\n1,2\n2,3\n")
    #expect(status == 65 && errors.contains("at least 10 rows"))
    let constant = "a,y\n" + (0..<100).map { "\(Double($0) / 2),4\n" }.joined()
    (status, errors) = try refused(constant)
    #expect(status == 65 && errors.contains("the outcome is 4.0 in every row"))
    (status, errors) = try refused(constant, ["--inputs", "b"])
    #expect(status == 64 && errors.contains("no factor \"b\""))
    (status, errors) = try refused(constant, ["--output", "z"])
    #expect(status == 64 && errors.contains("no column \"z\""))
    (status, errors) = try refused(constant, ["--method", "regional"])
    #expect(status == 64)
    #expect(try Program.run(["sensitivity", "no/such.csv"]).status == 66)
  }

  /// What a spreadsheet or another program writes is read as what it is.
  @Test func tablesOfOtherProgramsGiveTheSameAnswer() throws {
    let scratch = try Scratch()
    let plain = try finished(scratch, method: "random", runs: 60) { row, x in
      row == 7 ? "NaN" : "\(x[0])"
    }
    let variants = [
      plain, plain.replacing(",", with: ";").replacing(".", with: ","),
      "sep=;\r\n" + plain.replacing(",", with: " ; ").replacing("\n", with: "\r\n"),
      plain.replacing(",", with: "\t"), plain.replacing("NaN", with: "#N/A"),
      plain.replacing("NaN", with: ""), "\u{FEFF}" + plain,
    ]
    let answers = try variants.map { text in
      try Program.run(["sensitivity", write(text, scratch), "--format", "csv"])
    }
    #expect(answers.allSatisfy { $0.status == 0 && $0.output == answers[0].output })
    let wide = scratch.path("wide.csv")
    try plain.write(toFile: wide, atomically: true, encoding: .utf16)
    #expect(try Program.run(["sensitivity", wide, "--format", "csv"]).output == answers[0].output)
  }

  @Test(arguments: [
    ("weight", "weight numbers, names or weighs the runs"), ("Future", "Future numbers, names"),
    ("income", "income is an outcome of a model"), ("y2", "y2 is named as an outcome"),
    ("n", "n counts the rows"),
  ])
  func columnsThatAreNoFactorsAreNotTakenForThem(name: String, reason: String) throws {
    let scratch = try Scratch()
    let lines = try finished(scratch, method: "random", runs: 40).split(separator: "\n")
    let rows = lines.enumerated().map { $0 == 0 ? "\(name),\($1)" : "\($0),\($1)" }
    let path = try write(rows.joined(separator: "\n"), scratch)
    let refused = try Program.run(["sensitivity", path])
    #expect(refused.status == 64 && refused.errors.contains(reason), "\(refused.errors)")
    #expect(refused.errors.contains("--inputs x1,x2,x3"))
    #expect(try Program.run(["sensitivity", path, "--inputs", "x1,x2,x3"]).status == 0)
  }

  @Test func columnsThatMayBeOtherOutcomesAreNotTakenForFactors() throws {
    let scratch = try Scratch()
    let lines = try finished(scratch, method: "random", runs: 40).split(separator: "\n")
    let rows = lines.enumerated().map { $0 == 0 ? "\($1),gdp" : "\($1),\($0 % 7)" }
    let path = try write(rows.joined(separator: "\n"), scratch)
    let refused = try Program.run(["sensitivity", path, "--output", "y"])
    #expect(refused.status == 64 && refused.errors.contains("gdp stands to the right"))
    let text = rows.map { row in
      row.hasSuffix(",3") ? row.dropLast() + "low" : row.replacing("gdp", with: "crop")
    }
    let categories = try Program.run([
      "sensitivity", write(text.joined(separator: "\n"), scratch), "--inputs", "x1,crop",
      "--output", "y",
    ])
    #expect(categories.status == 65)
    #expect(categories.errors.contains("crop: expected a number, found 'low'"))
    #expect(categories.errors.contains("leave the column out: --inputs x1"))
  }

  @Test func aFinishedRunIsAnalysedByPolicyAndByDifference() throws {
    let scratch = try Scratch()
    let run = try Program.run(
      ["run", Program.generic] + [
        "--policies", "education_only,baseline", "--scenarios", "reference", "--futures", "128",
        "--beliefs", "prior", "--out", scratch.path("run"),
      ])
    #expect(run.status == 0, "\(run.errors)")
    for choice in [["--policy", "education_only"], ["--difference", "education_only,baseline"]] {
      let result = try Program.run(
        ["sensitivity", scratch.path("run"), "--output", "discounted_consumption"] + choice)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("FINDINGS"))
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
    let table = try Program.run(["sensitivity", scratch.path("run/outcomes.csv")])
    #expect(table.status == 64 && table.errors.contains("analyse the folder"))
    let unnamed = try Program.run([
      "sensitivity", scratch.path("run"), "--output", "discounted_consumption",
    ])
    #expect(unnamed.status == 64)
    let unknown = try Program.run([
      "sensitivity", scratch.path("run"), "--output", "discounted_consumtion", "--policy",
      "baseline",
    ])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean discounted_consumption?"))
  }

  @Test func factorFilesAreCheckedAllAtOnce() throws {
    let scratch = try Scratch()
    let text = """
      factors:
        a: {distribution: uniform, low: 1, high: 0}
        b: {distribution: unifrm, low: 0, high: 1}
        "c,d": {distribution: uniform, low: 0, high: 1}
      """
    try text.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run([
      "design", scratch.path("f.yaml"), "--method", "random", "--runs", "10", "--out",
      scratch.path("d.csv"),
    ])
    #expect(result.status == 65)
    for line in 2...4 { #expect(result.errors.contains("f.yaml:\(line):")) }
    let missing = try Program.run([
      "design", "no.yaml", "--method", "random", "--runs", "10", "--out", scratch.path("d.csv"),
    ])
    #expect(missing.status == 66)
  }

  @Test(arguments: ["sensitivity", "design", "selfcheck"])
  func helpHasAnExample(subcommand: String) throws {
    let result = try Program.run([subcommand, "--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("Example"))
    #expect(result.output.contains("latecomer \(subcommand)"))
  }

  @Test func theAnalyticSuiteAgrees() throws {
    let result = try Program.run(["selfcheck"])
    #expect(result.status == 0)
    #expect(result.output.contains("Ishigami"))
    #expect(result.output.contains("checks agree"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
