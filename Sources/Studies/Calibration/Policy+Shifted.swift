import ModelContract

extension Policy {
  /// The policy with some levers one unit lower, from which levers of a history are measured: an implementation of
  /// `1 + shift` then puts a lever `shift` above its coding in every year, within what the model accepts.
  func one(below levers: some Sequence<String>) -> Policy {
    var result = self
    for lever in levers {
      result.levers[lever] = self.levers[lever].map { path in
        Path(path.breakpoints.map { Path.Breakpoint(year: $0.year, value: $0.value - 1) })
      }
    }
    return result
  }

  /// The policy with every lever at the mean of what it is in other mixes in the same year; traits and targets stay.
  ///
  /// The mean of lines is a line between all corners of all of them.
  func withMeanLevers(of others: [Policy]) -> Policy {
    var result = self
    for lever in levers.keys {
      let paths = others.compactMap { $0.levers[lever] }
      if paths.isEmpty { continue }
      let years = Set(paths.flatMap { $0.breakpoints.map(\.year) }).sorted()
      result.levers[lever] = Path(
        years.map { year in
          Path.Breakpoint(
            year: year,
            value: paths.reduce(0) { $0 + $1.value(at: year) } / Double(paths.count))
        })
    }
    return result
  }
}
