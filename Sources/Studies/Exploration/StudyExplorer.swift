import Analysis
import Ensembles
import ModelContract
import NumericCore
import StudyContract

/// A study whose levers are moved by hand: it answers requests, and keeps what does not change between them.
///
/// Runs of a mix depend on the scenario, the beliefs, the economy, the discount rate and the futures, and on no other mix.
/// They are kept by these, so that a lever that moves costs the runs of one mix; comparing them costs the same as in a run.
/// Thread-safe; every number is the one that ``StudySession/compare(under:)`` has for a study with these mixes.
public final class StudyExplorer: Sendable {
  /// The session as it was started.
  public let session: StudySession

  /// Memory for outcomes that are kept, in bytes: some fourteen mixes in thirty places on 10,000 futures.
  static let outcomeMemory = 192 << 20
  /// Memory for outcomes year by year, in bytes: about half a megabyte a mix and place.
  static let yearsMemory = 64 << 20
  /// Economies and discount rates for which the budget is kept.
  private static let sessionCount = 16
  /// Futures of a first look where every mix has to be run: a tenth of a second of two processors, and an interval about
  /// three times as wide as that of 10,000.
  public static let firstFutures = 1024

  let mixCache = BoundedCache<RunKey, MixOutcomes>(capacity: outcomeMemory)
  let yearsCache = BoundedCache<YearsKey, MixYears>(capacity: yearsMemory)
  private let sessions = BoundedCache<Assumptions, StudySession>(capacity: sessionCount)
  let costCache = BoundedCache<CostKey, [String: Double]>(capacity: 4 * sessionCount)

  /// Columns of outcomes by which mixes may be ranked, and of what stands beside any ranking.
  let keptOutcomes: [Int]

  /// Takes a session whose scenarios and policies are those to be explored.
  public init(_ session: StudySession) {
    self.session = session
    let names = session.rankingOutcomes.map(\.name) + [Self.besideRanking]
    keptOutcomes = session.model.outcomes.indices.filter {
      names.contains(session.model.outcomes[$0].name)
    }
  }

  /// The outcome that a verdict looks at beside the one that ranks.
  private static let besideRanking = "terminal_value"

  /// What changes the policies that a budget leaves.
  struct Assumptions: Hashable {
    let discountRate: Double
    let economy: [String: Double]
  }

  /// What costs against the budget depend on.
  struct CostKey: Hashable {
    let assumptions: Assumptions
    let beliefs: String
  }

  /// What the outcomes of a run depend on.
  struct RunKey: Hashable {
    let assumptions: Assumptions
    let scenario: String
    let beliefs: String
    let futures: Int
    let policy: Policy

    init(_ request: ExplorationRequest, _ futures: Int, _ policy: Policy) {
      assumptions = request.assumptions
      scenario = request.scenario
      beliefs = request.beliefs
      self.futures = futures
      var nameless = policy
      nameless.name = ""
      nameless.summary = ""
      self.policy = nameless
    }
  }

  /// What outcomes year by year depend on.
  struct YearsKey: Hashable {
    let run: RunKey
    let columns: [Int]
  }

  /// Whether only mixes that were moved have to be run for the full answer, so that a first look is not worth its time.
  public func isQuick(_ request: ExplorationRequest) -> Bool {
    let futures = self.session.design.futures
    if futures <= Self.firstFutures { return true }
    guard let session = sessions.value(request.assumptions) else { return false }
    return session.selected.allSatisfy {
      mixCache.value(RunKey(request, futures, $0)) != nil
    }
  }

  /// The answer on the first futures of the session, or on all of them.
  ///
  /// - Parameters:
  ///   - futures: at most so many; all when nil.
  ///   - context: threads, and whom to ask whether to stop.
  /// - Throws: `UsageError` for a name the study does not have, `EnsembleError` when it was cancelled, and what the model
  ///   throws.
  public func answer(
    _ request: ExplorationRequest, futures: Int? = nil, context: RunContext
  ) throws -> ExplorationAnswer {
    let (whole, mixes) = try session(for: request, context: context)
    let count = min(futures ?? .max, whole.design.futures)
    let isWhole = count == whole.design.futures
    let session = isWhole ? whole : try whole.with(futures: count)
    let beliefs = try session.beliefs(request.beliefs)[0]
    let kept = try outcomes(session, request, beliefs)
    return try ExplorationRun(
      session: session, request: request, beliefs: beliefs, kept: kept, mixes: mixes,
      paths: try paths(session, request, beliefs),
      lines: try lines(session, request, mixes, beliefs),
      budgetCosts: try budgetCosts(whole, request, beliefs)
    ).answer(isWhole: isWhole)
  }

  /// Everything that a page of the study shows, with the mixes that were moved among its own: in all scenarios, under all
  /// beliefs that the study is run under.
  ///
  /// - Throws: as ``answer(_:futures:context:)``.
  public func findings(
    _ request: ExplorationRequest, context: RunContext
  ) throws -> StudyFindings {
    var session = try assumed(request, context: context)
    session.study.rankedBy = request.rankedBy
    let mixes = try moved(request, in: session)
    session.policies += mixes.all
    session.selected += mixes.all
    return try session.findings()
  }

  /// The current mix with its paths.
  ///
  /// - Throws: as ``answer(_:futures:context:)``.
  public func mix(_ request: ExplorationRequest, context: RunContext) throws -> Policy {
    try moved(request, in: assumed(request, context: context)).mix
  }

  /// The mixes that were moved.
  struct Moved {
    let mix: Policy
    /// Nil where it is the study's baseline.
    let baseline: Policy?

    var all: [Policy] { (baseline.map { [$0] } ?? []) + [mix] }
  }

  private func moved(_ request: ExplorationRequest, in session: StudySession) throws -> Moved {
    func policy(_ moved: MovedMix) throws -> Policy {
      try NameSelection.check(
        moved.basedOn, among: session.policies.map(\.name), kind: "policy")
      let base = session.policies.first { $0.name == moved.basedOn }!
      return try moved.policy(
        base, start: session.study.start, groups: session.model.schema.traitGroups)
    }
    let isChanged =
      !request.baseline.isUntouched || request.baseline.basedOn != session.study.baseline
    return Moved(
      mix: try policy(request.mix), baseline: isChanged ? try policy(request.baseline) : nil)
  }

  /// The session for an economy and a discount rate, with mixes as their budget leaves them.
  private func assumed(
    _ request: ExplorationRequest, context: RunContext
  ) throws -> StudySession {
    var assumed = try sessions.value(request.assumptions, size: 1) {
      var study = session.study
      study.discountRate = request.discountRate
      study.economy.initialConditions.merge(request.economy) { $1 }
      if study.discountRate == session.study.discountRate && request.economy.isEmpty {
        return session
      }
      var other = try StudySession(
        study, model: session.model, design: session.design.specification,
        hasNoise: session.hasNoise, context: context.quiet)
      let names = session.selected.map(\.name)
      other.selected = other.policies.filter { names.contains($0.name) }
      other.scenarios = session.scenarios
      return other
    }
    assumed.context = context
    return assumed
  }

  /// The session of an answer: one scenario, the outcomes that the answer shows, and the mixes that were moved.
  private func session(
    for request: ExplorationRequest, context: RunContext
  ) throws -> (StudySession, Moved) {
    var session = try assumed(request, context: context.quiet)
    try session.select(scenarios: request.scenario)
    try NameSelection.check(
      request.rankedBy, among: session.rankingOutcomes.map(\.name), kind: "outcome to rank by")
    let mixes = try moved(request, in: session)
    session.selected += mixes.all
    session.study.rankedBy = request.rankedBy
    let shown = [request.rankedBy, Self.besideRanking]
    session.study.outcomes = session.study.outcomes.filter { shown.contains($0.name) }
    // A rule takes every outcome of every future once more; the page of the study has it.
    session.study.decisionRule = nil
    return (session, mixes)
  }
}

extension ExplorationRequest {
  /// What changes the policies that a budget leaves.
  var assumptions: StudyExplorer.Assumptions {
    StudyExplorer.Assumptions(discountRate: discountRate, economy: economy)
  }
}

extension StudyExplorer {
  /// What the current mix is called unless it has a name of its own.
  public static let mixName = "current_mix"
  /// What a baseline is called of which something was moved.
  public static let changedName = "changed_baseline"
  /// Discount rates that may be chosen.
  public static let discountRates = World.discountRates
}
