import ArgumentParser
import NumericCore
import Reporting
import Scenarios
import Studies

extension StudyChart: ExpressibleByArgument {}

/// `latecomer plot`: one chart of a study as a file.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draws one chart of a study, as SVG, PNG or PDF, or prints its numbers.",
    discussion: """
      Examples:
        latecomer plot Models/studies/first-study.yaml --chart ranking --out ranking.svg
        latecomer plot Models/studies/first-study.yaml --chart difference --outcome capability --out capability.pdf
        latecomer plot Models/studies/dose-response-research.yaml --chart sweep --vary public_research=0.002:0.03:8 \
      --out research.png
        latecomer plot Models/studies/first-study.yaml --chart heat

      Charts: \(StudyChart.allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: "; ")).

      SVG needs nothing else; PNG and PDF need rsvg-convert (Debian package librsvg2-bin). Without --out the numbers of the \
      chart are printed. The charts are those of "latecomer report".
      """)

  @Argument(
    help: "The study file, or the folder of a finished run.",
    completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "Which chart.")
  var chart: StudyChart

  @Option(
    help: "File for the picture; its end, .svg, .png or .pdf, says what it is.", completion: .file()
  )
  var out: String?

  @OptionGroup var replace: ReplaceOption

  @Option(help: "The outcome, where a chart shows several; for a sweep any of the model's.")
  var outcome: String?

  @Option(help: "The scenario that is drawn; by default that of the verdict.")
  var scenario: String?

  @Option(help: "Draw these beliefs only: prior or ensemble.")
  var beliefs: String?

  @Option(help: "Policies to run, separated by commas; the mix of a sweep or trace.")
  var policies: String?

  @Option(
    help: ArgumentHelp(
      "What a sweep varies, as in \"latecomer sweep\".", valueName: "name=from:to:steps"))
  var vary: String?

  @Option(help: "The future of a trace; by default every factor has its default value.")
  var future: Int?

  @OptionGroup var design: DesignOptions

  @OptionGroup var machine: MachineOptions

  func validate() throws {
    if (chart == .sweep) != (vary != nil) {
      throw ValidationError(
        chart == .sweep
          ? "--chart sweep needs --vary name=from:to:steps." : "--vary is for --chart sweep.")
    }
    if future != nil && chart != .trace { throw ValidationError("--future is for --chart trace.") }
  }

  func run() throws {
    let form = try out.map { path in
      let form = try PictureFile.form(of: path)
      try CreationError.check(file: path, inputs: [study], replaces: replace.force)
      return form
    }
    let drawn = try chosen()
    Terminal.replaceLine("")
    if let out, let form {
      try PictureFile.write(drawn, to: out, as: form)
      Terminal.note("wrote \(out)")
    } else {
      try Terminal.write(ChartReport(drawn).text)
    }
  }

  /// The chart that is asked for.
  private func chosen() throws -> Chart {
    switch chart {
    case .sweep:
      let study = try StudyLoader.load(study)
      var session = try StudySession(study, design, machine)
      try session.select(scenarios: scenario ?? study.scenarios[0].name)
      let sweep = try session.sweep(
        [vary ?? ""], policy: policies, outcome: outcome, beliefs: beliefs ?? "prior")
      return try first(of: sweep.document.charts)
    case .trace:
      let study = try StudyLoader.load(study)
      var session = try StudySession(
        study, design, machine, hasNoise: design.hasNoise ?? (future == nil ? false : nil))
      try session.select(scenarios: scenario ?? study.scenarios[0].name)
      let trace = try session.trace(policies ?? study.baseline, future: future, beliefs: beliefs)
      let charts = TraceReport(trace, hasDetails: false, everyYear: true).document.charts
      let name = outcome ?? "income"
      try NameSelection.check(name, among: charts.map(\.title), kind: "outcome")
      return try first(of: charts.filter { $0.title == name })
    default:
      let question = try StudyQuestion(
        study, design: design, machine: machine,
        selection: SelectionOptions(policies: policies, scenarios: scenario, beliefs: beliefs))
      let page = StudyPage(
        try question.findings(), version: Latecomer.version,
        observedIncome: try question.observedIncome())
      return try Chart.chosen(of: try page.charts(chart), [("outcome", outcome)])
    }
  }

  private func first(of charts: [Chart]) throws -> Chart {
    guard let chart = charts.first else {
      throw PlotError(
        "there is nothing to draw: a sweep over two axes and a single year have no chart.")
    }
    return chart
  }
}
