import Testing

/// What another factor leaves alone in a design: the promise of the help of `latecomer design`.
@Suite struct DesignPromiseTests {
  private func columns(
    _ scratch: Scratch, _ factors: [String], method: String, runs: Int
  ) throws -> Table {
    let text = (["factors:"] + factors.map { "  " + $0 }).joined(separator: "\n") + "\n"
    try text.write(toFile: scratch.path("f.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run([
      "design", scratch.path("f.yaml"), "--method", method, "--runs", "\(runs)", "--out",
      scratch.path("d.csv"), "--force",
    ])
    #expect(result.status == 0, "\(result.errors)")
    return Table(try scratch.text("d.csv"))
  }

  private func factor(_ name: String, dimension: Int? = nil) -> String {
    "\(name): {distribution: uniform, low: 0, high: 1"
      + (dimension.map { ", dimension: \($0)" } ?? "") + "}"
  }

  private func expectSame(_ first: Table, _ second: Table) {
    for name in ["a", "b", "c"] { #expect(first.numbers(name) == second.numbers(name), "\(name)") }
  }

  @Test(arguments: ["random", "latin", "sobol-points"], [17, 256, 1_000])
  func oneAtTheEndChangesNoOtherColumn(method: String, runs: Int) throws {
    let scratch = try Scratch()
    let names = ["a", "b", "c"].map { factor($0) }
    expectSame(
      try columns(scratch, names, method: method, runs: runs),
      try columns(scratch, names + [factor("z")], method: method, runs: runs))
  }

  @Test(arguments: ["random", "latin"])
  func oneAnywhereChangesNoOtherColumn(method: String) throws {
    let scratch = try Scratch()
    let names = ["a", "b", "c"].map { factor($0) }
    let first = try columns(scratch, names, method: method, runs: 256)
    for place in 0...3 {
      var more = names
      more.insert(factor("z"), at: place)
      expectSame(first, try columns(scratch, more, method: method, runs: 256))
    }
  }

  @Test func placesForEverMakeItSoForSobolPoints() throws {
    let scratch = try Scratch()
    let names = zip(["a", "b", "c"], 0...).map { factor($0, dimension: $1) }
    let first = try columns(scratch, names, method: "sobol-points", runs: 256)
    for place in 0...3 {
      var more = names
      more.insert(factor("z", dimension: 3), at: place)
      expectSame(first, try columns(scratch, more, method: "sobol-points", runs: 256))
    }
    // The places that a file gives by its order are 0, 1 and 2.
    let plain = ["a", "b", "c"].map { factor($0) }
    expectSame(first, try columns(scratch, plain, method: "sobol-points", runs: 256))
  }
}
