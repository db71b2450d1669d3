import Foundation
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

/// A table of evidence as a file.
struct EvidenceDocument {
  /// The command that writes every file of evidence.
  static let command =
    "LATECOMER_EVIDENCE=1 swift test -c release -Xswiftc -enable-testing --filter EvidenceTests"

  let name: String
  let title: String
  /// How the numbers were made: draws, seeds, what is sampled.
  let origin: String
  var lines: [String] = []

  init(name: String, title: String, origin: String) {
    self.name = name
    self.title = title
    self.origin = origin
  }

  /// Adds a paragraph.
  mutating func add(paragraph: String) { lines += [paragraph, ""] }

  /// Adds a heading.
  mutating func add(heading: String) { lines += ["## \(heading)", ""] }

  /// Adds a table.
  mutating func add(header: [String], rows: [[String]]) {
    lines.append("| " + header.joined(separator: " | ") + " |")
    lines.append("|" + header.map { _ in "---|" }.joined())
    lines += rows.map { "| " + $0.joined(separator: " | ") + " |" }
    lines.append("")
  }

  /// Writes the file.
  func write() throws {
    let folder = repository.appendingPathComponent("Results/reference")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let head = ["# \(title)", "", origin, "", "Written by `\(Self.command)`.", ""]
    let text = (head + lines).joined(separator: "\n")
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
