import Sampling

/// The variance-based indices of one group of factors.
public struct GroupIndices: Sendable, Hashable {
  /// The group; a factor where the group is one factor.
  public let name: String
  /// First-order index S: the share of the variance of the outcome that would go if the group
  /// became known, `Var(E[Y | X_i]) / Var(Y)`. For a group of several factors this is its closed
  /// index, with all interactions inside the group.
  public let first: IndexEstimate
  /// Total index T: the share that would remain if everything else became known,
  /// `E[Var(Y | all but X_i)] / Var(Y)`.
  public let total: IndexEstimate
  /// Whether moving the group changed no run at all of an outcome of which no two other runs agree. Both indices are then
  /// exactly 0: the model of this study cannot feel the group. Where runs agree by chance, as events do or not, no
  /// change in n base points only says that changes are rarer than 3.7 / n.
  public let isInert: Bool
  /// What an input without any influence would show: half the width of the 95 % interval of a
  /// dummy's index, estimated on the same runs. An index below it would not be found by an
  /// estimator that does not know which runs share an input.
  public let noiseFloor: Double
  /// The estimated index of the dummy itself, whose true value is 0.
  public let dummy: IndexEstimate
}

/// The second-order index of two groups.
public struct PairIndices: Sendable, Hashable {
  /// The first group's position.
  public let i: Int
  /// The second group's position, above `i`.
  public let j: Int
  /// The share of variance due to the interaction of the two alone.
  public let second: IndexEstimate
  /// The closed index of the two together: both first-order indices and the interaction.
  public let closed: IndexEstimate
}

/// Variance-based (Sobol') indices of one outcome.
///
/// With a = f(A), b = f(B), p = f(A_B^(i)) and q = f(B_A^(i)), all four of one base point:
///
/// - first order, symmetric layout: `S_i = 2 E[(q - b)(a - p)] / E[(a - b)^2 + (p - q)^2]`
/// - total, symmetric layout: `T_i = E[(a - p)^2 + (b - q)^2] / E[(a - b)^2 + (p - q)^2]`
/// - second order: `S_ij = E[(q_j - b)(p_i - a) + (q_i - b)(p_j - a)] / E[(a - b)^2]`
/// - first order, economical layout: `S_i = E[(b - m)(p - a)] / V`, m the mean of all runs
/// - total, economical layout: `T_i = E[(a - p)^2] / (2 V)`, V the variance of all a and b
///
/// Why these. All but one are made of differences of runs, so that a constant added to the outcome
/// changes nothing, no mean has to be subtracted (the cause of negative indices of outcomes with a
/// large mean), and a factor without effect has an index of exactly 0 instead of noise. In the
/// symmetric layout `S_i <= T_i` holds for estimates, not only for the truth, because 2 x y <= x^2
/// + y^2. Jansen's squares are the most precise total index among those in use; the product of two
/// differences is precise for small first-order indices, where most factors of a large model are,
/// and also for large ones, where q - b and a - p become equal. In the economical layout the first
/// order is Saltelli's with a centred b.
///
/// Errors. Numerators and denominators are pooled over the independent replicates of the design;
/// the standard error is the delete-one jackknife over replicates and the interval the t interval
/// with R - 1 degrees of freedom (``ReplicateJackknife``). One replicate gives infinite intervals.
///
/// Dummy. For an input that does not exist, two rows that share nothing play the part of two rows
/// that share that input: the index of the dummy is the covariance of a and b (and of p and q) over
/// the variance. It is truly 0 and its interval shows how much noise the design leaves.
///
/// Sources: M. J. W. Jansen, Analysis of variance designs for model output, Computer Physics
/// Communications 117 (1999) 35-43, doi:10.1016/S0010-4655(98)00154-4; A. Saltelli and others,
/// ibid. 181 (2010) 259-270, doi:10.1016/j.cpc.2009.09.018; I. Azzini, T. A. Mara and R. Rosati,
/// Comparison of two sets of Monte Carlo estimators of Sobol' indices, Environmental Modelling &
/// Software 144 (2021) 105167, doi:10.1016/j.envsoft.2021.105167; S. Khorashadi Zadeh and others,
/// Comparison of variance-based and moment-independent global sensitivity analysis approaches by
/// application to the SWAT model, ibid. 91 (2017) 210-222, doi:10.1016/j.envsoft.2017.02.001.
public struct VarianceIndices: Sendable, Hashable {
  /// By group of the design.
  public let groups: [GroupIndices]
  /// Second-order indices, where asked for: pairs with i < j, by j and then i.
  public let pairs: [PairIndices]
  /// Base points used.
  public let basePoints: Int
  /// Base points left out because a run failed.
  public let failedBasePoints: Int
  /// The variance of the outcome.
  public let variance: Double
  /// The mean of the outcome over all runs used.
  public let mean: Double
  /// Base points that carry the variance, `(sum d^2)^2 / sum d^4` with d the difference of two runs that share nothing: a
  /// third of all for a normal outcome.
  public let effectivePoints: Double
  /// Whether the outcome was the same in all runs, but for rounding; indices are then undefined.
  public let isConstant: Bool

  /// Indices from sums.
  ///
  /// - Parameter confidence: of the intervals.
  public init(_ sums: PickFreezeSums, confidence: Double = 0.95) {
    let design = sums.design
    let counts = sums.counts
    let used = Double(sums.used)
    basePoints = sums.used
    failedBasePoints = sums.failed
    mean = sums.pivot + sums.allRows.reduce(0, +) / (used * Double(design.rowCount))
    variance = sums.betweenSquares.reduce(0, +) / (2 * used)
    effectivePoints = sums.carriers
    let isConstant = sums.isConstant
    self.isConstant = isConstant
    let estimators = PickFreezeEstimators(sums)
    let event = sums.eventError
    groups = design.groups.indices.map { group in
      let isUnmoved = sums.used > 0 && !isConstant && sums.largestChange[group] == 0
      let isInert = isUnmoved && sums.equalPoints == 0
      let unmoved = isInert ? .zero : sums.unmovedIndex
      let dummy =
        isConstant ? .undefined : estimators.dummy(group).with(confidence: confidence)
      return GroupIndices(
        name: design.groups[group].name,
        first: isConstant
          ? .undefined
          : isUnmoved
            ? unmoved : estimators.first(group).widened(by: event).with(confidence: confidence),
        total: isConstant
          ? .undefined
          : isUnmoved
            ? unmoved : estimators.total(group).widened(by: event).with(confidence: confidence),
        isInert: isInert, noiseFloor: (dummy.high - dummy.low) / 2, dummy: dummy)
    }
    var pairs: [PairIndices] = []
    if sums.hasPairs && !isConstant {
      for j in design.groups.indices {
        for i in 0..<j {
          let pair = sums.pairs[PickFreezeSums.pairIndex(i, j)]
          let isZero = sums.largestChange[i] == 0 || sums.largestChange[j] == 0
          let isInert = sums.largestChange[i] == 0 && sums.largestChange[j] == 0
          pairs.append(
            PairIndices(
              i: i, j: j,
              second: isZero
                ? .zero
                : ReplicateJackknife.ratio(pair, over: sums.betweenSquares, counts: counts),
              closed: isInert ? .zero : estimators.closed(i, j)))
        }
      }
    }
    self.pairs = pairs
  }

  /// Indices from all runs of a design.
  ///
  /// - Parameters:
  ///   - design: the design.
  ///   - outcomes: by row of the design a column with one number for each base point; a number that
  ///     is not finite says that the run failed.
  ///   - withPairs: whether second-order indices are wanted.
  public init(design: PickFreezeDesign, outcomes: [[Double]], withPairs: Bool = false) {
    precondition(
      outcomes.count == design.rowCount
        && outcomes.allSatisfy { $0.count == design.base.futures },
      "outcomes of \(outcomes.count) rows for \(design.rowCount)")
    let finite = outcomes[0].filter(\.isFinite)
    let pivot = finite.isEmpty ? 0 : finite.reduce(0) { $0 + $1 / Double(finite.count) }
    var sums = PickFreezeSums(design: design, pivot: pivot, hasPairs: withPairs)
    Self.withPointers(outcomes) { sums.absorb(points: 0..<design.base.futures, rows: $0) }
    self.init(sums)
  }

  /// The aggregated index of several outcomes, by group: the mean of their indices, weighted.
  ///
  /// With weights equal to the variances of the outcomes this is the generalised index of all
  /// outcomes as one vector; with equal weights, the default, every outcome counts the same
  /// whatever its unit. Errors come from the jackknife of the whole aggregate, so that the
  /// dependence of outcomes on the same runs is accounted for. Outcomes that are constant are left
  /// out.
  ///
  /// Source: F. Gamboa, A. Janon, T. Klein and A. Lagnoux, Sensitivity analysis for
  /// multidimensional and functional outputs, Electronic Journal of Statistics 8 (2014) 575-603,
  /// doi:10.1214/14-EJS895.
  ///
  /// - Parameters:
  ///   - sums: of each outcome, for one design.
  ///   - weights: of each outcome, not negative; all 1 when nil.
  public static func aggregate(
    _ sums: [PickFreezeSums], weights: [Double]? = nil
  ) -> [(first: IndexEstimate, total: IndexEstimate)] {
    guard let design = sums.first?.design else { return [] }
    let weights = weights ?? sums.map { _ in 1 }
    precondition(
      weights.count == sums.count && weights.allSatisfy { $0 >= 0 && $0.isFinite },
      "\(weights.count) weights of \(sums.count) outcomes")
    let varying = sums.indices.filter { index in
      weights[index] > 0 && sums[index].betweenSquares.contains { $0 != 0 }
    }
    return design.groups.indices.map { group in
      let estimators = varying.map { PickFreezeEstimators(sums[$0]) }
      let isInert = varying.allSatisfy { sums[$0].largestChange[group] == 0 }
      guard !varying.isEmpty else { return (.undefined, .undefined) }
      if isInert { return (.zero, .zero) }
      let counts = design.base.groupCount
      let used = (0..<counts).map { r in varying.reduce(0) { $0 + sums[$1].counts[r] } }
      let weightSum = varying.reduce(0) { $0 + weights[$1] }
      func mean(_ statistic: (PickFreezeEstimators) -> PickFreezeEstimators.Statistic)
        -> IndexEstimate
      {
        let parts = estimators.map(statistic)
        var bounds = [0]
        for part in parts { bounds.append(bounds.last! + part.sums.count) }
        return ReplicateJackknife.estimate(parts.flatMap(\.sums), counts: used) { totals in
          var result = 0.0
          for (position, index) in varying.enumerated() {
            let own = Array(totals[bounds[position]..<bounds[position + 1]])
            result += weights[index] / weightSum * parts[position].value(own)
          }
          return result
        }
      }
      return (mean { $0.firstStatistic(group) }, mean { $0.totalStatistic(group) })
    }
  }

  /// What makes the intervals doubtful.
  var warnings: [SensitivityWarning] {
    SensitivityWarning.doubts(points: basePoints, carriers: isConstant ? nil : effectivePoints)
  }

  /// Calls a closure with pointers to all columns.
  static func withPointers(
    _ columns: [[Double]], _ body: ([UnsafePointer<Double>]) -> Void
  ) {
    func descend(_ position: Int, _ pointers: [UnsafePointer<Double>]) {
      if position == columns.count { return body(pointers) }
      columns[position].withUnsafeBufferPointer {
        descend(position + 1, pointers + [$0.baseAddress!])
      }
    }
    descend(0, [])
  }
}
