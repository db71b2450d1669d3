import Analysis
import ArgumentParser
import Reporting
import Scenarios

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

  @Option(help: "Fewest runs of the model, all rows and mixes together (study only).")
  var runs: Int?

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
      if method == .morris && !radial && command.replicates != nil {
        throw ValidationError(
          "The walks of --method morris are independent; --replicates goes with --radial.")
      }
    }
    if let runs, runs < 1 { throw ValidationError("--runs must be at least 1, not \(runs).") }
    if byYear && rank { throw ValidationError("--rank is of the horizon; leave --by-year out.") }
  }

  /// Refuses options of a study for other sources.
  func refuse(_ source: String) throws {
    let given = [
      ("rank", rank), ("by-year", byYear), ("groups", groups), ("pairs", pairs), ("radial", radial),
      ("runs", runs != nil), ("seed", seed != nil), ("noise", noise != nil),
    ].filter(\.1).map { "--" + $0.0 }
    if let first = given.first {
      throw ValidationError("\(first) needs a study; \(source) has finished runs.")
    }
  }

  /// Runs and analyses the study of a command.
  func reports(_ command: SensitivityCommand) throws -> [SensitivityReport] {
    Interrupt.listen()
    var request = StudySensitivity.Request()
    request.outcomes = command.output.map { NameSelection.split($0) } ?? []
    request.policy = command.policy
    if let difference = command.difference {
      let names = NameSelection.split(difference)
      guard names.count == 2 else {
        throw ValidationError("--difference takes two mixes, A,B, not \(difference).")
      }
      request.difference = (names[0], names[1])
    }
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
  /// One text after the other; in JSON one object a line group, as a list where there are several.
  static func render(_ reports: [SensitivityReport], as format: SensitivityCommand.Format) -> String
  {
    switch format {
    case .text: return reports.map { SensitivityText.render($0) }.joined(separator: "\n\n")
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
