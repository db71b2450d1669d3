import Analysis
import Foundation

/// What a pick-freeze run of a study says of one target beyond its indices: the answer in sentences, why the run
/// ended, how the indices settled, which ranks cannot be excluded, and where a decision flips.
struct SensitivityDetails {
  /// The run.
  let whole: DesignedSensitivity
  /// Position of the target.
  let position: Int

  /// Factors of the ranks and looks in other formats.
  private static let listedIndices = 10

  init?(_ result: SensitivityResult) {
    guard let designed = result.designed else { return nil }
    (whole, position) = designed
  }

  /// The target.
  var target: DesignedSensitivity.Target { whole.targets[position] }

  /// Groups from the largest total index to the smallest.
  var order: [Int] {
    let groups = target.indices.groups
    return groups.indices.sorted { left, right in
      let (a, b) = (groups[left].total.value, groups[right].total.value)
      return a != b ? a > b : left < right
    }
  }

  /// Half of the widest interval of the target at a look.
  func halfWidth(_ look: PrecisionLook) -> Double {
    PrecisionLook(
      basePoints: look.basePoints, runs: look.runs, indices: [look.indices[position]]
    ).widest?.halfWidth ?? .nan
  }

  /// The two mixes of a decision, the one that is ahead on average first.
  struct Decision {
    let better: String, worse: String
    /// The mean difference, not negative.
    let ahead: Double
  }

  /// The decision; nil when the target is none.
  var decision: Decision? {
    guard position == whole.decision, whole.meanDifference.isFinite,
      case .difference(let first, let second) = target.query.query.measure
    else { return nil }
    let isFirstBetter = (whole.meanDifference > 0) != target.query.wantsLess
    return Decision(
      better: isFirstBetter ? first : second, worse: isFirstBetter ? second : first,
      ahead: abs(whole.meanDifference))
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
            ("confidenceOfLooks", .real(whole.plan.confidence)),
            ("looks", .whole(whole.looks.count)),
            ("possibleLooks", .whole(whole.plan.looks.count)), ("limit", .whole(stop.limit)),
            ("sentence", .text(stop.sentence)),
          ])
        ))
    }
    result.append(("convergence", .list(whole.looks.map(object))))
    if let ranks = target.ranks {
      let groups = target.indices.groups
      result.append(
        (
          "ranks",
          .object([
            ("confidence", .real(ranks.confidence)),
            ("topThree", .list(order.prefix(3).map { .text(groups[$0].name) })),
            ("probability", .optional(target.top?.probability)),
            (
              "factors",
              .list(
                order.map { group in
                  .object([
                    ("factor", .text(groups[group].name)),
                    ("lowest", .whole(ranks.ranks[group].lowerBound)),
                    ("highest", .whole(ranks.ranks[group].upperBound)),
                    ("probabilityOfTopThree", .real(target.top?.membership[group] ?? .nan)),
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
            ("ahead", .real(decision.ahead)), ("flips", .list(whole.flips.map(Self.object))),
            ("jointFlips", .list(whole.jointFlips.map(Self.object))),
          ])
        ))
    }
    return result
  }

  private func object(_ look: PrecisionLook) -> JSONValue {
    .object([
      ("basePoints", .whole(look.basePoints)), ("runs", .whole(look.runs)),
      ("halfWidth", .real(halfWidth(look))),
      (
        "indices",
        .list(
          order.prefix(Self.listedIndices).map { group in
            let index = look.indices[position].groups[group]
            return .object([
              ("factor", .text(index.name)), ("first", .real(index.first.value)),
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
