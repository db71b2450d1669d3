import Foundation
import Testing

@testable import NumericCore

/// Quantiles of streams whose ranks are known: the numbers 0 ..< n in some order, or with ties.
@Suite struct QuantileSketchTests {
  static let shares = [0.0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0]

  /// Orders that hurt sketches: sorted, reversed, outside in, organ pipe, and blocks of a comb.
  static func orders(_ count: Int) -> [[Double]] {
    let numbers = (0..<count).map(Double.init)
    let outsideIn = (0..<count).map { Double($0 % 2 == 0 ? $0 / 2 : count - 1 - $0 / 2) }
    let comb = (0..<count).sorted { ($0 % 97, $0) < ($1 % 97, $1) }.map(Double.init)
    var state: UInt64 = 1
    let shuffled = numbers.map { value -> (UInt64, Double) in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state, value)
    }.sorted { $0.0 < $1.0 }.map(\.1)
    return [numbers, numbers.reversed(), outsideIn, outsideIn.reversed(), comb, shuffled]
  }

  /// The error of a returned value's rank, as a share, when the stream was 0 ..< count.
  static func rankError(_ value: Double, share: Double, count: Int) -> Double {
    let wanted = max(share * Double(count), 1)
    return abs(value + 1 - wanted.rounded(.up)) / Double(count)
  }

  @Test func fewValuesAreExact() {
    var sketch = QuantileSketch()
    #expect(sketch.quantiles([0.5]) == [])
    #expect(sketch.quantile(0.5) == nil)
    sketch.add(contentsOf: [3, 1, 2, 4])
    #expect(sketch.quantiles([0, 0.25, 0.26, 0.5, 0.75, 1]) == [1, 1, 2, 2, 3, 4])
    #expect(sketch.rankErrorBound == 0)
    #expect(sketch.isExact)
  }

  @Test func sharesThatRoundingPushesOverAWholeRankKeepIt() {
    for count in [20, 40, 60, 100, 140, 180, 1_000] {
      var sketch = QuantileSketch()
      for index in 1...count { sketch.add(Double(index)) }
      for percent in [5, 25, 50, 75, 95] where percent * count % 100 == 0 {
        #expect(sketch.quantile(Double(percent) / 100) == Double(percent * count / 100))
      }
    }
  }

  @Test func aStreamOfTheStatedSizeIsExactAndTheNextValueIsNot() {
    for order in Self.orders(QuantileSketch.exactCapacity) {
      var sketch = QuantileSketch()
      sketch.add(contentsOf: order)
      #expect(sketch.isExact)
      for share in Self.shares {
        #expect(
          Self.rankError(sketch.quantile(share)!, share: share, count: sketch.count) == 0)
      }
      sketch.add(0)
      #expect(!sketch.isExact)
      #expect(sketch.rankErrorBound > 0)
    }
  }

  @Test(arguments: [8_193, 20_000, 100_000, 300_001])
  func theStatedBoundHoldsInEveryOrder(count: Int) {
    // The documented size of the bound with the factor for levels not yet balanced.
    let levels = log2(Double(count) / 4_096).rounded(.up)
    let documented = 2 * levels / 8_192
    for order in Self.orders(count) {
      var sketch = QuantileSketch()
      sketch.add(contentsOf: order)
      #expect(sketch.count == count)
      #expect(sketch.rankErrorBound > 0 && sketch.rankErrorBound < documented)
      for value in sketch.quantiles(Self.shares).enumerated() {
        let error = Self.rankError(value.element, share: Self.shares[value.offset], count: count)
        #expect(error <= sketch.rankErrorBound + 1 / Double(count))
      }
    }
  }

  @Test func memoryStaysBoundedAndMostlyFlat() {
    var sketch = QuantileSketch()
    let chunk = (0..<256).map { Double($0 * 7_919 % 256) }
    var largest = 0
    for index in 0..<4_000 {
      sketch.add(contentsOf: chunk)
      largest = max(largest, sketch.storedCount)
      if index == 390 { #expect(largest <= 14_336, "112 KiB at 10^5 values") }
    }
    #expect(sketch.count == 1_024_000)
    #expect(largest <= 20_480, "160 KiB at 10^6 values")
  }

  @Test func mergingPiecesGivesTheSketchOfTheStream() {
    let stream = Self.orders(50_000).last!
    var whole = QuantileSketch()
    whole.add(contentsOf: stream)
    for size in [256, 1_000, 8_192] {
      var merged = QuantileSketch()
      for start in stride(from: 0, to: stream.count, by: size) {
        var piece = QuantileSketch()
        piece.add(contentsOf: Array(stream[start..<min(start + size, stream.count)]))
        merged.merge(piece)
      }
      #expect(merged == whole)
    }
  }

  @Test func mergingLongSketchesKeepsCountAndBound() {
    let count = 120_000
    for order in Self.orders(count) {
      var halves = [QuantileSketch(), QuantileSketch(), QuantileSketch()]
      halves[0].add(contentsOf: Array(order[..<30_000]))
      halves[1].add(contentsOf: Array(order[30_000..<33_000]))
      halves[2].add(contentsOf: Array(order[33_000...]))
      var merged = halves[0]
      merged.merge(halves[1])
      merged.merge(halves[2])
      #expect(merged.count == count)
      for (share, value) in zip(Self.shares, merged.quantiles(Self.shares)) {
        let error = Self.rankError(value, share: share, count: count)
        #expect(error <= merged.rankErrorBound + 1 / Double(count))
      }
      #expect(merged.rankErrorBound < 0.002)
      var other = halves[1]
      other.merge(halves[2])
      #expect(other.count == 90_000 && !other.isExact)
    }
  }

  @Test func infinityIsAValueLikeAnyOther() {
    var sketch = QuantileSketch()
    for index in 0..<30_000 { sketch.add(index % 10 < 6 ? Double(2_030 + index % 6) : .infinity) }
    let quantiles = sketch.quantiles([0.05, 0.25, 0.5, 0.75, 0.95])
    #expect(quantiles == [2_030, 2_032, 2_034, .infinity, .infinity])
  }

  @Test func equalValuesNeedNoRank() {
    var sketch = QuantileSketch()
    sketch.add(contentsOf: [Double](repeating: 3, count: 100_000))
    #expect(sketch.quantiles(Self.shares).allSatisfy { $0 == 3 })
  }
}
