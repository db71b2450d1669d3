import Analysis

/// What a pick-freeze run of a study says beyond its indices: the answer in sentences, why the run ended, how
/// the indices settled, which ranks cannot be excluded, and where a decision flips.
public struct SensitivityDetails: Sendable {
  /// One look at the run.
  public struct Look: Sendable {
    /// Base points so far.
    public let basePoints: Int
    /// Runs so far.
    public let runs: Int
    /// Half of the widest interval of this target's indices.
    public let halfWidth: Double
    /// The largest indices at the end, as they were at this look.
    public let indices: [(factor: String, first: IndexEstimate, total: IndexEstimate)]

    /// Describes a look.
    public init(
      basePoints: Int, runs: Int, halfWidth: Double,
      indices: [(factor: String, first: IndexEstimate, total: IndexEstimate)]
    ) {
      self.basePoints = basePoints
      self.runs = runs
      self.halfWidth = halfWidth
      self.indices = indices
    }
  }

  /// The rank of one factor.
  public struct Rank: Sendable {
    /// The factor or group.
    public let factor: String
    /// Its total index.
    public let total: IndexEstimate
    /// The ranks that cannot be excluded, for all factors at once.
    public let ranks: ClosedRange<Int>
    /// The probability that another run of this size has it among the three largest.
    public let membership: Double

    /// Describes a rank.
    public init(
      factor: String, total: IndexEstimate, ranks: ClosedRange<Int>, membership: Double
    ) {
      self.factor = factor
      self.total = total
      self.ranks = ranks
      self.membership = membership
    }
  }

  /// Why a run ended.
  public struct Stop: Sendable {
    /// The half-width that was asked for.
    public let precision: Double
    /// Whether it was reached; otherwise the limit of runs ended the run.
    public let isReached: Bool
    /// Confidence of the intervals of every look.
    public let confidence: Double
    /// Looks that could have been taken.
    public let possibleLooks: Int
    /// Most runs that were allowed: those of the whole design.
    public let limit: Int
    /// All of it in one sentence.
    public let sentence: String

    /// Describes the end of a run.
    public init(
      precision: Double, isReached: Bool, confidence: Double, possibleLooks: Int, limit: Int,
      sentence: String
    ) {
      self.precision = precision
      self.isReached = isReached
      self.confidence = confidence
      self.possibleLooks = possibleLooks
      self.limit = limit
      self.sentence = sentence
    }
  }

  /// The two mixes of a decision and where it flips.
  public struct Decision: Sendable {
    /// The mix that is ahead on average.
    public let better: String
    /// The other mix.
    public let worse: String
    /// The mean difference, in the units of the outcome and not negative.
    public let ahead: Double
    /// By factor.
    public let flips: [FlipValue]
    /// By pair of leading factors.
    public let jointFlips: [JointFlip]

    /// Describes a decision.
    public init(
      better: String, worse: String, ahead: Double, flips: [FlipValue], jointFlips: [JointFlip]
    ) {
      self.better = better
      self.worse = worse
      self.ahead = ahead
      self.flips = flips
      self.jointFlips = jointFlips
    }
  }

  /// What was asked, answered in a few sentences that stand above all tables; may be empty.
  public var answer: [String]
  /// Why the run ended; nil for a run of fixed size.
  public var stop: Stop?
  /// Looks, the last one the result.
  public var looks: [Look]
  /// Ranks, the largest total index first; empty when there is nothing to rank.
  public var ranks: [Rank]
  /// The probability with which all ranks hold at once, at least.
  public var rankConfidence: Double
  /// The probability that another run of this size names the same three.
  public var topProbability: Double?
  /// The decision; nil when the target is none.
  public var decision: Decision?

  /// Describes what a run says.
  public init(
    answer: [String], stop: Stop?, looks: [Look], ranks: [Rank], rankConfidence: Double,
    topProbability: Double?, decision: Decision?
  ) {
    self.answer = answer
    self.stop = stop
    self.looks = looks
    self.ranks = ranks
    self.rankConfidence = rankConfidence
    self.topProbability = topProbability
    self.decision = decision
  }
}

extension SensitivityDetails {
  /// Members of the JSON object of a report: `answer`, `stop`, `convergence`, `ranks`, `decision`.
  ///
  /// `ranks` has `confidence`, `topThree` with its `probability`, and `factors[].{factor, lowest, highest,
  /// probabilityOfTopThree}`; `convergence[]` has `basePoints`, `runs`, `halfWidth` and `indices[]` with the keys
  /// of the report's own indices; `decision` has `better`, `worse`, `ahead`, `flips[].{factor, value, low, high,
  /// shareBelow, isBetterAbove, signChanges}` and `jointFlips[].{x, y, finding, a, b, c, cLow, cHigh, shareOfFutures,
  /// crossings[].{x, y, yLow, yHigh}}`, where `finding` is `line`, `none`, `bent` or `unfit`. A value without
  /// a number is null: no flip inside the prior range, or an end of an interval beyond it.
  var members: [(String, JSONValue)] {
    var result: [(String, JSONValue)] = [("answer", .list(answer.map { .text($0) }))]
    if let stop {
      result.append(
        (
          "stop",
          .object([
            ("precision", .real(stop.precision)), ("isReached", .boolean(stop.isReached)),
            ("confidenceOfLooks", .real(stop.confidence)), ("looks", .whole(looks.count)),
            ("possibleLooks", .whole(stop.possibleLooks)), ("limit", .whole(stop.limit)),
            ("sentence", .text(stop.sentence)),
          ])
        ))
    }
    result.append(("convergence", .list(looks.map(Self.object))))
    if !ranks.isEmpty {
      result.append(
        (
          "ranks",
          .object([
            ("confidence", .real(rankConfidence)),
            ("topThree", .list(ranks.prefix(3).map { .text($0.factor) })),
            ("probability", .optional(topProbability)),
            (
              "factors",
              .list(
                ranks.map { rank in
                  .object([
                    ("factor", .text(rank.factor)), ("lowest", .whole(rank.ranks.lowerBound)),
                    ("highest", .whole(rank.ranks.upperBound)),
                    ("probabilityOfTopThree", .real(rank.membership)),
                  ])
                })
            ),
          ])
        ))
    }
    if let decision {
      result.append(
        (
          "decision",
          .object([
            ("better", .text(decision.better)), ("worse", .text(decision.worse)),
            ("ahead", .real(decision.ahead)), ("flips", .list(decision.flips.map(Self.object))),
            ("jointFlips", .list(decision.jointFlips.map(Self.object))),
          ])
        ))
    }
    return result
  }

  private static func object(_ look: Look) -> JSONValue {
    .object([
      ("basePoints", .whole(look.basePoints)), ("runs", .whole(look.runs)),
      ("halfWidth", .real(look.halfWidth)),
      (
        "indices",
        .list(
          look.indices.map { index in
            .object([
              ("factor", .text(index.factor)), ("first", .real(index.first.value)),
              ("firstLow", .real(index.first.low)), ("firstHigh", .real(index.first.high)),
              ("total", .real(index.total.value)), ("totalLow", .real(index.total.low)),
              ("totalHigh", .real(index.total.high)),
            ])
          })
      ),
    ])
  }

  private static func object(_ flip: FlipValue) -> JSONValue {
    .object([
      ("factor", .text(flip.factor)), ("value", .optional(flip.value)), ("low", .real(flip.low)),
      ("high", .real(flip.high)), ("shareBelow", .real(flip.position)),
      ("isBetterAbove", .boolean(flip.rises)), ("signChanges", .whole(flip.count)),
      ("rangeLow", .real(flip.range.lowerBound)), ("rangeHigh", .real(flip.range.upperBound)),
    ])
  }

  private static func object(_ flip: JointFlip) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("x", .text(flip.x)), ("y", .text(flip.y)), ("finding", .text(flip.finding.rawValue)),
      ("a", .optional(flip.line?.a)), ("b", .optional(flip.line?.b)),
      ("c", .optional(flip.line?.c)), ("cLow", .optional(flip.line?.low)),
      ("cHigh", .optional(flip.line?.high)), ("shareOfFutures", .optional(flip.line?.share)),
    ]
    members.append(
      (
        "crossings",
        .list(
          (flip.line?.crossings ?? []).map { crossing in
            .object([
              ("x", .real(crossing.x)), ("y", .real(crossing.y)), ("yLow", .real(crossing.low)),
              ("yHigh", .real(crossing.high)),
            ])
          })
      ))
    members += [
      ("determination", .real(flip.determination)), ("closedIndex", .real(flip.closedIndex)),
      ("lackOfFit", .real(flip.lackOfFit)), ("xLow", .real(flip.rangeX.lowerBound)),
      ("xHigh", .real(flip.rangeX.upperBound)), ("yLow", .real(flip.rangeY.lowerBound)),
      ("yHigh", .real(flip.rangeY.upperBound)),
    ]
    return .object(members)
  }
}
