import ModelContract
import Sampling
import StudyContract

/// A policy after the budget rule.
public struct BudgetedPolicy: Sendable, Hashable {
  /// The policy to run: its paths moved towards the baseline's, or as they were.
  public let policy: Policy
  /// Share of its distance to the baseline: 1 when the policy stays as it is, more when it was scaled up.
  public let share: Double
  /// Expected difference to the baseline as the study wrote the policy.
  public let unscaledDifference: Double
  /// Expected difference to the baseline of ``policy``.
  public let difference: Double
  /// Whether the policy stays as it is.
  public var isWithinBudget: Bool { share == 1 }
}

/// Scales policies towards the baseline until each meets a budget.
///
/// A policy is one set of lever values, which whoever decides sets without knowing which beliefs are right. It is
/// therefore scaled once, under the factor sources of the pilot (the study's prior), and not anew under each set of
/// beliefs, which would compare other policies under each. Under other beliefs the same levers cost something else:
/// ``differences(_:outcome:baseline:context:)`` says what.
///
/// The share left of a policy solves `E[outcome(share)] - E[outcome(baseline)] = aboveBaseline`, where
/// `share` moves every lever's path and every trait (`Policy.moved(towards:share:)`), so that share 0 is the
/// baseline with the policy's targets. A rule that scales up looks for shares above 1 as well, up to the bounds of levers and
/// traits (`Policy.largestShare(from:levers:traits:)`). Expectations are taken over a fixed
/// pilot, so that neither the seed nor the number of futures of a run changes what its policies are.
public enum BudgetScaling {
  /// The pilot's design: 512 points of a scrambled Sobol' sequence with seed 0.
  ///
  /// 512 futures are two blocks, so that a bisection of eight mixes takes tenths of a second; the error they
  /// leave in the expected cost (a smooth function of few factors) is about 1 % of the budgets studies use,
  /// below their tolerance. Seed 0 is a seed like any other. 32 replicates are the design's own default.
  public static let pilotDesign = DesignSpecification(
    kind: .sobol, futures: 512, seed: 0, replicates: 32, cubeSize: 256)

  /// The search stops at this part of the tolerance.
  ///
  /// A tenth: the tolerance says which mixes count as equally expensive, and a search that stopped at its edge
  /// would leave differences between mixes that come from the search alone.
  public static let searchTolerance = 0.1

  /// Rounds of the search; each at least halves the bracket every other round, so that 60 exhaust a double.
  static let maximumRounds = 60

  /// Scales every policy of an experiment.
  ///
  /// - Parameters:
  ///   - pilot: all policies of the study, the baseline among them, with the study's factor sources over
  ///     ``pilotDesign``; only its first scenario is used.
  ///   - baseline: name of the baseline, which is never scaled.
  /// - Returns: the policies in their order.
  /// - Throws: ``EnsembleError`` when the outcome or baseline is unknown, every pilot future fails, or a policy
  ///   costs more than the budget even at the baseline's levers and traits.
  public static func scale(
    _ pilot: Experiment, to rule: Budget, baseline: String,
    context: RunContext = RunContext()
  ) throws -> [BudgetedPolicy] {
    let costs = try PilotCosts(
      pilot: pilot, outcome: rule.outcome, baseline: baseline, context: context)
    let base = costs.baseline
    guard rule.tolerance > 0, rule.tolerance.isFinite, rule.aboveBaseline.isFinite else {
      throw EnsembleError.invalid(
        "A budget needs a finite amount and a tolerance above 0, not \(rule.aboveBaseline) and "
          + "\(rule.tolerance).")
    }
    var searches = pilot.policies.map { policy in
      ShareSearch(
        policy: policy, baseline: base, rule: rule,
        most: rule.scalesUp
          ? policy.largestShare(
            from: base, levers: pilot.model.levers, traits: pilot.model.traits) : 1)
    }
    for _ in 0..<maximumRounds {
      let open = searches.indices.filter { !searches[$0].isFinished }
      if open.isEmpty { break }
      let differences = try costs.differences(of: open.map { searches[$0].candidate })
      for (search, difference) in zip(open, differences) {
        try searches[search].learn(difference)
      }
    }
    // A mix that waits for what it sees spends in jumps over a finite pilot; it then spends less than it may.
    for place in searches.indices where !searches[place].isFinished {
      if searches[place].candidate.contingency != nil {
        searches[place].settleBelow()
      }
    }
    for search in searches where !search.isFinished {
      throw EnsembleError.invalid(
        "No share of \(search.candidate.name) meets the budget: its \(rule.outcome) jumps across "
          + "\(rule.aboveBaseline) above the baseline's.")
    }
    return searches.map(\.result)
  }

  /// Expected differences to the baseline of one outcome over a pilot, by policy in their order.
  ///
  /// - Throws: ``EnsembleError`` when the outcome or baseline is unknown, or every pilot future fails.
  public static func differences(
    _ pilot: Experiment, outcome: String, baseline: String, context: RunContext = RunContext()
  ) throws -> [Double] {
    let costs = try PilotCosts(pilot: pilot, outcome: outcome, baseline: baseline, context: context)
    let others = pilot.policies.filter { $0.name != baseline }
    var differences = try others.isEmpty ? [] : costs.differences(of: others)
    if let position = pilot.policies.firstIndex(where: { $0.name == baseline }) {
      differences.insert(0, at: position)
    }
    return differences
  }
}

/// Expected differences to the baseline over the pilot.
private struct PilotCosts {
  let pilot: Experiment
  let outcome: Int
  let baseline: Policy
  let context: RunContext

  init(pilot: Experiment, outcome: String, baseline: String, context: RunContext) throws {
    guard let base = pilot.policies.first(where: { $0.name == baseline }) else {
      throw EnsembleError.invalid("The baseline \(baseline) is not among the policies.")
    }
    guard let position = pilot.model.outcomes.firstIndex(where: { $0.name == outcome }) else {
      throw EnsembleError.invalid("The budget names the unknown outcome \(outcome).")
    }
    self.pilot = pilot
    self.outcome = position
    self.baseline = base
    self.context = context.quiet
  }

  func differences(of policies: [Policy]) throws -> [Double] {
    let experiment = Experiment(
      model: pilot.model, policies: [baseline] + policies, scenarios: [pilot.scenarios[0]],
      design: pilot.design, hasNoise: pilot.hasNoise)
    let result = try EnsembleRunner.run(experiment, context: context) {
      [outcome] in PairedMeans(outcome: outcome, baseline: 0)
    }
    return try zip(policies, result.summary.differences.dropFirst()).map { policy, difference in
      guard let difference else {
        throw EnsembleError.invalid(
          "Every future of the pilot run that measures budgets failed under \(policy.name).")
      }
      return difference
    }
  }
}

/// The search for the share of one policy: bisection that guesses by the secant (Illinois rule).
///
/// Cost is nearly linear in the share, so that the secant is right within a few rounds; keeping a bracket makes
/// it as safe as bisection. M. Dowell and P. Jarratt, BIT 11 (1971) 168, doi:10.1007/BF01934364.
private struct ShareSearch {
  private enum Stage { case whole, most, none, between, finished }

  private let policy: Policy
  private let baseline: Policy
  private let rule: Budget
  /// The largest share that is tried.
  private let most: Double
  private var stage: Stage
  private var share: Double
  private var unscaled = 0.0
  private var difference = 0.0
  private var low = (share: 0.0, excess: 0.0)
  private var high = (share: 1.0, excess: 0.0)
  /// The difference at the lower end, which the search may move in its own account.
  private var lowDifference = 0.0
  private var lastSide = 0

  init(policy: Policy, baseline: Policy, rule: Budget, most: Double) {
    self.most = most
    self.policy = policy
    self.baseline = baseline
    self.rule = rule
    share = 1
    stage = policy == baseline ? .finished : .whole
  }

  var isFinished: Bool { stage == .finished }

  /// The policy whose cost is wanted next.
  var candidate: Policy { policy.moved(towards: baseline, share: share) }

  var result: BudgetedPolicy {
    BudgetedPolicy(
      policy: candidate, share: share, unscaledDifference: unscaled, difference: difference)
  }

  /// Takes in the expected difference of the candidate.
  mutating func learn(_ value: Double) throws {
    difference = value
    let excess = value - rule.aboveBaseline
    switch stage {
    case .finished: return
    case .whole:
      unscaled = value
      if excess <= rule.tolerance {
        let isCheap = excess < -rule.tolerance && most > 1
        stage = isCheap ? .most : .finished
        if isCheap {
          lowDifference = value
          low = (1, excess)
          share = most
        }
        return
      }
      high.excess = excess
      stage = .none
      share = 0
    case .most:
      if excess <= rule.tolerance {
        stage = .finished
        return
      }
      high = (most, excess)
      stage = .between
      share = guess
    case .none:
      guard excess <= rule.tolerance else {
        throw EnsembleError.invalid(
          "\(policy.name) exceeds the budget even with all levers at the baseline's: \(rule.outcome) "
            + "is \(value) above the baseline's, and the budget allows \(rule.aboveBaseline).")
      }
      lowDifference = value
      low.excess = min(excess, -rule.tolerance * BudgetScaling.searchTolerance)
      stage = .between
      share = guess
    case .between:
      if abs(excess) <= rule.tolerance * BudgetScaling.searchTolerance {
        stage = .finished
        return
      }
      narrow(excess)
      share = guess
    }
  }

  /// Takes the largest share that was found to cost no more than the budget.
  mutating func settleBelow() {
    share = low.share
    difference = lowDifference
    stage = .finished
  }

  private var guess: Double {
    low.share + (high.share - low.share) * low.excess / (low.excess - high.excess)
  }

  private mutating func narrow(_ excess: Double) {
    let side = excess < 0 ? -1 : 1
    if side < 0 {
      lowDifference = difference
      low = (share, excess)
      if lastSide == side { high.excess /= 2 }
    } else {
      high = (share, excess)
      if lastSide == side { low.excess /= 2 }
    }
    lastSide = side
  }
}
