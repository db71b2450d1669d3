import Analysis
import NumericCore

/// How far the gain of one mix lies apart over futures, in one place.
public struct GainSpread: Sendable, Hashable {
  /// Shares at which quantiles are taken: every twentieth.
  public static let shares = (1...19).map { Double($0) / 20 }
  /// Positions of the 10 % and the 90 % quantile, the ends of whiskers.
  static let whiskers = (low: 1, high: 17)

  /// Quantiles of the gain of a future, in the unit of ``PlaceGains/gains``; empty where no future succeeded.
  public let quantiles: [Double]

  /// The gain that a tenth of futures does not reach; nil where no future succeeded.
  public var low: Double? { quantiles.isEmpty ? nil : quantiles[Self.whiskers.low] }
  /// The gain that a tenth of futures exceeds; nil where no future succeeded.
  public var high: Double? { quantiles.isEmpty ? nil : quantiles[Self.whiskers.high] }

  /// Gains of a mix over the baseline, future by future, divided as their expectation is.
  ///
  /// Over scenarios that are weighed, every pair of scenario and future is a state with the scenario's weight; the mean over
  /// states is then the expected gain. A quantile is the smallest gain up to which at least the share of the weight lies;
  /// exact while the sketches are. Cost: a sort.
  ///
  /// - Parameters:
  ///   - gains: by scenario that enters, with its weight: the gains over complete futures, more being better.
  ///   - divisor: what they are divided by.
  init(_ gains: [(sketch: QuantileSketch, weight: Double)], divisor: Double) {
    var states: [(gain: Double, weight: Double)] = []
    for (sketch, weight) in gains where weight > 0 && sketch.count > 0 {
      let (values, cumulative) = sketch.weightedValues()
      for (place, value) in values.enumerated() {
        let count = cumulative[place] - (place > 0 ? cumulative[place - 1] : 0)
        states.append((value / divisor, weight * Double(count) / Double(sketch.count)))
      }
    }
    if gains.filter({ $0.weight > 0 }).count > 1 { states.sort { $0.gain < $1.gain } }
    let total = states.reduce(0) { $0 + $1.weight }
    guard let last = states.last else {
      quantiles = []
      return
    }
    // Half of the smallest weight keeps a rounded sum from missing the state that a share ends at.
    let slack = 0.5 * states.reduce(total) { min($0, $1.weight) }
    var (position, below) = (0, 0.0)
    quantiles = Self.shares.map { share in
      while position < states.count && below + states[position].weight + slack < share * total {
        below += states[position].weight
        position += 1
      }
      return position < states.count ? states[position].gain : last.gain
    }
  }
}
