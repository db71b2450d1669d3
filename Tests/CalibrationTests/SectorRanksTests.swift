import Foundation
import GrowthModels
import NumericCore
import Testing

@testable import Calibration

/// Ranks of sectors against numbers computed by hand, and in the posterior of the growth model.
@Suite struct SectorRanksTests {
  /// Quantiles of the normal law at 0.2, 0.4, 0.6, 0.8, the scores of four ranks, and at 0.3, that of a tie of the first
  /// two, from tables to seven digits.
  @Test func fourSectorsByHand() {
    let ranks = SectorRanks([0.5, 2, 1, 3])
    for (found, expected) in zip(ranks.observed, [-0.8416212, 0.2533471, -0.2533471, 0.8416212]) {
      #expect(abs(found - expected) < 1e-6)
    }
    // Modelled scores -0.5244005 twice, 0.2533471, 0.8416212: differences -0.3172207, 0.7777476, -0.5066942, 0.
    let squares = 0.9622592
    #expect(abs(ranks.squares([1, 1, 2, 3]) - squares) < 1e-6)
    // A quarter of -(4 log(2 pi 0.25) + squares / 0.25) / 2.
    let expected = -0.125 * (4 * 0.4515827 + squares / 0.25)
    #expect(
      abs(ranks.logLikelihood([1, 1, 2, 3], size: 0.5, independent: 0.25) - expected) < 1e-6)
  }

  /// Only the order counts, a model in the observed order is missed by nothing, and a value that is none is no order.
  @Test func orderAlone() {
    let observed = [0.1, 4, 0.7, 0.7, 2, 0]
    let ranks = SectorRanks(observed)
    #expect(ranks.squares(observed.map { 3 * exp($0) }) == 0)
    let reversed = ranks.squares(observed.map { -$0 })
    #expect(abs(reversed - 4 * ranks.observed.reduce(0) { $0 + $1 * $1 }) < 1e-12)
    #expect(ranks.squares([1, 2, .nan, 3, 4, 5]).isNaN)
    #expect(ranks.observed[2] == ranks.observed[3])
  }

  /// The posterior adds, for the economy that has figures, the likelihood of the reference model's capabilities in the years
  /// that are fitted.
  @Test func thePosteriorAddsThem() throws {
    let countries = try TwoCountries()
    let (coordinates, incomes) = try countries.draw(seed: 1)
    let plain = try countries.posterior(incomes)
    let sectors = ["agrifood", "garments_footwear", "semiconductors", "autos", "aerospace"]
    let values = [0.4, 2.5, 1.9, 0.8, 0.1]
    let observed = Dictionary(uniqueKeysWithValues: zip(sectors, values))
    // Before the start, and with too few sectors, nothing counts.
    let advantages = [1900: observed, 1985: observed, 1995: observed, 2005: ["autos": 1.0]]
    func posterior(lastYear: Int? = nil) throws -> HistoryPosterior {
      var economies = plain.economies
      economies[0].advantages = advantages
      return try HistoryPosterior(
        model: GrowthModel(), economies: economies,
        factors: plain.factors.filter { $0.role != .discrepancy },
        sectors: SectorPrior(independent: 0.5, sizeScale: 0.8), lastYear: lastYear)
    }
    let ranked = try posterior()
    #expect(ranked.names == plain.names + ["discrepancy.sectors_size"])
    let more = Matrix(
      rows: ranked.dimension, columns: 1, elements: coordinates.elements + [0.3])
    let found = try ranked.logLikelihoodsByEconomy(of: more)
    let before = try plain.logLikelihoodsByEconomy(of: coordinates)
    #expect(found[0, 1] == before[0, 1])
    let size = try #require(ranked.sectorSize(of: more, 0))
    // The half-normal law of scale 0.8 at the probability of 0.3 standard deviations.
    #expect(abs(size - 0.8 * Normal.quantile(0.5 + 0.5 * Normal.cumulative(0.3))) < 1e-9)
    let economy = ranked.economies[0]
    var factors = economy.factors
    let drawn = ranked.values(of: more)
    for (row, factor) in ranked.factors.enumerated()
    where factor.role != .discrepancy && (factor.economy ?? 0) == 0 {
      factors[GrowthFactors.column(factor.name)!] = drawn[row, 0]
    }
    let trace = try GrowthModel().trace(
      economy.policy, in: economy.world, factors: factors, luck: [nil, nil, nil, nil])
    let expected = [1985, 1995].reduce(0) { sum, year in
      let outcomes = trace.rows.first { $0.year == Double(year) }!.outcomes
      return sum
        + SectorRanks(values).logLikelihood(
          sectors.map { name in
            outcomes[GrowthOutcomes.all.firstIndex { $0.name == "capability_\(name)" }!]
          }, size: size, independent: 0.5)
    }
    #expect(abs(found[0, 0] - before[0, 0] - expected) < 1e-9)
    // Paths of income have the bits they have without ranks.
    let paths = try ranked.trajectories(of: more)
    #expect(try paths == plain.trajectories(of: coordinates))
    let early = try posterior(lastYear: 1980)
    #expect(early.sectors == nil && !early.names.contains("discrepancy.sectors_size"))
  }
}

/// Orders of sectors in a backtest.
@Suite struct SectorScoreTests {
  @Test func fiveSectorsByHand() throws {
    let complexity = ["a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4, "e": 0.5, "f": 0.6]
    let score = try #require(
      SectorScore(
        "x", first: (1962, ["a": 5, "b": 4, "c": 3, "d": 2, "e": 1]),
        // f was not observed in the first year.
        last: (2015, ["a": 1, "b": 2, "c": 3, "d": 5, "e": 4, "f": 9]), complexity: complexity,
        inSample: ["a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4, "e": 0.5, "f": 0],
        heldOut: nil))
    #expect(score.sectors == 5 && score.first == 1962 && score.last == 2015)
    // One pair of neighbours is exchanged: 1 - 6 * 2 / (5 * 24).
    #expect(abs(score.inSample! - 0.9) < 1e-12)
    #expect(abs(score.stays! + 0.9) < 1e-12 && abs(score.simpleFirst! + 0.9) < 1e-12)
    #expect(score.heldOut == nil)
    let scores = SectorScores(table: "t.csv", economies: [score, score])
    #expect(scores.median(\.inSample) == score.inSample && scores.median(\.heldOut) == nil)
    #expect(
      SectorScore(
        "x", first: (1962, ["a": 5, "b": 4, "c": 3]),
        last: (2015, ["a": 5, "b": 4, "c": 3, "d": 1]),
        complexity: complexity, inSample: nil, heldOut: nil) == nil)
  }

  /// What all economies find hard is no disadvantage of one: with as many economies as make a world, advantages have mean
  /// zero in every sector, and the order of an economy that is like the others, but better at the last sector, says so.
  @Test func advantagesAreRelativeToOthers() throws {
    let usual = ["simple": 0.8, "complex": 0.2]
    let special = ["simple": 0.8, "complex": 0.4]
    let advantages = ModelledAdvantage.of([usual, special, usual, nil, usual, usual])
    let own = try #require(advantages[1])
    #expect(own["complex"]! > own["simple"]! && advantages[3] == nil)
    let sum = advantages.compactMap { $0?["complex"] }.reduce(0, +)
    #expect(abs(sum) < 1e-12)
    // Too few for a world: relative to the frontier.
    let few = ModelledAdvantage.of([usual, special])
    #expect(few[1]!["complex"]! < few[1]!["simple"]!)
  }
}
