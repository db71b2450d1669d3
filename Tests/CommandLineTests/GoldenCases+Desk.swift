/// Cases of what one does around runs: lists, a first study, differences. See ``GoldenCase``.
extension GoldenCase {
  private static let before =
    "run studies/small.yaml --beliefs prior,ensemble --futures 64 --out before"
  private static let after =
    "run studies/small.yaml --beliefs prior,ensemble --futures 64 --seed 9 --out after"
  private static let failing = "run studies/failing.yaml --futures 256 --out out"
  private static let fewFailing =
    "run studies/failing.yaml --design random --futures 4 --out out"

  static let desk = [
    GoldenCase("list-sectors", "list sectors"),
    GoldenCase("list-traits", "list traits"),
    GoldenCase("list-metrics", "list metrics"),
    GoldenCase("list-metrics-json", "list metrics --format json"),
    GoldenCase("list-sectors-csv", "list sectors --format csv"),
    GoldenCase(
      "list-factors-of-study-csv", "list factors --study studies/budgeted.yaml --format csv"),
    GoldenCase("list-metrics-of-study", "list metrics studies/small.yaml"),
    GoldenCase("list-study-twice", "list levers studies/small.yaml --study studies/small.yaml"),
    GoldenCase("show-no-run", "show studies"),
    GoldenCase("show-missing", "show no/such"),
    GoldenCase("show-file", "show studies/small.yaml"),
    GoldenCase("diff-runs", "diff before after", before: [before, after]),
    GoldenCase("diff-edited", "diff studies/edited.yaml before", before: [before]),
    GoldenCase(
      "diff-edited-json", "diff before studies/edited.yaml --format json", before: [before]),
    GoldenCase("diff-same", "diff before before --inputs-only", before: [before]),
    GoldenCase("diff-missing", "diff studies/small.yaml no/such.yaml"),
    GoldenCase("failures", "failures out", before: [failing]),
    GoldenCase("failures-json", "failures out --format json", before: [fewFailing]),
    GoldenCase("failures-csv", "failures out --format csv", before: [fewFailing]),
    GoldenCase("failures-none", "failures before", before: [before]),
    GoldenCase("failures-no-run", "failures studies"),
    GoldenCase(
      "replay", "replay before --future 5 --policy rd_push --beliefs ensemble", before: [before]),
    GoldenCase(
      "replay-failed", "replay out --future 0 --policy rd_push --every step", before: [failing]),
    GoldenCase(
      "replay-failed-json", "replay out --future 0 --policy baseline --format json",
      before: [fewFailing]),
    GoldenCase("replay-beyond", "replay out --future 128 --policy rd_push", before: [fewFailing]),
    GoldenCase("replay-policy", "replay out --future 1 --policy rd_pusj", before: [failing]),
    GoldenCase("replay-no-run", "replay studies --future 1 --policy rd_push"),
    GoldenCase("init-generic", "init", files: ["study.yaml"]),
    GoldenCase("init-country", "init KEN", files: ["kenya.yaml", "kenya-mix.yaml"]),
    GoldenCase("init-unknown", "init Kenia"),
    GoldenCase("init-exists", "init Kenya", before: ["init KEN"]),
    GoldenCase("init-not-yaml", "init --out study.txt"),
  ]
}
