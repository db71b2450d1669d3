import Ensembles
import ModelContract
import NumericCore
import StudyContract

/// One outcome year by year: what it is under each mix, and how far each mix lies from the baseline in the same future.
public struct YearlyFan: Sendable {
  /// Mean and spread over futures in one year.
  public struct Spread: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// What a tenth of futures does not reach.
    public let low: Double
    /// What a tenth of futures exceeds.
    public let high: Double

    /// Mean and quantiles of finite numbers.
    init(_ values: [Double]) {
      mean = values.reduce(0, +) / Double(values.count)
      let ends = Quantiles.exact(values, at: [0.1, 0.9])
      low = ends[0]
      high = ends[1]
    }
  }

  /// Name of the scenario.
  public let scenario: String
  /// The outcome.
  public let outcome: Outcome
  /// Futures over which means and quantiles were taken.
  public let futures: Int
  /// Calendar years.
  public let years: [Double]
  /// Names of the mixes.
  public let policies: [String]
  /// By mix and year: the outcome.
  public let levels: [[Spread]]
  /// By mix and year: the outcome less that of the baseline in the same future.
  public let differences: [[Spread]]
}

extension StudySession {
  /// Futures that yearly paths are taken over at most: means and tenths of a thousand are drawn as lines.
  static let fanFutures = 1024
  /// Outcomes whose paths are drawn, and kept with a run: what a country earns and what it can do.
  public static let yearlyOutcomes = ["income", "capability"]

  /// Income and capability of every selected mix year by year in the scenario that leads; empty for a model that has
  /// neither.
  ///
  /// Futures are the first 1,024 of the session's sequence; those in which some mix has no finite number are left out.
  /// Cost: a run of so many futures in one scenario, tenths of a second.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  func yearlyFans(under beliefs: Beliefs) throws -> [YearlyFan] {
    let outcomes = study.allOutcomes(of: model)
    let columns = Self.yearlyOutcomes.compactMap { name in
      outcomes.firstIndex { $0.name == name }
    }
    let years = Int(study.end - study.start)
    guard !columns.isEmpty, years >= 1 else { return [] }
    let scenario = leadingScenario
    let short = design.futures > Self.fanFutures ? try with(futures: Self.fanFutures) : self
    let experiment = try Self.experiment(
      study, model: model, policies: selected, scenarios: [scenario], beliefs: beliefs,
      design: short.design, hasNoise: hasNoise, recordsYears: true)
    let series = try EnsembleRunner.run(experiment, stage: "year by year  ", context: context) {
      OutcomeSeries(outcomes: columns, years: Array(0...years))
    }.summary
    let baseline = selected.firstIndex { $0.name == study.baseline } ?? 0
    return columns.indices.compactMap { outcome in
      let values = selected.indices.map { policy in
        (0...years).map { series.values(policy: policy, outcome: outcome, year: $0) }
      }
      let kept = values[0][0].indices.filter { future in
        values.allSatisfy { $0.allSatisfy { $0[future].isFinite } }
      }
      if kept.isEmpty { return nil }
      func spreads(_ value: (_ policy: Int, _ year: Int, _ future: Int) -> Double)
        -> [[YearlyFan.Spread]]
      {
        selected.indices.map { policy in
          (0...years).map { year in
            YearlyFan.Spread(kept.map { value(policy, year, $0) })
          }
        }
      }
      return YearlyFan(
        scenario: scenario.name, outcome: outcomes[columns[outcome]], futures: kept.count,
        years: (0...years).map { study.start + Double($0) }, policies: selected.map(\.name),
        levels: spreads { values[$0][$1][$2] },
        differences: spreads { values[$0][$1][$2] - values[baseline][$1][$2] })
    }
  }
}
