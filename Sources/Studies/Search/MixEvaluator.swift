import Analysis
import Ensembles
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// Judges mixes on fixed futures under all beliefs and in all scenarios, many at a time.
///
/// The baseline is run once and kept. Mixes are run in jobs of ``mixesPerJob`` on one thread each, one job for each
/// beliefs and scenario and one for the pilot by which costs are measured, so that all threads have work however few
/// futures there are. A mix is judged on its own columns alone: no figure depends on threads, on jobs or on what else is
/// judged.
///
/// Memory: 8 bytes for each mix of a job, future and outcome that is looked at.
struct MixEvaluator: Sendable {
  /// One set of beliefs in one scenario, with the baseline's runs there.
  private struct Cell: Sendable {
    let scenario: ExperimentScenario
    let beliefs: Int
    let position: Int
    let design: Design
    let hasNoise: Bool
    let outcomes: [Int]
    var baseline: [[Double]] = []
    var scale = 1.0
  }

  /// Mixes of a job: enough that drawing futures is a fiftieth of the work, few enough that jobs are shared out evenly.
  static let mixesPerJob = 24

  /// The beliefs.
  let beliefs: [Beliefs]
  /// The futures.
  let design: Design
  /// Whether gains are shares of the baseline's mean.
  let isRelative: Bool
  private let session: StudySession
  private let sign: Double
  private let furtherCount: Int
  private let leading: Int
  private var cells: [Cell] = []
  private var pilot: Cell?

  /// Runs the baseline.
  ///
  /// - Parameters:
  ///   - further: columns of the model of further objectives.
  /// - Throws: `EnsembleError` when it was cancelled or when every run of the baseline fails, and what the model throws.
  init(
    _ session: StudySession, beliefs: [Beliefs], design: Design, cost: Int?, further: [Int]
  ) throws {
    self.session = session
    self.beliefs = beliefs
    self.design = design
    let outcomes = session.study.allOutcomes(of: session.model)
    let ranked = outcomes.firstIndex { $0.name == session.study.rankedBy }!
    sign = outcomes[ranked].direction == .minimize ? -1 : 1
    furtherCount = further.count
    leading = session.leadingPosition
    let columns = [ranked] + further
    var cells: [Cell] = []
    for (place, held) in beliefs.enumerated() {
      let scenarios = try StudySession.experiment(
        session.study, model: session.model, policies: [], scenarios: session.scenarios,
        beliefs: held, design: design, hasNoise: session.hasNoise
      ).scenarios
      for (position, scenario) in scenarios.enumerated() {
        cells.append(
          Cell(
            scenario: scenario, beliefs: place, position: position, design: design,
            hasNoise: session.hasNoise, outcomes: columns))
      }
    }
    var pilot: Cell?
    if let cost {
      let design = try Design(BudgetScaling.pilotDesign)
      let scenario = try StudySession.experiment(
        session.study, model: session.model, policies: [], scenarios: [session.study.scenarios[0]],
        beliefs: .prior, design: design, hasNoise: session.study.hasNoise
      ).scenarios[0]
      pilot = Cell(
        scenario: scenario, beliefs: 0, position: 0, design: design,
        hasNoise: session.study.hasNoise, outcomes: [cost])
    }
    let model = session.model
    let base = session.study.baselinePolicy
    let all = cells + (pilot.map { [$0] } ?? [])
    let runs = try Engine.map(all.count, context: session.context) { place in
      try Self.columns(of: [base], in: all[place], model: model)
    }
    for place in all.indices {
      let kept = all[place].outcomes.indices.map { runs[place].values(policy: 0, outcome: $0) }
      guard kept[0].contains(where: \.isFinite) else {
        throw EnsembleError.invalid(
          "Every run of the baseline \(base.name) fails in the scenario \(all[place].scenario.world.name), so that no mix "
            + "can be measured against it.")
      }
      if place < cells.count { cells[place].baseline = kept } else { pilot?.baseline = kept }
    }
    let means = cells.map { Self.mean($0.baseline[0]) ?? .nan }
    // As the first page of a run: gains of consumption are shares, those of other outcomes stay in their unit.
    isRelative = session.study.rankedBy.contains("consumption") && means.allSatisfy { $0 > 0 }
    if isRelative { for place in cells.indices { cells[place].scale = means[place] } }
    self.cells = cells
    self.pilot = pilot
  }

  /// Runs of a mix.
  var runsPerMix: Int {
    cells.count * design.futures + (pilot.map(\.design.futures) ?? 0)
  }

  /// The figures of mixes, in their order.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  func figures(of mixes: [Policy]) throws -> [MixFigures] {
    let all = cells + (pilot.map { [$0] } ?? [])
    let starts = Array(stride(from: 0, to: mixes.count, by: Self.mixesPerJob))
    let model = session.model
    let jobs = try Engine.map(sharing: starts.count * all.count, context: session.context) { job in
      let start = starts[job / all.count]
      let cell = all[job % all.count]
      let chosen = Array(mixes[start..<min(start + Self.mixesPerJob, mixes.count)])
      let runs = try Self.columns(of: chosen, in: cell, model: model)
      return JobFigures(
        mixes: chosen.indices.map { mix in
          CellFigures(
            (0..<cell.outcomes.count).map { runs.values(policy: mix, outcome: $0) },
            against: cell.baseline, scale: cell.scale)
        })
    }
    return mixes.indices.map { mix in
      let group = mix / Self.mixesPerJob
      return figures(
        (0..<all.count).map { jobs[group * all.count + $0].mixes[mix % Self.mixesPerJob] })
    }
  }

  /// Gains of a mix in each future of one beliefs and scenario, not a number where a run failed, with the runs whose
  /// futures they are.
  func gains(of mix: Policy, beliefs: Int, scenario: Int) throws -> (values: [Double], MixColumns) {
    let cell = cells.first { $0.beliefs == beliefs && $0.position == scenario }!
    let runs = try Self.columns(of: [mix], in: cell, model: session.model)
    let values = zip(runs.values(policy: 0, outcome: 0), cell.baseline[0]).map {
      sign * ($0 - $1) / cell.scale
    }
    return (values, runs)
  }

  private func figures(_ parts: [CellFigures]) -> MixFigures {
    var gains = beliefs.map { _ in session.scenarios.map { _ in Double.nan } }
    var worstTenths = beliefs.map { _ in Double.nan }
    for (cell, part) in zip(cells, parts) {
      gains[cell.beliefs][cell.position] = part.mean(sign: sign)
      if cell.position == leading {
        worstTenths[cell.beliefs] = part.worstTenth(sign: sign)
      }
    }
    let first = parts[cells.firstIndex { $0.beliefs == 0 && $0.position == leading }!]
    return MixFigures(
      gains: gains, worstTenths: worstTenths,
      cost: pilot == nil ? nil : parts.last!.means[0],
      outcomes: Array(first.means.dropFirst().prefix(furtherCount)),
      failed: parts.reduce(0) { $0 + $1.failed }, runs: runsPerMix)
  }

  /// Runs mixes in one cell on this thread.
  private static func columns(
    of mixes: [Policy], in cell: Cell, model: any BatchModel
  ) throws -> MixColumns {
    let named = mixes.enumerated().map { place, mix in
      var mix = mix
      mix.name = "mix_\(place)"
      return mix
    }
    let experiment = Experiment(
      model: model, policies: named, scenarios: [cell.scenario], design: cell.design,
      hasNoise: cell.hasNoise)
    return try EnsembleRunner.run(experiment, context: RunContext(threads: 1)) {
      [outcomes = cell.outcomes] in MixColumns(outcomes: outcomes)
    }.summary
  }

  private static func mean(_ values: [Double]) -> Double? {
    let finite = values.filter(\.isFinite)
    return finite.isEmpty ? nil : CompensatedSum(finite).value / Double(finite.count)
  }
}

/// What the runs of some mixes in one place leave.
private struct JobFigures: ArchivableElement, Sendable {
  var mixes: [CellFigures] = []

  mutating func archive(_ archive: inout ByteArchive) throws { try archive.code(&mixes) }
}

/// What the runs of a mix in one place leave.
private struct CellFigures: ArchivableElement, Sendable {
  /// By outcome the mean difference to the baseline over futures in which both are finite; the first one scaled.
  private(set) var means: [Double] = []
  /// Futures in which the mix failed and the baseline did not.
  private(set) var failed = 0
  /// Means of the tenth of futures with the smallest and with the largest difference of the first outcome.
  private var tenths = (low: Double.nan, high: Double.nan)

  /// A blank.
  init() {}

  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&means)
    try archive.code(&failed)
    try archive.code(&tenths.low)
    try archive.code(&tenths.high)
  }

  init(_ columns: [[Double]], against baseline: [[Double]], scale: Double) {
    let differences = zip(columns, baseline).map { own, base in
      zip(own, base).compactMap { own, base in
        (own - base).isFinite ? own - base : nil
      }
    }
    failed = zip(columns[0], baseline[0]).count { !$0.isFinite && $1.isFinite }
    means = differences.enumerated().map { place, values in
      values.isEmpty
        ? .nan
        : CompensatedSum(values).value / Double(values.count) / (place == 0 ? scale : 1)
    }
    let sorted = differences[0].sorted()
    tenths = (
      Self.tail(sorted) / scale,
      Self.tail(sorted.reversed()) / scale
    )
  }

  /// The mean gain.
  func mean(sign: Double) -> Double { sign * means[0] }
  /// The mean of the worst tenth of gains.
  func worstTenth(sign: Double) -> Double { sign < 0 ? -tenths.high : tenths.low }

  /// The mean of the first tenth of numbers, the last of them in part; not a number without any.
  private static func tail(_ sorted: [Double]) -> Double {
    if sorted.isEmpty { return .nan }
    let wanted = Double(sorted.count) / 10
    let whole = Int(wanted)
    var sum = CompensatedSum(sorted.prefix(whole))
    if whole < sorted.count { sum.add(sorted[whole] * (wanted - Double(whole))) }
    return sum.value / wanted
  }
}
