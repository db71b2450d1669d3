import Foundation
import NumericCore

/// Probabilities of as many cases in a box as there are.
enum BoxTest {
  /// The probability of at least `box.cases` cases among `box.rows` of `all`, drawn without regard to what is a case:
  /// Fisher's exact test, one-sided. Exact whatever the box was chosen by, if these rows had no part in it.
  static func hypergeometricTail(_ box: CaseCount, of all: CaseCount) -> Double {
    func logChoose(_ n: Int, _ k: Int) -> Double {
      lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
    }
    let most = min(box.rows, all.cases)
    guard box.cases <= most else { return 0 }
    let first = max(box.cases, 0, box.rows + all.cases - all.rows)
    if first == max(0, box.rows + all.cases - all.rows) { return 1 }
    let whole = logChoose(all.rows, box.rows)
    var term = exp(
      logChoose(all.cases, first)
        + logChoose(all.rows - all.cases, box.rows - first) - whole)
    var sum = CompensatedSum()
    for count in first...most {
      sum.add(term)
      if term < sum.value * 1e-17 { break }
      term *=
        Double(all.cases - count) * Double(box.rows - count)
        / (Double(count + 1)
          * Double(all.rows - all.cases - box.rows + count + 1))
    }
    return min(sum.value, 1)
  }
}
