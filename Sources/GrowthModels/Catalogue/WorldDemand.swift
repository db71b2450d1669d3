import Foundation

/// The composition of world demand over the twenty sectors, in time.
///
/// Demand moves in a straight line from its weights of 1960 to those of 2020 and on at the same pace until
/// 2050; a sector enters along a logistic curve that is at one half eight years after its birth.
public enum WorldDemand {
  /// Least weight of a sector on its straight line, before its entry curve is applied; keeps the demand
  /// for a sector whose line starts at 0 positive.
  static let smallestWeight = 0.0005
  /// Weight that even an unborn sector has, so that no share is ever exactly zero.
  static let unbornWeight = 1e-5

  /// Weights of the sectors in world demand in a year, summing to 1.
  ///
  /// `w = m (max(w1960 + (w2020 - w1960) x, 0.0005) / (1 + exp(-(t - birth - 8) / 4)) + 1e-5)` with
  /// `x = clip((t - 1960) / 60, -0.2, 1.5)`, divided by its sum.
  ///
  /// - Parameters:
  ///   - year: calendar year.
  ///   - multipliers: m, one positive number a sector, 1 in the reference world.
  public static func weights(year: Double, multipliers: [Double]) -> [Double] {
    precondition(
      multipliers.count == Sector.count,
      "one demand multiplier a sector, got \(multipliers.count) for \(Sector.count)")
    let progress = min(max((year - 1960) / 60, -0.2), 1.5)
    let weights = zip(Sector.all, multipliers).map { sector, multiplier in
      let line = sector.demand1960 + (sector.demand2020 - sector.demand1960) * progress
      let entry = 1 + exp(-(year - sector.emergenceYear - 8) / 4)
      return multiplier * (max(line, smallestWeight) / entry + unbornWeight)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
