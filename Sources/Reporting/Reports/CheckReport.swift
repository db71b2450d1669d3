/// What a study would run, and about how long that takes.
public struct CheckReport: Report, Sendable {
  /// The study file.
  public var study: String
  /// The question it asks.
  public var question: String
  /// The economy in one line.
  public var economy: String
  /// Names of the policies; the baseline is marked.
  public var policies: [String]
  /// Name of the baseline.
  public var baseline: String
  /// Names of the scenarios.
  public var scenarios: [String]
  /// Names of the beliefs.
  public var beliefs: [String]
  /// Factors with a law, by beliefs.
  public var sampledFactors: [Int]
  /// Factors of the model.
  public var factorCount: Int
  /// The design in words.
  public var design: String
  /// What to say about rounding; nil when nothing was rounded.
  public var rounding: String?
  /// Futures of the design.
  public var futures: Int
  /// Threads a run would use.
  public var threads: Int
  /// Machine code the kernel would use.
  public var vectorPath: String
  /// Seconds one thread needs for one future under one policy in one scenario, draws and summaries included.
  public var secondsPerRun: Double

  /// Collects a report.
  public init(
    study: String, question: String, economy: String, policies: [String], baseline: String,
    scenarios: [String], beliefs: [String], sampledFactors: [Int], factorCount: Int,
    design: String, rounding: String?, futures: Int, threads: Int, vectorPath: String,
    secondsPerRun: Double
  ) {
    self.study = study
    self.question = question
    self.economy = economy
    self.policies = policies
    self.baseline = baseline
    self.scenarios = scenarios
    self.beliefs = beliefs
    self.sampledFactors = sampledFactors
    self.factorCount = factorCount
    self.design = design
    self.rounding = rounding
    self.futures = futures
    self.threads = threads
    self.vectorPath = vectorPath
    self.secondsPerRun = secondsPerRun
  }

  /// Futures times policies times scenarios times beliefs.
  public var runs: Int { futures * policies.count * scenarios.count * beliefs.count }

  /// The report.
  public var document: Document {
    let mixes = policies.map { $0 == baseline ? "\($0) (the baseline)" : $0 }
    let sampled = zip(beliefs, sampledFactors).map { "\($1) under the \($0)" }
    let product =
      "\(Figures.grouped(runs)) = \(Figures.grouped(futures)) futures x "
      + "\(Figures.count(policies.count, "policy mix", "policy mixes")) x "
      + "\(Figures.count(scenarios.count, "scenario")) x "
      + "\(Figures.count(beliefs.count, "set of beliefs", "sets of beliefs"))"
    let seconds = secondsPerRun * Double(runs) / Double(threads)
    let time = seconds < 0.1 ? "less than 0.1 s" : "about \(ProgressLine.duration(seconds))"
    return Document([
      [
        .text("\(study) is valid."), .entry("Question", question), .entry("Economy", economy),
        .entry("Policies", mixes.joined(separator: ", ")),
        .entry("Scenarios", scenarios.joined(separator: ", ")),
        .entry("Factors", "\(sampled.joined(separator: ", ")) sampled, of \(factorCount)"),
        .entry("Design", design),
      ] + (rounding.map { [.entry("", $0)] } ?? []) + [
        .entry("Runs", product),
        .entry("Time", "\(time) on \(Figures.count(threads, "thread")) (\(vectorPath))"),
      ]
    ])
  }
}
