/// Options as they would be typed again, for a command line that another process gets.
protocol OptionWords {
  /// The words, options that were not given left out.
  var words: [String] { get }
}

extension DesignOptions: OptionWords {
  var words: [String] {
    option("--futures", futures) + option("--seed", seed) + option("--design", design?.rawValue)
      + option("--noise", noise?.rawValue)
  }
}

extension SelectionOptions: OptionWords {
  var words: [String] {
    option("--policies", policies) + option("--scenarios", scenarios)
      + option("--beliefs", beliefs)
  }
}

extension KernelOptions: OptionWords {
  var words: [String] {
    isUsual
      ? []
      : option("--vector-path", vectorPath.rawValue) + option("--product", product.rawValue)
        + option("--precision", precision.rawValue)
  }
}

/// An option and its value as one word, so that no value looks like an option; nothing without a value.
func option(_ name: String, _ value: (some CustomStringConvertible)?) -> [String] {
  value.map { ["\(name)=\($0)"] } ?? []
}
