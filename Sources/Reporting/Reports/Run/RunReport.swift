import Analysis
import ModelContract
import Studies
import StudyContract

/// Everything the reports of a run are written from: what was asked, what was run, what came out.
///
/// The value holds numbers and names only; its document and its JSON say how they read.
public struct RunReport: Sendable {
  /// The study's name in files: `first_study`.
  public var study: String
  /// The study's title, a few words.
  public var title: String
  /// The question the study asks, one or two sentences.
  public var question: String
  /// The economy the policies are tried on, in one line.
  public var economy: String
  /// First and last calendar year.
  public var horizon: ClosedRange<Double>
  /// Length of a time step in years.
  public var step: Double
  /// Rate per year at which consumption and cost are discounted.
  public var discountRate: Double
  /// Outcomes with the directions of this study, in the order of the tables.
  public var outcomes: [Outcome]
  /// Levels of outcomes the study calls a success, by outcome name; outcomes without one are absent.
  public var thresholds: [String: Double]
  /// Outcomes shown policy by policy; names the study does not have are left out.
  public var keyOutcomes: [String]
  /// One comparison for each set of beliefs, the leading one first.
  public var comparisons: [Comparison]
  /// What each scenario is.
  public var scenarios: [Scenario]
  /// The rule by which mixes were scaled to a common budget; nil when they run as they are.
  public var budget: BudgetResult?
  /// What a reader has to keep in mind, the weightiest first.
  public var caveats: [Caveat]
  /// How much of the input is judgement and how much is published.
  public var provenance: [ProvenanceCount]
  /// The seed of every random number.
  public var seed: UInt64
  /// The sampling design in words: `4,096 futures, 32 scrambled Sobol' replicates`.
  public var design: String
  /// Name and version of the model.
  public var model: String
  /// What the decision rule says by which the study ranks; nil where expectations rank.
  public var rule: RobustnessComparison?
  /// When the run was stopped, where it was to stop as soon as the ranking is known.
  public var stopping: Stopping?

  /// By comparison, the mixes year by year with what they cost; empty where nobody computed that.
  public var years: [YearlyPaths?] = []
  /// By comparison, the mixes with a second plan; empty where nobody computed that.
  public var adaptive: [[AdaptiveMix]] = []
  /// Beliefs called what they are, by name: `fitted to 47 countries`.
  public var beliefPhrases: [String: String] = [:]
  /// How far the ensemble among the beliefs was tested against history; nil without one.
  public var test: EnsembleTest?
  /// The study as a command names it.
  public var command = "STUDY"
  /// Whether everything follows the first page, and not that page alone.
  public var showsEverything = false
  /// The characters of the strips on the first page; nil for no strips.
  public var stripStyle: StripStyle? = .ascii

  /// First page and everything behind it as plain text, for a file.
  public var textInFull: String {
    var whole = self
    whole.showsEverything = true
    whole.stripStyle = .ascii
    return whole.text
  }

  /// With which characters strips are drawn.
  public enum StripStyle: Sendable, Hashable {
    /// Characters that every terminal and file has.
    case ascii
    /// Dots and lines of Unicode.
    case unicode
  }

  /// The outcomes an economist asks for first: where income ends, what the mix costs, whether and when
  /// the economy catches up, and whether it is stuck.
  public static let usualKeyOutcomes = ["income", "fiscal_cost", "catch_up_year", "trap"]

  /// Collects a report.
  public init(
    study: String, title: String, question: String, economy: String, horizon: ClosedRange<Double>,
    step: Double, discountRate: Double, outcomes: [Outcome], thresholds: [String: Double] = [:],
    keyOutcomes: [String] = RunReport.usualKeyOutcomes, comparisons: [Comparison],
    scenarios: [Scenario] = [], budget: BudgetResult? = nil, caveats: [Caveat] = [],
    provenance: [ProvenanceCount] = [], seed: UInt64, design: String, model: String = "",
    stopping: Stopping? = nil
  ) {
    precondition(!comparisons.isEmpty, "a report needs at least one comparison")
    self.study = study
    self.title = title
    self.question = question
    self.economy = economy
    self.horizon = horizon
    self.step = step
    self.discountRate = discountRate
    self.outcomes = outcomes
    self.thresholds = thresholds
    self.keyOutcomes = keyOutcomes
    self.comparisons = comparisons
    self.scenarios = scenarios
    self.budget = budget
    self.caveats = caveats
    self.provenance = provenance
    self.seed = seed
    self.design = design
    self.model = model
    self.stopping = stopping
  }
}

/// How many inputs of one kind are judgement.
public struct ProvenanceCount: Sendable, Hashable {
  /// What is counted, in the plural: `initial conditions`.
  public let subject: String
  /// Inputs that rest on judgement and not on a published figure.
  public let judgement: Int
  /// All inputs of the kind.
  public let total: Int

  /// Counts inputs.
  public init(subject: String, judgement: Int, total: Int) {
    precondition(judgement >= 0 && judgement <= total, "\(judgement) of \(total) \(subject)")
    self.subject = subject
    self.judgement = judgement
    self.total = total
  }
}

/// A rule that scales every mix towards the baseline until it spends what it may, and what came of it.
public struct BudgetResult: Sendable, Hashable {
  /// The rule.
  public let rule: Budget
  /// The mixes, in the study's order.
  public let policies: [ScaledPolicy]

  /// Describes a budget rule and its result.
  public init(rule: Budget, policies: [ScaledPolicy]) {
    self.rule = rule
    self.policies = policies
  }
}

/// One mix under a budget rule.
public struct ScaledPolicy: Sendable, Hashable {
  /// Name of the mix.
  public let policy: String
  /// Share of the way from the baseline to the mix as written: 1 when it stays as it is.
  public let share: Double
  /// The budgeted outcome above the baseline's after scaling, under the prior.
  public let achieved: Double
  /// What the same levers cost above the baseline under each set of beliefs that was run, the leading one first.
  public let costs: [Cost]
  /// Paths that changed, as a reader would write them: `public_research 0.005, 0.010 from 2030`.
  public let paths: [String]

  /// What a mix costs above the baseline under one set of beliefs.
  public struct Cost: Sendable, Hashable {
    /// Name of the beliefs.
    public let beliefs: String
    /// Expected difference of the budgeted outcome.
    public let amount: Double

    /// States a cost.
    public init(beliefs: String, amount: Double) {
      self.beliefs = beliefs
      self.amount = amount
    }
  }

  /// Describes a scaled mix.
  public init(
    policy: String, share: Double, achieved: Double, costs: [Cost] = [], paths: [String]
  ) {
    self.costs = costs
    self.policy = policy
    self.share = share
    self.achieved = achieved
    self.paths = paths
  }
}
