import Analysis
import ArgumentParser
import NumericCore
import Sampling
import Scenarios
import Studies

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
      "Fewest runs of the model, all rows and mixes together; with --until-precision the most (study only).",
    transform: Count.within(Design.futureCounts))
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

  /// The forms of a design that are asked for.
  private var variants: Set<DesignVariant> {
    Set(
      [(DesignVariant.radial, radial), (.pairs, pairs), (.untilPrecision, untilPrecision != nil)]
        .filter(\.1).map(\.0))
  }

  /// Refuses what a study has no use for.
  func validate(_ command: SensitivityCommand) throws {
    let all = SensitivityMethods.designed
    guard let method = command.designed else {
      throw ValidationError(
        "A study is analysed with --method \(Self.list(all.map(\.name), "or")); for "
          + "\(command.method?.name ?? "") run it with --out DIR and analyse the folder.")
    }
    for (name, isGiven) in [("design", command.design != nil), ("inputs", command.inputs != nil)]
    where isGiven {
      throw ValidationError("--\(name) has no meaning for a study.")
    }
    if radial && !method.variants.contains(.radial) {
      throw ValidationError("--radial belongs to --method \(owners(of: .radial)).")
    }
    if groups && method.movement != .groups {
      throw ValidationError(
        "--groups goes with --method \(Self.list(all.filter { $0.movement == .groups }.map(\.name), "and")); "
          + "\(method.name) moves single factors.")
    }
    for variant in [DesignVariant.pairs, .untilPrecision]
    where variants.contains(variant) && !method.variants.contains(variant) {
      throw ValidationError(
        "--\(variant.rawValue) goes with --method \(owners(of: variant)), not \(method.name).")
    }
    if method.variants.contains(.radial) && !radial && command.replicates != nil {
      throw ValidationError(
        "The walks of --method \(method.name) are independent; --replicates goes with --radial.")
    }
    if let untilPrecision, !(untilPrecision > 0 && untilPrecision < 1) {
      throw ValidationError(
        "--until-precision is half the width of an interval of an index, above 0 and below 1, not "
          + "\(untilPrecision).")
    }
  }

  private func owners(of variant: DesignVariant) -> String {
    Self.list(
      SensitivityMethods.designed.filter { $0.variants.contains(variant) }.map(\.name), "and")
  }

  private static func list(_ words: [String], _ word: String) -> String {
    words.count < 2
      ? words.joined()
      : words.dropLast().joined(separator: ", ") + " \(word) \(words[words.count - 1])"
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
  func results(_ command: SensitivityCommand) throws -> [SensitivityResult] {
    let question = try command.question()
    let study = try StudyLoader.load(command.source)
    var session = try StudySession(
      study, model: try command.machine.model(of: study),
      hasNoise: noise.map { $0 == .on }, context: command.machine.context)
    try command.keeping.keep(&session, command.report.output)
    var request = SensitivityRequest(command.designed ?? .sobol)
    request.variants = variants
    request.byTheme = groups
    request.scenario = command.scenario
    request.beliefs = command.beliefs ?? "prior"
    request.runs = runs
    request.precision = untilPrecision
    request.replicates = command.replicates
    request.seed = seed
    return try session.sensitivity(request, of: try question.queries(of: session))
  }
}
