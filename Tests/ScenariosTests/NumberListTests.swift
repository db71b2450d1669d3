import Testing

@testable import Scenarios

/// Lists of numbers as batch systems write them.
@Suite struct NumberListTests {
  @Test(arguments: [
    ([], ""), ([7], "7"), ([1, 2, 3], "1-3"), ([0, 2, 5, 6, 7, 9], "0,2,5-7,9"),
    (Array(0...63), "0-63"),
  ])
  func whatIsWrittenIsRead(numbers: [Int], text: String) {
    #expect(NumberList(numbers.reversed()).text == text)
    #expect(NumberList(text, within: 0...63)?.numbers == numbers)
  }

  @Test func aNumberIsThereOnce() { #expect(NumberList([3, 1, 3, 2]).text == "1-3") }

  @Test(arguments: [
    ",", "1,", "a", "1-2-3", "3-1", "2,1", "1-3,3", "-1", "64", "0-64", "1 - 2", "1--2",
    "0-9999999999999999999",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(NumberList(text, within: 0...63) == nil, "\(text)")
  }
}
