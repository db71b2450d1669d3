import Analysis

/// Everything the report of a sweep says.
public struct SweepReport: Sendable {
  /// Name of the study.
  public var study: String
  /// The mix that was varied.
  public var policy: String
  /// Unit of the outcome.
  public var outcomeUnit: String
  /// Definition of the outcome.
  public var outcomeMeaning: String
  /// Name of the beliefs.
  public var beliefs: String
  /// The design in words.
  public var design: String
  /// Seed of all random numbers.
  public var seed: UInt64
  /// By axis the level at which the mix has the lever as it is; nil for a factor.
  public var present: [Double?]
  /// How each lever reaches its levels.
  public var leverSentences: [String]
  /// Caveats of the study.
  public var caveats: [String]
  /// The results.
  public var sweep: Sweep

  /// Collects a report.
  public init(
    study: String, policy: String, outcomeUnit: String, outcomeMeaning: String, beliefs: String,
    design: String, seed: UInt64, present: [Double?], leverSentences: [String], caveats: [String],
    sweep: Sweep
  ) {
    self.study = study
    self.policy = policy
    self.outcomeUnit = outcomeUnit
    self.outcomeMeaning = outcomeMeaning
    self.beliefs = beliefs
    self.design = design
    self.seed = seed
    self.present = present
    self.leverSentences = leverSentences
    self.caveats = caveats
    self.sweep = sweep
  }

  /// The levels of a point with their names.
  func place(_ point: Int) -> String {
    zip(sweep.grid.axes, sweep.grid.levels(of: point))
      .map { "\($0.name) \(Figures.exact($1))" }.joined(separator: ", ")
  }

  /// What a scenario shows, in sentences.
  func findings(_ scenario: SweepScenario) -> [String] {
    var sentences: [String] = []
    if let best = scenario.best {
      let point = scenario.points[best]
      let rivals = scenario.points.indices.filter {
        $0 != best && scenario.points[$0].isContender
      }
      var sentence = "best at \(place(best)): probability that its expectation is the best of the "
      sentence += "grid \(Figures.percent(point.confidenceBest)), best in "
      sentence += "\(Figures.percent(point.shareBest)) of futures"
      sentence +=
        rivals.isEmpty
        ? "; every other point is excluded at 95 %"
        : "; \(rivals.count) other point\(rivals.count == 1 ? "" : "s") cannot be excluded at 95 %"
      sentences.append(sentence + ".")
      for (axis, position) in sweep.grid.position(of: best).enumerated()
      where position == 0 || position == sweep.grid.axes[axis].levels.count - 1 {
        sentences.append(
          "the best \(sweep.grid.axes[axis].name) lies at the end of the grid: a wider one may do "
            + "better.")
      }
    }
    if scenario.incompleteFutures > 0 {
      sentences.append(
        "\(Figures.grouped(scenario.incompleteFutures)) futures in which some point failed are left "
          + "out of best points and differences.")
    }
    return sentences
  }
}
