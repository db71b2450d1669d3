import GrowthModels
import Scenarios

extension FuzzReader {
  /// Readers of YAML files: studies, and what a study names.
  static func files(_ bench: Workbench) throws -> [FuzzReader] {
    /// A study that names the input under one of its keys.
    func study(_ lines: [String: String]) -> String {
      let keys = [
        ("name", "small"), ("question", "Does it load?"), ("economy", "generic"), ("start", "2025"),
        ("end", "2035"),
        ("factors", "priors/second-version"), ("baseline", "baseline"), ("policies", "[baseline]"),
        ("scenarios", "[reference]"), ("outcomes", "[income]"), ("ranked_by", "income"),
      ]
      return keys.map { "\($0.0): \(lines[$0.0] ?? $0.1)\n" }.filter { !$0.hasSuffix(": \n") }
        .joined()
    }
    func part(
      _ name: String, key: String, value: String, start: String = "2025", seeds: [[UInt8]],
      share: Int
    ) throws -> FuzzReader {
      let path = try bench.write(study([key: value, "start": start]), "\(name)/study.yaml")
      return FuzzReader(name, seeds: seeds, share: share) { bytes in
        try bench.write(bytes, "\(name)/input.yaml")
        _ = try StudyLoader.load(path)
      }
    }
    /// Every fourth: other tests read all.
    func some(of seeds: [[UInt8]]) -> [[UInt8]] {
      stride(from: 0, to: seeds.count, by: 4).map { seeds[$0] }
    }
    let small = Array(study(["policies": "[baseline, education_only]"]).utf8)
    let solow = try bench.shipped(file: "studies/solow.yaml")
    let nelson = try bench.shipped(file: "studies/nelson-phelps.yaml")
    return [
      FuzzReader(
        "study",
        seeds: [small, solow, nelson] + (try some(of: bench.shipped("studies", ending: ".yaml"))),
        share: 8
      ) {
        _ = try StudyLoader.load(bench.write($0, "study/input.yaml"))
      },
      FuzzReader("small-study", seeds: [solow, nelson], share: 60) {
        _ = try StudyLoader.load(bench.write($0, "study/input.yaml"))
      },
      try part(
        "economy", key: "economy", value: "./input.yaml", start: "",
        seeds: ["mexico", "kenya", "china"].map { try bench.shipped(file: "economies/\($0).yaml") },
        share: 12),
      try part(
        "policy", key: "policies", value: "[baseline, ./input.yaml]",
        seeds: bench.shipped("policies", ending: ".yaml", besides: "baseline.yaml"), share: 12),
      try part(
        "scenario", key: "scenarios", value: "[./input.yaml]",
        seeds: bench.shipped("scenarios", ending: ".yaml"), share: 12),
      try part(
        "priors", key: "factors", value: "./input.yaml",
        seeds: bench.shipped("priors", ending: ".yaml"), share: 6),
      FuzzReader("effects", seeds: try bench.shipped("effects", ending: ".yaml"), share: 10) {
        _ = try EffectCardFile.load(bench.write($0, "effects/input.yaml"), for: GrowthModel())
      },
      FuzzReader("facts", seeds: try bench.shipped("facts", ending: ".yaml"), share: 4) {
        _ = try FactGroupFile.load(bench.write($0, "facts/input.yaml"))
      },
      FuzzReader("own-economy", seeds: [try ownEconomy(bench)], share: 6) {
        let path = try bench.write($0, "own/input.yaml")
        _ = try HistoryLoader(near: path).study(path)
      },
      FuzzReader("factors", seeds: [Array(factors.utf8)], share: 100) {
        _ = try FactorsFile.read(bench.write($0, "factors/input.yaml"))
      },
      FuzzReader("calibration", seeds: [Array(calibration.utf8)], share: 4) {
        _ = try CalibrationLoader.load(bench.write($0, "calibration/input.yaml"))
      },
    ]
  }

  /// An economy with its own targets, as a backtest takes it.
  private static func ownEconomy(_ bench: Workbench) throws -> [UInt8] {
    try bench.shipped(file: "economies/korea.yaml")
      + Array(
        "\ntargets:\n  mix: baseline\n  income: {source: s, values: {1980: 0.2, 1990: 0.3}}\n".utf8)
  }

  private static let factors = """
    name: own
    summary: factors of a model elsewhere
    factors:
      x0: {distribution: uniform, low: 0, high: 1}
      k: {distribution: lognormal, median: 2, sigma: 0.5, unit: 1/day, dimension: 40}
      m: {distribution: triangular, low: 0, mode: 1, high: 2}
      b: {distribution: beta, alpha: 2, beta: 3, low: 0, high: 1}
      g: {distribution: gamma, mean: 2, standard_deviation: 1}
      c: {distribution: constant, value: 3}
    correlations:
      - {factors: [x0, k], rank_correlation: 0.6}
    repair_correlations: true

    """

  private static let calibration = """
    name: small
    summary: one economy
    economies: [history/japan]
    lever_intervals: ../Models/history/lever-intervals.csv
    income: {file: ../Models/history/targets.csv, column: income}
    research: {file: "../Models/history/{economy}.csv", column: research, every: 5}
    window: {end: 2019}
    discrepancy:
      income: {size: 0.12, persistence: [0.6, 0.95]}
      research: {size: 0.25, persistence: [0.6, 0.95]}
    differences: {study: solow, outcome: income, policies: [save_a_tenth]}
    particles: 2000
    runs: 4
    rows: 4096
    seed: 1955

    """
}
