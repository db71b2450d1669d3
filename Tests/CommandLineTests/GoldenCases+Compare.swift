/// Cases of comparing by decision rules: see ``GoldenCase``.
extension GoldenCase {
  private static let saved =
    "run studies/small.yaml --beliefs prior,ensemble --futures 64 --out out"

  static let compare = [
    GoldenCase("compare-payoffs", "compare studies/payoffs.csv --threshold 0"),
    GoldenCase("compare-payoffs-json", "compare studies/payoffs.csv --threshold 0 --format json"),
    GoldenCase("compare-run", "compare out", before: [saved]),
    GoldenCase(
      "compare-run-csv",
      "compare out --outcome income,terminal_value --metrics mean,minimax_regret,satisficing --format csv",
      before: [saved]),
    GoldenCase("compare-unknown-metric", "compare studies/payoffs.csv --metrics maximum"),
    GoldenCase("compare-unknown-outcome", "compare out --outcome incme", before: [saved]),
    GoldenCase("compare-outcome-of-file", "compare studies/payoffs.csv --outcome income"),
    GoldenCase("compare-pessimism", "compare studies/payoffs.csv --pessimism 2"),
    GoldenCase("compare-threshold", "compare studies/payoffs.csv --threshold much"),
    GoldenCase("compare-missing-file", "compare no/such.csv"),
    GoldenCase("compare-no-run", "compare studies"),
  ]
}
