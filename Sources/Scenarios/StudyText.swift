import Foundation
import NumericCore
import StudyContract
import Yams

/// A study file with further mixes, as text.
///
/// What the file says is kept, comments aside. Files that it names by a path are named from the new folder.
public struct StudyText {
  private let study: Study
  private let source: StudySource
  private let root: Node

  /// Reads the file of a study.
  ///
  /// - Throws: `UsageError` for a study that was made in code, and where its file cannot be read any more.
  public init(_ study: Study) throws {
    guard let source = study.source,
      let data = InputFile.contents(source.path, most: YAMLLimits.bytes),
      let text = String(data: data, encoding: .utf8),
      let root = try? Yams.compose(yaml: text), root.mapping != nil
    else {
      throw UsageError("The file of the study \(study.name) cannot be read.")
    }
    self.study = study
    self.source = source
    self.root = root
  }

  /// The study with further mixes, each in a file of its own beside it.
  ///
  /// - Parameters:
  ///   - name: of the new study.
  ///   - question: that it asks.
  ///   - mixes: names of the mixes.
  ///   - folder: where the new file and those of the mixes will lie.
  public func adding(
    named name: String, question: String, mixes: [String], folder: String
  ) throws -> String {
    let here = URL(fileURLWithPath: source.path).deletingLastPathComponent()
    let there = URL(fileURLWithPath: folder).standardizedFileURL
    var entries: [(Node, Node)] = []
    for (key, value) in root.mapping! {
      switch key.scalar?.string {
      case "name": entries.append((key, Node(name)))
      case "question": entries.append((key, Node(question)))
      case "budget": continue
      case "policies":
        let listed = moved(value, from: here, to: there).sequence ?? []
        let added = mixes.map { Node("./\($0).yaml") }
        entries.append((key, Node(Array(listed) + added, Tag(.seq), .block)))
      default: entries.append((key, moved(value, from: here, to: there)))
      }
    }
    if let budget = study.budget { entries.append((Node("budget"), Self.node(budget))) }
    return try Yams.serialize(node: Node(entries, Tag(.map), .block), width: 96, allowUnicode: true)
  }

  private static func node(_ budget: Budget) -> Node {
    Node(
      [
        (Node("outcome"), Node(budget.outcome)),
        (Node("above_baseline"), Node(budget.aboveBaseline.plain)),
        (Node("tolerance"), Node(budget.tolerance.plain)),
      ], Tag(.map), .flow)
  }

  /// A value whose paths of files lead from another folder to the same files.
  private func moved(_ node: Node, from here: URL, to there: URL) -> Node {
    switch node {
    case .scalar(let scalar):
      let text = scalar.string
      guard text.hasPrefix(".") || text.hasSuffix(".yaml"), !text.hasPrefix("/") else {
        return node
      }
      let named = text.hasSuffix(".yaml") ? text : text + ".yaml"
      let file = here.appendingPathComponent(named).standardizedFileURL
      guard FileManager.default.fileExists(atPath: file.path) else { return node }
      return Node(Self.path(from: there, to: file))
    case .sequence(let sequence):
      return Node(sequence.map { moved($0, from: here, to: there) }, sequence.tag, sequence.style)
    case .mapping(let mapping):
      return Node(
        mapping.map { ($0.key, moved($0.value, from: here, to: there)) }, mapping.tag, mapping.style
      )
    case .alias: return node
    }
  }

  /// The way from a folder to a file, beginning with a dot.
  private static func path(from folder: URL, to file: URL) -> String {
    let (start, end) = (folder.pathComponents, file.pathComponents)
    var shared = 0
    while shared < min(start.count, end.count - 1), start[shared] == end[shared] { shared += 1 }
    let up = [String](repeating: "..", count: start.count - shared)
    let way = (up.isEmpty ? ["."] : up) + end[shared...]
    return way.joined(separator: "/")
  }
}
