import NumericCore

/// The futures that several mixes have in common, and the error of a mean over them.
///
/// Errors are those of a comparison: the spread of independent groups of the design, and with an ensemble the jackknife
/// over blocks of its rows. Numbers are differences between mixes in the same future, so that what both share cancels.
public struct PairedFutures: Sendable {
  /// By future whether every run in it succeeded.
  public private(set) var isComplete: [Bool]
  /// Complete futures.
  public private(set) var count: Int
  private let groups: [Int]
  private let groupCount: Int
  private let blocks: [Int]
  private let ensemble: EnsembleSize?

  /// Takes the groups and rows of runs.
  ///
  /// - Parameters:
  ///   - runs: any runs of the futures.
  ///   - isComplete: by future whether every run in it succeeded.
  ///   - groupCount: error groups of the design.
  ///   - ensemble: the ensemble that futures are drawn from; nil without one.
  public init(
    _ runs: MixColumns, isComplete: [Bool], groupCount: Int, ensemble: EnsembleSize?
  ) {
    precondition(isComplete.count == runs.groups.count, "runs of other futures")
    self.isComplete = isComplete
    count = isComplete.count { $0 }
    groups = runs.groups
    self.groupCount = groupCount
    self.ensemble = ensemble
    blocks = ensemble.map { runs.rows.map($0.block(ofRow:)) } ?? []
  }

  /// Takes futures without an ensemble, by their groups.
  init(groups: [Int], isComplete: [Bool], groupCount: Int) {
    self.isComplete = isComplete
    count = isComplete.count { $0 }
    self.groups = groups
    self.groupCount = groupCount
    blocks = []
    ensemble = nil
  }

  /// The complete futures among those that are marked.
  func limited(to marks: [Bool]) -> PairedFutures {
    var result = self
    result.isComplete = zip(isComplete, marks).map { $0 && $1 }
    result.count = result.isComplete.count { $0 }
    return result
  }

  /// The mean of numbers over the complete futures, with its error.
  ///
  /// - Parameter magnitude: of the numbers whose differences these are, for what rounding makes of them.
  func error(of values: [Double], magnitude: Double) -> SamplingError {
    var sums = [Double](repeating: 0, count: groupCount)
    var counts = sums
    var rowSums = [Double](repeating: 0, count: ensemble?.blockCount ?? 0)
    var rowCounts = rowSums
    for future in values.indices where isComplete[future] {
      sums[groups[future]] += values[future]
      counts[groups[future]] += 1
      if ensemble != nil {
        rowSums[blocks[future]] += values[future]
        rowCounts[blocks[future]] += 1
      }
    }
    return SamplingError(
      groupSums: sums, groupCounts: counts, rowSums: ensemble == nil ? nil : rowSums,
      rowCounts: rowCounts, ensemble: ensemble,
      isZero: !values.indices.contains { isComplete[$0] && values[$0] != 0 },
      rounding: Rounding.share * magnitude)
  }

  /// The mean of numbers over the complete futures with its 95 % interval; nil without any.
  public func estimate(of values: [Double], magnitude: Double = 0) -> Estimate? {
    error(of: values, magnitude: magnitude).estimate
  }

  /// The probability of what is 1 in some complete futures and 0 in the others, with its 95 % interval; nil without any.
  ///
  /// - Parameter isIndependent: whether futures are independent of each other, not only groups of them.
  public func probability(of marks: [Double], isIndependent: Bool) -> Estimate? {
    let futures = Double(count)
    return error(of: marks, magnitude: 0).probability(
      futures: futures, effective: ensemble?.effective(futures) ?? futures,
      isIndependent: isIndependent)
  }

  /// The mean of magnitudes over the complete futures.
  func magnitude(of values: [Double]) -> Double {
    var sum = 0.0
    for future in values.indices where isComplete[future] { sum += values[future].magnitude }
    return count == 0 ? 0 : sum / Double(count)
  }
}
