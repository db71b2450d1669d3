import Analysis
import StudyContract

/// When a comparison was stopped that was to run until its ranking is known.
public struct Stopping: Sendable, Hashable {
  /// Probability with which no look finds a wrong best mix.
  public let confidence: Double
  /// Numbers of futures at which the ranking is looked at.
  public let looks: [Int]
  /// The look at which it stopped, from 0.
  public let look: Int
  /// Whether the ranking is known; false when futures ran out.
  public let isRanked: Bool
  /// Confidence of the verdict at a look.
  public let level: Double

  /// Futures that were run.
  public var futures: Int { looks[look] }
  /// The most that would have been.
  public var limit: Int { looks.last! }

  /// Confidence of the verdict at each look: the error is divided equally over looks and sets of beliefs (Bonferroni).
  static func confidence(_ whole: Double, looks: Int, beliefs: Int) -> Double {
    1 - (1 - whole) / Double(looks * beliefs)
  }
}

extension StudySession {
  /// Futures of the first look: enough for 32 replicates of 16 points.
  static let firstLook = 512

  /// Compares until the best mix is known, or is known to be better by less than the indifference margin, under all
  /// beliefs; at most with the futures of the session.
  ///
  /// The ranking is looked at after 512 futures, after 1,024, and so on, always of the same sequence, so that the result is
  /// that of a run with so many futures from the start. As each look could err, each is asked for more confidence:
  /// `1 - (1 - confidence) / (looks * beliefs)`. So the whole procedure names a wrong best mix with a probability of at
  /// most 1 - confidence, whenever it stops (the errors that a look's own interval covers; Bonferroni).
  /// Source: repeated looks, Armitage, McPherson and Rowe 1969, doi:10.2307/2343787; selection, Hsu 1984,
  /// doi:10.1214/aos/1176346732.
  ///
  /// Cost: less than twice that of a run of the futures it stops at.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public func compare(untilRanked confidence: Double, under beliefs: [Beliefs]) throws
    -> StudyComparison
  {
    let (session, rankings, stopping) = try looks(untilRanked: confidence, under: beliefs)
    return try StudyComparison(
      session: session,
      runs: rankings.map { try session.run($0, session.surroundings(under: $0.beliefs)) },
      stopping: stopping)
  }

  /// The session with the futures at which such a comparison stops, for a run that keeps them.
  ///
  /// - Throws: as ``compare(untilRanked:under:)``.
  public func stopped(untilRanked confidence: Double, under beliefs: [Beliefs]) throws
    -> (session: StudySession, stopping: Stopping)
  {
    let (session, _, stopping) = try looks(untilRanked: confidence, under: beliefs)
    return (session, stopping)
  }

  private func looks(untilRanked confidence: Double, under beliefs: [Beliefs]) throws
    -> (session: StudySession, rankings: [Ranking], stopping: Stopping)
  {
    var looks: [Int] = []
    var futures = Self.firstLook
    while futures < design.futures {
      looks.append(futures)
      futures *= 2
    }
    looks.append(design.futures)
    let level = Stopping.confidence(confidence, looks: looks.count, beliefs: beliefs.count)
    for (look, futures) in looks.enumerated() {
      let session = try with(futures: futures)
      let rankings = try beliefs.map {
        try session.rank(
          under: $0, stage: "\(futures) futures, \($0.name)  ", confidence: level)
      }
      let isRanked = rankings.allSatisfy { $0.comparison.verdict.finding != .tooCloseToCall }
      if isRanked || look == looks.count - 1 {
        return (
          session, rankings,
          Stopping(
            confidence: confidence, looks: looks, look: look, isRanked: isRanked, level: level)
        )
      }
    }
    preconditionFailure("no look at a design of \(design.futures) futures")
  }
}
