import Foundation
import StudyContract

@testable import Scenarios

/// A folder for one test, with the shipped models beside it, in which files are written and studies read.
final class StudyFixture {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("latecomer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("Models").path, withDestinationPath: shippedModels)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A small sound study; line numbers in tests count its lines.
  static let sound = """
    name: small
    question: Does it load?
    economy: generic
    start: 2025
    end: 2035
    factors: priors/second-version
    baseline: baseline
    policies: [baseline, education_only]
    scenarios: [reference]
    outcomes: [discounted_consumption, income]
    ranked_by: discounted_consumption
    """

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String = "study.yaml") throws -> String {
    let file = folder.appendingPathComponent(name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// Loads a study from its text.
  func load(_ text: String) throws -> Study {
    try StudyLoader.load(try write(text))
  }

  /// The sound study with lines added at its end.
  func load(adding lines: String) throws -> Study {
    try load(Self.sound + "\n" + lines)
  }

  /// Mistakes of a study; empty when it loads.
  func issues(_ text: String) throws -> [StudyIssue] {
    do {
      _ = try load(text)
      return []
    } catch let errors as StudyErrors {
      return errors.issues
    }
  }
}
