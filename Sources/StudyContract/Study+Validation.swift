import ModelContract
import NumericCore
import Sampling

/// A study that a model cannot run.
public struct StudyError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}

extension Study {
  /// Refuses a study that a model cannot run or whose question has no answer.
  ///
  /// Cost: that of compiling the policies once a scenario, milliseconds.
  ///
  /// - Throws: ``StudyError`` with the first mistake, `DistributionError` and `DesignError` for a law, a
  ///   correlation, an ensemble or a design that cannot be drawn, and `ModelError` for a mix or a world that the
  ///   model does not take.
  public func validate(for model: any BatchModel) throws {
    if let modelName, modelName != model.name {
      throw StudyError("The study \(name) is of the model \(modelName), not of \(model.name).")
    }
    try checkNames()
    try checkTime()
    try checkOutcomes(model.outcomes)
    try checkBudget(model.outcomes)
    try check(priors, of: model.factors, whose: "The study \(name)")
    try checkBeliefs(model)
    try checkProbabilities()
    _ = try Design(design)
    for scenario in scenarios {
      try check(scenario.overrides, of: model.factors, whose: "The scenario \(scenario.name)")
      _ = try model.compile(policies, in: world(in: scenario))
    }
  }

  /// The range of the step is here and not in models: a fine step is slow, not wrong. So are those of years and the
  /// discount rate.
  private func checkTime() throws {
    guard World.years.contains(start), World.years.contains(end), end > start else {
      throw StudyError(
        "A study runs from one year to a later one, both from \(World.years.lowerBound.plain) to "
          + "\(World.years.upperBound.plain), not from \(start.plain) to \(end.plain).")
    }
    guard World.steps.contains(step), World.dividesYear(step) else {
      throw StudyError(
        "A step divides a year and is no shorter than \(World.steps.lowerBound) years: \(step.plain)."
      )
    }
    guard World.discountRates.contains(discountRate) else {
      throw StudyError(
        "A discount rate lies between 0 and \(World.discountRates.upperBound), not \(discountRate.plain)."
      )
    }
  }

  private func checkNames() throws {
    if policies.isEmpty { throw StudyError("The study \(name) has no policy mix.") }
    if scenarios.isEmpty { throw StudyError("The study \(name) has no scenario.") }
    if let twice = policies.map(\.name).firstRepeated {
      throw StudyError("Two policy mixes are named \(twice); names must differ.")
    }
    if let twice = scenarios.map(\.name).firstRepeated {
      throw StudyError("Two scenarios are named \(twice); names must differ.")
    }
    if !policies.contains(where: { $0.name == baseline }) {
      throw StudyError(
        "The baseline \(baseline) is not among the policy mixes "
          + "\(policies.map(\.name).joined(separator: ", ")).")
    }
  }

  private func checkOutcomes(_ known: [Outcome]) throws {
    if outcomes.isEmpty { throw StudyError("The study \(name) looks at no outcome.") }
    if let twice = outcomes.map(\.name).firstRepeated {
      throw StudyError("The outcome \(twice) is listed twice.")
    }
    for objective in outcomes {
      if !known.contains(where: { $0.name == objective.name }) {
        throw StudyError(
          "The model has no outcome \(objective.name); it has "
            + "\(known.map(\.name).joined(separator: ", ")).")
      }
      if objective.threshold != nil, objective.direction == .describe {
        throw StudyError(
          "The outcome \(objective.name) has a threshold but no direction in which to meet it.")
      }
    }
    guard let ranked = outcomes.first(where: { $0.name == rankedBy }) else {
      throw StudyError("Mixes are ranked by \(rankedBy), which is not among the study's outcomes.")
    }
    if ranked.direction == .describe {
      throw StudyError("Mixes are ranked by \(rankedBy), which has no direction.")
    }
    if known.contains(where: { $0.name == rankedBy && $0.isCensored }) {
      throw StudyError(
        "Mixes are ranked by \(rankedBy), which may lie beyond the horizon and has no mean.")
    }
    if !Self.indifferenceMargins.contains(indifferenceMargin) {
      throw StudyError("The indifference margin is a share from 0 to 1, not \(indifferenceMargin).")
    }
  }

  private func checkBudget(_ known: [Outcome]) throws {
    guard let budget else { return }
    guard known.contains(where: { $0.name == budget.outcome && !$0.isCensored }) else {
      throw StudyError(
        "The budget holds \(budget.outcome), which is no outcome of the model with a mean.")
    }
    guard Budget.amounts.contains(budget.aboveBaseline),
      Budget.tolerances.contains(budget.tolerance)
    else {
      throw StudyError(
        "A budget needs an amount from 0 to \(Budget.amounts.upperBound.plain) and a tolerance from "
          + "\(Budget.tolerances.lowerBound) to \(Budget.tolerances.upperBound.plain), not "
          + "\(budget.aboveBaseline.plain) and \(budget.tolerance.plain).")
    }
  }

  private func check(_ laws: [FactorPrior], of factors: [Factor], whose: String) throws {
    if let twice = laws.map(\.factor).firstRepeated {
      throw StudyError("\(whose) gives \(twice) two laws.")
    }
    for law in laws {
      guard let factor = factors.first(where: { $0.name == law.factor }) else {
        throw StudyError("\(whose) gives a law to \(law.factor), which is no factor of the model.")
      }
      try law.distribution.validate()
      if let sentence = factor.refusal(of: law.distribution) {
        throw StudyError("\(whose): \(sentence).")
      }
    }
  }

  private func checkBeliefs(_ model: any BatchModel) throws {
    for correlation in correlations {
      for factor in [correlation.first, correlation.second]
      where !priors.contains(where: { $0.factor == factor }) {
        throw StudyError("\(factor) is correlated with another factor but has no law.")
      }
    }
    if !correlations.isEmpty {
      _ = try Self.makeCopula(correlations, factors: model.factors, repair: repairsCorrelations)
    }
    if let rows = ensemble?.rows {
      try rows.validate()
      if rows.modelVersion != model.version {
        throw StudyError(
          "The ensemble \(rows.name) was fitted with version \(rows.modelVersion) of the model, not "
            + "\(model.version).")
      }
      for factor in rows.columns.compactMap({ EnsembleColumn($0).factor })
      where !model.factors.contains(where: { $0.name == factor }) {
        throw StudyError(
          "The ensemble \(rows.name) has a column of \(factor), which is no factor of the model.")
      }
    }
    if defaultBeliefs.isEmpty { throw StudyError("The study \(name) is run under no beliefs.") }
    for name in defaultBeliefs where beliefs(named: name) == nil {
      throw StudyError("The study \(self.name) has no beliefs named \(name).")
    }
  }

  private func checkProbabilities() throws {
    let given = scenarios.compactMap(\.probability)
    guard given.allSatisfy({ (0...1).contains($0) }) else {
      throw StudyError("The probability of a scenario lies between 0 and 1: \(given).")
    }
    if let sentence = scenarios.probabilityMistake { throw StudyError("\(sentence).") }
  }
}

extension [Scenario] {
  /// What is wrong with the probabilities; nil when nothing is: either no scenario has one, or all have one and they
  /// sum to 1, up to the rounding of shares written with a few decimals.
  public var probabilityMistake: String? {
    let given = compactMap(\.probability)
    if given.isEmpty { return nil }
    let lacking = filter { $0.probability == nil }.map(\.name)
    if !lacking.isEmpty {
      return "some scenarios have a probability, but \(lacking.joined(separator: ", ")) "
        + "\(lacking.count == 1 ? "has" : "have") none; give every scenario one, or none of them"
    }
    let sum = given.reduce(0, +)
    guard abs(sum - 1) > 1e-9 else { return nil }
    // Without what is left of adding a few decimals.
    let shown = (sum * 1e9).rounded() / 1e9
    return "the probabilities of the scenarios sum to \(shown.plain); expected 1"
  }
}

extension [String] {
  /// The first that has stood before.
  fileprivate var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
