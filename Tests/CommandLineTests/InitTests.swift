import Foundation
import Testing

/// A study to edit runs as it was written, from an empty folder.
@Suite struct InitTests {
  private static let models = ["LATECOMER_MODELS": Program.package + "/Models"]

  @Test(arguments: ["Kenya", "MEX", "Cote d'Ivoire", ""])
  func aStudyIsAcceptedAsWritten(country: String) throws {
    let scratch = try Scratch()
    let made = try Program.run(
      country.isEmpty ? ["init"] : ["init", country], in: scratch.root, environment: Self.models)
    #expect(made.status == 0, "\(made.errors)")
    let studies = try scratch.names().filter { !$0.contains("-mix") && !$0.contains("-economy") }
    let study = try #require(studies.first)
    let checked = try Program.run(
      ["check", study, "--futures", "64"], in: scratch.root, environment: Self.models)
    #expect(checked.status == 0 && checked.output.hasPrefix("\(study) is valid"))
    #expect(!checked.output.contains("Warning"), "\(checked.output)")
  }

  @Test func aStudyRunsAndItsCommentedMixToo() throws {
    let scratch = try Scratch()
    #expect(
      try Program.run(["init", "Kenya"], in: scratch.root, environment: Self.models).status == 0)
    let text = try scratch.text("kenya.yaml")
    let uncommented = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#  ") ? String(line.dropFirst()) : String(line)
    }.joined(separator: "\n").replacing(" latecomer check", with: "#").replacing(
      " latecomer run", with: "#")
    #expect(uncommented.contains("\n  - name: my_mix"))
    for study in [text, uncommented.replacing("\n  #", with: "\n#")] {
      try study.write(toFile: scratch.path("kenya.yaml"), atomically: true, encoding: .utf8)
      let result = try Program.run(
        ["run", "kenya.yaml", "--futures", "64", "--scenarios", "reference", "--beliefs", "prior"],
        in: scratch.root, environment: Self.models)
      #expect(result.status == 0 && result.output.contains("ANSWER"), "\(result.errors)")
    }
  }

  @Test func nothingIsReplacedUnlessAsked() throws {
    let scratch = try Scratch()
    try "mine".write(
      toFile: scratch.path("kenya-mix.yaml"), atomically: true, encoding: .utf8)
    let refused = try Program.run(["init", "Kenya"], in: scratch.root, environment: Self.models)
    #expect(refused.status == 73 && refused.errors.contains("--force"))
    #expect(try scratch.names() == ["kenya-mix.yaml"])
    let forced = try Program.run(
      ["init", "Kenya", "--force"], in: scratch.root, environment: Self.models)
    #expect(forced.status == 0)
    #expect(try scratch.text("kenya-mix.yaml") != "mine")
  }

  @Test func anUnknownCountryNamesTheNearest() throws {
    let scratch = try Scratch()
    for (word, near) in [("Kenia", "Kenya"), ("KEX", "KEN"), ("South Korea", "Korea")] {
      let refused = try Program.run(["init", word], in: scratch.root, environment: Self.models)
      #expect(refused.status == 66 && refused.errors.contains(near), "\(refused.errors)")
    }
    #expect(try scratch.names().isEmpty)
  }
}
