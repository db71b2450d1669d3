import Foundation
import Testing

/// A finished run says where it comes from; one that is not whole is named and refused.
@Suite struct ShowTests {
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66

  private func run(_ scratch: Scratch) throws {
    let result = try Program.run(
      ["run", Program.generic] + Program.small + ["--seed", "5", "--out", scratch.path("run")])
    #expect(result.status == 0, "\(result.errors)")
  }

  private func expectRefusal(
    _ scratch: Scratch, _ status: Int32, _ words: [String], lines: Int = 1
  ) throws {
    let refused = try Program.run(["show", scratch.path("run")])
    #expect(refused.status == status && refused.output.isEmpty)
    #expect(refused.errors.split(separator: "\n").count == lines, "\(refused.errors)")
    for word in words { #expect(refused.errors.contains(word), "\(refused.errors)") }
  }

  @Test func aWholeRunSaysHowItCameAbout() throws {
    let scratch = try Scratch()
    try run(scratch)
    let shown = try Program.run(["show", scratch.path("run") + "/"])
    #expect(shown.status == 0 && shown.errors.isEmpty)
    for word in [
      "--seed 5", "Seed         5", "outcomes.csv", "inputs/Models/studies/generic.yaml", "ANSWER",
    ] { #expect(shown.output.contains(word), "\(word) in \(shown.output)") }
    let json = try Program.run(["show", scratch.path("run"), "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["seed"] as? Int == 5 && object["futures"] as? Int == 64)
    let inputs = try #require(object["inputs"] as? [[String: Any]])
    for input in inputs {
      let name = try #require(input["name"] as? String)
      let data = try Data(contentsOf: URL(fileURLWithPath: scratch.path("run/" + name)))
      #expect(data.count == input["bytes"] as? Int, "\(name)")
    }
    #expect(try #require(object["answer"] as? [String]).first?.hasPrefix("ANSWER") == true)
  }

  @Test func whatIsNotWholeIsNamedAndRefused() throws {
    let scratch = try Scratch()
    try run(scratch)
    let outcomes = try scratch.text("run/outcomes.csv")
    let manifest = try scratch.text("run/manifest.json")
    func write(_ text: String, to name: String) throws {
      try text.write(toFile: scratch.path("run/" + name), atomically: true, encoding: .utf8)
    }
    try write(String(outcomes.dropLast(100)), to: "outcomes.csv")
    try FileManager.default.removeItem(atPath: scratch.path("run/factors.csv"))
    try expectRefusal(
      scratch, Self.badData, ["outcomes.csv: the file is cut short", "factors.csv"], lines: 2)
    try write(manifest.replacing("\"version\": \"", with: "\"version\": \"9."), to: "manifest.json")
    try expectRefusal(scratch, Self.badData, ["version 9."])
    try write(
      manifest.replacing(try Regex(#""seed": [0-9]+"#), with: "\"seed\": 77"), to: "manifest.json")
    try expectRefusal(scratch, Self.badData, ["manifest.json", "changed"])
    try write(String(manifest.prefix(200)), to: "manifest.json")
    try expectRefusal(scratch, Self.badData, ["manifest.json"])
    try FileManager.default.removeItem(atPath: scratch.path("run/manifest.json"))
    try expectRefusal(scratch, Self.missingFile, ["not the folder of a finished run"])
  }

  @Test func inputsThatWereChangedAreRefused() throws {
    let scratch = try Scratch()
    try run(scratch)
    let study = "run/inputs/Models/studies/generic.yaml"
    try (scratch.text(study) + "# once more\n").write(
      toFile: scratch.path(study), atomically: true, encoding: .utf8)
    try expectRefusal(scratch, Self.badData, ["generic.yaml"])
  }
}
