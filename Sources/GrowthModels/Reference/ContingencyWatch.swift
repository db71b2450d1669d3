import ModelContract

/// Watches for what sets the second plan of a mix off.
///
/// At the start of each year of the contingency the outcome is read as the first plan leaves it: the row that would be
/// reported if the mix went on as before. The first year in which the comparison holds is the year of the switch.
struct ContingencyWatch {
  private let contingency: Contingency?
  /// The calendar year in which the mix switched; nil before.
  private(set) var switchYear: Double?
  /// Whether it saw something that is not finite.
  private var isLost = false

  init(_ contingency: Contingency?) { self.contingency = contingency }

  /// The second plan, where it begins now.
  ///
  /// - Parameter outcomes: the outcomes before this row is added.
  mutating func look(at now: Instant, of economy: ReferenceEconomy, so outcomes: RunningOutcomes)
    -> Contingency.Plan?
  {
    guard let contingency, switchYear == nil, !isLost,
      let look = contingency.looks.first(where: { $0.year == economy.year })
    else { return nil }
    var asBefore = outcomes
    let seen = asBefore.add(now, economy.state, switchedIn: nil)
    let column = GrowthOutcomes.all.firstIndex { $0.name == contingency.outcome }!
    guard seen[column].isFinite else {
      isLost = true
      return nil
    }
    guard contingency.holds(seen[column]) else { return nil }
    switchYear = look.year
    return look.plan
  }

  /// Outcomes as they are told: none of a run that saw no number.
  func told(_ outcomes: [Double]) -> [Double] {
    isLost ? outcomes.map { _ in .nan } : outcomes
  }
}
