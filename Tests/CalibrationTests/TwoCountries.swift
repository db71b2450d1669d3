import Ensembles
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract
import TestSupport

@testable import Calibration

/// Two economies with the lives of Korea and Chile and eight informed factors, on the growth model.
struct TwoCountries {
  /// The shared factors, which move income most, and the starting proximity of either economy.
  static let shared = [
    "absorption_speed", "learning_by_doing_speed", "productivity_concavity",
    "initial_residual_persistence", "initial_residual_fading_time", "capital_share",
  ]
  static let years = [1970, 1980, 1990, 2000, 2010]

  private let economies: [CalibratedEconomy]
  private let factors: [CalibratedFactor]

  init() throws {
    let studies = try ["korea", "chile"].map {
      try StudyLoader.load(
        repository.appendingPathComponent("Models/studies/history/\($0).yaml").path)
    }
    economies = studies.map { study in
      CalibratedEconomy(
        name: study.economy.name, world: study.world(in: study.scenarios[0]),
        policy: study.baselinePolicy,
        factors: study.defaultFactors(of: GrowthFactors.all),
        series: HistoricalSeries(economy: study.economy.name, points: []))
    }
    let laws = Dictionary(
      uniqueKeysWithValues: studies[0].sharedPriors(in: GrowthModel().schema).map {
        ($0.factor, $0.distribution)
      })
    factors =
      Self.shared.map { CalibratedFactor(name: $0, role: .shared, distribution: laws[$0]!) }
      + studies.indices.map {
        CalibratedFactor(
          name: "initial_proximity_multiplier", role: .condition(economy: $0),
          distribution: .beta(low: 0.5, high: 1.6, alpha: 2, beta: 2))
      }
  }

  /// The posterior given incomes by economy and year.
  func posterior(_ incomes: [[Double]], threads: Int = 1) throws -> HistoryPosterior {
    var economies = economies
    for (index, values) in incomes.enumerated() {
      economies[index].series = HistoricalSeries(
        economy: economies[index].name,
        points: zip(Self.years, values).map {
          HistoricalSeries.Point(year: $0, relativeIncome: $1)
        })
    }
    return try HistoryPosterior(
      model: GrowthModel(), economies: economies, factors: factors,
      context: RunContext(threads: threads))
  }

  /// Coordinates of the prior, and incomes that the model and its discrepancy produce from them.
  func draw(seed: UInt64) throws -> (coordinates: Matrix, incomes: [[Double]]) {
    let stream = CounterStream(name: "two_countries", seed: seed)
    let blank = try posterior([Self.years.map { _ in 0.5 }, Self.years.map { _ in 0.5 }])
    var coordinates = Matrix(rows: blank.dimension, columns: 1)
    coordinates.elements.withUnsafeMutableBufferPointer {
      stream.normals(0, count: $0.count, into: $0.baseAddress!)
    }
    let paths = try blank.trajectories(of: coordinates)
    let process = blank.discrepancies(of: coordinates, 0).income
    let incomes = paths.enumerated().map { economy, path in
      var noise = [Double](repeating: 0, count: Self.years.count)
      stream.normals(1, economy, count: noise.count, into: &noise)
      var state = Discrepancy.Filtered(
        mean: 0, variance: 0, year: economies[economy].world.start)
      return Self.years.indices.map { index in
        let year = Double(Self.years[index])
        let (mean, variance) = process.forecast(from: state, to: year)
        let value = mean + variance.squareRoot() * noise[index]
        state = Discrepancy.Filtered(mean: value, variance: 0, year: year)
        return path[index] * exp(value)
      }
    }
    return (coordinates, incomes)
  }
}
