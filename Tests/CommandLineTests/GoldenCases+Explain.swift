/// Cases of commands that explain a difference, a name, or what a target takes: see ``GoldenCase``.
extension GoldenCase {
  static let explain = [
    GoldenCase("explain-mixes", "explain studies/small.yaml --mixes rd_push,baseline"),
    GoldenCase(
      "explain-mixes-json",
      "explain studies/small.yaml --mixes education_only,baseline --scenario faster_frontier --format json"
    ),
    GoldenCase(
      "explain-failures", "explain studies/failing.yaml --mixes education_only,baseline"),
    GoldenCase("explain-one-mix", "explain studies/small.yaml --mixes rd_push"),
    GoldenCase("explain-same-mix", "explain studies/small.yaml --mixes rd_push,rd_push"),
    GoldenCase("explain-unknown-mix", "explain studies/small.yaml --mixes rd_push,baselin"),
    GoldenCase("explain-no-mixes", "explain studies/small.yaml"),
    GoldenCase("explain-factor", "explain absorption_speed --study studies/small.yaml"),
    GoldenCase("explain-lever", "explain public_research --format json"),
    GoldenCase("explain-sector", "explain semiconductors"),
    GoldenCase("explain-metric", "explain minimax_regret"),
    GoldenCase("explain-policy", "explain rd_push --study studies/small.yaml"),
    GoldenCase("explain-typo", "explain absorbtion_speed"),
    GoldenCase(
      "require-text",
      "require studies/small.yaml income\u{A0}>=\u{A0}0.22\u{A0}by\u{A0}2045 --probability 0.4"),
    GoldenCase(
      "require-json", "require studies/small.yaml income\u{A0}>=\u{A0}0.3 --format json"),
    GoldenCase("require-never", "require studies/small.yaml income\u{A0}>\u{A0}1"),
    GoldenCase("require-mistake", "require studies/small.yaml income"),
    GoldenCase(
      "trace-against",
      "trace studies/small.yaml --policy rd_push --against baseline --future 3"),
    GoldenCase(
      "trace-against-csv",
      "trace studies/small.yaml --policy rd_push,baseline --format csv"),
  ]
}
