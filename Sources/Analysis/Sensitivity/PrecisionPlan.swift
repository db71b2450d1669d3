import Ensembles
import Sampling

/// When a pick-freeze run is looked at, and with what confidence.
///
/// A run is looked at when its base points have doubled, from ``firstLook`` to the whole design. Without a
/// precision the looks only show how the indices settle, and all intervals have 95 %. With one, the run ends
/// at the first look at which the half-widths of all intervals, of first-order and total indices of every
/// group and target, are at most the precision.
///
/// Spending. The moment of such a stop depends on the data: it is more likely when errors happen to be
/// underestimated, so that the ordinary 95 % interval at the stop would cover less often than it says. With K
/// looks that can be taken, every look therefore uses intervals of confidence 1 - 0.05 / K. By Bonferroni's
/// inequality the probability that any one interval fails at any look is at most 5 %, so that it is at most
/// 5 % at the look that happens to be the last, whatever made it the last. Equal parts, because each look may
/// be the last and a smaller part at any of them would make that one cost more runs; doublings, because K then
/// grows with the logarithm of the runs: 7 looks take the place of all runs up to 64 times the first look, and
/// widen intervals by 41 % (31 degrees of freedom), which twice the runs make good. K follows from the ceiling
/// and is fixed before the first run.
///
/// Points are those of the whole design in their order: a run that stops early is the beginning of the longer
/// one, and one that does not stop is the run of fixed size, to the last bit.
///
/// Y. S. Chow and H. Robbins 1965, On the asymptotic theory of fixed-width sequential confidence intervals for
/// the mean, doi:10.1214/aoms/1177700156; C. Jennison and B. W. Turnbull 1999, Group sequential methods with
/// applications to clinical trials, doi:10.1201/9780367805326.
public struct PrecisionPlan: Sendable, Hashable {
  /// The error level of all looks together.
  public static let error = 0.05
  /// Fewest base points of a look, 1,024: with 32 replicates of 32 points the intervals are known to cover as
  /// often as they say.
  public static let firstLook = 1024

  /// The half-width at which a run ends; nil for a run of fixed size.
  public let precision: Double?
  /// Base points at every look that can be taken, the whole design last.
  public let looks: [Int]

  /// Plans the looks of a design.
  ///
  /// Designs other than of scrambled Sobol' points, which alone grow by doublings, have one look.
  ///
  /// - Precondition: a positive precision.
  public init(precision: Double?, design: Design) {
    precondition(precision.map { $0 > 0 } ?? true, "a precision of \(precision ?? 0)")
    self.precision = precision
    // Whole blocks, so that a run in parts is merged as one in a single go.
    var points = design.specification.kind == .sobol ? design.groupCount : design.futures
    while points < design.futures
      && (points < Self.firstLook || points % Experiment.blockSize != 0)
    {
      points *= 2
    }
    var looks: [Int] = []
    while points < design.futures {
      looks.append(points)
      points *= 2
    }
    self.looks = looks + [design.futures]
  }

  /// The confidence of the intervals of every look.
  public var confidence: Double {
    precision == nil ? 1 - Self.error : 1 - Self.error / Double(looks.count)
  }
}

/// The indices of a run when it was looked at.
public struct PrecisionLook: Sendable, Hashable {
  /// Base points so far.
  public let basePoints: Int
  /// Runs of the model so far: all rows and policies.
  public let runs: Int
  /// By target, with intervals of the plan's confidence.
  public let indices: [VarianceIndices]

  /// Describes a look.
  public init(basePoints: Int, runs: Int, indices: [VarianceIndices]) {
    self.basePoints = basePoints
    self.runs = runs
    self.indices = indices
  }

  /// The interval that is widest, of all groups and targets.
  public struct Widest: Sendable, Hashable {
    /// Half its width; infinite where an error cannot be estimated.
    public let halfWidth: Double
    /// Position of the target.
    public let target: Int
    /// Position of the group.
    public let group: Int
    /// Whether it is that of the total index.
    public let isTotal: Bool
  }

  /// The widest interval; nil when every target is constant.
  public var widest: Widest? {
    var result: Widest?
    for (target, own) in indices.enumerated() where !own.isConstant {
      for (group, index) in own.groups.enumerated() {
        for (estimate, isTotal) in [(index.first, false), (index.total, true)] {
          let half = estimate.value.isFinite ? (estimate.high - estimate.low) / 2 : .infinity
          if half > (result?.halfWidth ?? -1) {
            result = Widest(halfWidth: half, target: target, group: group, isTotal: isTotal)
          }
        }
      }
    }
    return result
  }

  /// Whether all half-widths are at most so large.
  public func isWithin(_ precision: Double) -> Bool {
    widest.map { $0.halfWidth <= precision } ?? false
  }
}
