import Foundation
import Testing

/// What changed between two runs, statement by statement and gain by gain.
@Suite struct DiffTests {
  /// A folder with a study of its own, so that it can be edited.
  private func studies(_ edits: [(String, String)]) throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("Models"), withDestinationPath: Program.package + "/Models")
    let text = try String(
      contentsOfFile: GoldenFiles.folder + "/studies/small.yaml", encoding: .utf8)
    try text.write(toFile: scratch.path("a.yaml"), atomically: true, encoding: .utf8)
    try edits.reduce(text) { $0.replacing($1.0, with: $1.1) }
      .write(toFile: scratch.path("b.yaml"), atomically: true, encoding: .utf8)
    return scratch
  }

  private func difference(_ arguments: [String], in scratch: Scratch) throws -> [String: Any] {
    let result = try Program.run(
      ["diff"] + arguments + ["--format", "json"], in: scratch.root)
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func run(_ study: String, _ out: String, _ more: [String] = [], in scratch: Scratch)
    throws
  {
    let result = try Program.run(["run", study, "--out", out] + more, in: scratch.root)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// By mix the change of its gain.
  private func changes(_ difference: [String: Any]) throws -> [String: [String: Any]] {
    let answers = try #require(difference["answers"] as? [[String: Any]])
    let mixes = try #require(answers.first?["mixes"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: mixes.compactMap { mix in
        (mix["change"] as? [String: Any]).map { (mix["policy"] as! String, $0) }
      })
  }

  @Test func commentsAndOrderAreNoDifference() throws {
    let scratch = try studies([
      ("# Three", "# Another three"), ("start: 2025\nend: 2050\n", "end: 2050.0\nstart: 2025\n"),
    ])
    try run("a.yaml", "a", in: scratch)
    let found = try difference(["b.yaml", "a"], in: scratch)
    #expect((found["changes"] as? [Any])?.isEmpty == true)
    #expect((found["files"] as? [Any])?.count == 1)
    for (mix, change) in try changes(found) {
      #expect(change["value"] as? Double == 0 && change["high"] as? Double == 0, "\(mix)")
    }
  }

  @Test func anEditIsFoundByItsKeyAndItsConsequence() throws {
    let scratch = try studies([
      ("end: 2050", "end: 2050\ndiscount_rate: 0.05"),
      ("rd_push, education", "fdi_high, education"),
    ])
    try run("a.yaml", "a", in: scratch)
    let found = try difference(["b.yaml", "a"], in: scratch)
    let keys = try #require(found["changes"] as? [[String: Any]])
    #expect(
      keys.compactMap { $0["key"] as? String } == [
        "discount_rate", "policies", "policies.rd_push", "policies.fdi_high",
      ])
    #expect(keys[0]["old"] as? Double == 0.03 && keys[0]["new"] as? Double == 0.05)
    #expect(found["sameFutures"] as? Bool == true)
    let change = try #require(try changes(found)["education_only"])
    #expect(change["isPaired"] as? Bool == true && change["isWithinError"] as? Bool == false)
    // Years count less, and schooling pays late.
    #expect(try #require(change["value"] as? Double) < 0)
  }

  @Test func sameFuturesMakeNarrowerIntervals() throws {
    let scratch = try studies([("end: 2050", "end: 2050\ndiscount_rate: 0.031")])
    try run("a.yaml", "a", in: scratch)
    try run("b.yaml", "b", in: scratch)
    try run("b.yaml", "c", ["--seed", "8"], in: scratch)
    func width(_ second: String) throws -> Double {
      let change = try #require(
        try changes(difference(["a", second], in: scratch))["education_only"])
      return try #require(change["high"] as? Double) - #require(change["low"] as? Double)
    }
    #expect(try width("b") < width("c") / 3)
  }

  @Test func whatIsNoRunIsRefused() throws {
    let scratch = try studies([])
    for (arguments, status) in [
      (["a.yaml", "absent"], Int32(66)), (["absent", "a.yaml"], 66), (["Models", "a.yaml"], 66),
      (["a.yaml"], 64), (["a.yaml", "b.yaml", "--out", "a.yaml"], 73),
    ] {
      let refused = try Program.run(["diff"] + arguments, in: scratch.root)
      #expect(refused.status == status && refused.output.isEmpty, "\(arguments)")
    }
  }
}
