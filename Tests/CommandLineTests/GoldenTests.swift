import Foundation
import Testing

/// What every subcommand prints and writes, frozen.
///
/// `LATECOMER_RECORD_GOLDEN=1` writes the files anew, `LATECOMER_PROGRAM` names the program, and
/// `LATECOMER_GOLDEN_THREADS` a number of threads. A change of a golden file says in its commit what it mends.
@Suite("Golden outputs") struct GoldenTests {
  private func check(_ golden: GoldenCase) throws {
    let sections = try golden.observe()
    if GoldenFiles.isRecording {
      try GoldenFiles.write(sections, to: golden.name)
    } else if let difference = try GoldenFiles.difference(sections, from: golden.name) {
      Issue.record("\(golden.name): \(golden.arguments.joined(separator: " "))\n\(difference)")
    }
  }

  @Test(arguments: GoldenCase.run) func run(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.export) func export(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.trace) func trace(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.list) func list(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.sweep) func sweep(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.sensitivityOfStudies)
  func sensitivityOfStudies(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.sensitivityOfRuns)
  func sensitivityOfRuns(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.decisions) func decisions(golden: GoldenCase) throws {
    try check(golden)
  }
  @Test(arguments: GoldenCase.design) func design(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.compare)
  func compare(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.explain)
  func explain(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.adaptive)
  func adaptive(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.search) func search(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.desk) func desk(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.long) func long(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.help) func help(golden: GoldenCase) throws { try check(golden) }
  @Test(arguments: GoldenCase.mistakes) func mistakes(golden: GoldenCase) throws {
    try check(golden)
  }

  @Test(.disabled(if: GoldenFiles.isRecording)) func everyFileHasItsCase() throws {
    let names = GoldenCase.all.map(\.name)
    #expect(Set(names).count == names.count)
    let files = try FileManager.default.contentsOfDirectory(atPath: GoldenFiles.folder)
      .filter { $0.hasSuffix(".txt") }
    #expect(Set(files) == Set(names.map { $0 + ".txt" }))
  }

  /// The comparison sees what it is there for.
  @Test func numbersAreComparedAsNumbersAndWordsAsWords() {
    func agree(_ first: Substring, _ second: Substring) -> Bool {
      NumberTolerantComparison.agree(first, second)
    }
    #expect(agree("a,1.0000000000001,2e-5", "a,1.0000000000002,2.0000000000001e-05"))
    #expect(agree("\"mean\": 0.30000000000000004,", "\"mean\": 0.3,"))
    #expect(!agree("a,1.00000001", "a,1.00000002"))
    #expect(!agree("\"runs\": 100", "\"runs\": 101"))
    #expect(!agree("\"mean\": 0.3", "\"mean\":  0.3"))
    #expect(!agree("mean 0.3", "mode 0.3"))
    #expect(!agree("1.5,null", "1.5,nan"))
  }
}
