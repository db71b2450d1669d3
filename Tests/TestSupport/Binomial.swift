/// Numbers of successes in repeated trials that are no cause for alarm.
package enum Binomial {
  /// The central range that a binomial count leaves with at most `alarm` probability (half on each side),
  /// by summing its probabilities.
  package static func band(trials: Int, probability: Double, alarm: Double) -> ClosedRange<Int> {
    var terms = [Double](repeating: 0, count: trials + 1)
    // Recursion from the mode, normalised afterwards, so that nothing underflows.
    let mode = Int(Double(trials) * probability)
    terms[mode] = 1
    let odds = probability / (1 - probability)
    if mode < trials {
      for count in mode..<trials {
        terms[count + 1] = terms[count] * Double(trials - count) / Double(count + 1) * odds
      }
    }
    for count in stride(from: mode, to: 0, by: -1) {
      terms[count - 1] = terms[count] * Double(count) / Double(trials - count + 1) / odds
    }
    let total = terms.reduce(0, +)
    var low = 0
    var below = terms[0] / total
    while below < alarm / 2 {
      low += 1
      below += terms[low] / total
    }
    var high = trials
    var above = terms[trials] / total
    while above < alarm / 2 {
      high -= 1
      above += terms[high] / total
    }
    return low...high
  }
}
