import Analysis
import ModelContract
import Studies

/// What a sweep shows, in sentences.
extension StudySweep {
  /// By axis the level at which the mix has the lever as it is; nil for a factor.
  var present: [Double?] {
    sweep.grid.axes.map { axis in
      axis.kind == .lever
        ? policy.levers[axis.name].map { LeverLevel.level(of: $0, from: session.study.start) } : nil
    }
  }

  /// How each lever reaches its levels.
  var leverSentences: [String] {
    let start = session.study.start
    return sweep.grid.axes.compactMap { axis in
      policy.levers[axis.name].map { path in
        if LeverLevel.level(of: path, from: start) == path.value(at: start) {
          return "\(axis.name) reaches each level linearly in \(Int(LeverLevel.ramp)) years, "
            + "\(Int(LeverLevel.preparation)) years after the start: the mix has no programme for it"
        }
        let years = path.breakpoints.filter { $0.year > start }.map { Figures.year($0.year) }
        return "\(axis.name) reaches each level by the mix's own programme, with corners in "
          + years.joined(separator: ", ")
      }
    }
  }

  /// What a scenario shows.
  func findings(_ scenario: SweepScenario) -> [String] {
    var sentences: [String] = []
    if let best = scenario.best {
      let axes = sweep.grid.axes
      let point = scenario.points[best]
      let place = zip(axes, point.levels).map { "\($0.name) \(Figures.exact($1))" }
      let rivals = scenario.points.indices.count {
        $0 != best && scenario.points[$0].isContender
      }
      sentences.append(
        "best at \(place.joined(separator: ", ")): probability that its expectation is the best of the "
          + "grid \(Figures.percent(point.confidenceBest)), best in "
          + "\(point.shareBestEstimate.map { Figures.share($0) } ?? Figures.percent(point.shareBest)) "
          + "of futures; "
          + (rivals == 0
            ? "every other point is excluded at 95 %."
            : "\(rivals) other point\(rivals == 1 ? "" : "s") cannot be excluded at 95 %."))
      for (axis, position) in zip(axes, sweep.grid.position(of: best))
      where position == 0 || position == axis.levels.count - 1 {
        sentences.append(
          "the best \(axis.name) lies at the end of the grid: a wider one may do better.")
      }
    }
    let heavy = scenario.points.count { $0.carriers?.areFew == true }
    if heavy > 0 {
      sentences.append(
        "heavy tails: at \(heavy) of \(scenario.points.count) points a few futures carry the variance, so that "
          + "the interval of the mean may cover less than 95 %; compare the bands, whose quantiles no tail "
          + "moves (with intervals in --format json).")
    }
    if scenario.incompleteFutures > 0 {
      sentences.append(
        "\(Figures.grouped(scenario.incompleteFutures)) futures in which some point failed are left "
          + "out of best points and differences.")
    }
    return sentences
  }
}
