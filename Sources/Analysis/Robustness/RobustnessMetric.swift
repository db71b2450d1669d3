/// A decision rule as a number for every policy mix, composed of three stages.
///
/// A transform makes a value out of every state (the outcome itself, regret, whether a threshold is met), a subset keeps
/// some of the states, an aggregate makes one number of them.
///
/// Source: C. McPhail, H. R. Maier, J. H. Kwakkel and others 2018, Robustness metrics: how are they calculated, when
/// should they be used and why do they give different results?, Earth's Future 6, 169-191, doi:10.1002/2017EF000649.
public struct RobustnessMetric: Sendable, Hashable {
  /// How the interval of a metric is found.
  public enum Interval: String, Sendable, Hashable {
    /// From binomial ranks of the ordered values, where states are independent; else from resamples.
    case orderStatistics
    /// From the binomial law (Clopper and Pearson), where states are independent; else from resamples.
    case binomial
    /// From resamples of whole futures, the same for all mixes.
    case bootstrap
    /// More futures can only lower the number: it is the upper end, and there is no lower one.
    case atMost
    /// More futures can only raise the number: it is the lower end, and there is no upper one.
    case atLeast
    /// None: both ends of the range of futures enter, and more futures move them apart.
    case none
  }

  /// The name in files and tables, in snake case.
  public let name: String
  /// The value that every state gets.
  public let transform: String
  /// The states that are kept.
  public let subset: String
  /// How they become one number.
  public let aggregate: String
  /// Author and year.
  public let reference: String
  /// Whether a larger number is better.
  public let largerIsBetter: Bool
  /// Whether the ranking stays when the outcome is measured in another unit.
  public let isUnitSafe: Bool
  /// How its interval is found.
  public let interval: Interval
  /// What is computed.
  let measure: Measure

  /// What is computed, by name of the statistics it needs.
  enum Measure: Hashable {
    case maximin, maximax, hurwicz, mean
    case maximalRegret, highRegret, meanRegret, baselineDeviation, relativeBaselineDeviation
    case relativeRegret
    case meanVariance, meanLessDeviation, signalToNoise, taguchi, undesirableDeviations
    case skewness, peakedness
    case satisficing, satisficingRegret, radius
    case valueAtRisk, expectedShortfall, semiDeviation, lowerPartialMoment
    case relativeRiskAversion, absoluteRiskAversion, robustMean
    case shareBest, expectedRank, borda, opportunityCost
    case maxminExpected, smoothAmbiguity
  }

  /// Every metric, in the order of the tables.
  public static let all: [RobustnessMetric] = [
    entry("maximin", "identity", "worst", "identity", "Wald 1950", .atMost, .maximin),
    entry("maximax", "identity", "best", "identity", "Wald 1950", .atLeast, .maximax),
    entry(
      "hurwicz", "identity", "worst and best", "weighted mean", "Hurwicz 1953", .none, .hurwicz),
    entry("mean", "identity", "all", "mean", "Laplace", .bootstrap, .mean),
    entry(
      "minimax_regret", "regret", "worst", "identity", "Savage 1951", .atLeast, .maximalRegret,
      larger: false),
    entry(
      "regret_90", "regret", "90th percentile", "identity", "Herman et al. 2015",
      .orderStatistics, .highRegret, larger: false),
    entry(
      "mean_regret", "regret", "all", "mean", "Savage 1951", .bootstrap, .meanRegret,
      larger: false),
    entry(
      "baseline_deviation_90", "relative distance to own median", "90th percentile", "identity",
      "Kasprzyk et al. 2013", .orderStatistics, .relativeBaselineDeviation, larger: false),
    entry(
      "baseline_deviation_90_absolute", "distance to own median", "90th percentile", "identity",
      "Herman et al. 2015", .orderStatistics, .baselineDeviation, larger: false),
    entry(
      "relative_regret_90", "relative regret", "90th percentile", "identity",
      "Herman et al. 2015", .orderStatistics, .relativeRegret, larger: false),
    entry(
      "mean_variance", "identity", "all", "(mean + 1) / (deviation + 1)", "Hamarat et al. 2014",
      .bootstrap, .meanVariance, unitSafe: false),
    entry(
      "mean_less_deviation", "identity", "all", "mean - deviation", "Markowitz 1952", .bootstrap,
      .meanLessDeviation),
    entry(
      "signal_to_noise", "identity", "all", "mean / deviation", "Hamarat et al. 2014", .bootstrap,
      .signalToNoise),
    entry(
      "taguchi", "1 / square", "all", "-10 log10 of the mean", "Taguchi 1986", .bootstrap, .taguchi),
    entry(
      "undesirable_deviations", "distance to own median", "worst half", "mean",
      "Takriti and Ahmed 2004", .bootstrap, .undesirableDeviations),
    entry(
      "percentile_skewness", "identity", "percentiles 10, 50, 90", "skew",
      "Voudouris et al. 2014", .bootstrap, .skewness),
    entry(
      "percentile_peakedness", "identity", "percentiles 10, 25, 75, 90", "ratio of ranges",
      "Voudouris et al. 2014", .bootstrap, .peakedness),
    entry(
      "satisficing", "threshold met", "all", "mean", "Starr 1963", .binomial, .satisficing),
    entry(
      "satisficing_regret", "shortfall below threshold", "all", "mean", "McPhail et al. 2018",
      .bootstrap, .satisficingRegret),
    entry(
      "satisficing_radius", "distance of factors where threshold missed", "nearest", "identity",
      "Ben-Haim 2006", .atMost, .radius),
    entry(
      "value_at_risk", "identity", "percentile of the level", "identity", "Jorion 1997",
      .orderStatistics, .valueAtRisk),
    entry(
      "expected_shortfall", "identity", "worst share of the level", "mean",
      "Rockafellar and Uryasev 2000", .bootstrap, .expectedShortfall),
    entry(
      "semi_deviation", "shortfall below own mean", "all", "root mean square", "Fishburn 1977",
      .bootstrap, .semiDeviation, larger: false),
    entry(
      "lower_partial_moment", "shortfall below threshold", "all", "root mean square",
      "Fishburn 1977", .bootstrap, .lowerPartialMoment, larger: false),
    entry(
      "certainty_equivalent_crra", "utility of constant relative risk aversion", "all",
      "mean, as outcome", "Arrow 1965, Pratt 1964", .bootstrap, .relativeRiskAversion),
    entry(
      "certainty_equivalent_cara", "utility of constant absolute risk aversion", "all",
      "mean, as outcome", "Arrow 1965, Pratt 1964", .bootstrap, .absoluteRiskAversion),
    entry(
      "robust_mean", "identity", "all", "least mean in a ball of distributions",
      "Hansen and Sargent 2001", .bootstrap, .robustMean),
    entry("share_best", "is best", "all", "mean", "Starr 1963", .binomial, .shareBest),
    entry(
      "expected_rank", "rank", "all", "mean", "Borda 1781", .bootstrap, .expectedRank,
      larger: false),
    entry("borda", "mixes beaten", "all", "mean", "Borda 1781", .bootstrap, .borda),
    entry(
      "opportunity_cost", "loss against the mix of the best mean", "all", "mean",
      "McPhail et al. 2018", .bootstrap, .opportunityCost, larger: false),
    entry(
      "maxmin_expected", "mean of each belief and scenario", "worst", "identity",
      "Gilboa and Schmeidler 1989", .bootstrap, .maxminExpected),
    entry(
      "smooth_ambiguity", "utility of the mean of each belief and scenario", "all",
      "mean, as outcome", "Klibanoff, Marinacci and Mukerji 2005", .bootstrap, .smoothAmbiguity),
  ]

  /// The metric of a name; nil where there is none.
  public static func named(_ name: String) -> RobustnessMetric? { all.first { $0.name == name } }

  private static func entry(
    _ name: String, _ transform: String, _ subset: String, _ aggregate: String,
    _ reference: String, _ interval: Interval, _ measure: Measure, larger: Bool = true,
    unitSafe: Bool = true
  ) -> RobustnessMetric {
    RobustnessMetric(
      name: name, transform: transform, subset: subset, aggregate: aggregate,
      reference: reference, largerIsBetter: larger, isUnitSafe: unitSafe, interval: interval,
      measure: measure)
  }
}
