import Foundation
import GrowthModels
import NumericCore
import Sampling
import Testing

@testable import Calibration

/// The posterior of histories on the growth model.
@Suite struct HistoryPosteriorTests {
  @Test func theLikelihoodIsThatOfTheReferenceModel() throws {
    let countries = try TwoCountries()
    let (coordinates, incomes) = try countries.draw(seed: 1)
    let posterior = try countries.posterior(incomes)
    let found = try posterior.logLikelihoods(of: coordinates)[0]
    let values = posterior.values(of: coordinates)
    let process = posterior.discrepancies(of: coordinates, 0).income
    var expected = 0.0
    for (index, economy) in posterior.economies.enumerated() {
      var factors = economy.factors
      for (row, factor) in posterior.factors.enumerated()
      where factor.role != .discrepancy && (factor.economy ?? index) == index {
        factors[GrowthFactors.column(factor.name)!] = values[row, 0]
      }
      let trace = try GrowthModel().trace(
        economy.policy, in: economy.world, factors: factors, luck: [nil, nil, nil, nil])
      let residuals = zip(TwoCountries.years, incomes[index]).map { year, income in
        log(income) - log(trace.rows.first { $0.year == Double(year) }!.outcomes[0])
      }
      expected +=
        process.filter(
          years: TwoCountries.years.map(Double.init), residuals: residuals,
          start: economy.world.start
        ).logLikelihood
    }
    // The kernel agrees with the reference to 1e-9 in income; ten residuals, sizes of a tenth.
    #expect(abs(found - expected) < 1e-5, "\(found) \(expected)")
  }

  @Test func threadsAndNeighboursDoNotShow() throws {
    let countries = try TwoCountries()
    let incomes = try countries.draw(seed: 2).incomes
    let one = try countries.posterior(incomes)
    let three = try countries.posterior(incomes, threads: 3)
    let settings = SamplerSettings(particles: 96, seed: 3)
    let state = try TemperedSampler(one, settings: settings).initial()
    #expect(try TemperedSampler(three, settings: settings).initial() == state)
    // A particle alone has the bits it has among others.
    for particle in [0, 63, 64, 95] {
      let alone = Matrix(
        rows: state.particles.rows, columns: 1,
        elements: (0..<state.particles.rows).map { state.particles[$0, particle] })
      #expect(try one.logLikelihoods(of: alone) == [state.logLikelihoods[particle]])
    }
  }

  @Test func aCalibrationOnTheModelIsTheSameOnAnyNumberOfThreadsAndAfterAnInterruption() throws {
    let countries = try TwoCountries()
    let incomes = try countries.draw(seed: 4).incomes
    var settings = SamplerSettings(particles: 64, seed: 5)
    settings.maximumMoves = 6
    settings.finalMaximumMoves = 6
    var stored: [SamplerState] = []
    let whole = try TemperedSampler(countries.posterior(incomes), settings: settings).run {
      stored.append($0)
    }
    let resumed = try TemperedSampler(countries.posterior(incomes, threads: 2), settings: settings)
      .run(from: stored[0])
    #expect(resumed.encoded(fingerprint: 0) == whole.encoded(fingerprint: 0))
    let result = try CalibrationResult(countries.posterior(incomes), states: [whole, whole])
    // Two runs are too few, whatever they say.
    #expect(!result.hasConverged)
    #expect(result.quantities.map(\.name).contains("initial_proximity_multiplier.korea"))
    #expect(result.ensemble(rows: 50).columns == 50)
    #expect(result.errors.count == 2 && result.errors.allSatisfy { $0.income.isFinite })
  }

  @Test func aYearThatIsNotSimulatedIsRefused() throws {
    let countries = try TwoCountries()
    var economy = try countries.posterior(countries.draw(seed: 1).incomes).economies[0]
    economy.series = HistoricalSeries(
      economy: "korea", points: [HistoricalSeries.Point(year: 1960, relativeIncome: 0.1)])
    #expect(throws: SamplerError.self) {
      try HistoryPosterior(model: GrowthModel(), economies: [economy], factors: [])
    }
  }
}
