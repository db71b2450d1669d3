import Analysis
import NumericCore
import StudyContract

/// All that one page shows of a study: the comparison, and what the other questions find on the same futures.
///
/// Every part is the result that the command of its name has; a part that a study leaves without an answer says why.
public struct StudyFindings: Sendable {
  /// Why a part has nothing to say.
  public struct Silence: KindedError, Hashable {
    /// The reason, in one sentence.
    public let description: String
  }

  /// Gains in one place under one set of beliefs, with their spread over futures.
  public struct Gains: Sendable {
    /// The expected gains.
    public let place: PlaceGains
    /// By mix, in the study's order.
    public let spreads: [GainSpread]

    /// Spreads of the gains that were kept future by future.
    ///
    /// - Parameters:
    ///   - gains: by scenario and policy, ``Analysis/ComparisonAccumulator/gains``.
    ///   - scenarios: names of the scenarios.
    init(place: PlaceGains, gains: [[QuantileSketch]], scenarios: [String]) {
      self.place = place
      let weighed = place.weights.compactMap { name, weight in
        scenarios.firstIndex(of: name).map { (gains[$0], weight) }
      }
      spreads = gains[0].indices.map { policy in
        GainSpread(weighed.map { ($0[policy], $1) }, divisor: abs(place.divisor))
      }
    }
  }

  /// What was run, and what came out.
  public let comparison: StudyComparison
  /// Whether gains are shares of the baseline's expectation.
  public let isRelative: Bool
  /// Names of the mixes, in the study's order.
  public let policies: [String]
  /// By beliefs: the place of the decision first, then the other scenarios.
  public let gains: [[Gains]]
  /// By beliefs: outcomes year by year.
  public let fans: [[YearlyFan]]
  /// The mix that leads under the leading beliefs.
  public let leader: String
  /// The mix it is measured from where the question is what could overturn it; nil for a single mix.
  public let rival: String?
  /// Why the leader leads, or the best mix beside a leading baseline.
  public let attribution: Result<StudyAttribution, Silence>
  /// What decides between the leader and its rival.
  public let sensitivity: Result<SensitivityResult, Silence>
  /// Which way each factor moves the lead of the leader over its rival, more being better for the leader, in the unit of the
  /// outcome that ranks; empty where ``sensitivity`` has no answer.
  public let directions: [FactorDirection]
  /// When the rival does better.
  public let discovery: Result<DiscoveryResult, Silence>
  /// What decision rules say.
  public let robustness: Result<RobustnessComparison, Silence>
}
