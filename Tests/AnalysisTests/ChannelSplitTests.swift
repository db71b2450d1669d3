import Testing

@testable import Analysis

/// Shares of channels are ratios to the sum, and parts add up.
@Suite struct ChannelSplitTests {
  @Test func sharesOfAFewFuturesSplitTheDifferenceOfAll() throws {
    // Channel 0 carries two thirds in every future, so that its share has no error.
    let accounts = [[2.0, 1], [2.2, 1.1], [1.8, 0.9], [.nan, 1]]
    let split = try #require(ChannelSplit(of: 9, accounts))
    #expect(split.isScaled && split.futures == 3 && split.failed == 1)
    #expect(split.parts.map(\.channel) == [0, 1])
    #expect(zip(split.parts, [6.0, 3]).allSatisfy { abs($0.value - $1) < 1e-12 })
    #expect(split.parts.allSatisfy { $0.high - $0.low < 1e-12 })
  }

  @Test func theErrorIsThatOfARatio() throws {
    // Sums 3, 3, 3 with mean parts 2 and 1; residuals of channel 0 are -1, 0, 1, so that its standard error is
    // sqrt(2 / 2 / 3) and the interval 4.3027 of these either side, t with two degrees of freedom.
    let split = try #require(ChannelSplit(of: 3, [[1.0, 2], [2, 1], [3, 0]]))
    let half = 4.302652729911275 / 3.0.squareRoot()
    #expect(abs(split.parts[0].high - (2 + half)) < 1e-9)
    #expect(abs(split.parts[0].low - (2 - half)) < 1e-9)
  }

  @Test func partsThatCancelAreShownAsTheyAre() throws {
    let split = try #require(ChannelSplit(of: 0.5, [[1.0, -1], [2, -2], [3, -2.99]]))
    #expect(!split.isScaled)
    #expect(split.parts.map(\.channel) == [0, 1] && split.parts[0].value == 2)
    #expect(ChannelSplit(of: 1, [[1.0], [2]]) == nil)
    // A sum on the other side of zero than the difference of all is no scale for it.
    let turned = try #require(ChannelSplit(of: -0.5, [[1.0, 1], [1, 1.1], [1, 1.05]]))
    #expect(!turned.isScaled && turned.parts.map(\.value) == [1.05, 1])
  }
}
