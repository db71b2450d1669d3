import Ensembles
import ModelContract
import NumericCore
import Sampling
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
    let columns = fanColumns
    if columns.isEmpty { return [] }
    return try yearlyFans(
      years(
        of: selected, outcomes: columns, design: fanDesign(), under: beliefs,
        stage: "year by year  "))
  }

  /// Columns of the outcomes whose paths are drawn; empty for a study of less than a year.
  var fanColumns: [Int] {
    if study.end - study.start < 1 { return [] }
    return Self.yearlyOutcomes.compactMap { name in
      model.outcomes.firstIndex { $0.name == name }
    }
  }

  /// The first futures of the session's design.
  func fanDesign() throws -> Design {
    design.futures > Self.fanFutures ? try with(futures: Self.fanFutures).design : design
  }

  /// The paths of the selected mixes from their runs, on all threads.
  ///
  /// - Throws: `EnsembleError` when it was cancelled.
  func yearlyFans(_ mixes: [MixYears]) throws -> [YearlyFan] {
    let outcomes = study.allOutcomes(of: model)
    let years = Int(study.end - study.start)
    let baseline = mixes[selected.firstIndex { $0.name == study.baseline } ?? 0]
    return try fanColumns.enumerated().compactMap { outcome, column in
      let kept = (0..<baseline.futures).filter { future in
        mixes.allSatisfy { $0.columns[outcome].allSatisfy { $0[future].isFinite } }
      }
      if kept.isEmpty { return nil }
      let spreads = try Engine.map(mixes.count * (years + 1), context: context.quiet) { item in
        let (mix, year) = item.quotientAndRemainder(dividingBy: years + 1)
        let own = mixes[mix].values(outcome, year: year)
        let base = baseline.values(outcome, year: year)
        return [
          YearlyFan.Spread(kept.map { own[$0] }), YearlyFan.Spread(kept.map { own[$0] - base[$0] }),
        ]
      }
      func table(_ part: Int) -> [[YearlyFan.Spread]] {
        mixes.indices.map { mix in
          (0...years).map { spreads[mix * (years + 1) + $0][part] }
        }
      }
      return YearlyFan(
        scenario: leadingScenario.name, outcome: outcomes[column], futures: kept.count,
        years: (0...years).map { study.start + Double($0) }, policies: selected.map(\.name),
        levels: table(0), differences: table(1))
    }
  }
}
