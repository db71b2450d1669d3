/// The numbers that robustness metrics need, with defaults that are argued where they stand.
public struct RobustnessSettings: Sendable, Hashable {
  /// Names of the metrics; all when nil.
  public var metrics: [String]?
  /// Metrics over which mixes are sorted by Pareto; ``defaultCriteria`` when nil.
  public var criteria: [String]?
  /// What is enough, larger being better; the reference mix's mean when nil.
  public var threshold: Double?
  /// Position of the mix from whose mean defaults are taken: the baseline.
  public var reference = 0
  /// Hurwicz's pessimism: 1 looks at the worst future alone, 0 at the best; halfway, the neutral choice.
  public var pessimism = 0.5
  /// The share of futures that value at risk and expected shortfall look at: the worst tenth.
  public var level = 0.1
  /// Probability with which an interval covers.
  public var confidence = 0.95
  /// Relative risk aversion: 2 lies between the 1 of logarithmic utility and the 4 of studies of insurance, and is the
  /// usual value of social discounting.
  public var riskAversion = 2.0
  /// How many standard deviations are taken off the mean: one.
  public var deviationWeight = 1.0
  /// Radius of the ball of distributions, Kullback and Leibler's divergence in nats: 0.1 is that of a normal law moved
  /// by 0.45 standard deviations.
  public var divergence = 0.1
  /// The seed of the resamples.
  public var seed: UInt64 = 0
  /// Resamples: the ends of a 95 % interval then are the tenth value from either side, whose own sampling error is a
  /// tenth of the interval's length.
  public var resamples = 400

  /// Settings with all defaults.
  public init() {}

  /// A mix's mean, its worst tenth, and its regret nearly at its worst: what it yields, risks, and gives up.
  public static let defaultCriteria = ["mean", "expected_shortfall", "regret_90"]

  /// Futures below which nothing is resampled: a percentile interval of fewer covers visibly less than it says.
  public static let fewestResampled = 20

  /// Checks the numbers.
  ///
  /// - Throws: ``RobustnessError`` for one outside its range, and a name that is no metric.
  public func validate() throws {
    func require(_ holds: Bool, _ sentence: String) throws {
      if !holds { throw RobustnessError(sentence) }
    }
    try require(
      pessimism >= 0 && pessimism <= 1, "pessimism is a number from 0 to 1, not \(pessimism)")
    try require(level > 0 && level < 1, "the level is a share between 0 and 1, not \(level)")
    try require(
      confidence > 0 && confidence < 1,
      "the confidence is a share between 0 and 1, not \(confidence)")
    try require(
      riskAversion > 0 && riskAversion.isFinite,
      "risk aversion is a number above 0, not \(riskAversion)")
    try require(
      threshold?.isFinite != false, "the threshold is a number, not \(threshold ?? .nan)")
    try require(
      resamples >= 100 && resamples <= 10_000,
      "resamples are 100 to 10,000, not \(resamples)")
    for name in (metrics ?? []) + (criteria ?? []) where RobustnessMetric.named(name) == nil {
      throw RobustnessError(
        "there is no metric '\(name.prefix(40))'; there are "
          + RobustnessMetric.all.map(\.name).joined(separator: ", "))
    }
    try require(metrics?.isEmpty != true, "no metric is named")
  }
}
