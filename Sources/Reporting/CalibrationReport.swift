import Calibration

/// What `latecomer calibrate` says.
public struct CalibrationReport: Sendable {
  /// The name of the calibration.
  public var name: String
  /// What is fitted to what.
  public var summary: String
  /// Version of the model.
  public var modelVersion: String
  /// Particles of a run.
  public var particles: Int
  /// Seed of all random numbers.
  public var seed: UInt64
  /// The result.
  public var result: CalibrationResult
  /// The table of the ensemble; nil when it was refused.
  public var file: String?
  /// Rows of the ensemble.
  public var rows: Int
  /// What must be said.
  public var caveats: [String]

  /// Collects a report.
  public init(
    name: String, summary: String, modelVersion: String, particles: Int, seed: UInt64,
    result: CalibrationResult, file: String?, rows: Int, caveats: [String]
  ) {
    self.name = name
    self.summary = summary
    self.modelVersion = modelVersion
    self.particles = particles
    self.seed = seed
    self.result = result
    self.file = file
    self.rows = rows
    self.caveats = caveats
  }

  /// Contraction from which history counts as having said something about a factor: at 4,000 independent draws
  /// sampling alone gives 0.04 at two standard errors.
  static let informedShare = 0.05

  /// Factors by what history says of them, most first.
  var byContraction: [CalibrationResult.Quantity] {
    result.quantities.filter { $0.contraction != nil }
      .sorted { $0.contraction!.share > $1.contraction!.share }
  }

  /// Factors of which history says nothing to speak of.
  var uninformed: Int {
    byContraction.count {
      $0.contraction!.share < Self.informedShare && abs($0.contraction!.shift) < 0.2
    }
  }

  /// The verdict on convergence in one sentence.
  var verdict: String {
    let rule = result.rule
    let worst = result.quantities.max { $0.convergence.splitRHat < $1.convergence.splitRHat }!
    let failing = result.quantities.filter { !$0.convergence.satisfies(rule) }
    if result.states.count < rule.runs {
      return "NOT CONVERGED: \(result.states.count) runs, of at least \(rule.runs) needed"
    }
    if failing.isEmpty {
      return
        "converged: split R-hat at most \(Figures.fixed(worst.convergence.splitRHat, decimals: 4)), "
        + "effective size at least \(Figures.grouped(Int(result.effectiveSize)))"
    }
    return
      "NOT CONVERGED: \(failing.count) of \(result.quantities.count) quantities miss split R-hat below "
      + "\(rule.splitRHat) or effective size \(Int(rule.effectiveSize)); worst \(worst.name) with "
      + "R-hat \(Figures.fixed(worst.convergence.splitRHat, decimals: 3)), least effective size "
      + "\(Int(result.effectiveSize))"
  }
}

/// The report of a calibration in plain text.
public enum CalibrationText {
  /// Factors shown one by one.
  static let shown = 25

  /// Renders the report, ending with a newline.
  public static func render(_ report: CalibrationReport, width: Int = 100) -> String {
    let result = report.result
    var lines = ["CALIBRATION \(report.name)"]
    lines += Paragraph.lines(report.summary, width: width)
    lines += [""]
    lines += Paragraph.lines("VERDICT  " + report.verdict + ".", width: width)
    var evidence =
      "Log evidence \(Figures.fixed(result.logEvidence, decimals: 2))"
    if let spread = result.evidenceSpread {
      evidence += ", standard deviation between runs \(Figures.fixed(spread, decimals: 2))"
    }
    lines += [evidence + ".", "", "RUNS of \(report.particles) particles, seed \(report.seed)"]
    var runs = TextTable(columns: [
      .number("run"), .number("stages"), .number("moves"), .number("likelihoods"),
      .number("acceptance", "at the end"), .number("informed", "directions"),
      .number("correlation", "left"), .number("log", "evidence"),
    ])
    for (index, state) in result.states.enumerated() {
      guard let last = state.stages.last else { continue }
      runs.rows.append([
        "\(index + 1)", "\(state.stages.count)", "\(state.stages.reduce(0) { $0 + $1.moves })",
        Figures.grouped(state.evaluations), Figures.fixed(last.acceptance, decimals: 2),
        "\(last.directions)", Figures.fixed(last.correlation, decimals: 2),
        Figures.fixed(state.logEvidence, decimals: 2),
      ])
    }
    lines += runs.lines(width: width) + ["", "FIT of the median path, without discrepancy"]
    var fit = TextTable(columns: [
      .text("economy"), .number("years"), .number("error of", "log income"),
      .number("error of", "log research"),
    ])
    for error in result.errors {
      fit.rows.append([
        error.economy, "\(error.years)", Figures.fixed(error.income, decimals: 3),
        error.research.map { Figures.fixed($0, decimals: 3) } ?? "-",
      ])
    }
    fit.rows.append([
      "pooled", "\(result.errors.reduce(0) { $0 + $1.years })",
      Figures.fixed(result.pooledError, decimals: 3), "",
    ])
    lines += fit.lines(width: width) + ["", "WHAT HISTORY SAYS, most first"]
    var table = TextTable(columns: [
      .text("factor"), .number("contraction"), .number("shift"), .number("5 %"),
      .number("median"), .number("95 %"), .number("split", "R-hat"), .number("effective", "size"),
    ])
    let factors = report.byContraction
    let others = result.quantities.filter { $0.contraction == nil }
    for quantity in factors.prefix(Self.shown) + others {
      let size = min(quantity.convergence.bulkSize, quantity.convergence.tailSize)
      table.rows.append([
        quantity.name, quantity.contraction.map { Figures.fixed($0.share, decimals: 2) } ?? "",
        quantity.contraction.map { Figures.fixed($0.shift, decimals: 2) } ?? "",
        Figures.plain(quantity.quantiles[0]), Figures.plain(quantity.quantiles[1]),
        Figures.plain(quantity.quantiles[2]),
        Figures.fixed(quantity.convergence.splitRHat, decimals: 3), Figures.grouped(Int(size)),
      ])
    }
    lines += table.lines(width: width)
    lines += [""]
    lines += Paragraph.lines(
      "Of \(factors.count) factors, history says next to nothing about \(report.uninformed): their variance "
        + "shrinks by less than 5 % and their centre moves by less than 0.2 prior standard deviations.",
      width: width)
    if let file = report.file {
      lines += ["", "ENSEMBLE \(file), \(report.rows) rows"]
    }
    if !report.caveats.isEmpty {
      lines += ["", "READ WITH CARE"]
      for caveat in report.caveats { lines += Paragraph.lines(caveat, width: width, first: "- ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The report of a calibration as one JSON object.
public enum CalibrationJSON {
  /// Renders the report, ending with a newline.
  public static func render(_ report: CalibrationReport) -> String {
    let result = report.result
    return JSONValue.object([
      ("calibration", .text(report.name)),
      ("summary", .text(report.summary)),
      ("modelVersion", .text(report.modelVersion)),
      ("seed", .unsigned(report.seed)),
      ("particles", .whole(report.particles)),
      ("converged", .boolean(result.hasConverged)),
      ("effectiveSize", .real(result.effectiveSize)),
      ("logEvidence", .real(result.logEvidence)),
      ("logEvidenceSpread", .optional(result.evidenceSpread)),
      (
        "runs",
        .list(
          result.states.map { state in
            .object([
              ("logEvidence", .real(state.logEvidence)),
              ("likelihoods", .whole(state.evaluations)),
              (
                "stages",
                .list(
                  state.stages.map { stage in
                    .object([
                      ("temperature", .real(stage.temperature)), ("moves", .whole(stage.moves)),
                      ("efficiency", .real(stage.efficiency)),
                      ("acceptance", .real(stage.acceptance)), ("scale", .real(stage.scale)),
                      ("directions", .whole(stage.directions)),
                      ("correlation", .real(stage.correlation)),
                    ])
                  })
              ),
            ])
          })
      ),
      (
        "economies",
        .list(
          result.errors.map { error in
            .object([
              ("name", .text(error.economy)), ("years", .whole(error.years)),
              ("rmse", .real(error.income)), ("rmseResearch", .optional(error.research)),
            ])
          })
      ),
      ("pooledRmse", .real(result.pooledError)),
      (
        "quantities",
        .list(
          result.quantities.map { quantity in
            .object([
              ("name", .text(quantity.name)),
              ("contraction", .optional(quantity.contraction?.share)),
              ("shift", .optional(quantity.contraction?.shift)),
              ("quantiles", .list(quantity.quantiles.map { .real($0) })),
              ("splitRHat", .real(quantity.convergence.splitRHat)),
              ("bulkSize", .real(quantity.convergence.bulkSize)),
              ("tailSize", .real(quantity.convergence.tailSize)),
            ])
          })
      ),
      ("uninformed", .whole(report.uninformed)),
      ("file", report.file.map { .text($0) } ?? .null),
      ("rows", .whole(report.rows)),
      ("caveats", .list(report.caveats.map { .text($0) })),
    ]).rendered
  }
}
