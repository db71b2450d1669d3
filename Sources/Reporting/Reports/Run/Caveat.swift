import Analysis
import Ensembles
import Foundation
import Studies
import StudyContract

/// What a reader of a run has to keep in mind.
public enum Caveat: Sendable {
  /// What a study or an ensemble says of itself.
  case note(String)
  /// Mixes or scenarios whose income at the start is the same because the residual makes up for what they change.
  case residuals(InitialResiduals)
  /// How far the ensemble was tested against history.
  case tested(EnsembleTest, ensemble: String)
  /// What error would turn the ranking around, beside the error of log differences that a backtest showed.
  case overturning(Overturning, observed: Double)
  /// The first run that failed, and what a replay of it found.
  case failure(Failure, reason: FailureReason?, policy: String, scenario: String)
  /// A design that cannot have exactly the futures that were asked for, and what it has.
  case rounding(String)
  /// A design that shows nothing of its own error, and what is taken for it.
  case designError(String)
  /// Luck is switched off.
  case withoutNoise

  /// The caveat in a sentence.
  public var sentence: String {
    switch self {
    case .note(let text), .rounding(let text), .designError(let text): text
    case .residuals(let residuals): Self.sentence(residuals)
    case .tested(let test, let ensemble): Self.sentence(test, ensemble)
    case .overturning(let overturning, let observed): Self.sentence(overturning, observed)
    case .failure(let failure, let reason, let policy, let scenario):
      Self.sentence(failure, reason, policy, scenario)
    case .withoutNoise:
      "Sector luck, efficiency and shocks are switched off: every spread is too narrow."
    }
  }

  private static func sentence(_ residuals: InitialResiduals) -> String {
    let ends = [residuals.apart, residuals.scenariosApart].compactMap { $0 }.map { low, high in
      "\(Figures.fixed(low.mean, decimals: 2)) under \(Figures.mix(low.name)) and "
        + "\(Figures.fixed(high.mean, decimals: 2)) under \(Figures.mix(high.name))"
    }
    return
      "the income at the start is given, so that the initial residual makes up for what mixes or scenarios change in "
      + "the state at the start: its mean is \(ends.joined(separator: ", ")); it fades, and the part that lasts works "
      + "against the change, so that more human capital, for one, may lower consumption"
  }

  private static func sentence(_ test: EnsembleTest, _ ensemble: String) -> String {
    let told = ["inSample", "heldOutInTimeUnconditional", "heldOutInSpace"]
    let parts = told.compactMap(test.row).map { row in
      let words: String
      switch (row.name, row.isHeldOut) {
      case ("inSample", _):
        words = "in sample it misses log income of \(row.economies) economies by"
      case ("heldOutInTimeUnconditional", true): words = "forecasting from 1995"
      case ("heldOutInTimeUnconditional", false): words = "from 1995, years it has seen,"
      case ("heldOutInSpace", true): words = "for an economy whose path it has not seen"
      case ("heldOutInSpace", false):
        words = "for an economy from its start alone, its path not wholly forgotten,"
      default: words = row.name
      }
      let rival = row.bestRival.map {
        " (best simple rival \(Figures.digits($0, decimals: 2)))"
      }
      return "\(words) \(Figures.digits(row.error, decimals: 2))\(rival ?? ""), "
        + "\(Int((row.coverage * 100).rounded())) % of years in the 90 % bands"
    }
    return "tested against history, the ensemble '\(ensemble)': " + parts.joined(separator: "; ")
  }

  private static func sentence(_ overturning: Overturning, _ observed: Double) -> String {
    func percent(_ logarithm: Double) -> String {
      let value = expm1(logarithm) * 100
      return Figures.digits(value, decimals: value < 10 ? 1 : 0)
    }
    let baseline = overturning.baselineError.map {
      " and one of \(percent($0)) % would put the baseline ahead of \(Figures.mix(overturning.leader))"
    }
    return
      "under the \(overturning.beliefs) an error of \(percent(overturning.error)) % in the difference "
      + "between \(Figures.mix(overturning.leader)) and \(Figures.mix(overturning.runnerUp)) would turn the two around"
      + (baseline ?? "")
      + "; differences of income between two economies were missed by \(percent(observed)) % in the backtest, "
      + "and no difference between two policies of one economy was ever observed"
  }

  private static func sentence(
    _ failure: Failure, _ reason: FailureReason?, _ policy: String, _ scenario: String
  ) -> String {
    let place =
      "First failure: policy \(Figures.mix(policy)), scenario \(scenario), future \(failure.future): "
    guard let reason else {
      return place
        + "\(failure.outcomes.joined(separator: ", ")) not finite, although the readable "
        + "reference implementation computes that future without a fault; please report this."
    }
    let kind = reason.value.isNaN ? "not a number" : "infinite"
    return place + "\(reason.quantity) is \(kind) in \(Figures.year(reason.year, decimals: 2))."
  }
}
