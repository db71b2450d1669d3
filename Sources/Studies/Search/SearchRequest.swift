import Analysis

/// What a search for policy mixes is asked to do.
public struct SearchRequest: Sendable, Hashable {
  /// Names of the levers that may differ from the baseline; all that a mix of the study moves when nil.
  public var levers: [String]?
  /// Names of what mixes are to be good at, see ``SearchObjective``.
  public var objectives: [String] = SearchObjective.usual
  /// Whether levers may take every value the model admits, and not only those between the study's own.
  public var isWide = false
  /// Futures on which the search judges mixes, the same for all.
  ///
  /// 512: two blocks of the engine. The means that a search compares are differences on common futures, whose error is
  /// about a tenth of the differences between mixes; what the search makes of that error is measured afterwards on
  /// ``checkFutures``.
  public var futures = 512
  /// Mixes that each search may evaluate.
  public var evaluations = 4000
  /// Searches from different random numbers.
  public var searches = 3
  /// Seed of the searches; futures have the study's.
  public var seed: UInt64 = 0
  /// Futures on which the mixes that were found are judged anew: 4,096 others, as many as a study usually has.
  public var checkFutures = 4096

  /// Evaluations a search may have: no fewer than its first population, no more than months of work.
  public static let evaluationCounts = SearchSettings.usualPopulation...10_000_000
  /// Searches there may be.
  public static let searchCounts = 1...100

  /// The usual request.
  public init() {}
}
