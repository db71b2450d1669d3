import ModelContract
import Sampling
import StudyContract
import Testing

/// Statements of studies, and what differs between two of them.
@Suite("Statements of a study")
struct StudyEntryTests {
  private static func study(rate: Double = 0.03, mixes: [(String, Double)]) -> Study {
    Study(
      name: "saving", economy: Economy(name: "anywhere"),
      policies: mixes.map {
        Policy(name: $0.0, levers: ["investment": Path(constant: $0.1)])
      },
      priors: [FactorPrior(factor: "depreciation", distribution: .uniform(low: 0.03, high: 0.07))],
      start: 2025, end: 2060, discountRate: rate,
      outcomes: [Objective(name: "income", direction: .maximize)])
  }

  @Test("A study differs from itself in nothing")
  func same() {
    let study = Self.study(mixes: [("low", 0.2), ("high", 0.3)])
    #expect(study.changes(to: study).isEmpty)
    #expect(Set(study.entries.map(\.key)).count == study.entries.count)
  }

  @Test("What differs is a key with both values")
  func differences() {
    let old = Self.study(mixes: [("low", 0.2), ("high", 0.3)])
    var new = Self.study(rate: 0.05, mixes: [("low", 0.25), ("highest", 0.4)])
    new.priors = [
      FactorPrior(factor: "depreciation", distribution: .uniform(low: 0.03, high: 0.08))
    ]
    let changes = old.changes(to: new)
    #expect(
      changes.map(\.key) == [
        "discount_rate", "factors.depreciation", "policies", "policies.low.levers.investment",
        "policies.high", "policies.highest",
      ])
    #expect(changes[0].old == .number(0.03) && changes[0].new == .number(0.05))
    #expect(changes[3].new == .path(Path(constant: 0.25)))
    #expect(changes[4].new == nil && changes[5].old == nil)
  }
}
