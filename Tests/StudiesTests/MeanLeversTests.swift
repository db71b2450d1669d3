import ModelContract
import Testing

@testable import Studies

/// One mix for all, against hand-computed corners.
@Suite struct MeanLeversTests {
  @Test func leversAreMeansOfTheOthersInEveryYear() {
    func policy(_ name: String, _ paths: [String: Path]) -> Policy {
      Policy(name: name, levers: paths, traits: ["weight": 0.5], targets: [name])
    }
    let own = policy("own", ["education": Path(constant: 9), "alone": Path(constant: 1)])
    let ramp = policy(
      "ramp", ["education": Path([.init(year: 1960, value: 0), .init(year: 1980, value: 1)])])
    let late = policy(
      "late", ["education": Path([.init(year: 1970, value: 1), .init(year: 2000, value: 0)])])
    let mean = own.withMeanLevers(of: [ramp, late])
    #expect(
      mean.levers["education"]
        == Path([
          .init(year: 1960, value: 0.5), .init(year: 1970, value: 0.75),
          .init(year: 1980, value: (1 + 2.0 / 3) / 2), .init(year: 2000, value: 0.5),
        ]))
    // A lever that nobody else has stays, and so do traits and targets.
    #expect(mean.levers["alone"] == own.levers["alone"])
    #expect(mean.traits == own.traits && mean.targets == ["own"])
  }
}
