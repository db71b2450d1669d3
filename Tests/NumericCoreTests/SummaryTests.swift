import NumericCore
import Testing

@Suite("Sums and quantiles of stored values")
struct SummaryTests {
  @Test func compensatedSumKeepsWhatPlainAdditionLoses() {
    // Neumaier's own example, which Kahan's algorithm gets wrong, too.
    #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
    #expect([1, 1e100, 1, -1e100].reduce(0, +) == 0)
    #expect(CompensatedSum([]).value == 0)
    var tenths = CompensatedSum()
    for _ in 0..<1_000_000 { tenths.add(0.1) }
    #expect(tenths.value == 100_000)
  }

  @Test func mergedSumsKeepTheirErrorTerms() {
    var first = CompensatedSum([1e100, 1])
    first.merge(CompensatedSum([1, -1e100]))
    #expect(first.value == 2)
  }

  @Test func nonFiniteTermsAreNotHidden() {
    #expect(CompensatedSum([1, .infinity, 1]).value == .infinity)
    #expect(CompensatedSum([1, .nan, 1]).value.isNaN)
    #expect(CompensatedSum([.infinity, -.infinity]).value.isNaN)
  }

  @Test func quantilesOfTypeSeven() {
    // R: quantile(c(15, 20, 35, 40, 50), c(.05, .25, .4, .5, .95), type = 7)
    let values = [35.0, 20, 15, 50, 40]
    let expected = [16.0, 20, 29, 35, 48]
    let found = Quantiles.exact(values, at: [0.05, 0.25, 0.4, 0.5, 0.95])
    for (value, truth) in zip(found, expected) { #expect((value - truth).magnitude < 1e-13) }
    #expect(Quantiles.exact(values, at: [0, 1]) == [15, 50])
    #expect(Quantiles.exact([7], at: [0, 0.3, 1]) == [7, 7, 7])
  }

  @Test func censoredValuesGiveInfiniteQuantiles() {
    let values = [2030.0, 2040, .infinity, .infinity]
    let found = Quantiles.exact(values, at: [0, 0.25, 0.5, 0.75, 1])
    #expect(found == [2030, 2037.5, .infinity, .infinity, .infinity])
  }
}
