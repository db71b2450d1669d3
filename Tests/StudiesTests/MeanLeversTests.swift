import ModelContract
import Testing

@testable import Studies

/// One mix for all, against hand-computed corners.
@Suite struct MeanLeversTests {
  @Test func leversAreMeansOfTheOthersInEveryYear() throws {
    func policy(_ name: String, _ paths: [String: Path]) -> Policy {
      Policy(name: name, levers: paths, traits: ["weight": 0.5], targets: [name])
    }
    let own = policy("own", ["education": Path(constant: 9), "alone": Path(constant: 1)])
    let ramp = policy(
      "ramp", ["education": Path([.init(year: 1960, value: 0), .init(year: 1980, value: 1)])])
    let late = policy(
      "late", ["education": Path([.init(year: 1970, value: 1), .init(year: 2000, value: 0)])])
    let mean = own.withMeanLevers(of: [ramp, late])
    let corners = try #require(mean.levers["education"]).breakpoints
    #expect(corners.map(\.year) == [1960, 1970, 1980, 2000])
    // Rounding of a sum of two.
    for (corner, value) in zip(corners, [0.5, 0.75, 5.0 / 6, 0.5]) {
      #expect(abs(corner.value - value) < 1e-15)
    }
    // A lever that nobody else has stays, and so do traits and targets.
    #expect(mean.levers["alone"] == own.levers["alone"])
    #expect(mean.traits == own.traits && mean.targets == ["own"])
  }
}
