import Foundation
import NumericCore

@testable import Analysis

/// One stylised fact with what the model gives for it in every draw.
struct StylisedFact: Sendable {
  /// What the sources lead one to expect of the number of a draw.
  enum Wanted: Sendable, CustomStringConvertible {
    case above(Double)
    case below(Double)
    case within(ClosedRange<Double>)

    func isMet(_ value: Double) -> Bool {
      switch self {
      case .above(let bound): value > bound
      case .below(let bound): value < bound
      case .within(let range): range.contains(value)
      }
    }

    var description: String {
      switch self {
      case .above(let bound): "> \(Self.plain(bound))"
      case .below(let bound): "< \(Self.plain(bound))"
      case .within(let range): "\(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
      }
    }

    private static func plain(_ number: Double) -> String {
      number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
  }

  /// In what share of the draws the fact is claimed to hold.
  enum Claim: Double, Sendable {
    /// Nine draws in ten: a sign or an ordering that the sources state without reservation.
    case nearlyAlways = 0.9
    /// Every second draw, a statement on the median: where the sources disagree on the sign, and where the
    /// wanted value is a level, which they do not give and which is judgement. Also the claim for every fact
    /// under the prior, which contains worlds that history excludes.
    case mostly = 0.5
  }

  /// A test that fails although the share claimed is true: once in a thousand.
  static let falseAlarmRate = FactFinding.falseAlarmRate

  let name: String
  let statement: String
  let wanted: Wanted
  let claim: Claim
  let values: [Double]
  /// A statement on the spread of all draws at once has one number and its own test.
  var pValueOfSpread: Double?

  init(
    _ name: String, _ statement: String, _ wanted: Wanted, claim: Claim = .nearlyAlways,
    _ values: [Double], pValueOfSpread: Double? = nil
  ) {
    self.name = name
    self.statement = statement
    self.wanted = wanted
    self.claim = claim
    self.values = values
    self.pValueOfSpread = pValueOfSpread
  }

  /// Share of the draws in which the fact holds; a draw that is not a number does not count as holding.
  var share: Double { Double(count) / Double(values.count) }

  private var count: Int { values.count { wanted.isMet($0) } }

  /// Median, 5 % and 95 % quantile of the draws.
  var summary: (median: Double, low: Double, high: Double) {
    let quantiles = Quantiles.exact(values.filter { !$0.isNaN }, at: [0.5, 0.05, 0.95])
    return (quantiles[0], quantiles[1], quantiles[2])
  }

  /// Whether the draws are compatible with the claim, by an exact one-sided binomial test: the probability of
  /// this many draws or fewer, were the fact true in exactly the share claimed, is at least
  /// ``falseAlarmRate``.
  func holds(under claim: Claim) -> Bool {
    let pValue =
      pValueOfSpread
      ?? FactFinding.binomialTail(count, of: values.count, probability: claim.rawValue)
    return pValue >= Self.falseAlarmRate
  }
}
