import ModelContract
import NumericCore

/// What one outcome of one mix is in one year, over futures.
public struct YearlySpread: Sendable, Hashable {
  /// Shares of futures whose values are stated: the tails, tenths and quarters that fans are drawn of.
  public static let shares = [0.05, 0.10, 0.25, 0.5, 0.75, 0.90, 0.95]

  /// Columns of `yearly.csv` that say which row it is.
  static let keys = ["scenario", "policy", "outcome", "year", "futures", "failed"]

  /// The header of `yearly.csv`.
  public static var header: [String] { keys + ["mean"] + shares.map { "q\(name(of: $0))" } }

  /// The mean; not a number without futures.
  public let mean: Double
  /// Quantiles at ``shares``; not numbers without futures.
  public let quantiles: [Double]

  /// Mean and quantiles of numbers none of which failed.
  init(_ values: [Double]) {
    if values.isEmpty {
      mean = .nan
      quantiles = Self.shares.map { _ in .nan }
    } else {
      mean = values.reduce(0, +) / Double(values.count)
      quantiles = Quantiles.exact(values, at: Self.shares)
    }
  }

  /// Two digits of a share of hundredths: 05 for 0.05.
  private static func name(of share: Double) -> String {
    let hundredths = Int((share * 100).rounded())
    return hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
  }
}
