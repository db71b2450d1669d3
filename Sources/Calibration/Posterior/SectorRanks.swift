import Glibc
import NumericCore

/// Which sectors an economy was better at than at others in one year, as a likelihood of what a model says of it.
///
/// Observed is revealed comparative advantage: the share of a sector in the economy's exports over its share in those of
/// the world (Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x). Modelled is the capability of the sector relative to
/// the frontier's in the same sector; on the scale of logarithms the frontier's own profile is zero, and the mean over
/// sectors, which income speaks of, drops out of ranks. Both are compared by their normal scores,
/// `z(r) = Phi^-1(r / (n + 1))` of rank r among n sectors (van der Waerden 1952), equal values sharing the mean of their
/// ranks, because neither shares in exports nor capabilities have a scale that the other one knows.
///
/// The residual of a score is normal with a standard deviation that is sampled:
/// `log L = w sum_s log N(z_s observed; z_s modelled, size^2)`. Sectors are no independent witnesses: a country that is good
/// at one machine is good at the next. The weight w is the share of them that count as independent, so that n sectors count
/// as `w n`; the likelihood is tempered by that power (Bissiri, Holmes and Walker 2016, doi:10.1111/rssb.12158).
public struct SectorRanks: Sendable, Hashable {
  /// Fewer sectors have no order to speak of.
  public static let leastSectors = 4

  /// Normal scores of the observed values, by sector.
  public let observed: [Double]
  /// Scores of the ranks 1, 1.5, 2, ... n, of which ties need the halves.
  private let scores: [Double]

  /// Ranks observed values.
  ///
  /// - Precondition: at least ``leastSectors`` finite values.
  public init(_ values: [Double]) {
    precondition(
      values.count >= Self.leastSectors && values.allSatisfy(\.isFinite),
      "\(values.count) sectors, of at least \(Self.leastSectors)")
    let count = values.count
    let scores = (0..<2 * count - 1).map {
      Normal.quantile((1 + Double($0) / 2) / Double(count + 1))
    }
    self.scores = scores
    observed = Self.scores(values, scores)
  }

  /// Sum over sectors of squared differences of normal scores; not a number where a value is none.
  ///
  /// Cost: a sort of the sectors.
  public func squares(_ modelled: [Double]) -> Double {
    precondition(modelled.count == observed.count, "\(modelled.count) of \(observed.count) sectors")
    guard modelled.allSatisfy(\.isFinite) else { return .nan }
    return zip(observed, Self.scores(modelled, scores)).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
  }

  /// The tempered log density of the observed scores.
  ///
  /// - Parameters:
  ///   - modelled: by sector, on any scale that ascends with capability.
  ///   - size: standard deviation of the residual of a score, above 0.
  ///   - independent: share of the sectors that count as independent, from 0 to 1.
  public func logLikelihood(_ modelled: [Double], size: Double, independent: Double) -> Double {
    let count = Double(observed.count)
    return -0.5 * independent
      * (count * log(2 * .pi * size * size) + squares(modelled) / (size * size))
  }

  private static func scores(_ values: [Double], _ scores: [Double]) -> [Double] {
    MeanRanks.of(values).map { scores[Int(2 * $0) - 2] }
  }
}
