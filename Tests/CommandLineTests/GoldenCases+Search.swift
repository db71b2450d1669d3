/// Cases of a search for mixes: see ``GoldenCase``.
extension GoldenCase {
  static let search = [
    GoldenCase(
      "search-text",
      "search studies/small.yaml --futures 64 --evaluations 72 --searches 2 --check-futures 128"),
    GoldenCase(
      "search-json",
      "search studies/small.yaml --futures 32 --evaluations 24 --searches 1 --check-futures 32 "
        + "--levers education,public_research --objectives robust_gain,-trap --format json"),
    GoldenCase(
      "search-files",
      "search studies/budgeted.yaml --futures 32 --evaluations 48 --searches 2 --check-futures 32 "
        + "--out found", files: ["found"]),
    GoldenCase(
      "search-other-budget",
      "search studies/small.yaml --futures 32 --evaluations 48 --searches 1 --check-futures 32 "
        + "--budget 0.1% --scenarios reference --format markdown"),
    GoldenCase("search-unknown-lever", "search studies/small.yaml --levers educatio"),
    GoldenCase("search-still-lever", "search studies/small.yaml --levers coordination"),
    GoldenCase("search-unknown-objective", "search studies/small.yaml --objectives robust_gian"),
    GoldenCase("search-censored-objective", "search studies/small.yaml --objectives catch_up_year"),
    GoldenCase("search-few-evaluations", "search studies/small.yaml --evaluations 23"),
    GoldenCase("search-no-budget", "search studies/small.yaml --budget much"),
    GoldenCase("search-negative-budget", "search studies/small.yaml --budget=-0.1"),
    GoldenCase(
      "search-out-exists", "search studies/small.yaml --out studies"),
  ]
}
