import Foundation
import TestSupport
import Testing

/// A page of the documentation with a Swift file that it quotes whole, and what running it prints.
struct Example: Sendable, CustomTestStringConvertible {
  let page: String
  let file: String
  /// What runs; nil for a file that others build on.
  var run: (@Sendable () throws -> Void)?

  var testDescription: String { page }

  static let all = [
    Example(page: "Sampling", file: "SamplingExample", run: drawTwoFactors),
    Example(page: "NumericCore", file: "NumericCoreExample", run: solveAndSum),
    Example(page: "ModelContract", file: "ModelContractExample"),
    Example(page: "GrowthModels", file: "GrowthModelsExample", run: traceSchooling),
    Example(page: "Ensembles", file: "EnsemblesExample", run: runOnTwoThreads),
    Example(page: "Analysis", file: "AnalysisExample", run: compareEfforts),
    Example(page: "Reporting", file: "ReportingExample", run: writeDocument),
    Example(page: "Studies", file: "StudiesExample", run: compareSavings),
  ]
}

/// Pages say what compiles and runs: a Swift block is a file of this target, the text after it what that prints.
@Suite struct DocumentationTests {
  /// Text of the blocks of a page that are fenced with a language.
  private func blocks(_ language: String, of page: String) throws -> [String] {
    let file = repository.appendingPathComponent("Sources/\(page)/\(page).docc/\(page).md")
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
    return parts.enumerated().filter { $0.offset % 2 == 1 && $0.element.hasPrefix(language + "\n") }
      .map { String($0.element.dropFirst(language.count + 1)) }
  }

  private func text(_ example: Example) throws -> String {
    try String(
      contentsOf: repository.appendingPathComponent(
        "Tests/DocumentationTests/Examples/\(example.file).swift"), encoding: .utf8)
  }

  @Test(arguments: Example.all) func aPageQuotesItsFileAndWhatThatPrints(_ example: Example) throws
  {
    #expect(try blocks("swift", of: example.page) == [text(example)])
    guard let run = example.run else { return }
    let transcript = Transcript()
    try Transcript.$current.withValue(transcript) { try run() }
    #expect(
      try blocks("text", of: example.page) == [transcript.text], "it prints\n\(transcript.text)")
  }

  @Test func everyPageWithSwiftIsChecked() throws {
    let sources = repository.appendingPathComponent("Sources")
    let checked = Set(Example.all.map(\.page))
    for target in try FileManager.default.contentsOfDirectory(atPath: sources.path)
    where FileManager.default.fileExists(atPath: "\(sources.path)/\(target)/\(target).docc") {
      #expect(try checked.contains(target) || blocks("swift", of: target).isEmpty, "\(target)")
    }
  }
}
