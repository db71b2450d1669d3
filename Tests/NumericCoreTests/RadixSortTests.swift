import NumericCore
import Testing

@Suite struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 255, 256, 257, 5_000])
  func sortsAsTheStandardLibraryDoes(count: Int) {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
    // Every bit pattern that is a number, among them both infinities and subnormal numbers.
    let anything = (0..<count).map { _ in Double(bitPattern: next()) }
      .map { $0.isNaN ? -Double.infinity : $0 }
    // Numbers that share their high bytes, and numbers with many ties.
    let years = (0..<count).map { _ in 2_025 + Double(next() >> 40) / 1e7 }
    let ties = (0..<count).map { _ in next() >> 62 == 0 ? Double.infinity : Double(next() >> 61) }
    // Numbers that differ in their last bits alone, beside others far away.
    let close = (0..<count).map {
      $0 % 3 == 0 ? 1e300 : 1 + Double(next() >> 44) * Double.ulpOfOne
    }
    let signs = years.map { next() >> 63 == 0 ? $0 - 2_025 : -$0 }
    for numbers in [
      anything, years, ties, close, signs, close.map { -$0 }, anything.sorted(),
      anything.sorted().reversed(),
    ] {
      var sorted = numbers
      RadixSort.sort(&sorted)
      #expect(sorted == numbers.sorted())
    }
  }

  @Test func equalNumbersNeedNoPass() {
    var numbers = [Double](repeating: -3, count: 1_000)
    RadixSort.sort(&numbers)
    #expect(numbers.allSatisfy { $0 == -3 })
  }
}
