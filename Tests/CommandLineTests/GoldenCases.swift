/// Cases of commands other than sensitivity: see ``GoldenCase``.
extension GoldenCase {
  /// All cases.
  static let all =
    run + export + trace + list + sweep + sensitivityOfStudies + sensitivityOfRuns + compare
    + decisions + explain + adaptive + search + desk
    + design + long + help + mistakes

  static let run = [
    GoldenCase("run-text", "run studies/small.yaml"),
    GoldenCase("run-full", "run studies/small.yaml --full"),
    GoldenCase("run-markdown", "run studies/budgeted.yaml --format markdown"),
    GoldenCase("run-json", "run studies/small.yaml --format json"),
    GoldenCase("run-both-beliefs", "run studies/small.yaml --beliefs prior,ensemble --full"),
    GoldenCase(
      "run-both-beliefs-json",
      "run studies/small.yaml --beliefs prior,ensemble --policies rd_push --scenarios reference "
        + "--format json"),
    GoldenCase(
      "run-files",
      "run studies/small.yaml --beliefs prior,ensemble --policies rd_push --scenarios reference "
        + "--design random --futures 6 --out out", files: ["out"]),
    GoldenCase(
      "run-without-luck",
      "run studies/small.yaml --policies rd_push --scenarios reference --design random --futures 5 "
        + "--noise off --seed 0 --format json --out out", files: ["out/outcomes.csv"]),
    GoldenCase("run-latin", "run studies/small.yaml --design latin --futures 100 --full"),
    GoldenCase("run-blas", "run studies/small.yaml --policies rd_push --product blas --full"),
    GoldenCase("run-budgeted", "run studies/budgeted.yaml --full"),
    GoldenCase("run-budgeted-json", "run studies/budgeted.yaml --scenarios calm --format json"),
    GoldenCase("run-turned-direction", "run studies/late.yaml --full"),
    GoldenCase("run-turned-direction-json", "run studies/late.yaml --format json"),
    GoldenCase("run-failures", "run studies/failing.yaml --full"),
    GoldenCase("run-failures-json", "run studies/failing.yaml --format json"),
    GoldenCase(
      "run-failures-files", "run studies/failing.yaml --design random --futures 4 --out out",
      files: ["out"]),
    GoldenCase(
      "run-failures-everywhere", "run studies/failing.yaml --scenarios without_weights --full"),
    GoldenCase(
      "run-first-study",
      "run Models/studies/first-study.yaml --futures 64 --policies education_only,rd_and_routines "
        + "--full"),
    GoldenCase("plot-ranking", "plot studies/small.yaml --chart ranking --beliefs prior"),
    GoldenCase("plot-frontier", "plot studies/budgeted.yaml --chart frontier"),
    GoldenCase(
      "run-after-history",
      "run Models/studies/mexico-2025.yaml --futures 64 --scenarios reference --full"),
  ]

  /// What a finished run becomes as text.
  static let export: [GoldenCase] = {
    let run =
      "run studies/small.yaml --beliefs prior,ensemble --policies rd_push --scenarios reference "
      + "--design random --futures 6 --out out --paths income"
    return [
      GoldenCase(
        "export-iamc", "export out --as iamc --out iamc.csv", before: [run], files: ["iamc.csv"]),
      GoldenCase(
        "export-paths", "export out --as csv --table paths-income", before: [run],
        files: ["out-paths-income.csv"]),
      GoldenCase("mistake-export-run", "export studies --as csv"),
      GoldenCase("mistake-export-table", "export out --as csv --table path", before: [run]),
      GoldenCase("mistake-export-draws", "export studies/small.yaml --as arviz"),
    ]
  }()

  static let trace = [
    GoldenCase("trace-text", "trace studies/small.yaml --policy education_only"),
    GoldenCase(
      "trace-csv",
      "trace studies/small.yaml --policy education_only --scenario faster_frontier --future 5 "
        + "--every step --format csv"),
    GoldenCase(
      "trace-sectors",
      "trace studies/budgeted.yaml --policy rd_push --defaults --noise off --sectors --format csv"),
    GoldenCase(
      "trace-json", "trace studies/budgeted.yaml --policy education_only --future 2 --format json"),
    GoldenCase(
      "trace-set",
      "trace studies/small.yaml --policy baseline --set absorption_speed=0.2 --set capital_share=0.4"
    ),
    GoldenCase(
      "trace-luck",
      "trace studies/small.yaml --policy baseline --noise on --seed 3 --format json"),
    GoldenCase(
      "trace-ensemble",
      "trace studies/small.yaml --policy rd_push --future 3 --beliefs ensemble --design random"),
    GoldenCase(
      "trace-failure",
      "trace studies/failing.yaml --policy baseline --scenario without_weights --future 0"),
    GoldenCase("check-small", "check studies/small.yaml"),
    GoldenCase("check-budgeted", "check studies/budgeted.yaml --futures 100"),
    GoldenCase(
      "check-first-study", "check Models/studies/first-study.yaml --design latin --seed 4"),
    GoldenCase("check-after-history", "check Models/studies/mexico-2025.yaml --noise off"),
  ]

  static let list = ["economies", "policies", "scenarios", "factors", "levers", "outcomes"]
    .flatMap {
      [
        GoldenCase("list-\($0)", "list \($0)"),
        GoldenCase("list-\($0)-of-study", "list \($0) studies/budgeted.yaml"),
      ]
    }

  static let sweep = [
    GoldenCase(
      "sweep-lever", "sweep studies/small.yaml --policy rd_push --vary public_research=0.002:0.03:4"
    ),
    GoldenCase(
      "sweep-two",
      "sweep studies/small.yaml --policy rd_push --scenario reference --futures 64 "
        + "--vary public_research=0.002:0.03:3 --vary absorption_speed=0.05:0.15:3"),
    GoldenCase(
      "sweep-two-csv",
      "sweep studies/small.yaml --policy rd_push --scenario reference --futures 64 "
        + "--vary public_research=0.002:0.03:3 --vary absorption_speed=0.05:0.15:3 --format csv"),
    GoldenCase(
      "sweep-json",
      "sweep studies/small.yaml --policy education_only --vary education=0.4:0.9:3 --format json"),
    GoldenCase(
      "sweep-minimised",
      "sweep studies/small.yaml --vary coordination=0.2:0.8:3 --outcome fiscal_cost "
        + "--beliefs ensemble --noise off"),
    GoldenCase(
      "sweep-turned-direction",
      "sweep studies/late.yaml --vary coordination=0.2:0.8:3 --outcome fiscal_cost"),
    GoldenCase(
      "sweep-failures", "sweep studies/failing.yaml --vary education=0.4:0.9:3"),
    GoldenCase(
      "sweep-failures-json",
      "sweep studies/failing.yaml --vary related_density_weight=0:0.2:3 --scenario reference "
        + "--format json"),
    GoldenCase(
      "sweep-budgeted-csv",
      "sweep studies/budgeted.yaml --policy education_only --vary education=0.4:0.9:3 --format csv"),
  ]

  static let long = [
    GoldenCase("selfcheck", "selfcheck"),
    GoldenCase("backtest-text", "backtest chile --ensemble first"),
    GoldenCase("backtest-json", "backtest chile korea --ensemble first --format json"),
    GoldenCase("calibrate-refused", "calibrate studies/calibration.yaml --out small.yaml"),
    GoldenCase(
      "calibrate-json",
      "calibrate studies/calibration.yaml --out small.yaml --accept-unconverged --format json",
      files: ["small.yaml"]),
    GoldenCase(
      "bench-json",
      "bench --study studies/small.yaml --policies rd_push --scenarios reference --seconds 0.01 "
        + "--threads 2 --vector-path baseline --format json", isTimed: true),
  ]

  static let help =
    [GoldenCase("help", "--help"), GoldenCase("version", "--version")]
    + [
      "run", "compare", "trace", "check", "list", "sweep", "sensitivity", "calibrate", "backtest",
      "design", "selfcheck", "bench", "economy", "effects", "facts", "discover", "value",
      "reweight", "explain", "require", "search", "report", "serve", "plot", "export", "show",
      "diff", "init", "failures", "replay", "submit", "resubmit", "merge",
      "missing",
    ].map { GoldenCase("help-\($0)", "\($0) --help") }

  static let mistakes = [
    GoldenCase("mistake-unknown-subcommand", "fly"),
    GoldenCase("mistake-missing-argument", "run"),
    GoldenCase("mistake-unknown-option", "run studies/small.yaml --colour"),
    GoldenCase("mistake-option-value", "run studies/small.yaml --design grid"),
    GoldenCase("mistake-option-range", "run studies/small.yaml --futures 0"),
    GoldenCase("mistake-threads", "run studies/small.yaml --threads 0"),
    GoldenCase("mistake-missing-file", "run no/such/study.yaml"),
    GoldenCase("mistake-policy", "run studies/small.yaml --policies educaton_only"),
    GoldenCase("mistake-scenario", "run studies/small.yaml --scenarios faster_frontie"),
    GoldenCase("mistake-beliefs", "run studies/late.yaml --beliefs ensemble"),
    GoldenCase("mistake-study", "check studies/mistaken.yaml"),
    GoldenCase("mistake-folder", "run studies/small.yaml --out studies"),
    GoldenCase(
      "mistake-trace-set",
      "trace studies/small.yaml --policy baseline --set absorbtion_speed=0.1"),
    GoldenCase(
      "mistake-trace-both", "trace studies/small.yaml --policy baseline --future 1 --defaults"),
    GoldenCase(
      "mistake-trace-range",
      "trace studies/small.yaml --policy baseline --set absorption_speed=-4"),
    GoldenCase("mistake-sweep-levels", "sweep studies/small.yaml --vary public_research=0:0.5:3"),
    GoldenCase("mistake-sweep-name", "sweep studies/small.yaml --vary public_reserch=0:0.05:3"),
    GoldenCase("mistake-sweep-form", "sweep studies/small.yaml --vary public_research=0.1"),
    GoldenCase(
      "mistake-sweep-outcome",
      "sweep studies/small.yaml --vary public_research=0:0.05:3 --outcome catch_up_year"),
    GoldenCase("mistake-list", "list everything"),
    GoldenCase("mistake-plot-chart", "plot studies/small.yaml --chart pie"),
    GoldenCase("mistake-plot-end", "plot studies/small.yaml --chart heat --out heat.jpg"),
    GoldenCase("mistake-calibrate", "calibrate studies/calibration.yaml --particles 64"),
    GoldenCase("mistake-backtest", "backtest korae"),
    GoldenCase("mistake-bench", "bench --threads 1,two"),
    GoldenCase(
      "mistake-design", "design studies/factors.yaml --method sobol --runs 3 --out design.csv"),
    GoldenCase("mistake-sensitivity-file", "sensitivity no/such.csv"),
    GoldenCase("mistake-sensitivity-method", "sensitivity studies/small.yaml --method pawn"),
    GoldenCase("mistake-sensitivity-outcome", "sensitivity studies/small.yaml --outcome incme"),
    GoldenCase("mistake-sensitivity-beats", "sensitivity studies/small.yaml --beats rd_push"),
    GoldenCase("mistake-sensitivity-regret", "sensitivity studies/small.yaml --regret rd_pus"),
    GoldenCase(
      "mistake-sensitivity-both",
      "sensitivity studies/small.yaml --regret rd_push --policy baseline"),
    GoldenCase(
      "mistake-sensitivity-flag", "sensitivity rows.csv --by-year", before: [design("random")],
      rows: .complete),
    GoldenCase(
      "mistake-sensitivity-input", "sensitivity rows.csv --inputs x1,x4",
      before: [design("random")], rows: .complete),
    GoldenCase(
      "mistake-sensitivity-design", "sensitivity rows.csv --design sobol",
      before: [design("random")], rows: .complete),
  ]
}
