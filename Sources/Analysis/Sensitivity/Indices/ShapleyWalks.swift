import NumericCore
import Sampling

/// Shapley effects from walks: the inputs of one run are exchanged one after the other, in a random order, for
/// those of an independent run.
///
/// With a and b the outcomes at the two ends of a walk and p and q those before and after the step that
/// exchanges input i, `Sh_i = E[(a - b)(p - q)] / E[(a - b)^2]`. The steps of a walk add up to a - b, so that
/// the estimated effects of one design add up to exactly 1, and an input that changes no run has exactly 0.
/// k + 1 runs a base point for any number of inputs, where the indices of all sets of inputs would take 2^k.
///
/// Why this is the Shapley effect: what exchanging i after the inputs u adds to `E[(a - f_u)^2] / 2`, the total
/// index of u times the variance, is `E[(a - (p + q) / 2)(p - q)]`, and a random order averages this over all
/// u as Shapley's formula does. Read from its other end a walk is a walk too; the mean of the two
/// readings is the estimator above, which has less variance than either.
///
/// Inputs that depend on each other are one player each, exchanged together; a player's own effect is then
/// the joint one of its factors, and nothing is computed as if they were independent.
///
/// Errors: numerator and denominator pooled over replicates of the design, jackknife over replicates.
///
/// Source: T. Goda, A simple algorithm for global sensitivity analysis with Shapley effects, Reliability
/// Engineering & System Safety 213 (2021) 107702, doi:10.1016/j.ress.2021.107702.
public struct ShapleyWalks: Sendable, Hashable {
  /// By input.
  public let effects: [FactorIndex]
  /// Inputs that changed no run of an outcome of which no two others agree.
  public let inert: [Bool]
  /// Walks used.
  public let walks: Int
  /// Walks left out because a run failed.
  public let failedWalks: Int
  /// The variance of the outcome.
  public let variance: Double
  /// Walks that carry it.
  public let carriers: Double

  /// Whether the outcome was the same at both ends of every walk; effects are then undefined.
  public var isConstant: Bool { variance == 0 }

  /// Effects from all runs.
  ///
  /// - Parameters:
  ///   - names: of the inputs.
  ///   - replicates: by walk the replicate it belongs to.
  ///   - orders: the input that a step of a walk exchanges, for step and walk.
  ///   - outcomes: by row, from one end of a walk to the other, one number a walk; not finite where the run
  ///     failed.
  public init(
    names: [String], replicates: [Int], orders: (_ step: Int, _ walk: Int) -> Int,
    outcomes: [[Double]]
  ) {
    precondition(
      outcomes.count == names.count + 1 && outcomes.allSatisfy { $0.count == replicates.count },
      "\(outcomes.count) rows for \(names.count) inputs")
    let count = (replicates.max() ?? 0) + 1
    var squares = [Double](repeating: 0, count: count)
    var used = [Int](repeating: 0, count: count)
    var products = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: names.count)
    var unmoved = [Bool](repeating: true, count: names.count)
    var differences: [Double] = []
    for walk in replicates.indices {
      guard outcomes.allSatisfy({ $0[walk].isFinite }) else { continue }
      let replicate = replicates[walk]
      let whole = outcomes[0][walk] - outcomes[names.count][walk]
      used[replicate] += 1
      differences.append(whole)
      squares[replicate] += whole * whole
      for step in names.indices {
        let part = outcomes[step][walk] - outcomes[step + 1][walk]
        let input = orders(step, walk)
        products[input][replicate] += whole * part
        if part != 0 { unmoved[input] = false }
      }
    }
    walks = used.reduce(0, +)
    failedWalks = replicates.count - walks
    let total = squares.reduce(0, +)
    variance = walks == 0 ? .nan : total / (2 * Double(walks))
    carriers = Carriers.count(differences)
    // Only of an outcome of which no two runs agree by chance does no change at all mean no influence.
    let isInert = total > 0 && !differences.contains(0)
    let largest = differences.reduce(0) { max($0, $1.magnitude) }
    let rest = IndexEstimate.unmoved(
      runs: walks, largest: largest, meanSquare: total / Double(max(walks, 1)))
    // One event more or less, of an outcome of which runs agree by chance.
    let event = isInert ? 0 : BinomialInterval.noEvent(count: max(carriers, 1), covering: 0.975)
    effects = names.enumerated().map { input, name in
      FactorIndex(
        name: name,
        index: !(total > 0)
          ? .undefined
          : unmoved[input]
            ? isInert ? .zero : rest
            : ReplicateJackknife.ratio(products[input], over: squares, counts: used)
              .widened(by: event))
    }
    inert = unmoved.map { $0 && isInert }
  }
}
