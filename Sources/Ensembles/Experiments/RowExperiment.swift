import Sampling
import StudyContract

/// The runs of a ``RowDesign``: an experiment of one scenario and the rows made from its draws.
public struct RowExperiment<Rows: RowDesign>: Sendable {
  /// Model, policies, world and draws.
  public let experiment: Experiment
  /// The rows.
  public let rows: Rows
  /// The second draws; nil for a design that needs none.
  public let second: DrawSource?
  /// Offset of the Sobol' dimensions of the second draws.
  public let dimensionOffset: Int
  /// What is computed of every run.
  public let targets: [QueryEvaluator]

  /// Describes the runs.
  ///
  /// - Precondition: one scenario; second draws where the design uses them; every point's future exists.
  public init(
    experiment: Experiment, rows: Rows, second: DrawSource? = nil,
    dimensionOffset: Int = PickFreezeSide.dimensionOffset, targets: [QueryEvaluator]
  ) {
    precondition(experiment.scenarios.count == 1, "\(experiment.scenarios.count) scenarios")
    precondition(!rows.usesSecondSide || second != nil, "the design needs second draws")
    precondition(
      rows.pointCount > 0
        && rows.future(ofPoint: rows.pointCount - 1) < experiment.design.futures,
      "\(rows.pointCount) points of \(experiment.design.futures) futures")
    precondition(
      experiment.recordsYears || !targets.contains(where: \.needsYears), "years are not recorded")
    self.experiment = experiment
    self.rows = rows
    self.second = second
    self.dimensionOffset = dimensionOffset
    self.targets = targets
  }

  /// Runs of the model.
  public var runCount: Int { rows.pointCount * rows.rowCount * experiment.policies.count }
}

extension RowExperiment {
  /// Runs the design and keeps the targets of every run.
  ///
  /// Memory: 8 bytes a target, row and point. Cost: that of the model.
  ///
  /// - Throws: ``EnsembleError`` when the experiment is invalid or cancelled, `ModelError` from the model.
  public func run(
    stage: String = "", context: RunContext = RunContext()
  ) throws -> RowOutcomes {
    let empty = RowOutcomes(
      targets: targets.count, rows: rows.rowCount, columns: experiment.model.factors.count)
    return try Engine.run(RowPlan(self) { empty }, stage: stage, context: context).summary
  }
}
