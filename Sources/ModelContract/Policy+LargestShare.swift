extension Policy {
  /// The largest share of the way from another mix, past this one, at which every lever and trait is still accepted:
  /// `moved(towards: other, share:)` leaves no admissible range up to it.
  ///
  /// 1 for a mix that nothing can be made more of, because it moves nothing or stands at a bound; ``mostShare`` at most.
  public func largestShare(from other: Policy, levers: [Lever], traits: [Trait]) -> Double {
    var share = Self.mostShare
    func limit(_ path: Path?, _ target: Path?, _ range: ClosedRange<Double>) -> Bool {
      guard let path, let target, path != target else { return false }
      for year in (path.breakpoints + target.breakpoints).map(\.year) {
        let (own, base) = (path.value(at: year), target.value(at: year))
        if own == base { continue }
        let bound = own > base ? range.upperBound : range.lowerBound
        // Rounding at a bound must not leave the range.
        share = min(share, (bound - base) / (own - base) * (1 - 1e-12))
      }
      return true
    }
    var moves = false
    for plan in plans {
      for lever in levers {
        moves = limit(plan.levers[lever.name], other.levers[lever.name], lever.admissible) || moves
      }
      for trait in traits {
        moves = limit(plan.traits[trait.name], other.traits[trait.name], trait.admissible) || moves
      }
    }
    return moves ? max(1, share) : 1
  }

  /// The first plan, and those that may follow it.
  private var plans: [Contingency.Plan] {
    [Contingency.Plan(self)] + (contingency.map { $0.looks.map(\.plan) + [$0.atOnce] } ?? [])
  }

  /// Nobody would take three times what a mix states for the same mix.
  public static let mostShare = 3.0
}
