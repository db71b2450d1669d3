/// How a longer design goes on from a shorter one.
extension Design {
  /// Why the futures of an earlier design are not the first ones of this design, in the same replicates; nil where they are.
  ///
  /// The draws of a future do not depend on how many there are (but for blocks of one scramble, whose parts are as long as the
  /// whole makes them). The replicate that a future belongs to does while there are fewer futures, or Latin hypercubes, than
  /// replicates.
  public func obstacle(toContinue earlier: Design) -> String? {
    var (own, other) = (specification, earlier.specification)
    (own.futures, other.futures) = (0, 0)
    if own != other { return "the design is another one" }
    let kind = specification.kind.rawValue
    if futures <= earlier.futures {
      let rounded =
        wasRoundedUp ? "; a \(kind) design of \(specification.futures) has \(futures)" : ""
      return "it has \(earlier.futures) futures already\(rounded)"
    }
    if specification.kind == .sobol, specification.parts == .blocks {
      return "the parts of a design in blocks change with the number of futures"
    }
    if groupCount != earlier.groupCount || errorGroupCount != earlier.errorGroupCount {
      return
        "a \(kind) design of \(earlier.futures) futures has \(earlier.groupCount) replicates, one of "
        + "\(futures) has \(groupCount), so that futures belong to others"
    }
    return nil
  }
}
