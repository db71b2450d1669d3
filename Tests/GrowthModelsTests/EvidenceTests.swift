import Foundation
import Reporting
import TestSupport
import Testing

/// Evidence that takes longer than a test may: tables that are written to `Results/reference`.
///
/// Run with `LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --filter EvidenceTests`.
@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["LATECOMER_EVIDENCE"] != nil), .serialized)
struct EvidenceTests {
  @Test func stylisedFacts() throws { try StylisedFactsEvidence.document().write() }
  @Test func historyFit() throws { try HistoryFitEvidence.document().write() }
  @Test func policySwap() throws { try PolicySwapEvidence.document().write() }
  @Test func firstStudy() throws { try FirstStudyEvidence.document().write() }
}

/// A document of evidence, which becomes a file of `Results/reference`.
struct EvidenceDocument {
  /// The command that writes every file of evidence.
  static let command =
    "LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --filter EvidenceTests"

  let name: String
  private(set) var document: Document

  /// Begins a document.
  ///
  /// - Parameter origin: how the numbers were made: draws, seeds, what is sampled.
  init(name: String, title: String, origin: String) {
    self.name = name
    document = Document([
      [.title(title), .text(origin), .text("Written by `\(Self.command)`.")]
    ])
  }

  /// Adds a section.
  mutating func add(_ blocks: Document.Block...) { document.add(blocks) }

  /// Writes the file.
  func write() throws {
    let folder = repository.appendingPathComponent("Results/reference")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = MarkdownRenderer.render(document)
    try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).md"))
  }

  /// A number with a fixed number of decimals; never a negative zero.
  static func fixed(_ number: Double, _ decimals: Int = 3) -> String {
    let text = String(format: "%.\(decimals)f", number)
    return text.allSatisfy { "-0.".contains($0) }
      ? text.replacingOccurrences(of: "-", with: "")
      : text
  }

  /// Median and 5 to 95 % of draws.
  static func interval(_ values: [Double], _ decimals: Int = 3) -> String {
    let fact = StylisedFact("", "", .above(0), values)
    let (median, low, high) = fact.summary
    return
      "\(fixed(median, decimals)) [\(fixed(low, decimals)), \(fixed(high, decimals))]"
  }

  /// A share in per cent.
  static func percent(_ share: Double) -> String { "\(fixed(share * 100, 0)) %" }
}

extension Document.Block {
  /// A table of words and of numbers that are written already.
  static func table(header: [String], rows: [[String]]) -> Document.Block {
    .table(
      Table(header.map { Table.Column([$0], .text) }, rows: rows.map { $0.map { .text($0) } }))
  }
}
