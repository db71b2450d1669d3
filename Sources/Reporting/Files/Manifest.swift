import Foundation
import ModelContract
import Scenarios
import Studies
import StudyContract

/// What is needed to repeat a run and to trust its files: `manifest.json`.
public struct Manifest: JSONConvertible, Sendable, Hashable {
  /// One file of the run.
  public typealias File = RunRecord.File

  /// The command line, word by word.
  public var command: [String]
  /// Version of the program.
  public var version: String
  /// Name of the model.
  public var model: String
  /// Version of the model.
  public var modelVersion: String
  /// Machine code the kernel used.
  public var vectorPath: String
  /// Path of the study file as given.
  public var study: String
  /// Hash of the study file and of every file it draws in.
  public var studyHash: String
  /// Path of the copy of the study file within the folder; nil where none was kept.
  public var input: String?
  /// The seed.
  public var seed: UInt64
  /// The sampling design in words.
  public var design: String
  /// Futures run in every scenario.
  public var futures: Int
  /// Runs that failed.
  public var failed: Int
  /// Threads used; they change the time and nothing else.
  public var threads: Int
  /// The machine.
  public var machine: Machine
  /// When the run started.
  public var started: Date
  /// When it ended.
  public var ended: Date
  /// Outcomes of the run with the directions of the study, by which finished runs are compared.
  public var outcomes: [Outcome]
  /// Name of the outcome that decides; empty where none was named.
  public var rankedBy: String
  /// Name of the baseline mix; empty where there is none.
  public var baseline: String
  /// Names of the beliefs, in the order of their tables.
  public var beliefs: [String]
  /// Names of the scenarios, in the order of the rows.
  public var scenarios: [String]
  /// What the study takes for the probabilities of ``scenarios``; empty where it states none.
  public var scenarioProbabilities: [Double]
  /// Files of the run, the manifest itself not among them.
  public var files: [File]

  /// Collects a manifest.
  public init(
    command: [String], version: String, model: String, modelVersion: String, vectorPath: String,
    study: String, studyHash: String, seed: UInt64, design: String, futures: Int, failed: Int,
    threads: Int, machine: Machine = .current(), started: Date, ended: Date,
    outcomes: [Outcome], rankedBy: String = "", baseline: String = "", beliefs: [String] = [],
    scenarios: [String] = [], scenarioProbabilities: [Double] = [], files: [File]
  ) {
    self.command = command
    self.version = version
    self.model = model
    self.modelVersion = modelVersion
    self.vectorPath = vectorPath
    self.study = study
    self.studyHash = studyHash
    self.seed = seed
    self.design = design
    self.futures = futures
    self.failed = failed
    self.threads = threads
    self.machine = machine
    self.started = started
    self.ended = ended
    self.outcomes = outcomes
    self.rankedBy = rankedBy
    self.baseline = baseline
    self.beliefs = beliefs
    self.scenarios = scenarios
    self.scenarioProbabilities = scenarioProbabilities
    self.files = files
  }

  /// The manifest as JSON, times in UTC as ISO 8601.
  public var json: JSONValue {
    let machineObject: JSONValue = [
      "processor": machine.processor, "cores": machine.cores,
      "operatingSystem": machine.operatingSystem,
    ]
    return [
      "command": command, "version": version, "model": model, "modelVersion": modelVersion,
      "vectorPath": vectorPath, "study": study, "studyHash": studyHash, "input": input,
      "seed": seed,
      "design": design, "futures": futures, "failed": failed, "threads": threads,
      "machine": machineObject, "started": Self.timestamp(started),
      "ended": Self.timestamp(ended),
      "seconds": (ended.timeIntervalSince(started) * 1000).rounded() / 1000,
      "outcomes": outcomes.json {
        [
          "name": $0.name, "direction": $0.direction.rawValue, "isCensored": $0.isCensored,
          "unit": $0.unit.rawValue,
        ]
      }, "rankedBy": rankedBy, "baseline": baseline, "beliefs": beliefs, "scenarios": scenarios,
      "scenarioProbabilities": scenarioProbabilities,
      "files": files.json { ["name": $0.name, "bytes": $0.bytes, "hash": $0.hash] },
      "digest": ManifestDigest.blank,
    ]
  }

  private static func timestamp(_ date: Date) -> String {
    date.formatted(.iso8601)
  }
}

extension RunRecord.File {
  /// A file that lies in a folder, under its name or another one until it gets that.
  ///
  /// - Throws: ``OutputError`` when it cannot be read.
  init(_ name: String, in folder: String, as present: String? = nil) throws {
    let path = folder + "/" + (present ?? name)
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    else { throw OutputError(path: path, doing: "read", code: errno) }
    self.init(name: name, bytes: data.count, hash: FNV1a.digest(of: data))
  }
}
