/// A part of the scale of an outcome.
public enum OutcomeRegion: Sendable, Hashable {
  /// Above a number.
  case above(Double)
  /// Below a number.
  case below(Double)
  /// A number or above it.
  case atLeast(Double)

  /// Whether an outcome lies in it.
  public func contains(_ value: Double) -> Bool {
    switch self {
    case .above(let bound): value > bound
    case .below(let bound): value < bound
    case .atLeast(let bound): value >= bound
    }
  }
}

/// What a method says of a result as a whole.
public enum SensitivityFinding: Sendable, Hashable {
  /// How many base points there were, in how many independent replicates.
  case basePoints(Int, replicates: Int)
  /// Walks of a screening design, each of which moved every factor once.
  case walks(Int)
  /// Centres of a radial design.
  case centres(Int)
  /// Walks from which effects come that add up to 1.
  case exchanges(walks: Int, failed: Int, replicates: Int)
  /// Factors whose effects differ more than they are large.
  case unevenEffects([String])
  /// Factors whose total index is certainly negligible.
  case negligible([String])
  /// What was taken out of indices from search curves: the indices of a factor that does not exist.
  case leak(first: Double, total: Double)
  /// Too few search curves without a failed run for an index.
  case tooFewCurves(failed: Int)
  /// A second-order index that can be told from 0 among all pairs at once.
  case interaction(Interaction)
  /// Second-order indices that can be told from 0 each by itself.
  case interactions([Interaction])
  /// Shares of the variance that linear fits of values and of ranks explain.
  case linearFit(values: IndexEstimate, ranks: IndexEstimate)
  /// How many outcomes lie in a region.
  case region(OutcomeRegion, inside: Int, rows: Int)
  /// How a factor differs inside a region, and where the two sides differ most.
  case separation(factor: String, isLargerInside: Bool, at: Double)
  /// What Shapley effects of given data add up to.
  case sumOfEffects(Double)
  /// Only the first rows were used.
  case rowsUsed(Int, of: Int)
  /// The outcome is the same in every run.
  case constant
  /// Several queries count the same.
  case equalWeights
  /// Factors with few values, whose index comes from rows with exactly the same value.
  case exactValues([String])

  /// The second-order index of two groups.
  public struct Interaction: Sendable, Hashable {
    /// The groups.
    public let first: String, second: String
    /// Their second-order index.
    public let index: Double
  }
}

extension SensitivityWarning {
  /// Fewest base points, or walks, from which errors can be relied on: 64, eight in each of eight blocks.
  static let fewestPoints = 64
  /// Base points that must carry the variance: 40, because errors come from some eight parts of them.
  static let fewestCarriers = 40.0

  /// What makes intervals from the blocks of a design doubtful.
  ///
  /// - Parameters:
  ///   - points: base points or walks.
  ///   - carriers: those that carry the variance, ``Carriers``; nil where nothing varies.
  static func doubts(points: Int, carriers: Double?) -> [SensitivityWarning] {
    guard points > 0, let carriers else { return [] }
    var doubts: [SensitivityWarning] = []
    if points < fewestPoints { doubts.append(.fewBasePoints(points)) }
    if carriers < min(fewestCarriers, Double(points) / 8) {
      doubts.append(.fewRowsCarryVariance(Int(carriers.rounded()), of: points))
    }
    return doubts
  }
}

/// What must be known to read a result.
public enum SensitivityWarning: Sendable, Hashable {
  /// About so many rows, or base points, carry the variance of the outcome; fewer than errors need.
  case fewRowsCarryVariance(Int, of: Int)
  /// So few rows have another outcome than most; nothing can be sure of what they have in common.
  case fewEvents(Int, of: Int)
  /// Two factors are correlated, so that an index of one holds what it shares with the other.
  case dependentFactors(String, String, correlation: Double)
  /// Too few base points for an error that can be relied on.
  case fewBasePoints(Int)
  /// Neighbours in so many factors lie far apart.
  case farNeighbours(factors: Int)
  /// Rows that repeat another in every number were left out.
  case repeatedRows(Int)
  /// Steps with a failed run at either end are left out.
  case lostSteps
  /// Parts of a design with a failed run are left out with all their runs.
  case lost(Int, unit: DesignUnit.Name, runs: Int)
  /// Rows without a finite outcome, and where they lie.
  case failures(FailedRows)
  /// Failed runs of a design of a study.
  case failedRuns(Int, of: Int, region: FailureRegion?)
  /// The share of base points that have a failed run.
  case failedBasePoints(share: Double, region: FailureRegion?)
  /// Factors that come jointly from an ensemble and are one group.
  case ensembleGroup(factors: Int, ensemble: String)
  /// Correlated factors that are one group each.
  case correlatedGroups
  /// Dependent factors that are one player for each block of them.
  case players(factors: Int, blocks: [String])
  /// Inputs that stay as they were drawn while a factor moves.
  case unmoved(factors: Int, blocks: [String], hasLuck: Bool, alongCurves: Bool)
  /// Luck is not among the factors of a finished run.
  case luckIsNoFactor
  /// The folder does not say in which direction outcomes are better.
  case assumedDirections
  /// Rows change one factor at a time, but the method takes them for independent.
  case rowsOfADesign
}
