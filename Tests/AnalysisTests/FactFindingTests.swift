import Testing

@testable import Analysis

/// Tests of stylised facts against hand-computed probabilities.
@Suite struct FactFindingTests {
  @Test func anExactBinomialTestRejectsWhatItShould() {
    // 3 or fewer heads of 10: (1 + 10 + 45 + 120) / 1024.
    #expect(abs(FactFinding.binomialTail(3, of: 10, probability: 0.5) - 176.0 / 1024) < 1e-12)
    let values = (0..<256).map { $0 < 190 ? 1.0 : -1.0 }
    #expect(!FactFinding(values, in: 0...(.infinity), share: 0.9).holds)
    #expect(FactFinding(values, in: 0...(.infinity), share: 0.5).holds)
    #expect(FactFinding(values, in: 0...(.infinity), share: 0.5).found == 190.0 / 256)
  }

  @Test func whatIsNotFiniteDoesNotHold() throws {
    let finding = FactFinding([.nan, .infinity, 1, 2], in: 0...(.infinity), share: 0.5)
    #expect(finding.found == 0.5)
    #expect(try #require(finding.quantiles).median == 1.5)
    #expect(FactFinding([.nan], in: 0...1, share: 0.5).quantiles == nil)
    // No effect is no positive effect.
    #expect(FactFinding([0, 0, 0, 1], in: 0...(.infinity), share: 0.5).found == 0.25)
  }

  @Test func aSpreadThatIsSmallerIsFound() {
    let narrow = (0..<100).map { Double(($0 * 37) % 100) / 100 }
    let wide = narrow.enumerated().map { $1 * 2 + Double(($0 * 61) % 100) / 100 }
    #expect(!FactFinding(spreadOf: narrow, above: wide).holds)
    #expect(FactFinding(spreadOf: wide, above: narrow).holds)
    #expect(FactFinding(spreadOf: wide, above: narrow).found > 0)
    // What is the same in every future spreads no more.
    #expect(!FactFinding(spreadOf: narrow, above: narrow).holds)
  }
}
