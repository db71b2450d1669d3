/// Robustness metrics in plain words and as formulas.
///
/// In formulas x is what a mix yields in a state (a future, in a scenario, under a belief), larger being better; b is what the
/// best mix yields in the same state; t is the threshold; q with a number is a percentile. Numbers in brackets are what
/// `compare` takes unless told otherwise.
enum MetricWords {
  /// What a metric says, in one line.
  static func meaning(_ name: String) -> String { words[name]?.meaning ?? "" }
  /// How it is computed.
  static func formula(_ name: String) -> String { words[name]?.formula ?? "" }

  /// What the signs of the formulas mean.
  static let signs =
    "x: what a mix yields in a state (a future, in a scenario, under a belief), larger being better; b: what the best mix "
    + "yields in the same state; t: the threshold; q10, q50, q90: percentiles over states. Numbers in brackets are what "
    + "'latecomer compare' takes unless told otherwise."

  private static let words: [String: (meaning: String, formula: String)] = [
    "maximin": ("what the mix yields in its worst future", "min x"),
    "maximax": ("what the mix yields in its best future", "max x"),
    "hurwicz": (
      "a compromise between its worst and its best future",
      "p min x + (1 - p) max x, pessimism p (0.5)"
    ),
    "mean": ("what it yields on average, every future counting the same", "mean x"),
    "minimax_regret": (
      "the most that is ever lost by not having chosen the best mix of that future", "max (b - x)"
    ),
    "regret_90": (
      "the loss against the best mix of the same future that one future in ten exceeds",
      "q90 (b - x)"
    ),
    "mean_regret": (
      "the average loss against the best mix of the same future", "mean (b - x)"
    ),
    "baseline_deviation_90": (
      "how far, as a share, the mix strays from its own middle future in one of ten",
      "q90 |x - q50 x| / |q50 x|"
    ),
    "baseline_deviation_90_absolute": (
      "how far the mix strays from its own middle future in one of ten", "q90 |x - q50 x|"
    ),
    "relative_regret_90": (
      "the loss against the best mix, as a share of what the best yields, that one future in ten exceeds",
      "q90 (b - x) / |b|"
    ),
    "mean_variance": (
      "average over spread, one added to both; depends on the unit",
      "(mean x + 1) / (deviation x + 1)"
    ),
    "mean_less_deviation": (
      "the average less what it fluctuates", "mean x - deviation x"
    ),
    "signal_to_noise": ("how large the average is beside the spread", "mean x / deviation x"),
    "taguchi": (
      "an engineer's measure that punishes small yields most, in decibels",
      "-10 log10 mean (1 / x^2)"
    ),
    "undesirable_deviations": (
      "how far the worse half of futures falls below the middle one, on average",
      "mean (x - q50 x) over the worst half"
    ),
    "percentile_skewness": (
      "whether good surprises are larger than bad ones: above 0 they are",
      "((q90 + q10) / 2 - q50) / ((q90 - q10) / 2)"
    ),
    "percentile_peakedness": (
      "how closely futures crowd around the middle, beside their whole range",
      "(q90 - q10) / (q75 - q25)"
    ),
    "satisficing": (
      "in which share of futures the mix is good enough", "share of x >= t"
    ),
    "satisficing_regret": (
      "how far the mix falls short of what is enough, on average; 0 where it never does",
      "mean min (x - t, 0)"
    ),
    "satisficing_radius": (
      "how far the assumptions may move before the mix is no longer good enough",
      "least distance of factors with x < t"
    ),
    "value_at_risk": (
      "what the mix yields at least, but for the worst tenth of futures", "q10 x, level (10 %)"
    ),
    "expected_shortfall": (
      "what it yields on average in its worst tenth of futures",
      "mean x over the worst share, level (10 %)"
    ),
    "semi_deviation": (
      "how far futures below its own average fall short of it",
      "sqrt mean max (mean x - x, 0)^2"
    ),
    "lower_partial_moment": (
      "how far futures fall short of what is enough, large gaps counting more",
      "sqrt mean max (t - x, 0)^2"
    ),
    "certainty_equivalent_crra": (
      "the certain yield that is worth as much to one who minds losing a share",
      "(mean x^(1 - a))^(1 / (1 - a)), aversion a (2)"
    ),
    "certainty_equivalent_cara": (
      "the certain yield that is worth as much to one who minds losing an amount",
      "-log (mean exp (-A x)) / A, A = a / baseline's mean"
    ),
    "robust_mean": (
      "the least average if the odds of futures are somewhat wrong",
      "min mean x over laws within a divergence (0.1)"
    ),
    "share_best": ("in which share of futures no mix is better", "share of x = b, ties shared"),
    "expected_rank": ("its average place among the mixes, 1 being first", "mean rank of x"),
    "borda": ("how many mixes it beats, on average", "mean (mixes - rank of x)"),
    "opportunity_cost": (
      "what is lost on average against the mix of the best average",
      "max over mixes of mean x, less mean x"
    ),
    "maxmin_expected": (
      "its average under the least favourable belief and scenario",
      "min over beliefs and scenarios of mean x"
    ),
    "smooth_ambiguity": (
      "its averages under beliefs and scenarios, low ones counting more",
      "-log (mean exp (-A m)) / A, m = mean x of each"
    ),
  ]
}
