import Scenarios
import StudyContract

extension FuzzReader {
  /// Readers of tables.
  static func tables(_ bench: Workbench) throws -> [FuzzReader] {
    let payoffs = """
      future,a,b,weight
      0,1.5,2,1
      1,NaN,-3e2,0.5
      2,"4",5,1

      """
    let european = "x1;x2;y\n0,5;1;2,25\n1;;3\n\n#N/A;2;\"1\"\n"
    let ensemble = """
      name: small
      summary: as if fitted
      model_version: third
      rows: 3
      file: rows.csv
      effective_size: 2
      converged: true
      economies: [japan]

      """
    let rows =
      "absorption_speed,initial_proximity_multiplier.japan,discrepancy.income_size,discrepancy.income_persistence\n"
      + "0.1,1,0.1,0.9\n0.11,1.1,0.1,0.9\n0.12,0.9,0.1,0.9\n"
    let intervals = "lever_intervals: input.csv\n"
    let histories = try ["japan", "korea", "usa"].map {
      try bench.shipped(file: "history/\($0).csv", rows: 40)
    }
    return [
      FuzzReader("history", seeds: histories, share: 120) {
        _ = try HistoryTable.read(bench.write($0, "history/input.csv"))
      },
      FuzzReader(
        "targets", seeds: [try bench.shipped(file: "history/targets.csv", rows: 30)], share: 120
      ) {
        _ = try HistoryTable.readTargets(bench.write($0, "targets/input.csv"))
      },
      FuzzReader(
        "intervals", seeds: [try bench.shipped(file: "history/lever-intervals.csv")], share: 4
      ) {
        try bench.write($0, "intervals/input.csv")
        _ = try CalibrationLoader.load(
          bench.write(
            "name: a\nsummary: b\neconomies: [history/japan]\nincome: {file: ../Models/history/targets.csv, column: income}\n"
              + intervals, "intervals/calibration.yaml"))
      },
      FuzzReader(
        "advantages", seeds: [try bench.shipped(file: "panel/exports.csv", rows: 20)], share: 60
      ) {
        _ = try AdvantageTable(bench.write($0, "advantages/input.csv"))
      },
      FuzzReader("payoffs", seeds: [Array(payoffs.utf8)], share: 150) {
        let path = try bench.write($0, "payoffs/input.csv")
        _ = try PayoffFile.read(path, weights: $0.count % 2 == 0 ? "weight" : nil)
      },
      FuzzReader("table", seeds: [Array(payoffs.utf8), Array(european.utf8)], share: 150) {
        let table = try DataTable.read(
          bench.write($0, "table/input.csv"), hasComments: $0.count % 3 == 0)
        _ = table.holdsNumbers
        for name in table.header {
          _ = try table.holdsWords(name)
          _ = try? table.categories(name)
          _ = try table.numbers(name, mayFail: true)
        }
      },
      FuzzReader(
        "backtest-record", seeds: try bench.shipped("ensembles", ending: "backtest.csv"), share: 100
      ) {
        _ = try bench.write($0, "record/input.backtest.csv")
        _ = try EnsembleTest.read(besides: bench.path("record/input.yaml"))
      },
      FuzzReader("ensemble", seeds: [Array(ensemble.utf8)], share: 60) {
        try bench.write(rows, "ensemble/rows.csv")
        let path = try bench.write($0, "ensemble/input.yaml")
        _ = try HistoryLoader(near: path).ensemble(path)
      },
      FuzzReader("ensemble-rows", seeds: [Array(rows.utf8)], share: 60) {
        try bench.write($0, "ensemble/rows.csv")
        let path = try bench.write(ensemble, "ensemble/input.yaml")
        _ = try HistoryLoader(near: path).ensemble(path)
      },
    ]
  }
}
