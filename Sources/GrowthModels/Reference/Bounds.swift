/// The number inside [low, high]; NaN stays NaN.
///
/// Bounds keep states in the model's domain. They must not turn a failed number into a plausible one,
/// which `min` and `max` of the standard library can do.
func clip(_ number: Double, _ low: Double, _ high: Double) -> Double {
  number < low ? low : (number > high ? high : number)
}

/// The number inside its bounds; NaN stays NaN.
func clip(_ number: Double, _ bounds: Bounds) -> Double { clip(number, bounds.low, bounds.high) }

/// The number, but not below `low`; NaN stays NaN.
func atLeast(_ low: Double, _ number: Double) -> Double { number < low ? low : number }

/// The number, but not above `high`; NaN stays NaN.
func atMost(_ high: Double, _ number: Double) -> Double { number > high ? high : number }

/// Sum of share times number over the sectors.
func weightedMean(_ numbers: [Double], shares: [Double]) -> Double {
  var sum = 0.0
  for (number, share) in zip(numbers, shares) { sum += share * number }
  return sum
}
