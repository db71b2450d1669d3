import Foundation
import GrowthModels

/// The stylised facts that outcomes of whole economies show, each measured in every draw of its set-up.
///
/// What is wanted of each number comes from the literature that the study file names.
enum StylisedFactsOfEconomies {
  /// Elementwise arithmetic on draws.
  static func minus(_ one: [Double], _ other: [Double]) -> [Double] {
    zip(one, other).map { $0 - $1 }
  }

  static func plus(_ one: [Double], _ other: [Double]) -> [Double] {
    zip(one, other).map { $0 + $1 }
  }

  /// Difference of logs, draw by draw.
  static func logRatio(_ one: [Double], _ other: [Double]) -> [Double] {
    zip(one, other).map { log($0 / $1) }
  }

  /// Foreign investment where nothing can absorb it: no catch-up.
  static func foreignInvestmentWithoutAbsorption(
    _ beliefs: String, _ futures: Int
  ) throws -> [StylisedFact] {
    let run = try StylisedFactsRun(
      "foreign-investment-without-absorption", beliefs: beliefs, futures: futures)
    func capability(_ policy: String, _ year: Double) -> [Double] {
      run.outcome("capability", policy, year)
    }
    let effect = minus(capability("open", 2045), capability("closed", 2045))
    let prepared = minus(
      capability("prepared_open", 2045), capability("prepared_closed", 2045))
    return [
      StylisedFact(
        "2a", "log change of relative income in 40 years, foreign investment 10 % of output",
        .below(0.35), claim: .mostly,
        logRatio(run.outcome("income", "open", 2065), run.outcome("income", "open", 2025))),
      StylisedFact(
        "2b", "log change of mean capability in the same 40 years", .below(0.35), claim: .mostly,
        logRatio(capability("open", 2065), capability("open", 2025))),
      StylisedFact(
        "2c",
        "effect of that investment on capability after 20 years, low minus high absorptive capacity",
        .below(0), minus(effect, prepared)),
    ]
  }

  /// Research with and without organisational routines.
  static func researchPushAndRoutines(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("research-push-and-routines", beliefs: beliefs, futures: futures)
    func capability(_ policy: String) -> [Double] { run.outcome("capability", policy, 2055) }
    let alone = logRatio(capability("rd_push"), capability("baseline"))
    let withRoutines = logRatio(capability("rd_and_routines"), capability("routines_only"))
    return [
      StylisedFact(
        "3a", "log gain of capability after 30 years, research push alone", .above(0), alone),
      StylisedFact("3b", "the same push, given routines", .above(0), withRoutines),
      StylisedFact("3c", "the second minus the first", .above(0), minus(withRoutines, alone)),
    ]
  }

  /// Decreasing returns to foreign investment.
  static func decreasingReturns(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun(
      "foreign-investment-has-decreasing-returns", beliefs: beliefs, futures: futures)
    func last(_ outcome: String, _ policy: String) -> [Double] {
      run.outcome(outcome, policy, 2050)
    }
    func gain(_ outcome: String, from: String, to: String) -> [Double] {
      logRatio(last(outcome, to), last(outcome, from))
    }
    let early = gain("income", from: "none", to: "two_per_cent")
    let late = gain("income", from: "eight_per_cent", to: "ten_per_cent")
    return [
      StylisedFact(
        "7a", "log gain of income after 25 years, foreign investment from 0 to 2 % of output",
        .above(0), claim: .mostly, early),
      StylisedFact(
        "7b", "that gain minus the gain from 8 to 10 %", .above(0), claim: .mostly,
        minus(early, late)),
      StylisedFact(
        "7c", "log gain of discounted consumption over 25 years, from 8 to 10 %", .below(0),
        claim: .mostly,
        gain("discounted_consumption", from: "eight_per_cent", to: "ten_per_cent")),
      StylisedFact(
        "7d", "domestic share of value added, no foreign investment minus 10 %", .above(0),
        minus(last("domestic_value_added", "none"), last("domestic_value_added", "ten_per_cent"))),
    ]
  }

  /// Complementarity of eight programmes.
  static func unionOfProgrammes(_ beliefs: String, _ futures: Int) throws -> [StylisedFact] {
    let run = try StylisedFactsRun("union-of-programmes", beliefs: beliefs, futures: futures)
    let single = run.study.policies.map(\.name).filter {
      !["nothing", "union", "union_without_coordination"].contains($0)
    }
    precondition(single.count == 8, "the study has \(single.count) programmes")
    func gain(_ outcome: String, _ policy: String, over other: String = "nothing") -> [Double] {
      logRatio(run.outcome(outcome, policy, 2050), run.outcome(outcome, other, 2050))
    }
    func sum(_ outcome: String) -> [Double] {
      single.map { gain(outcome, $0) }.reduce([Double](repeating: 0, count: run.futures), plus)
    }
    let together = gain("capability", "union")
    let apart = sum("capability")
    let income = gain("income", "union")
    return [
      StylisedFact(
        "9a", "log gain of capability after 25 years, union of eight programmes", .above(0),
        together),
      StylisedFact("9b", "sum of the eight single gains", .above(0), apart),
      StylisedFact("9c", "union minus sum", .above(0), minus(together, apart)),
      StylisedFact(
        "9d", "union minus sum, log gain of income", .above(0), minus(income, sum("income"))),
      StylisedFact(
        "9e", "union divided by sum, log gain of income", .above(1),
        zip(income, sum("income")).map { $0 / $1 }),
      StylisedFact(
        "9f", "log gain of income from coordination, inside the union minus alone", .above(0),
        minus(
          gain("income", "union", over: "union_without_coordination"),
          gain("income", "coordination"))),
    ]
  }
}
