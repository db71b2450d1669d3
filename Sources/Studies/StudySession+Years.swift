import Analysis
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract

extension StudySession {
  /// Expected consumption of every selected mix year by year, with costs and output, in the scenario that leads; nil
  /// for a model without these outcomes, and where no future of the pilot is without a failure.
  ///
  /// Expectations run over the pilot by which budgets are measured, 512 futures whatever the study's number: they give
  /// the course of a path, not its end, which the run itself knows better. Output is income weighed as consumption is,
  /// linear between whole years.
  ///
  /// Cost: a run of 512 futures of each mix in one scenario, tenths of a second.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  public func yearlyPaths(under beliefs: Beliefs) throws -> YearlyPaths? {
    guard let columns = pathColumns else { return nil }
    return yearlyPaths(
      try years(
        of: selected, outcomes: columns, design: Design(BudgetScaling.pilotDesign), under: beliefs))
  }

  /// Columns that yearly paths are made of: consumption, cost and income; nil for a model without them and for a study of
  /// less than a year.
  var pathColumns: [Int]? {
    let names = ["discounted_consumption", "fiscal_cost", "income"]
    let columns = names.compactMap { name in model.outcomes.firstIndex { $0.name == name } }
    guard model is GrowthModel, columns.count == names.count, study.end - study.start >= 1 else {
      return nil
    }
    return columns
  }

  /// The paths of the selected mixes from their runs over the pilot; nil where no future is without a failure.
  func yearlyPaths(_ mixes: [MixYears]) -> YearlyPaths? {
    let scenario = leadingScenario
    let years = Int(study.end - study.start)
    let futures = (0..<mixes[0].futures).filter { future in
      mixes.allSatisfy { mix in
        mix.columns.indices.allSatisfy { mix.columns[$0][years][future].isFinite }
      }
    }
    if futures.isEmpty { return nil }
    func mean(_ policy: Int, _ outcome: Int, _ year: Int) -> Double {
      let values = mixes[policy].values(outcome, year: year)
      return futures.reduce(0) { $0 + values[$1] } / Double(futures.count)
    }
    let weights = weights(in: scenario, years: years)
    return YearlyPaths(
      scenario: scenario.name, futures: futures.count, start: study.start, step: study.step,
      discountRate: study.discountRate, policies: selected.map(\.name),
      consumption: selected.indices.map { policy in (0...years).map { mean(policy, 0, $0) } },
      costs: selected.indices.map { mean($0, 1, years) },
      output: selected.indices.map { policy in
        output((0...years).map { weights[$0] * mean(policy, 2, $0) })
      })
  }

  /// What a unit of income is worth in each whole year.
  private func weights(in scenario: Scenario, years: Int) -> [Double] {
    let path = study.world(in: scenario).paths["frontier_growth"]
    let standard = GrowthValidation.aggregatePaths["frontier_growth"] ?? 0
    let steps = Int((1 / study.step).rounded())
    let rows = (0...(years * steps)).map { study.start + Double($0) * study.step }
    let weights = DiscountWeights.weights(
      years: rows, growth: rows.map { path?.value(at: $0) ?? standard },
      discountRate: study.discountRate, step: study.step)
    return stride(from: 0, to: rows.count, by: steps).map { weights[$0] }
  }

  /// The sum over the steps of numbers known at whole years, linear between them; the first step counts.
  private func output(_ yearly: [Double]) -> Double {
    let behind = (1 - study.step) / 2
    return zip(yearly, yearly.dropFirst()).reduce(study.step * yearly[0]) { sum, ends in
      sum + behind * ends.0 + (1 - behind) * ends.1
    }
  }
}
