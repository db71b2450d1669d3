/// The draws of a block of futures, as columns with futures contiguous.
///
/// Shape: `factors` is factor by lane, each column `lanes` long; `luck` has for each stream of the model a
/// pointer to `columns(steps:)` columns of the same length, or nil when that luck is switched off, in which
/// case the model uses the stream's neutral value. `lanes` is a multiple of ``laneMultiple``; lanes from
/// `count` on are padding that repeats the last real future, so that a future's bits never depend on where
/// a block ends.
public struct DrawBlock {
  /// Lanes come in groups of this many, the width of the widest vector code.
  public static let laneMultiple = 16

  /// Index of the first future of the block.
  public let firstFuture: Int
  /// Real futures in the block.
  public let count: Int
  /// Length of a column.
  public let lanes: Int
  /// Factor columns, in the order of the model's factors.
  public let factors: UnsafePointer<Double>
  /// Luck columns by stream, in the order of the model's streams. For a stream drawn at every step, the
  /// columns of step k start at column `k * width`; step 0 is the first step of the history, if the world
  /// has one.
  public let luck: [UnsafePointer<Double>?]

  /// Views memory as a block of draws; the memory must outlive the block.
  public init(
    firstFuture: Int, count: Int, lanes: Int, factors: UnsafePointer<Double>,
    luck: [UnsafePointer<Double>?]
  ) {
    precondition(lanes % Self.laneMultiple == 0 && count <= lanes && count > 0)
    self.firstFuture = firstFuture
    self.count = count
    self.lanes = lanes
    self.factors = factors
    self.luck = luck
  }
}

/// Where a model writes the outcomes of a block: policy by outcome by lane, lanes contiguous.
public struct OutcomeBlock {
  /// Policies of the block.
  public let policyCount: Int
  /// Outcomes of the model.
  public let outcomeCount: Int
  /// Length of a column, equal to that of the draws.
  public let lanes: Int
  /// Final outcomes: the column of policy p and outcome o starts at `(p * outcomeCount + o) * lanes`.
  public let values: UnsafeMutablePointer<Double>
  /// Outcomes of every whole year from the start to the end, when asked for: the column of policy p, year
  /// y and outcome o starts at `((p * yearCount + y) * outcomeCount + o) * lanes`.
  public let yearly: UnsafeMutablePointer<Double>?
  /// Whole years recorded, both ends included.
  public let yearCount: Int

  /// Views memory as a block of outcomes; the memory must outlive the block.
  public init(
    policyCount: Int, outcomeCount: Int, lanes: Int, values: UnsafeMutablePointer<Double>,
    yearly: UnsafeMutablePointer<Double>? = nil, yearCount: Int = 0
  ) {
    self.policyCount = policyCount
    self.outcomeCount = outcomeCount
    self.lanes = lanes
    self.values = values
    self.yearly = yearly
    self.yearCount = yearCount
  }

  /// The column of one policy and outcome.
  public func column(policy: Int, outcome: Int) -> UnsafeMutablePointer<Double> {
    values + (policy * outcomeCount + outcome) * lanes
  }
}
