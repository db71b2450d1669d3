import NumericCore

extension QuantileSketch {
  /// The mean of the smallest values that are together a share of all, the last of them in part: the expected shortfall
  /// of a number that is wanted large.
  ///
  /// Exact while the sketch is; beyond, the share is off by ``rankErrorBound``. Nil when no value was added.
  ///
  /// R. T. Rockafellar and S. Uryasev 2002, Conditional value-at-risk for general loss distributions,
  /// doi:10.1016/S0378-4266(02)00271-6.
  func lowerMean(_ share: Double) -> Double? {
    precondition(share > 0 && share <= 1, "a share above 0 and at most 1, not \(share)")
    guard count > 0 else { return nil }
    let (values, cumulative) = weightedValues()
    let wanted = share * Double(count)
    var sum = CompensatedSum()
    var taken = 0.0
    for (place, value) in values.enumerated() {
      let weight = cumulative[place] - (place > 0 ? cumulative[place - 1] : 0)
      let part = min(Double(weight), wanted - taken)
      if part <= 0 { break }
      sum.add(value * part)
      taken += part
    }
    return sum.value / taken
  }
}
