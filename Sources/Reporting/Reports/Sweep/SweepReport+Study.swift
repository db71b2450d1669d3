import Analysis
import ModelContract
import Studies
import StudyContract

extension SweepReport {
  /// The report of a sweep of a study.
  public init(_ result: StudySweep) {
    let (session, grid) = (result.session, result.sweep.grid)
    let start = session.study.start
    self.init(
      study: session.study.name, policy: result.policy.name,
      outcomeUnit: result.outcome.unit.rawValue, outcomeMeaning: result.outcome.meaning,
      beliefs: result.beliefs.name, design: DesignText.text(session.design),
      seed: session.design.specification.seed,
      present: grid.axes.map { axis in
        axis.kind == .lever
          ? result.policy.levers[axis.name].map { LeverLevel.level(of: $0, from: start) } : nil
      },
      leverSentences: grid.axes.compactMap { axis in
        result.policy.levers[axis.name].map { path in
          Self.sentence(axis.name, path: path, start: start)
        }
      },
      caveats: session.study.caveats(for: result.beliefs), sweep: result.sweep)
  }

  /// How a lever reaches its levels.
  private static func sentence(_ name: String, path: Path, start: Double) -> String {
    if LeverLevel.level(of: path, from: start) == path.value(at: start) {
      return "\(name) reaches each level linearly in \(Int(LeverLevel.ramp)) years, "
        + "\(Int(LeverLevel.preparation)) years after the start: the mix has no programme for it"
    }
    let years = path.breakpoints.filter { $0.year > start }.map(\.year)
    return "\(name) reaches each level by the mix's own programme, with corners in "
      + years.map { Figures.year($0) }
      .joined(separator: ", ")
  }
}
