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
}
