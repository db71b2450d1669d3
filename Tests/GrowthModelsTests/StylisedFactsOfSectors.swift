import Foundation
import GrowthModels

@testable import Analysis

/// The stylised facts that need the states of sectors, measured in every draw by the reference.
enum StylisedFactsOfSectors {
  /// Electronics sectors, in which technology turns over fast and incumbents are many.
  static let electronics = Sector.all.filter(\.isElectronics).map(\.name)
  /// Sectors of slow turnover with closed incumbents.
  static let slow = ["autos", "aerospace", "biotech_pharma"]

  static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }

  /// Population standard deviation.
  static func spread(_ numbers: [Double]) -> Double {
    let centre = mean(numbers)
    return mean(numbers.map { ($0 - centre) * ($0 - centre) }).squareRoot()
  }

  static func capability(_ row: [Double], _ sectors: [String]? = nil) -> [Double] {
    SectorStates.of("capability", row, sectors: sectors)
  }

  /// Spread over sectors of the log change of capability between two rows.
  static func spreadOfGrowth(
    _ first: [Double], _ last: [Double], _ sectors: [String]? = nil
  ) -> Double {
    spread(
      zip(capability(first, sectors), capability(last, sectors)).map { log($1 / $0) })
  }

  /// Learning before invention.
  static func inventionAfterLearning(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    func shares(_ economy: String, _ policy: String, _ years: [Double]) throws -> [[Double]] {
      let run = try StylisedFactsRun(
        "invention-after-learning-\(economy)", beliefs: beliefs, futures: futures)
      return try run.details(policy, years: years).map { rows in
        rows.map {
          let invention = SectorStates.value("invention_flow", $0)
          return invention / (invention + SectorStates.value("absorption_flow", $0))
        }
      }
    }
    let korea = try shares("korea", "korea_chaebol", [1970, 2015])
    let japan = try shares("japan", "japan_miti", [1960, 2000])
    return [
      StylisedFact(
        "4a", "share of invention in capability gained, Korea 1970", .below(0.2), claim: .mostly,
        korea.map { $0[0] }),
      StylisedFact("4b", "the same, Korea 2015", .above(0.4), claim: .mostly, korea.map { $0[1] }),
      StylisedFact(
        "4c", "the same, Japan 1960 minus 2000", .below(0), japan.map { $0[0] - $0[1] }),
    ]
  }

  /// Leverage works where technology turns over fast.
  static func turnoverDecidesLeverage(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("turnover-decides-leverage", beliefs: beliefs, futures: futures)
    let with = try run.details("taiwan_itri", years: [2000, 2019])
    let without = try run.details("without_leverage", years: [2000])
    func effect(_ on: [Double], _ off: [Double], _ sectors: [String]) -> Double {
      mean(capability(on, sectors)) - mean(capability(off, sectors))
    }
    return [
      StylisedFact(
        "5a", "capability of Taiwan's electronics sectors in 2019", .above(0.8), claim: .mostly,
        with.map { mean(capability($0[1], electronics)) }),
      StylisedFact(
        "5b", "capability of Taiwan's autos, aerospace and biotechnology in 2019", .below(0.5),
        claim: .mostly,
        with.map { mean(capability($0[1], slow)) }),
      StylisedFact(
        "5c", "effect of leverage on capability in 2000, electronics minus those", .above(0),
        zip(with, without).map {
          effect($0[0], $1[0], electronics) - effect($0[0], $1[0], slow)
        }),
    ]
  }

  /// Missions take years.
  static func missionsGestate(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("missions-gestate", beliefs: beliefs, futures: futures)
    let targets = run.study.policies[0].targets
    let years: [Double] = [2015, 2020, 2030, 2035]
    let pairs = Array(
      zip(
        try run.details("china_sez_mic", years: years),
        try run.details("missions_end_in_2015", years: years)))
    func effect(_ year: Int) -> [Double] {
      pairs.map { with, without in
        mean(capability(with[year], targets).map { log($0) })
          - mean(capability(without[year], targets).map { log($0) })
      }
    }
    let early = effect(1)
    let late = effect(2)
    return [
      StylisedFact(
        "6a", "effect of China's missions of 2015 on log capability of their targets after 5 years",
        .below(0.1), claim: .mostly, early),
      StylisedFact("6b", "the same after 15 years", .above(0), late),
      StylisedFact(
        "6c", "the effect after 15 years minus three times that after 5", .above(0),
        zip(late, early).map { $0 - 3 * $1 }),
      StylisedFact(
        "6d China",
        "spread over all sectors of capability growth, China 2015-35, missions minus none",
        .above(0), claim: .mostly,
        pairs.map { with, without in
          spreadOfGrowth(with[0], with[3]) - spreadOfGrowth(without[0], without[3])
        }),
    ]
  }

  /// Missions, dispersion and risk.
  static func missionsLeadOrDiversify(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("missions-lead-or-diversify", beliefs: beliefs, futures: futures)
    let targets = run.study.policies[0].targets
    let years: [Double] = [2025, 2045]
    let none = try run.details("without_missions", years: years)
    let diversify = try run.details("missions_diversification", years: years)
    let lead = try run.details("missions_leadership", years: years)
    func compare(_ measure: ([Double], [Double]) -> Double) -> [Double] {
      zip(diversify, none).map { measure($0[0], $0[1]) - measure($1[0], $1[1]) }
    }
    func logTargets(_ rows: [[[Double]]]) -> [Double] {
      rows.map { mean(capability($0[1], targets).map { log($0) }) }
    }
    let leadTargets = logTargets(lead)
    let diversifyTargets = logTargets(diversify)
    // What luck does to a draw: with it minus without it.
    func luck(_ policy: String, of streams: Set<String>? = nil) throws -> [Double] {
      StylisedFactsOfEconomies.minus(
        logTargets(try run.details(policy, years: years, streams: streams)),
        logTargets(try run.details(policy, years: years, streams: [])))
    }
    let leadLuck = try luck("missions_leadership")
    let diversifyLuck = try luck("missions_diversification")
    let leadGamble = try luck("missions_leadership", of: ["sector_luck"])
    let diversifyGamble = try luck("missions_diversification", of: ["sector_luck"])
    return [
      StylisedFact(
        "6d", "spread over all sectors of capability growth in 20 years, missions minus none",
        .above(0), compare { spreadOfGrowth($0, $1) }),
      StylisedFact(
        "6d targets", "the same among the targeted sectors", .above(0), claim: .mostly,
        compare { spreadOfGrowth($0, $1, targets) }),
      StylisedFact(
        "6d levels", "spread over all sectors of log capability, missions minus none", .above(0),
        compare { spread(capability($1).map { log($0) }) }),
      StylisedFact(
        "6d risk",
        "spread over draws of log capability of targets, leadership minus diversification",
        .above(0), [spread(leadTargets) - spread(diversifyTargets)],
        pValueOfSpread: FactFinding.pitmanMorgan(leadTargets, diversifyTargets)),
      StylisedFact(
        "6d luck",
        "spread over draws of what luck does to log capability of targets, leadership minus diversification",
        .above(0), [spread(leadLuck) - spread(diversifyLuck)],
        pValueOfSpread: FactFinding.pitmanMorgan(leadLuck, diversifyLuck)),
      StylisedFact(
        "6d gamble", "the same, of the luck of missions alone", .above(0),
        [spread(leadGamble) - spread(diversifyGamble)],
        pValueOfSpread: FactFinding.pitmanMorgan(leadGamble, diversifyGamble)),
      StylisedFact(
        "6e", "capability of targets after 20 years, leadership minus diversification", .below(0),
        zip(lead, diversify).map {
          mean(capability($0[1], targets)) - mean(capability($1[1], targets))
        }),
    ]
  }

  /// Training pays at the turn from quantity to quality.
  static func clusterTrainingPulse(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("cluster-training-pulse", beliefs: beliefs, futures: futures)
    let starts = Array(stride(from: 0, through: 52, by: 4))
    // Mean gain of quality over the ten years from the start of the pulse: its six years and four after it.
    let window = 0...10
    let first = run.study.start
    func quality(_ policy: String, _ year: Int) -> [Double] {
      run.outcome("product_upgrading", policy, first + Double(year))
    }
    let gains = starts.map { start in
      window.map {
        StylisedFactsOfEconomies.minus(
          quality("pulse_\(start)", start + $0), quality("no_training", start + $0))
      }.reduce([Double](repeating: 0, count: run.futures), StylisedFactsOfEconomies.plus)
    }
    let best = (0..<run.futures).map { future in
      starts.indices.max { gains[$0][future] < gains[$1][future] }!
    }
    let untrained = starts.map { quality("no_training", $0) }
    let rows = try run.details("no_training", years: starts.map { first + Double($0) })
    return [
      StylisedFact(
        "8a", "years from the start of young clusters to the training pulse that pays most",
        .within(4...48), best.map { Double(starts[$0]) }),
      StylisedFact(
        "8b", "gain of that pulse divided by the gain of one at once", .above(1.5), claim: .mostly,
        best.enumerated().map { gains[$1][$0] / gains[0][$0] }),
      StylisedFact(
        "8c", "gain of that pulse divided by the gain of one after 52 years", .above(1.5),
        claim: .mostly,
        best.enumerated().map { gains[$1][$0] / gains[starts.count - 1][$0] }),
      StylisedFact(
        "8d", "quality when the pulse pays most", .within(0.05...0.5), claim: .mostly,
        best.enumerated().map { untrained[$1][$0] }),
      StylisedFact(
        "8e", "size of clusters when the pulse pays most", .above(0.3), claim: .mostly,
        best.enumerated().map { future, start in
          let row = rows[future][start]
          return zip(SectorStates.of("share", row), SectorStates.of("cluster_size", row))
            .reduce(0) { $0 + $1.0 * $1.1 }
        }),
    ]
  }

  /// Scale compresses time and widens dispersion.
  static func scaleCompressesTime(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("scale-compresses-time", beliefs: beliefs, futures: futures)
    let policy = run.study.baseline
    let start = run.study.start
    let small = run.outcome("capability", policy, start + 30, scenario: 0)
    let large = (0...30).map {
      run.outcome("capability", policy, start + Double($0), scenario: 1)
    }
    let years = small.indices.map { future in
      Double((0...30).first { large[$0][future] >= small[future] } ?? 31)
    }
    let rows = try (0...1).map {
      try run.details(policy, years: [start, start + 15], scenario: $0)
    }
    func compare(_ measure: ([Double], [Double]) -> Double) -> [Double] {
      zip(rows[1], rows[0]).map { measure($0[0], $0[1]) - measure($1[0], $1[1]) }
    }
    return [
      StylisedFact(
        "10a", "years a large market needs for what a small one reaches in 30", .below(30), years),
      StylisedFact(
        "10b", "spread over sectors of capability after 15 years, large minus small market",
        .above(0), compare { spread(capability($1)) }),
      StylisedFact(
        "10c", "spread over sectors of capability growth, the same", .above(0), claim: .mostly,
        compare { spreadOfGrowth($0, $1) }),
      StylisedFact(
        "10d", "spread over sectors of log capability, the same", .above(0),
        compare { spread(capability($1).map { log($0) }) }),
      StylisedFact(
        "10d baseline", "spread over sectors of log capability, the same under the baseline mix",
        .above(0),
        StylisedFactsOfEconomies.minus(
          run.outcome("dispersion", "baseline", start + 15, scenario: 1),
          run.outcome("dispersion", "baseline", start + 15, scenario: 0))),
    ]
  }
}
