/// Cases of `sensitivity` and `design`: see ``GoldenCase``.
extension GoldenCase {
  static let sensitivityOfStudies: [GoldenCase] = [
    study("sobol-groups", "--groups --runs 4000"),
    study("sobol", "--runs 6000 --format json"),
    study("sobol-csv", "--runs 2000 --policy rd_push --outcome income --format csv"),
    study("pairs", "--groups --pairs --runs 8000 --format json"),
    study("difference", "--difference education_only,baseline --groups --runs 8000"),
    study(
      "difference-json", "--difference education_only,baseline --groups --runs 8000 --format json"),
    study("beats", "--beats rd_push,baseline --groups --runs 8000"),
    study("beats-json", "--beats rd_push,baseline --groups --runs 8000 --format json"),
    study("regret", "--regret baseline --groups --runs 8000"),
    study("rank", "--rank --policy rd_push --groups --runs 8000"),
    study("rank-csv", "--rank --groups --runs 4000 --format csv"),
    study(
      "by-year", "--by-year --outcome income --difference rd_push,baseline --groups --runs 4000"),
    study("by-year-csv", "--by-year --groups --runs 4000 --format csv", of: "short"),
    study(
      "by-year-rank",
      "--by-year --outcome income --rank --policy fdi_high --groups --runs 4000",
      of: "late"),
    study(
      "several-targets",
      "--outcome income,fiscal_cost --difference rd_push,baseline --regret rd_push --groups "
        + "--runs 6000"),
    study(
      "until-precision",
      "--difference education_only,baseline --groups --until-precision 0.1 --runs 60000"),
    study(
      "until-precision-limit",
      "--groups --until-precision 0.001 --runs 8000 --format json"),
    study("catch-up-year", "--outcome catch_up_year --policy education_only --groups --runs 8000"),
    study(
      "catch-up-year-beats-json",
      "--outcome catch_up_year --beats education_only,baseline --groups --runs 8000 --format json"),
    study(
      "fiscal-cost-regret", "--outcome fiscal_cost --regret education_only --groups --runs 8000"),
    study("ensemble", "--beliefs ensemble --runs 2000 --difference rd_push,baseline"),
    study("without-luck", "--noise off --seed 0 --groups --runs 4000 --scenario faster_frontier"),
    study("morris", "--method morris --runs 400"),
    study("morris-json", "--method morris --runs 400 --difference rd_push,baseline --format json"),
    study("morris-radial", "--method morris --radial --runs 6000 --format csv"),
    study("dgsm", "--method dgsm --runs 6000 --difference education_only,baseline"),
    study("dgsm-json", "--method dgsm --runs 6000 --format json"),
    study("shapley", "--method shapley --runs 6000 --groups --rank"),
    study("shapley-json", "--method shapley --runs 4000 --beats rd_push,baseline --format json"),
    study("fast", "--method fast --runs 2000", of: "short"),
    study(
      "fast-json", "--method fast --runs 2000 --difference rd_push,baseline --format json",
      of: "short"),
    study(
      "turned-direction", "--beats fdi_high,baseline --outcome fiscal_cost --groups --runs 6000",
      of: "late"),
    study(
      "turned-direction-regret", "--regret baseline --outcome fiscal_cost --groups --runs 6000",
      of: "late"),
    study("budgeted", "--difference rd_push,baseline --groups --runs 4000", of: "budgeted"),
    study("failures", "--groups --runs 6000", of: "failing"),
    study(
      "failures-json", "--difference education_only,baseline --groups --runs 6000 --format json",
      of: "failing"),
    study("failures-morris", "--method morris --runs 400", of: "failing"),
    study("failures-dgsm", "--method dgsm --runs 2000", of: "failing"),
    study("failures-shapley", "--method shapley --runs 2000", of: "failing"),
    study("failures-fast", "--method fast --runs 2000", of: "failing"),
    study("failures-everywhere", "--groups --scenario without_weights", of: "failing"),
  ]

  static let sensitivityOfRuns: [GoldenCase] =
    [
      folder("outcome", "--policy education_only --output discounted_consumption"),
      folder(
        "outcome-json", "--policy education_only --output discounted_consumption --format json"),
      folder("difference", "--difference education_only,baseline --output income"),
      folder("difference-csv", "--difference education_only,baseline --output income --format csv"),
      folder("beats", "--beats rd_push,baseline --output income"),
      folder(
        "beats-json",
        "--beats rd_push,baseline --output discounted_consumption --format json --inputs absorption_speed,capital_share,initial_proximity_multiplier,productivity_concavity"
      ),
      folder("regret", "--regret baseline --output discounted_consumption"),
      folder(
        "regret-json",
        "--regret rd_push --output income --format json --inputs absorption_speed,capital_share,initial_proximity_multiplier,productivity_concavity"
      ),
      folder("catch-up-year", "--policy education_only --output catch_up_year"),
      folder(
        "catch-up-year-json",
        "--difference education_only,baseline --output catch_up_year --format json --inputs absorption_speed,capital_share,initial_proximity_multiplier,productivity_concavity"
      ),
      folder("catch-up-year-regret", "--regret rd_push --output catch_up_year"),
      folder("fiscal-cost-regret", "--regret education_only --output fiscal_cost"),
      folder(
        "scenario-and-beliefs",
        "--policy rd_push --output income --scenario faster_frontier --beliefs ensemble --inputs "
          + "absorption_speed,capital_share,sheltered_output_weight"),
      folder("constant", "--beats rd_push,baseline --output fiscal_cost"),
      folder("unnamed-policy", "--output income"),
      folder("unknown-output", "--policy baseline --output incme"),
      folder(
        "turned-direction", "--beats fdi_high,education_only --output fiscal_cost", of: "late"),
      folder("failures", "--policy baseline --output income", of: "failing"),
      folder(
        "failures-json",
        "--regret rd_push --output income --format json --inputs absorption_speed,capital_share,initial_proximity_multiplier,productivity_concavity",
        of: "failing"),
      folder(
        "failures-everywhere", "--policy baseline --output income --scenario without_weights",
        of: "failing"),
      folder("too-many-factors", "--method shapley --policy rd_push --output income"),
      folder(
        "shapley",
        "--method shapley --policy rd_push --output income --inputs productivity_concavity,initial_proximity_multiplier,capital_share"
      ),
      folder(
        "regression-csv",
        "--method regression --policy rd_push --output income --format csv --inputs absorption_speed,capital_share,initial_proximity_multiplier,productivity_concavity"
      ),
    ]
    + [
      "given-data", "classes", "nearest-neighbours", "fast", "chatterjee", "pawn", "delta", "hsic",
      "regression", "shapley",
    ].flatMap { method in
      [
        table(method, "--method \(method)"),
        table("\(method)-json", "--method \(method) --format json"),
      ]
    }
    + [
      table("regional", "--method regional --above 1.5"),
      table(
        "regional-json", "--method regional --below 0.5 --inputs x1,x3 --output y --format json"),
      table("regression-csv", "--method regression --format csv"),
      table("failures", "--method given-data", rows: .failing),
      table("failures-json", "--method pawn --format json", rows: .failing),
    ]

  static let design: [GoldenCase] =
    ["sobol", "morris", "dgsm", "shapley", "fast", "random", "latin", "sobol-points"].map {
      GoldenCase(
        "design-\($0)",
        "design studies/factors.yaml --method \($0) --runs \($0 == "fast" ? 4200 : 64) --out design.csv",
        files: $0 == "fast" ? [] : ["design.csv"])
    }
    + [
      GoldenCase(
        "design-sobol-economical",
        "design studies/factors.yaml --method sobol --runs 64 --economical --seed 0 --out design.csv",
        files: ["design.csv"])
    ]
    + ["sobol", "morris", "dgsm", "shapley", "fast"].flatMap { method in
      [
        designed("\(method)", method, ""),
        designed("\(method)-json", method, "--format json"),
        designed("\(method)-csv", method, "--inputs x1,x2,x3 --output y --format csv"),
        designed("\(method)-failures", method, "", rows: .failing),
      ]
    }
    + [
      designed("sobol-economical", "sobol", "--format json", more: " --economical"),
      designed("sobol-replicates", "sobol", "--replicates 4"),
    ]

  /// A command that writes a design of three factors.
  static func design(_ method: String, runs: Int = 400) -> String {
    "design studies/factors.yaml --method \(method) --runs \(runs) --out design.csv"
  }

  private static func study(_ name: String, _ options: String, of study: String = "small")
    -> GoldenCase
  {
    GoldenCase("study-\(name)", "sensitivity studies/\(study).yaml \(options)")
  }

  /// An analysis of the folder that a run of a study wrote.
  private static func folder(_ name: String, _ options: String, of study: String = "small")
    -> GoldenCase
  {
    let beliefs = options.contains("--beliefs") ? " --beliefs prior,ensemble" : ""
    return GoldenCase(
      "folder-\(name)", "sensitivity results \(options)",
      before: ["run studies/\(study).yaml --futures 256\(beliefs) --out results"])
  }

  /// An analysis of rows of any origin.
  private static func table(_ name: String, _ options: String, rows: GoldenRows = .complete)
    -> GoldenCase
  {
    GoldenCase(
      "table-\(name)", "sensitivity rows.csv \(options)", before: [design("random")], rows: rows)
  }

  /// An analysis of the rows of a design.
  private static func designed(
    _ name: String, _ method: String, _ options: String, rows: GoldenRows = .complete,
    more: String = ""
  ) -> GoldenCase {
    GoldenCase(
      "designed-\(name)", "sensitivity rows.csv --design \(method) \(options)",
      before: [design(method, runs: method == "fast" ? 4200 : 2000) + more], rows: rows)
  }
}
