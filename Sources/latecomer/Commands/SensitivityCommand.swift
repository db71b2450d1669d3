import Analysis
import ArgumentParser
import Foundation
import GrowthModels
import NumericCore
import Reporting
import Sampling
import Scenarios
import Studies

/// `latecomer sensitivity`: which factors decide, from runs that exist already or from new ones of a study.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Says which factors an outcome depends on, with intervals.",
    discussion: """
      Examples:
        latecomer sensitivity runs.csv --method pawn --inputs x0,k --outcome y
        latecomer sensitivity design.csv --design sobol --inputs x0,k --outcome y
        latecomer run Models/studies/generic.yaml --out results
        latecomer sensitivity results --policy education_only --outcome catch_up_year
        latecomer sensitivity results --difference education_only,baseline --outcome catch_up_year
        latecomer sensitivity Models/studies/first-study.yaml --difference balanced_aligned,rd_and_routines
        latecomer sensitivity Models/studies/first-study.yaml --regret balanced_aligned --until-precision 0.02
        latecomer sensitivity Models/studies/first-study.yaml --groups --by-year --outcome income

      A study file is run anew, by method sobol (the default), morris, dgsm, shapley, or fast (eFAST). A CSV \
      file has a header and one row a run, its fields separated by commas, semicolons or tabs; \
      NaN, NA or nothing as outcome marks a run that failed. A folder is one that \
      "latecomer run --out" wrote. Methods for rows of any origin: \(SensitivityHelp.givenData). Methods sobol, \
      morris and dgsm need rows that "latecomer design" \
      wrote; so do shapley and fast with --design.
      """)

  @Argument(help: "A study file, a CSV file, or the folder of a finished run.", completion: .file())
  var source: String

  @Option(help: "How to measure sensitivity.")
  var method: MethodName?

  @Option(help: "The design whose rows the file has; the method is then the design's.")
  var design: DesignName?

  @Option(
    help:
      "Factors, separated by commas; all columns but the outcome unless given, where none is visibly something else."
  )
  var inputs: String?

  @Option(
    name: [.customLong("outcome"), .customLong("output")],
    help:
      "Outcomes, separated by commas; income stands for income_2030, income_2031, ...; unless given the one the study ranks by, or the last column of a CSV file."
  )
  var output: String?

  @Option(help: "The policy mix whose runs are analysed (not for a CSV file).")
  var policy: String?

  @Option(help: "Two policy mixes A,B: analyses A minus B, future by future (not for a CSV file).")
  var difference: String?

  @Option(
    help: "A policy mix: analyses how far it falls behind the best mix (not for a CSV file).")
  var regret: String?

  @Option(
    help: "Two policy mixes A,B: analyses whether A does better than B (not for a CSV file).")
  var beats: String?

  @Option(help: "The scenario; the first one unless given (not for a CSV file).")
  var scenario: String?

  @Option(
    help: "The beliefs, where a run has several; the first unless given (not for a CSV file).")
  var beliefs: String?

  @OptionGroup var numbers: MethodOptions

  @Option(
    help: "Independent replicates of a design; found from the number of rows unless given.",
    transform: Count.within(Design.comparedReplicateCounts))
  var replicates: Int?

  @OptionGroup var keeping: KeepingOptions

  @OptionGroup var report: ReportOptions<SensitivityReport>

  @OptionGroup var studies: StudySensitivityOptions

  @OptionGroup var machine: MachineOptions

  /// Whether the model has to be run.
  var isStudy: Bool { source.hasSuffix(".yaml") }

  /// The method that needs a design of its own, or the rows of one.
  var designed: DesignedMethod? {
    if let design { return design.method }
    guard let name = method?.name else {
      return isStudy ? SensitivityMethods.designed[0] : nil
    }
    let isBoth = SensitivityMethods.givenData(named: name) != nil
    return isBoth && !isStudy ? nil : SensitivityMethods.designed(named: name)
  }

  func validate() throws {
    let given = [
      ("--difference", difference != nil), ("--regret", regret != nil), ("--beats", beats != nil),
    ].filter(\.1).map(\.0)
    if let first = given.first, policy != nil {
      throw ValidationError("Give either --policy or \(first).")
    }
    if !isStudy && given.count > 1 {
      throw ValidationError(
        "Finished runs are analysed for one of \(given.joined(separator: " and ")) at a time.")
    }
    _ = try numbers.option(of: method?.name)
    if let method, let design, method.name != design.method.name {
      throw ValidationError(
        "A design for \(design.method.name) is analysed with --method \(design.method.name), not "
          + "\(method.name).")
    }
    if isStudy { try studies.validate(self) } else { try studies.refuse(source) }
  }

  func run() throws {
    try keeping.check(report.output, input: source)
    if !isStudy, let option = keeping.given {
      throw UsageError("\(option) needs a study; \(source) has finished runs.")
    }
    let results = isStudy ? try studies.results(self) : try tableResults()
    Terminal.replaceLine("")
    try report.write(SensitivityReport(results))
  }

  private func tableResults() throws -> [SensitivityResult] {
    let tables = try tables()
    if let designed {
      return try tables.sensitivity { try $0.sensitivity(designed, replicates: replicates) }
    }
    let chosen =
      method.flatMap { SensitivityMethods.givenData(named: $0.name) }
      ?? SensitivityMethods.givenData[0]
    let option = try numbers.option(of: method?.name)
    return try tables.sensitivity { try $0.sensitivity(chosen, option: option) }
  }

  private func tables() throws -> SensitivityTables {
    let inputs = inputs.map(NameSelection.split)
    if FinishedRunOptions.isFolder(source) {
      if output == nil, let ranked = RunManifest.rankedBy(inFolder: source) {
        Terminal.note(
          "The outcome is \(ranked), by which the study ranks; --outcome names another.")
      }
      return try SensitivityTables(
        folder: source, question: try question(), inputs: inputs, scenario: scenario,
        beliefs: beliefs, model: ModelCatalogue.standard)
    }
    for (option, value) in [
      ("--policy", policy), ("--difference", difference), ("--regret", regret),
      ("--beats", beats), ("--scenario", scenario), ("--beliefs", beliefs),
    ] where value != nil {
      throw UsageError("\(option) needs the folder of a run; \(source) is a file.")
    }
    return try SensitivityTables(
      file: source, output: output, inputs: inputs,
      outcomes: ModelCatalogue.all.flatMap { $0.outcomes.map(\.name) })
  }

  /// What is asked of a study or a finished run.
  func question() throws -> SensitivityQuestion {
    func pair(_ list: String?, _ option: String) throws -> (first: String, second: String)? {
      guard let list else { return nil }
      let names = NameSelection.split(list)
      guard names.count == 2 else {
        throw UsageError("--\(option) takes two mixes, A,B, not \(list).")
      }
      if names[0] == names[1] { throw UsageError("--\(option) names \(names[0]) twice.") }
      return (names[0], names[1])
    }
    var question = SensitivityQuestion()
    question.outcomes = output.map { isStudy ? NameSelection.split($0) : [$0] } ?? []
    question.policy = policy
    question.difference = try pair(difference, "difference")
    question.beats = try pair(beats, "beats")
    question.regret = regret
    question.hasRank = studies.rank
    question.byYear = studies.byYear
    return question
  }
}

/// What the help says of the registry.
enum SensitivityHelp {
  /// Methods for rows of any origin, those that need a number last.
  static let givenData: String = {
    let methods = SensitivityMethods.givenData
    let plain = methods.filter(\.options.isEmpty).enumerated().map { position, method in
      method.name + (position == 0 ? " (first-order index from ranks, the default)" : "")
    }
    let others = methods.filter { !$0.options.isEmpty }.map { method in
      method.name + " with " + method.options.map { "--" + $0.name }.joined(separator: " or ")
    }
    return plain.joined(separator: ", ") + ", and " + others.joined(separator: ", and ")
  }()
}
