import ModelContract
import Sampling
import StudyContract

/// A pick-freeze design as rows: each takes all inputs from one side but those of its group.
///
/// Rows of a side follow each other, so that one differs from the one before by its own and the last group alone.
public struct PickFreezeRows: RowDesign {
  /// Which inputs each run takes from which side.
  public let design: PickFreezeDesign

  /// The rows of a design.
  public init(_ design: PickFreezeDesign) { self.design = design }

  /// Base points.
  public var pointCount: Int { design.base.futures }
  /// Rows of every base point.
  public var rowCount: Int { design.rowCount }
  /// Side B.
  public var usesSecondSide: Bool { true }

  /// Exchanges the groups in which the row differs from the one before it.
  public func prepare(row: Int, of block: RowBlock) {
    let (side, group) = Self.parts(design.row(at: row))
    if row > 0 {
      let (earlier, moved) = Self.parts(design.row(at: row - 1))
      if earlier != side {
        block.copy(from: block.side(side))
      } else if let moved {
        block.copy(design.groups[moved], from: block.side(side))
      }
    }
    if let group { block.copy(design.groups[group], from: block.side(side == .a ? .b : .a)) }
  }

  private static func parts(_ row: PickFreezeDesign.Row) -> (PickFreezeSide, group: Int?) {
    switch row {
    case .a: (.a, nil)
    case .aWith(let group): (.a, group)
    case .bWith(let group): (.b, group)
    case .b: (.b, nil)
    }
  }
}

/// The runs of a pick-freeze design.
public typealias PickFreezeExperiment = RowExperiment<PickFreezeRows>

extension RowExperiment where Rows == PickFreezeRows {
  /// Describes the runs.
  ///
  /// - Parameters:
  ///   - experiment: model, policies, world and side A. Its futures are the base points.
  ///   - design: which inputs each run takes from which side.
  ///   - draws: the draws of side B,
  ///     `PickFreezeSide.draws(design:columns:copula:joint:jointKey:dimensionOffset:)`.
  ///   - targets: what is computed of every run.
  /// - Precondition: one scenario, and base points that are the experiment's futures.
  public init(
    experiment: Experiment, design: PickFreezeDesign, draws: DrawSource, targets: [QueryEvaluator]
  ) {
    precondition(
      design.base.specification == experiment.design.specification
        && draws.design.specification == experiment.design.specification, "other base points")
    self.init(
      experiment: experiment, rows: PickFreezeRows(design), second: draws,
      dimensionOffset: design.dimensionOffset, targets: targets)
  }

  /// The design.
  public var design: PickFreezeDesign { rows.design }

  /// The targets of the first base points with all inputs from side A.
  ///
  /// They show the size of each target before any sum is taken; one block, some milliseconds.
  ///
  /// - Returns: by target one number for each base point of the first block.
  public func pilot() throws -> [[Double]] {
    let points = Experiment.items(ofBlock: 0, of: rows.pointCount)
    var values: [[Double]] = []
    RowWorker(self, compiled: try CompiledExperiment(experiment)).evaluate(
      points: points, rowCount: 1
    ) { row, results in
      values = results.targets.map {
        Array(UnsafeBufferPointer(start: $0[row], count: points.count))
      }
    }
    return values
  }
}
