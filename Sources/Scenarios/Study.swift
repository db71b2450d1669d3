import ModelContract
import Sampling

/// A question about policy mixes, read from files, checked and complete: what to run and how to judge it.
///
/// Everything is resolved: years are calendar years, levers that a mix does not state come from the mix it
/// is based on, names have become values. Made by ``StudyLoader/load(_:)``; what a command line may change
/// is variable.
public struct Study: Sendable {
  /// The name in manifests and tables, in snake case.
  public let name: String
  /// The question the study asks, in one or two sentences.
  public let question: String
  /// What a reader must know before using the result; printed under the tables.
  public let notes: [String]
  /// The study file, as it was named on the command line.
  public let path: String
  /// All files that went in, in the order of reading, the study first.
  public let files: [String]
  /// FNV-1a hash, 64 bits in 16 hexadecimal digits, of the bytes of all ``files`` in their order, each
  /// followed by a zero byte. It does not depend on where the files lie. It tells versions apart; it is
  /// not a cryptographic seal.
  public let hash: String
  /// Name of the model that is run.
  public let modelName: String

  /// The economy at its first year.
  public let economy: Economy
  /// Where its initial conditions come from.
  public let provenance: Provenance
  /// What was observed of the economy, where its file says so.
  public let targets: HistoryTargets?
  /// Standard deviation of the yearly growth of what the economy's labour series leaves out, such as hours;
  /// 0 when it leaves nothing out.
  public let labourDrift: Double

  /// Policy mixes in the order of the tables, the baseline among them.
  public var policies: [Policy]
  /// Name of the baseline mix, against which all are compared and from which implementation is measured.
  public let baseline: String
  /// Worlds in the order of the tables.
  public var scenarios: [StudyScenario]

  /// The law of every factor that is sampled under prior beliefs. A factor that is absent has the
  /// economy's value or the model's default.
  public let priors: [FactorPrior]
  /// Rank correlations of the Gaussian copula over ``priors``.
  public let correlations: [RankCorrelation]
  /// Whether a correlation matrix that is not positive definite is repaired instead of refused.
  public let repairsCorrelations: Bool
  /// Beliefs the study has: always the prior, and an ensemble when it names one.
  public let availableBeliefs: [Beliefs]
  /// Names of the beliefs that are run when nobody asks for fewer, in the order of the tables.
  public var defaultBeliefs: [String]
  /// Values at which factors stand in a run without sampling, where the study itself fixes them.
  public let fixedFactors: [String: Double]

  /// Calendar year at which the mixes begin to differ.
  public let start: Double
  /// Last calendar year.
  public let end: Double
  /// Length of a time step in years; divides 1.
  public let step: Double
  /// Discount rate per year.
  public let discountRate: Double

  /// Outcomes that are reported, in the order of the tables.
  public let outcomes: [StudyOutcome]
  /// Name of the outcome that decides.
  public let rankedBy: String
  /// Differences below this share of the baseline's expected outcome are equal for practical purposes.
  public let indifferenceMargin: Double
  /// The rule by which mixes are made to cost the same; nil when they are run as they are.
  public let budget: BudgetRule?

  /// Design, number of futures, seed.
  public var design: DesignSpecification
  /// Whether luck (sector luck, efficiency, shocks) is drawn.
  public var hasNoise: Bool
  /// Settings of the model, by name (`catch_up_income`, `consumption_equation`).
  public let settings: [String: Double]
}

extension Study {
  /// The baseline mix.
  public var baselinePolicy: Policy {
    guard let policy = policies.first(where: { $0.name == baseline }) else {
      preconditionFailure("baseline \(baseline) is not among \(policies.map(\.name))")
    }
    return policy
  }

  /// The outcome that decides.
  public var rankedOutcome: StudyOutcome {
    guard let outcome = outcomes.first(where: { $0.name == rankedBy }) else {
      preconditionFailure("\(rankedBy) is not among \(outcomes.map(\.name))")
    }
    return outcome
  }

  /// Beliefs by name; nil when the study does not have them.
  public func beliefs(named name: String) -> Beliefs? {
    availableBeliefs.first { $0.name == name }
  }

  /// What must be printed under results of the given beliefs: the study's notes, the provenance of the
  /// initial conditions, and the ensemble's own caveats.
  public func caveats(for beliefs: Beliefs) -> [String] {
    var lines = notes
    lines.append(provenance.sentence)
    if case .ensemble(let ensemble) = beliefs { lines += ensemble.caveats }
    return lines
  }
}
