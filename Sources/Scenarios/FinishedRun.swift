import Foundation
import ModelContract

/// A run that `latecomer run --out` left in a folder, read back: what was run, and what came out.
///
/// The manifest says what the tables are; a table that is not the one the run wrote is refused. Futures are counted
/// from 0 and belong together wherever they have the same number: under every belief, in every scenario and under every
/// policy mix the same draws meet. Memory: 8 bytes a kept number. Cost: about 0.1 microseconds a number.
public struct FinishedRun: Sendable {
  /// One set of beliefs with its tables.
  public struct Belief: Sendable {
    /// The name: `prior` or `ensemble`.
    public let name: String
    /// Values of every factor, by factor and future, as drawn in the first scenario; empty where none were asked for.
    public let factors: [[Double]]
    /// By scenario, policy, kept outcome and future.
    let values: [Double]
    /// By scenario and policy, runs that failed.
    public let failed: [[Int]]
  }

  /// The folder, as it was named.
  public let folder: String
  /// Version of the program that wrote it.
  public let version: String
  /// Name of the model.
  public let model: String
  /// Version of the model.
  public let modelVersion: String
  /// Path of the study file, as it was given to the run.
  public let study: String
  /// Hash of the study and of the files it draws in.
  public let studyHash: String
  /// The seed.
  public let seed: UInt64
  /// The design in words.
  public let design: String
  /// Number of futures.
  public let futures: Int
  /// All outcomes of the run with the directions of its study.
  public let outcomes: [Outcome]
  /// Names of the outcomes whose values were kept.
  public let kept: [String]
  /// Name of the outcome that decides; nil where the study names none.
  public let rankedBy: String?
  /// Name of the baseline mix; nil where there is none.
  public let baseline: String?
  /// Names of the scenarios.
  public let scenarios: [String]
  /// Their probabilities; nil where the study states none.
  public let probabilities: [Double]?
  /// Names of the policy mixes.
  public let policies: [String]
  /// Names of the factors; empty where none were asked for.
  public let factorNames: [String]
  /// By belief, the first one the run's own first.
  public let beliefs: [Belief]

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - version: the version of this program; a run of another one is refused. Nil takes any.
  ///   - modelVersion: this program's version of a model by its name, nil for a model it does not have; a run of another
  ///     version is refused. Nil takes any.
  ///   - outcomes: names of the outcomes to keep; the one that decides when nil, all when empty.
  ///   - readsFactors: whether factors are read.
  /// - Throws: ``StudyErrors`` for a folder without a manifest, a run of another version, a table that is missing,
  ///   changed or cannot be read, and an outcome that the run does not have.
  public init(
    _ folder: String, version: String?, modelVersion: ((String) -> String?)? = nil,
    outcomes wanted: [String]? = nil, readsFactors: Bool = false
  ) throws {
    let path = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    let manifest = try FinishedRunManifest.read(path, folder: folder)
    try manifest.requireVersion(version, modelVersion: modelVersion, folder: folder)
    self.folder = folder
    self.version = manifest.version
    model = manifest.model
    self.modelVersion = manifest.modelVersion
    study = manifest.study
    studyHash = manifest.studyHash
    seed = manifest.seed
    design = manifest.design
    futures = manifest.futures
    outcomes = manifest.outcomes.map(\.outcome)
    rankedBy = manifest.rankedBy.isEmpty ? nil : manifest.rankedBy
    baseline = manifest.baseline.isEmpty ? nil : manifest.baseline
    scenarios = manifest.scenarios
    probabilities =
      manifest.scenarioProbabilities.isEmpty ? nil : manifest.scenarioProbabilities
    kept = try Self.kept(wanted, outcomes: outcomes.map(\.name), rankedBy: rankedBy, folder: folder)
    var (names, factors): ([String], [String]) = ([], [])
    beliefs = try manifest.beliefs.enumerated().map { [outcomes, kept] position, belief in
      let suffix = position == 0 ? "" : "-\(belief)"
      let table = try manifest.open("outcomes\(suffix).csv", in: path)
      let read = try FinishedOutcomes(
        table, outcomes: outcomes, kept: kept, scenarios: manifest.scenarios,
        futures: manifest.futures, policies: names)
      names = read.policies
      var columns: [[Double]] = []
      if readsFactors {
        let table = try manifest.open("factors\(suffix).csv", in: path)
        let read = try FinishedFactors(table, futures: manifest.futures)
        (factors, columns) = (read.names, read.columns)
      }
      return Belief(name: belief, factors: columns, values: read.values, failed: read.failed)
    }
    policies = names
    factorNames = factors
  }

  /// Values of an outcome by future, NaN where the run failed; +infinity in a censored outcome is "never".
  ///
  /// - Precondition: the outcome was kept.
  public func values(
    of outcome: String, belief: Int, scenario: Int, policy: Int
  ) -> ArraySlice<Double> {
    guard let position = kept.firstIndex(of: outcome) else {
      preconditionFailure("\(outcome) is not among the kept outcomes \(kept)")
    }
    let start = ((scenario * policies.count + policy) * kept.count + position) * futures
    return beliefs[belief].values[start..<start + futures]
  }

  private static func kept(
    _ wanted: [String]?, outcomes: [String], rankedBy: String?, folder: String
  ) throws -> [String] {
    guard let wanted = wanted ?? rankedBy.map({ [$0] }) else {
      throw FinishedTable.error(
        folder, "the run ranks by no outcome; name one of " + outcomes.joined(separator: ", "))
    }
    for name in wanted where !outcomes.contains(name) {
      let near = NearestName.find(name, among: outcomes)
      throw FinishedTable.error(
        folder,
        "the run has no outcome '\(name.excerpt)'; "
          + (near.map { "did you mean '\($0)'?" } ?? "it has \(outcomes.joined(separator: ", "))"))
    }
    return wanted.isEmpty ? outcomes : wanted
  }
}
