import Analysis
import ModelContract
import Scenarios
import StudyContract

/// What changed from one run of a study to another: in what went in, in how it was run, and in what came out.
public struct StudyDifference: Sendable {
  /// One of the two.
  public struct Side: Sendable {
    /// The folder of the run, or the file of the study.
    public let name: String
    /// Ready to run with the seed and the options.
    public let session: StudySession
    /// Sets of beliefs it is run under.
    public let beliefs: [Beliefs]
    /// The record; nil for a study that was not run.
    public let record: RunRecord?
    /// Files that went in, by their places relative to each other.
    public let inputs: [RunRecord.File]

    /// A side.
    public init(
      name: String, session: StudySession, beliefs: [Beliefs], record: RunRecord?,
      inputs: [RunRecord.File]
    ) {
      self.name = name
      self.session = session
      self.beliefs = beliefs
      self.record = record
      self.inputs = inputs
    }
  }

  /// A file that went in and is not the same.
  public struct FileChange: Sendable, Hashable {
    /// Its place.
    public let name: String
    /// What it was; nil where it is new.
    public let old: RunRecord.File?
    /// What it is; nil where it is gone.
    public let new: RunRecord.File?
  }

  /// Before.
  public let old: Side
  /// After.
  public let new: Side
  /// Files that differ.
  public let files: [FileChange]
  /// Statements of the study that differ.
  public let changes: [StudyChange]
  /// By beliefs that both have, what became of the answer; nil where nobody asked.
  public let answers: [AnswerDifference]?
  /// Whether gains are shares of the baseline's expectation.
  public let isRelative: Bool

  /// Whether both have the same futures: design, seed and number.
  public var hasSameFutures: Bool { Self.haveSameFutures(old.session, new.session) }

  /// Whether both rank by the same outcome, so that gains can be set against each other.
  public var hasSameRanking: Bool {
    old.session.study.rankedBy == new.session.study.rankedBy
  }

  /// Beliefs under which only one of the two is run.
  public var unmatchedBeliefs: [String] {
    let (before, after) = (old.beliefs.map(\.name), new.beliefs.map(\.name))
    return before.filter { !after.contains($0) } + after.filter { !before.contains($0) }
  }

  /// Compares two sides.
  ///
  /// - Parameter hasAnswers: whether both are run for their answers, which takes as long as the two runs.
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public init(from old: Side, to new: Side, hasAnswers: Bool) throws {
    self.old = old
    self.new = new
    changes = old.session.study.changes(to: new.session.study)
    files = Self.files(old.inputs, new.inputs)
    guard hasAnswers else {
      answers = nil
      isRelative = false
      return
    }
    let before = try old.session.answers(under: old.beliefs, stage: "before")
    let after = try new.session.answers(under: new.beliefs, stage: "after")
    let mayBeRelative = [old, new].allSatisfy {
      $0.session.study.rankedBy.contains("consumption")
    }
    let relative = [before, after].allSatisfy {
      DecisionSummary($0.parts.map(\.comparison), isRelative: mayBeRelative).isRelative
    }
    isRelative = relative
    let isPaired =
      Self.haveSameFutures(old.session, new.session)
      && old.session.study.rankedBy == new.session.study.rankedBy
      && old.session.leadingScenario.name == new.session.leadingScenario.name
    answers = before.parts.compactMap { part in
      after.parts.first { $0.beliefs.name == part.beliefs.name }.map { other in
        AnswerComparison(
          old: part, new: other, oldNames: old.session.selected.map(\.name),
          newNames: new.session.selected.map(\.name), isPaired: isPaired,
          isComparable: old.session.study.rankedBy == new.session.study.rankedBy,
          groupCount: new.session.design.errorGroupCount, isRelative: relative
        ).difference()
      }
    }
  }

  private static func haveSameFutures(_ old: StudySession, _ new: StudySession) -> Bool {
    old.design.specification == new.design.specification && old.hasNoise == new.hasNoise
  }

  private static func files(
    _ old: [RunRecord.File], _ new: [RunRecord.File]
  ) -> [FileChange] {
    // The study file may have been renamed: it is the first of both.
    var (old, new) = (old, new)
    if let before = old.first, let after = new.first, before.name != after.name {
      let name = "\(before.name) -> \(after.name)"
      old[0] = RunRecord.File(name: name, bytes: before.bytes, hash: before.hash)
      new[0] = RunRecord.File(name: name, bytes: after.bytes, hash: after.hash)
    }
    func find(_ name: String, _ files: [RunRecord.File]) -> RunRecord.File? {
      files.first { $0.name == name }
    }
    let names = old.map(\.name) + new.map(\.name).filter { find($0, old) == nil }
    return names.compactMap { name in
      let (before, after) = (find(name, old), find(name, new))
      return before?.hash == after?.hash ? nil : FileChange(name: name, old: before, new: after)
    }
  }
}
