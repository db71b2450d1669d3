import Ensembles
import ModelContract
import Sampling
import StudyContract

/// The part of a given initial income that the state leaves open, by mix and scenario.
///
/// Where a study gives the income at the start, the residual is the log of that income over what the state explains, and
/// the state follows from initial conditions and from the levers of the first year. A mix or a scenario that changes
/// either, human capital for one, does not change the income at the start: the residual makes up for it, and the part of
/// it that lasts works against the change for ever.
public struct InitialResiduals: Sendable, Hashable {
  /// The outcome that holds it.
  public static let outcome = "initial_residual"
  /// Means that differ by less are equal: 1 % of income, below what a study of decades tells apart.
  public static let margin = 0.01

  /// Mixes, in the study's order.
  public let policies: [String]
  /// Scenarios, in the study's order.
  public let scenarios: [String]
  /// Mean over futures by scenario and mix, NaN without a finite one.
  public let means: [[Double]]

  /// The mixes with the lowest and the highest residual of the first scenario; nil where they are equal.
  public var apart: (low: (name: String, mean: Double), high: (name: String, mean: Double))? {
    Self.ends(policies, means[0])
  }

  /// The scenarios with the lowest and the highest residual under the first mix; nil where they are equal.
  public var scenariosApart:
    (low: (name: String, mean: Double), high: (name: String, mean: Double))?
  {
    Self.ends(scenarios, means.map { $0[0] })
  }

  /// Whether mixes or scenarios differ.
  public var differ: Bool { apart != nil || scenariosApart != nil }

  private static func ends(
    _ names: [String], _ means: [Double]
  ) -> (low: (name: String, mean: Double), high: (name: String, mean: Double))? {
    let known = zip(names, means).filter { $0.1.isFinite }
    guard let low = known.min(by: { $0.1 < $1.1 }), let high = known.max(by: { $0.1 < $1.1 }),
      high.1 - low.1 > margin
    else { return nil }
    return (low, high)
  }
}

extension InitialResiduals {
  /// Residuals of the runs of a table; nil where the model has none.
  init?(_ table: OutcomeTable, of experiment: Experiment) {
    guard
      let outcome = experiment.model.outcomes.firstIndex(where: { $0.name == Self.outcome })
    else { return nil }
    policies = experiment.policies.map(\.name)
    scenarios = experiment.scenarios.map(\.world.name)
    means = table.columns.map { policies in
      policies.map { outcomes in
        let finite = outcomes[outcome].filter(\.isFinite)
        return finite.reduce(0, +) / Double(finite.count)
      }
    }
  }
}

extension StudySession {
  /// What the income at the start leaves open, by one block of futures; nil for a model without residual, and where no
  /// income is given.
  ///
  /// Cost: tens of milliseconds.
  public func initialResiduals(under beliefs: Beliefs) throws -> InitialResiduals? {
    guard hasGivenIncome else { return nil }
    let block = try block(under: beliefs)
    let result = try EnsembleRunner.run(block, context: context.quiet) {
      OutcomeTable(model: block.model)
    }
    return InitialResiduals(result.summary, of: block)
  }

  /// One block of futures of everything that is selected.
  func block(under beliefs: Beliefs) throws -> Experiment {
    try with(futures: Experiment.blockSize).experiment(beliefs)
  }

  /// Whether the study gives an income at the start, by a value, a law or an observation.
  private var hasGivenIncome: Bool {
    guard model.outcomes.contains(where: { $0.name == InitialResiduals.outcome }) else {
      return false
    }
    let laws = study.priors + scenarios.flatMap(\.overrides)
    return study.economy.initialConditions["initial_income", default: 0] != 0
      || study.origin?.observedIncome != nil || laws.contains { $0.factor == "initial_income" }
  }
}
