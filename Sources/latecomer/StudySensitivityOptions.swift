import Analysis
import ArgumentParser
import Reporting
import Scenarios
import Studies
import StudyContract

/// What only the sensitivity analysis of a study can do, because it runs the model.
struct StudySensitivityOptions: ParsableArguments {
  @Flag(help: "Analyse the rank of the mix and whether it is the best (study only).")
  var rank = false

  @Flag(help: "Analyse every year (study only).")
  var byYear = false

  @Flag(help: "Group factors by theme: economy, absorption, leverage and so on (study only).")
  var groups = false

  @Flag(help: "Analyse interactions of pairs as well (study only).")
  var pairs = false

  @Flag(
    help: "For method morris: steps of all lengths from common centres, not walks (study only).")
  var radial = false

  @Option(
    help:
      "Fewest runs of the model, all rows and mixes together; with --until-precision the most (study only)."
  )
  var runs: Int?

  @Option(
    help: ArgumentHelp(
      "Run until the half-width of every interval is at most this (study only).",
      discussion:
        "Looks at doublings of base points; every look uses wider intervals, so that all looks together err "
        + "with at most 5 %.", valueName: "half-width"))
  var untilPrecision: Double?

  @Option(help: "Seed of all random numbers, 0 like any other (study only).")
  var seed: UInt64?

  @Option(help: "Whether luck is drawn (study only).")
  var noise: Switch?

  /// Refuses what a study has no use for.
  func validate(_ command: SensitivityCommand) throws {
    if let method = command.method, method != .sobol, !StudyMethods.all.contains(method) {
      throw ValidationError(
        "A study is analysed with --method sobol, morris, dgsm, shapley or fast; for \(method.rawValue) "
          + "run it with --out DIR and analyse the folder.")
    }
    for (name, isGiven) in [("design", command.design != nil), ("inputs", command.inputs != nil)]
    where isGiven {
      throw ValidationError("--\(name) has no meaning for a study.")
    }
    if radial && command.method != .morris {
      throw ValidationError("--radial belongs to --method morris.")
    }
    if let method = command.method, method != .sobol {
      if groups && method != .shapley {
        throw ValidationError(
          "--groups goes with --method sobol and shapley; \(method.rawValue) moves single factors.")
      }
      if pairs {
        throw ValidationError("--pairs goes with --method sobol, not \(method.rawValue).")
      }
      if untilPrecision != nil {
        throw ValidationError(
          "--until-precision goes with --method sobol, not \(method.rawValue).")
      }
      if method == .morris && !radial && command.replicates != nil {
        throw ValidationError(
          "The walks of --method morris are independent; --replicates goes with --radial.")
      }
    }
    if let runs, runs < 1 { throw ValidationError("--runs must be at least 1, not \(runs).") }
    if let untilPrecision, !(untilPrecision > 0 && untilPrecision < 1) {
      throw ValidationError(
        "--until-precision is half the width of an interval of an index, above 0 and below 1, not "
          + "\(untilPrecision).")
    }
  }

  /// Refuses options of a study for other sources.
  func refuse(_ source: String) throws {
    let given = [
      ("rank", rank), ("by-year", byYear), ("groups", groups), ("pairs", pairs), ("radial", radial),
      ("runs", runs != nil), ("until-precision", untilPrecision != nil), ("seed", seed != nil),
      ("noise", noise != nil),
    ].filter(\.1).map { "--" + $0.0 }
    if let first = given.first {
      throw ValidationError("\(first) needs a study; \(source) has finished runs.")
    }
  }

  /// Runs and analyses the study of a command.
  func reports(_ command: SensitivityCommand) throws -> [SensitivityReport] {
    var request = StudySensitivity.Request()
    request.outcomes = command.output.map { NameSelection.split($0) } ?? []
    request.policy = command.policy
    func pair(_ list: String?, _ option: String) throws -> (first: String, second: String)? {
      guard let list else { return nil }
      let names = NameSelection.split(list)
      guard names.count == 2 else {
        throw ValidationError("--\(option) takes two mixes, A,B, not \(list).")
      }
      return (names[0], names[1])
    }
    request.difference = try pair(command.difference, "difference")
    request.beats = try pair(command.decision.beats, "beats")
    request.regret = command.decision.regret
    request.precision = untilPrecision
    request.hasRank = rank
    request.byYear = byYear
    request.byTheme = groups
    request.hasPairs = pairs
    request.scenario = command.scenario
    request.beliefs = command.beliefs ?? "prior"
    request.runs = runs
    request.replicates = command.replicates ?? 32
    request.seed = seed
    request.noise = noise
    let study = try StudyLoader.load(command.source)
    let reports: [SensitivityReport]
    if let method = command.method, method != .sobol {
      reports = try StudyMethods(
        study, method: method, isRadial: radial, request: request, replicates: command.replicates,
        machine: command.machine
      ).reports()
    } else {
      reports = try StudySensitivity.reports(study, request: request, machine: command.machine)
    }
    Terminal.replaceLine("")
    return reports
  }
}

/// Reports of several outcomes of one analysis.
enum SensitivityReports {
  /// One text after the other; reports of one target in several years are one table and the last of them.
  private static func text(_ reports: [SensitivityReport]) -> String {
    var parts: [String] = []
    var series: [(name: String, years: [(year: Int, report: SensitivityReport)])] = []
    for report in reports {
      guard let (name, year) = year(of: report.output) else {
        parts.append(SensitivityText.render(report))
        continue
      }
      if let position = series.firstIndex(where: { $0.name == name }) {
        series[position].years.append((year, report))
      } else {
        series.append((name, [(year, report)]))
      }
    }
    return (series.map { SensitivityYears.render($0.name, $0.years) } + parts)
      .joined(separator: "\n\n")
  }

  /// A target without its year, and the year: `income in 2030, a minus b`.
  private static func year(of output: String) -> (name: String, year: Int)? {
    guard let match = output.firstMatch(of: /^(.*) in (\d{4})(, .*)?$/), let year = Int(match.2)
    else { return nil }
    return (String(match.1) + String(match.3 ?? ""), year)
  }

  /// One text after the other; in JSON one object a line group, as a list where there are several.
  static func render(_ reports: [SensitivityReport], as format: SensitivityCommand.Format) -> String
  {
    switch format {
    case .text: return text(reports)
    case .json:
      if reports.count == 1 { return SensitivityFiles.json(reports[0]) }
      let objects = reports.map { report -> String in
        var text = SensitivityFiles.json(report)
        while text.last == "\n" { text.removeLast() }
        return text
      }
      return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    case .csv:
      if reports.count == 1 { return SensitivityFiles.csv(reports[0]) }
      // One table: the outcome as a first column.
      var lines: [String] = []
      for (index, report) in reports.enumerated() {
        let rows = SensitivityFiles.csv(report).split(separator: "\n")
        if index == 0 { lines.append("output," + rows[0]) }
        let missing = rows[0].split(separator: ",").count
        let width = lines[0].split(separator: ",").count - 1
        for row in rows.dropFirst() {
          lines.append(
            "\"\(report.output)\"," + row + String(repeating: ",", count: max(width - missing, 0)))
        }
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}
