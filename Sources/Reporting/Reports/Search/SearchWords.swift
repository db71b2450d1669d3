import Analysis
import ModelContract
import Studies

/// Numbers of a search as readers want them.
struct SearchWords {
  let search: StudySearch

  /// The unit of gains.
  var gainUnit: String {
    search.isRelative
      ? "%"
      : search.session.study.allOutcomes(of: search.session.model)
        .first { $0.name == search.session.study.rankedBy }?.unit.rawValue ?? ""
  }

  /// Decimals of gains.
  var gainDecimals: Int {
    let gains = (search.kept + search.own).map(\.fresh.robustGain)
      .filter(\.isFinite).map { abs(scaled($0)) }
    return search.isRelative
      ? ((gains.max() ?? 0) < 1 ? 2 : 1) : Figures.decimals(for: gains)
  }

  /// A gain in its unit.
  func scaled(_ gain: Double) -> Double { search.isRelative ? gain * 100 : gain }

  /// A gain without its unit: `+7.4`.
  func gain(_ gain: Double, showsPlus: Bool = false) -> String {
    Figures.fixed(scaled(gain), decimals: gainDecimals, showsPlus: showsPlus)
  }

  /// A gain with its unit: `7.4 %`.
  func size(_ gain: Double) -> String { "\(self.gain(gain)) \(gainUnit)" }

  /// A small gain with its unit: `0.75 %`.
  func fine(_ gain: Double) -> String {
    "\(Figures.fixed(scaled(gain), decimals: gainDecimals + 1)) \(gainUnit)"
  }

  /// A difference of gains with its interval.
  func interval(_ estimate: Estimate) -> String {
    let numbers = [estimate.value, estimate.low, estimate.high].map {
      Figures.fixed(scaled($0), decimals: gainDecimals + 1, showsPlus: true)
    }
    return "\(numbers[0]) \(gainUnit) [\(numbers[1]), \(numbers[2])]"
  }

  /// The unit of costs.
  var costUnit: String {
    search.baselineOutput == nil
      ? search.session.model.outcomes
        .first { $0.name == search.session.study.budget?.outcome ?? "fiscal_cost" }?
        .unit.rawValue ?? ""
      : "% of GDP"
  }

  /// A cost in its unit.
  func scaledCost(_ cost: Double) -> Double {
    search.baselineOutput.map { cost / $0 * 100 } ?? cost
  }

  /// A cost with its unit: `1.64 % of GDP`.
  func cost(_ cost: Double) -> String {
    "\(Figures.fixed(scaledCost(cost), decimals: costDecimals)) \(costUnit)"
  }

  /// Decimals of costs.
  var costDecimals: Int {
    search.baselineOutput != nil
      ? 2 : Figures.decimals(for: (search.kept + search.own).compactMap(\.fresh.cost))
  }

  /// What an objective is, in words.
  func words(_ objective: SearchObjective) -> String {
    switch objective {
    case .robustGain:
      return
        "robust_gain, the smallest mean gain in \(search.session.study.rankedBy) over beliefs and scenarios"
    case .worstTenth:
      return "worst_tenth, the mean gain in the worst tenth of futures of \(search.leadingScenario)"
    case .cost: return "cost, small"
    case .outcome(let name, let isWantedSmall):
      return "\(name), \(isWantedSmall ? "small" : "large")"
    }
  }

  /// A mix as the subject of a sentence.
  func name(_ mix: String) -> String {
    if mix != search.session.study.baseline { return mix }
    return mix == "baseline" ? "the baseline" : "the baseline \(mix)"
  }
}
