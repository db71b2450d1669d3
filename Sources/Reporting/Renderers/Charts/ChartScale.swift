import Foundation

/// A range of numbers on a stretch of the drawing, with the round numbers that are marked on it.
struct ChartScale {
  /// The numbers.
  let range: ClosedRange<Double>
  /// Where they lie; the first end may be the larger one.
  let span: (start: Double, end: Double)
  /// Round numbers within the range.
  let ticks: [Double]
  /// Decimals that the ticks need.
  let decimals: Int

  /// A scale that holds values and ends at round numbers.
  ///
  /// - Parameters:
  ///   - values: what it holds.
  ///   - count: about how many ticks there are.
  ///   - isTight: whether it ends where the values do.
  init(
    _ values: [Double], from start: Double, to end: Double, count: Int, isTight: Bool = false
  ) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if low == high {
      let room = low == 0 ? 1 : abs(low) * 0.1
      (low, high) = (low - room, high + room)
    }
    let step = Self.step((high - low) / Double(max(count, 1)))
    // Rounding of a quotient must not cost the last tick, nor add one.
    let room = 1e-9
    let first = isTight ? (low / step - room).rounded(.up) : (low / step + room).rounded(.down)
    let last = isTight ? (high / step + room).rounded(.down) : (high / step - room).rounded(.up)
    ticks = stride(from: first, through: max(last, first), by: 1).map { $0 * step }
    decimals = max(0, -Int(log10(step).rounded(.down)))
    range = isTight ? low...high : (first * step)...(last * step)
    span = (start, end)
  }

  /// The round number that is next above: 1, 2 or 5 times a power of ten.
  private static func step(_ wanted: Double) -> Double {
    let power = pow(10, log10(wanted).rounded(.down))
    return ([1, 2, 5].first { $0 * power >= wanted * (1 - 1e-9) } ?? 10) * power
  }

  /// Where a number lies; those outside lie at the ends.
  func position(_ value: Double) -> Double {
    let inside = min(max(value, range.lowerBound), range.upperBound)
    let share = (inside - range.lowerBound) / (range.upperBound - range.lowerBound)
    return span.start + share * (span.end - span.start)
  }

  /// A tick in words.
  func label(_ tick: Double) -> String {
    let text = Figures.digits(abs(tick), decimals: decimals)
    return tick < 0 && text.contains { $0 != "0" && $0 != "." } ? "-" + text : text
  }
}
