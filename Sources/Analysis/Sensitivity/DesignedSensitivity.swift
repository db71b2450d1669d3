import Ensembles
import Foundation
import Sampling
import StudyContract

/// The variance-based sensitivity of targets, from runs of a pick-freeze design.
public struct DesignedSensitivity: Sendable {
  /// One target.
  public struct Target: Sendable, Hashable {
    /// What was asked.
    public let query: QueryEvaluator
    /// Indices by group.
    public let indices: VarianceIndices
    /// The three groups that matter most; nil when the target is constant.
    public let top: TopFactors?
    /// The ranks of all groups that cannot be excluded; nil when the target is constant.
    public let ranks: RankConfidence?
  }

  /// The design.
  public let design: PickFreezeDesign
  /// The inputs as groups.
  public let inputs: InputGroups
  /// Targets, in the order asked for.
  public let targets: [Target]
  /// By group the mean of the indices of all targets, each counting the same; empty for a single target.
  public let aggregate: [(first: IndexEstimate, total: IndexEstimate)]
  /// Runs of the model: rows of all base points under every policy.
  public let runs: Int
  /// Groups that no target of this study feels; their indices are exactly 0.
  public let inert: [String]
  /// For the paired difference of two policies, flip values by factor; empty for other targets.
  public let flips: [FlipValue]
  /// For the paired difference of two policies, the lines on which pairs of leading factors flip it.
  public let jointFlips: [JointFlip]
  /// The looks that were taken, the last one being the result.
  public let looks: [PrecisionLook]
  /// When the run was to be looked at.
  public let plan: PrecisionPlan
  /// The mean of that difference; NaN without one.
  public let meanDifference: Double
  /// Position of that difference among the targets; nil without one.
  public let decision: Int?
  /// Where base points have a run that failed, against all others; nil when none failed.
  public let failureRegion: FailureRegion?
  /// Seconds the runs took.
  public let seconds: Double

  /// Largest share of base points that may fail before a warning is due.
  public static let failureLimit = 0.01

  /// Runs a design and analyses it.
  ///
  /// - Parameters:
  ///   - decision: position of the target for which flip values are wanted; nil for none.
  ///   - inputs: the inputs, whose groups are those of the design.
  ///   - hasPairs: whether second-order indices are wanted.
  ///   - precision: the half-width at which the run ends before its last base point, ``PrecisionPlan``; nil
  ///     for a run of the whole design.
  /// - Throws: what ``Engine`` throws, and ``SensitivityError`` when every target is constant or
  ///   every base point failed.
  public static func run(
    _ runs: PickFreezeExperiment, decision: Int?, inputs: InputGroups,
    hasPairs: Bool = false, precision: Double? = nil, stage: String = "sensitivity  ",
    context: RunContext
  ) throws -> DesignedSensitivity {
    precondition(inputs.groups == runs.design.groups, "other inputs than those of the design")
    let clock = ContinuousClock()
    let started = clock.now
    let factors = runs.experiment.model.factors.map(\.name)
    let empty = PickFreezeTargets(
      design: runs.design, pilot: try runs.pilot(), factorCount: factors.count,
      hasPairs: hasPairs)
    let plan = PrecisionPlan(precision: precision, design: runs.design.base)
    let rows = try RowPlan(runs) { empty }
    var looks: [PrecisionLook] = []
    var parts: EngineResult<PickFreezeTargets>?
    var blocks = 0
    for points in plan.looks {
      let end = (points + Experiment.blockSize - 1) / Experiment.blockSize
      let run = try Engine.run(
        rows, blocks: blocks..<end, onto: parts, stage: stage, context: context)
      blocks = end
      let total = run.summary
      parts = run
      let look = PrecisionLook(
        basePoints: points,
        runs: points * runs.design.rowCount * runs.experiment.policies.count,
        indices: total.sums.map { VarianceIndices($0, confidence: plan.confidence) })
      looks.append(look)
      if let precision, look.isWithin(precision) { break }
    }
    let design = try Self.design(runs.design, points: looks.last!.basePoints)
    let summary = parts!.summary.asAll(of: design)
    let elapsed = started.duration(to: clock.now).components
    let targets = runs.targets.indices.map { index in
      let sums = summary.sums[index]
      return Target(
        query: runs.targets[index], indices: looks.last!.indices[index], top: TopFactors(sums),
        ranks: RankConfidence(sums, confidence: plan.confidence))
    }
    guard targets.contains(where: { $0.indices.basePoints > 0 }) else {
      throw SensitivityError("every base point has a run that failed")
    }
    guard targets.contains(where: { !$0.indices.isConstant }) else {
      throw SensitivityError(
        "\(targets.count == 1 ? "\(targets[0].query)" : "each of the \(targets.count) targets") is the same in every run, "
          + "so that nothing can matter")
    }
    var flips: [FlipValue] = []
    var jointFlips: [JointFlip] = []
    var mean = Double.nan
    if let decision, summary.values[decision].contains(where: \.isFinite) {
      let groups = (0..<design.base.futures).map { design.base.group(of: $0) }
      let analysis = try? FlipAnalysis(
        names: factors, factors: summary.factors, difference: summary.values[decision],
        groups: groups, adjusting: inputs.independentColumns)
      mean = analysis?.mean ?? .nan
      flips = factors.indices.filter { !inputs.fixedColumns.contains($0) }
        .compactMap { analysis?.flip(of: $0) }
      jointFlips =
        analysis?.leadingJointFlips(
          flips, indices: targets[decision].indices, groups: design.groups) ?? []
    }
    return DesignedSensitivity(
      design: design, inputs: inputs, targets: targets,
      aggregate: targets.count > 1
        ? VarianceIndices.aggregate(summary.sums).map {
          ($0.first.with(confidence: plan.confidence), $0.total.with(confidence: plan.confidence))
        } : [],
      runs: looks.last!.runs,
      inert: design.groups.indices.filter { group in
        summary.sums.allSatisfy { $0.largestChange[group] == 0 }
      }.map { design.groups[$0].name }, flips: flips, jointFlips: jointFlips, looks: looks,
      plan: plan, meanDifference: mean, decision: decision,
      failureRegion: failureRegion(summary, factors: factors),
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
  }

  /// The design with so many base points, the first of the whole one.
  private static func design(_ whole: PickFreezeDesign, points: Int) throws -> PickFreezeDesign {
    if points == whole.base.futures { return whole }
    var specification = whole.base.specification
    specification.futures = points
    return whole.with(base: try Design(specification))
  }

  /// Compares the values of each factor in runs of side A that failed with those that did not.
  private static func failureRegion(
    _ summary: PickFreezeTargets, factors: [String]
  ) -> FailureRegion? {
    let isFailed = (summary.values.first ?? []).indices.map { future in
      summary.values.contains { !$0[future].isFinite }
    }
    func values(_ side: Bool) -> [[Double]] {
      summary.factors.map { column in
        column.indices.filter { isFailed[$0] == side }.map { column[$0] }
      }
    }
    return FailureRegion(names: factors, failed: values(true), others: values(false))
  }
}
