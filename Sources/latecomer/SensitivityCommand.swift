import Analysis
import ArgumentParser
import Reporting
import StudyContract

/// `latecomer sensitivity`: which factors decide, from runs that exist already or from new ones of a study.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Says which factors an outcome depends on, with intervals.",
    discussion: """
      Examples:
        latecomer sensitivity runs.csv --method pawn --inputs x0,k --output y
        latecomer sensitivity design.csv --design sobol --inputs x0,k --output y
        latecomer run Models/studies/generic.yaml --out results
        latecomer sensitivity results --policy education_only --output catch_up_year
        latecomer sensitivity results --difference education_only,baseline --output catch_up_year
        latecomer sensitivity Models/studies/first-study.yaml --difference balanced_aligned,rd_and_routines
        latecomer sensitivity Models/studies/first-study.yaml --regret balanced_aligned --until-precision 0.02
        latecomer sensitivity Models/studies/first-study.yaml --groups --by-year --outcome income

      A study file is run anew, by method sobol (the default), morris, dgsm, shapley, or fast (eFAST). A CSV \
      file has a header and one row a run; \
      NaN as outcome marks a run that failed. A folder is one that \
      "latecomer run --out" wrote. Methods for rows of any origin: given-data (first-order index from ranks, \
      the default), classes, nearest-neighbours, fast, chatterjee, pawn, delta, hsic, shapley, regression, and \
      regional with --above or --below. Methods sobol, morris and dgsm need rows that "latecomer design" \
      wrote; so do shapley and fast with --design.
      """)

  /// How a result is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: "A study file, a CSV file, or the folder of a finished run.", completion: .file())
  var source: String

  @Option(help: "How to measure sensitivity.")
  var method: SensitivityMethod?

  @Option(help: "The design whose rows the file has; the method is then the design's.")
  var design: SensitivityMethod.RowDesign?

  @Option(help: "Factors, separated by commas; all columns but the output unless given.")
  var inputs: String?

  @Option(
    name: [.long, .customLong("outcome")],
    help: "The outcome; the last column of a CSV file unless given.")
  var output: String?

  @Option(help: "The policy mix whose runs are analysed (not for a CSV file).")
  var policy: String?

  @Option(help: "Two policy mixes A,B: analyses A minus B, future by future (not for a CSV file).")
  var difference: String?

  @OptionGroup var decision: SensitivityDecisionOptions

  @Option(help: "The scenario; the first one unless given (not for a CSV file).")
  var scenario: String?

  @Option(
    help: "The beliefs, where a run has several; the first unless given (not for a CSV file).")
  var beliefs: String?

  @Option(help: "For method regional: the region is where the outcome is above this number.")
  var above: Double?

  @Option(help: "For method regional: the region is where the outcome is below this number.")
  var below: Double?

  @Option(help: "Independent replicates of a design; found from the number of rows unless given.")
  var replicates: Int?

  @Option(help: "text, json or csv.")
  var format: Format = .text

  @OptionGroup var studies: StudySensitivityOptions

  @OptionGroup var machine: MachineOptions

  /// Whether the model has to be run.
  var isStudy: Bool { source.hasSuffix(".yaml") }

  func validate() throws {
    try decision.validate(self)
    let isRegional = method == .regional
    if isRegional && (above == nil) == (below == nil) {
      throw ValidationError("Method regional needs --above or --below with a number.")
    }
    if !isRegional && (above != nil || below != nil) {
      throw ValidationError("--above and --below belong to --method regional.")
    }
    if let method, let design, method != design.method {
      throw ValidationError(
        "A design for \(design.rawValue) is analysed with --method \(design.method.rawValue), not "
          + "\(method.rawValue).")
    }
    if let replicates, replicates < 2 {
      throw ValidationError("--replicates needs at least 2: errors come from their spread.")
    }
    if isStudy {
      try studies.validate(self)
    } else {
      try studies.refuse(source)
    }
  }

  func run() throws {
    if isStudy {
      let reports = try studies.reports(self)
      return try Terminal.write(SensitivityReports.render(reports, as: format))
    }
    let rows = try SensitivityRows(self)
    let chosen = method ?? design?.method ?? .givenData
    let report =
      switch chosen {
      case .sobol: try SensitivityDesignAnalysis.report(rows, replicates: replicates)
      case .morris: try SensitivityMorrisAnalysis.report(rows)
      case .dgsm: try SensitivityStepAnalysis.report(rows, replicates: replicates)
      case .shapley where design != nil:
        try SensitivityWalkAnalysis.report(rows, replicates: replicates)
      case .fast where design != nil:
        try SensitivityCurveAnalysis.report(rows, resamples: replicates)
      default: try chosen.report(rows, region: region)
      }
    switch format {
    case .text: try Terminal.write(SensitivityText.render(report))
    case .json: try Terminal.write(SensitivityFiles.json(report))
    case .csv: try Terminal.write(SensitivityFiles.csv(report))
    }
  }

  private var region: SensitivityMethod.Region? {
    above.map { .above($0) } ?? below.map { .below($0) }
  }
}
