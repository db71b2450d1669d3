import Glibc
import Sampling

/// The model's error beside that of another forecaster, with what chance in the choice of economies leaves open.
///
/// Years of one economy miss together, so that economies are drawn anew with all their years, and both forecasters are
/// scored on the same ones (the pairs bootstrap over clusters: Cameron, Gelbach and Miller 2008,
/// doi:10.1162/rest.90.3.414; percentiles: Efron 1981, doi:10.2307/3314608). With fewer than ``trustedEconomies`` the
/// interval is not to be trusted: there are too few different samples, and intervals come out too short.
public struct ErrorRatio: Sendable, Hashable {
  /// Economies that both have a forecast for.
  public let economies: Int
  /// Root mean square error of the model over that of the other; below 1 where the model is better.
  public let ratio: Double
  /// The 2.5 and 97.5 % quantiles of the ratio.
  public let interval: [Double]
  /// Mean squared error of the model minus that of the other.
  public let difference: Double
  /// The 2.5 and 97.5 % quantiles of the difference.
  public let differenceInterval: [Double]

  /// Draws of economies: the ends of an interval of 95 % are then known within a quarter of a per cent of probability.
  static let resamples = 4096
  /// Economies from which on intervals are to be trusted.
  public static let trustedEconomies = 8

  /// Whether there are enough economies for the interval.
  public var isTrusted: Bool { economies >= Self.trustedEconomies }

  /// Compares; nil with fewer than two economies, and where the other misses nothing.
  ///
  /// - Parameters:
  ///   - own: by economy, sum of squared errors of the model.
  ///   - other: the same of the other forecaster.
  ///   - years: scored years by economy.
  init?(own: [Double], other: [Double], years: [Int], seed: UInt64) {
    let count = own.count
    guard count > 1, other.reduce(0, +) > 0 else { return nil }
    let stream = CounterStream(name: "backtest.bootstrap", seed: seed)
    func compare(_ chosen: [Int]) -> (ratio: Double, difference: Double) {
      var (mine, theirs, number) = (0.0, 0.0, 0.0)
      for index in chosen {
        mine += own[index]
        theirs += other[index]
        number += Double(years[index])
      }
      return ((mine / theirs).squareRoot(), (mine - theirs) / number)
    }
    (ratio, difference) = compare(Array(0..<count))
    var uniforms = [Double](repeating: 0, count: count)
    let drawn = (0..<Self.resamples).map { resample in
      stream.uniforms(resample, count: count, into: &uniforms)
      return compare(uniforms.map { min(Int($0 * Double(count)), count - 1) })
    }
    func ends(_ values: [Double]) -> [Double] {
      let finite = values.filter { !$0.isNaN }.sorted()
      return [0.025, 0.975].map { finite[Int(($0 * Double(finite.count - 1)).rounded())] }
    }
    economies = count
    interval = ends(drawn.map(\.ratio))
    differenceInterval = ends(drawn.map(\.difference))
  }
}
