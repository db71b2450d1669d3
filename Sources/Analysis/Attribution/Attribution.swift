import NumericCore

/// The difference of two mixes in one outcome, split over the parts in which they differ.
public struct Attribution: Sendable {
  /// What one part does.
  public struct Share: Sendable {
    /// Position of the part.
    public let part: Int
    /// Its Shapley value; see ``CoalitionPlan``.
    public let value: Estimate
    /// What it does alone: the second mix with this part of the first, less the second mix.
    public let alone: Estimate
    /// What it does last: the first mix less the first mix without it.
    public let last: Estimate
    /// Standard error that orders drawn at random leave, part of the interval; 0 where shares are exact.
    public let orderError: Double
  }

  /// The shares, the largest first.
  public let shares: [Share]
  /// The first mix less the second: the sum of the shares in their order, to the last bit.
  public let difference: Estimate
  /// The difference less the sum of what every part does alone.
  public let synergy: Estimate
  /// Mean of the first mix.
  public let first: Estimate
  /// Mean of the second mix.
  public let second: Estimate
}

/// Nothing can be attributed.
public struct AttributionError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}

/// Takes in the outcomes of coalitions, some mixes at a time, and splits the difference.
///
/// Only what the shares need is kept: three columns for each part, whatever the number of coalitions. Cost: a product for
/// each coalition, part and future.
public struct AttributionAnalysis: Sendable {
  private let plan: CoalitionPlan
  /// Coalitions that were taken in.
  private var taken = 0
  /// By part and future its share.
  private var shares: [[Double]]
  /// By part and future what it does alone.
  private var alone: [[Double]]
  /// By part and future all parts but this one, less none.
  private var without: [[Double]]
  /// Outcome of no part, the second mix.
  private var none: [Double] = []
  /// Outcome of all parts, the first mix, less none.
  private var gain: [Double] = []
  /// By coalition the mean of its outcome less none, over futures that have both.
  private var means: [Double] = []

  /// Begins with nothing.
  public init(_ plan: CoalitionPlan) {
    self.plan = plan
    shares = [[Double]](repeating: [], count: plan.partCount)
    alone = shares
    without = shares
  }

  /// Takes in the next coalitions of the plan, in its order.
  ///
  /// - Parameter outcome: position of the outcome among those that the runs keep.
  public mutating func absorb(_ runs: MixColumns, outcome: Int) {
    for policy in 0..<runs.policyCount {
      take(runs.values(policy: policy, outcome: outcome))
    }
  }

  private mutating func take(_ values: [Double]) {
    let coalition = plan.coalitions[taken]
    let weights = plan.weights[taken]
    taken += 1
    if coalition == 0 {
      none = values
      shares = [[Double]](
        repeating: [Double](repeating: 0, count: values.count), count: plan.partCount)
    }
    // Gains over the second mix and not outcomes: their weighted sums lose no digits.
    let gains = zip(values, none).map { $0 - $1 }
    for part in weights.indices where weights[part] != 0 {
      let weight = weights[part]
      shares[part].withUnsafeMutableBufferPointer { share in
        gains.withUnsafeBufferPointer { gains in
          for future in gains.indices { share[future] += weight * gains[future] }
        }
      }
    }
    for part in 0..<plan.partCount {
      if coalition == CoalitionPlan.bit(part) { alone[part] = gains }
      if coalition == plan.all & ~CoalitionPlan.bit(part) { without[part] = gains }
    }
    if coalition == plan.all { gain = gains }
    if plan.orderCount > 0 {
      let finite = gains.filter(\.isFinite)
      means.append(finite.isEmpty ? 0 : finite.reduce(0, +) / Double(finite.count))
    }
  }

  /// By future whether every coalition succeeded in it.
  public var isComplete: [Bool] {
    precondition(taken == plan.coalitions.count, "\(taken) of \(plan.coalitions.count) coalitions")
    return none.indices.map { future in
      gain[future].isFinite
        && (0..<plan.partCount).allSatisfy {
          shares[$0][future].isFinite && alone[$0][future].isFinite
            && without[$0][future].isFinite
        }
    }
  }

  /// Splits the difference over the futures in which every coalition succeeded.
  ///
  /// - Throws: ``AttributionError`` when there is none.
  public func finish(over futures: PairedFutures) throws -> Attribution {
    guard futures.count > 0 else {
      throw AttributionError(
        "In no future do all \(plan.coalitions.count) mixes between the two succeed, so that nothing can be attributed."
      )
    }
    let scale = futures.magnitude(of: none) + futures.magnitude(of: gain)
    func estimate(_ values: [Double]) -> Estimate {
      futures.estimate(of: values, magnitude: scale)!
    }
    let orderErrors = plan.orderErrors(means)
    let parts = (0..<plan.partCount).map { part in
      Attribution.Share(
        part: part,
        value: widened(estimate(shares[part]), by: orderErrors[part]),
        alone: estimate(alone[part]),
        last: estimate(zip(gain, without[part]).map { $0 - $1 }), orderError: orderErrors[part])
    }.sorted {
      let (left, right) = ($0.value.value.magnitude, $1.value.value.magnitude)
      return left == right ? $0.part < $1.part : left > right
    }
    let whole = estimate(gain)
    // In the order in which shares are listed, so that a reader who adds them gets the same bits.
    let sum = parts.reduce(0.0) { $0 + $1.value.value }
    let shift = sum - whole.value
    let extra = gain.indices.map { future in
      (0..<plan.partCount).reduce(gain[future]) { $0 - alone[$1][future] }
    }
    return Attribution(
      shares: parts,
      difference: Estimate(
        value: sum, standardError: whole.standardError, designError: whole.designError,
        ensembleError: whole.ensembleError, low: whole.low + shift, high: whole.high + shift),
      synergy: estimate(extra), first: estimate(zip(none, gain).map { $0 + $1 }),
      second: estimate(none))
  }

  /// The interval with the error of the orders in it.
  private func widened(_ estimate: Estimate, by error: Double) -> Estimate {
    if error == 0 { return estimate }
    let degrees = Double(plan.orderCount / 2 - 1)
    let further = error * StudentT.quantile(0.975, degreesOfFreedom: degrees)
    let half = estimate.high - estimate.value
    let width = (half * half + further * further).squareRoot()
    let total = (estimate.standardError * estimate.standardError + error * error).squareRoot()
    return Estimate(
      value: estimate.value, standardError: total,
      designError: (estimate.designError * estimate.designError + error * error).squareRoot(),
      ensembleError: estimate.ensembleError, low: estimate.value - width,
      high: estimate.value + width)
  }
}
