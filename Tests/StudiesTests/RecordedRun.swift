import Ensembles
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Reporting
import Scenarios
import Studies
import StudyContract
import TestSupport

/// A run of a quick study in a folder that goes away with its value.
final class RecordedRun {
  static let version = "1.2.3"

  let path = NSTemporaryDirectory() + "/latecomer-" + UUID().uuidString
  let session: StudySession

  /// Runs Solow's model.
  ///
  /// - Parameter edit: changes a table's text before it is sealed, by name.
  init(futures: Int = 64, edit: [String: (String) -> String] = [:]) throws {
    var study = try StudyLoader.load(repository.path + "/Models/studies/solow.yaml")
    study.design.futures = futures
    session = try StudySession(study, model: SolowModel(), context: RunContext(threads: 2))
    let folder = try RunFolder(path: path)
    let comparison = try StudyComparison(
      session: session,
      runs: [try folder.record(session, under: .prior, isFirst: true, stage: "")])
    func manifest(_ files: [Manifest.File]) -> Manifest {
      Manifest(comparison, command: [], version: Self.version, started: Date(), files: files)
    }
    var files: [Manifest.File] = []
    try folder.finish {
      files = $0
      return manifest($0)
    }
    if edit.isEmpty { return }
    files = try files.map { file in
      guard let change = edit[file.name] else { return file }
      let place = URL(fileURLWithPath: path + "/" + file.name)
      let changed = Data(change(try String(contentsOf: place, encoding: .utf8)).utf8)
      try changed.write(to: place)
      return Manifest.File(
        name: file.name, bytes: changed.count, hash: FNV1a.digest(of: changed))
    }
    try ManifestDigest.sealed(manifest(files).json.rendered).write(
      toFile: path + "/manifest.json", atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var archive: RunArchive {
    get throws {
      try RunArchive(path, version: Self.version, modelVersion: { _ in SolowModel().version })
    }
  }

  var failures: RunFailures {
    get throws {
      try RunFailures(
        folder: path, version: Self.version, modelVersion: { _ in SolowModel().version })
    }
  }
}
