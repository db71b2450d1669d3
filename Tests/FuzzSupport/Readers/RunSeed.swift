import Ensembles
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Scenarios
import Studies

/// A finished run of Solow's model, of which copies are changed.
struct RunSeed {
  static let version = "fuzz"
  static let futures = 32

  let folder: String
  let session: StudySession
  /// By name, what the run wrote.
  let files: [String: [UInt8]]

  init(_ bench: Workbench) throws {
    folder = bench.path("run")
    let text = String(decoding: try bench.shipped(file: "studies/solow.yaml"), as: UTF8.self)
      .replacing("futures: 1024", with: "futures: \(Self.futures)")
    let path = try bench.write(text, "solow/solow.yaml")
    let study = try StudyLoader.load(path)
    var recorded = try StudySession(
      study, model: ModelCatalogue.model(orStandard: study.modelName),
      context: RunContext(threads: 1))
    session = recorded
    let run = try RunFolder(path: folder)
    if let log = run.log { try recorded.keep(in: log) }
    let beliefs = try recorded.beliefs(nil)
    let comparison = try StudyComparison(
      session: recorded,
      runs: [try run.record(recorded, under: beliefs[0], isFirst: true, stage: "")])
    let inputs = recorded.study.source.map { RunInputs($0) }
    try run.finish(inputs: inputs, report: "ANSWER\nnone\n") {
      Manifest(
        comparison, command: ["latecomer", "run", path], version: Self.version,
        started: Date(timeIntervalSince1970: 0),
        files: $0, inputs: inputs)
    }
    var files: [String: [UInt8]] = [:]
    for name in ["manifest.json", "outcomes.csv", "factors.csv", "yearly.csv", RunFolder.logName] {
      files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
    files["manifest.json"] = Self.plain(files["manifest.json"] ?? [], root: bench.root)
    self.files = files
  }

  /// A manifest without what differs from one time and machine to the next.
  private static func plain(_ bytes: [UInt8], root: String) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self).replacing(root, with: "/bench")
      .replacing(/"ended": "[^"]*"/, with: "\"ended\": \"1970-01-01T00:00:01Z\"")
      .replacing(/"seconds": [0-9.]+/, with: "\"seconds\": 1.5")
      .replacing(/"processor": "[^"]*"/, with: "\"processor\": \"any\"")
      .replacing(/"operatingSystem": "[^"]*"/, with: "\"operatingSystem\": \"any\"")
      .replacing(/"cores": [0-9]+/, with: "\"cores\": 1")
    return sealed(Array(text.utf8))
  }

  /// A manifest with the digest of its text, whatever that says.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(
      ManifestDigest.sealed(
        text.replacing(/"digest": "[0-9a-f]{16}"/, with: "\"digest\": \"\(ManifestDigest.blank)\"")
      ).utf8)
  }

  /// The manifest of the run with the size and digest of a changed file.
  func manifest(of bytes: [UInt8], as name: String) -> [UInt8] {
    let old = files[name]!
    let text = String(decoding: files["manifest.json"]!, as: UTF8.self)
      .replacing(
        "\"hash\": \"\(FNV1a.digest(of: old))\"", with: "\"hash\": \"\(FNV1a.digest(of: bytes))\""
      )
      .replacing("\"bytes\": \(old.count),", with: "\"bytes\": \(bytes.count),")
    return Self.sealed(Array(text.utf8))
  }
}
