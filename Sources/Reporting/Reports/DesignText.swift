import Sampling
import Studies
import StudyContract

/// The sampling design in words.
public enum DesignText {
  /// A design as the heading of a report names it.
  static func text(_ design: Design) -> String {
    text(
      kind: design.specification.kind.rawValue, futures: design.futures, groups: design.groupCount)
  }

  /// Study, scenario, beliefs and design of an analysis in one scenario, in a line.
  static func line(_ session: StudySession, scenario: Scenario, beliefs: Beliefs) -> String {
    "\(session.study.name), scenario \(scenario.name), "
      + (beliefs == .prior ? "before fitting to history (prior)" : "fitted to history (ensemble)")
      + "; \(text(session.design)), seed \(session.design.specification.seed)"
  }

  /// What to say when the design has not exactly the futures that were asked for; nil when it has.
  static func rounding(_ design: Design) -> String? {
    rounding(
      kind: design.specification.kind.rawValue, requested: design.specification.futures,
      futures: design.futures)
  }

  /// What to say when the design shows nothing of its own error; nil when it does.
  static func error(_ design: Design) -> String? {
    guard design.showsNoError else { return nil }
    let way =
      design.specification.kind == .latin
      ? "one Latin hypercube shows nothing of its own error, so that intervals take its "
        + "\(Figures.grouped(design.futures)) futures for independent, which makes them wider than need be; a "
        + "smaller cube_size under design gives several hypercubes and their own error"
      : "one Sobol' replicate shows nothing of its own error, so that intervals take its "
        + "\(Figures.grouped(design.futures)) futures for independent, which makes them wider than need be; more "
        + "replicates under design give their own error"
    return way + "."
  }

  /// The design as the heading of a report names it: `4,096 futures, 32 scrambled Sobol' replicates`.
  ///
  /// - Parameters:
  ///   - kind: `random`, `latin` or `sobol`.
  ///   - futures: futures that are run.
  ///   - groups: independent replicates, hypercubes or batches, from which errors are estimated.
  public static func text(kind: String, futures: Int, groups: Int) -> String {
    let count = "\(Figures.grouped(futures)) futures"
    switch kind {
    case "sobol": return "\(count), \(Figures.count(groups, "scrambled Sobol' replicate"))"
    case "latin": return "\(count), \(Figures.count(groups, "Latin hypercube"))"
    default: return "\(count), random"
    }
  }

  /// What to say when a design cannot have exactly the futures that were asked for; nil when it can.
  public static func rounding(kind: String, requested: Int, futures: Int) -> String? {
    if requested == futures { return nil }
    let reason =
      kind == "sobol"
      ? "a Sobol' design has its number of replicates times a power of two"
      : "Latin hypercubes are appended whole"
    return "\(Figures.grouped(requested)) futures were rounded up to \(Figures.grouped(futures)): "
      + "\(reason)."
  }
}
