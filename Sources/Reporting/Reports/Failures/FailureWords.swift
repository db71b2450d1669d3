import Scenarios

/// Why a run failed, in words.
enum FailureWords {
  /// What kind of value it is: `not a number`, `infinite` or `out of bounds`.
  static func kind(_ value: Double) -> String {
    value.isNaN ? "not a number" : value.isInfinite ? "infinite" : "out of bounds"
  }

  /// The quantity that left the model's domain, and its value.
  static func text(_ failure: FinishedFailure) -> String {
    guard let quantity = failure.quantity else {
      return "\(Figures.list(failure.outcomes)), unexplained"
    }
    return text(quantity, failure.value)
  }

  /// A quantity and its value.
  static func text(_ quantity: String, _ value: Double?) -> String {
    guard let value else { return quantity }
    return value.isFinite
      ? "\(quantity) \(Figures.plain(value)), out of bounds" : "\(quantity) \(kind(value))"
  }
}
