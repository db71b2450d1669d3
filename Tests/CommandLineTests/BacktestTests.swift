import Foundation
import Testing

@Suite struct BacktestTests {
  @Test func jsonHasTheContractsKeys() throws {
    let result = try Program.run(["backtest", "--ensemble", "first", "--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let protocols = try #require(report["protocols"] as? [[String: Any]])
    #expect(
      protocols.map { $0["name"] as? String } == [
        "inSample", "heldOutInTimeConditional", "heldOutInTimeUnconditional", "heldOutInSpace",
      ])
    let rivals = [
      "lastValue", "trend", "convergence", "growthDistribution", "regression", "solow",
    ]
    for part in protocols {
      let pooled = try #require(part["pooled"] as? [String: Any])
      #expect(pooled["rmse"] is Double && pooled["coverage90"] is Double)
      #expect(pooled["coverage50"] is Double)
      #expect(Set((pooled["rivals"] as? [String: Any] ?? [:]).keys) == Set(rivals))
      let scores = try #require(pooled["scores"] as? [String: Any])
      #expect(Set(scores.keys) == Set(rivals + ["model", "average"]))
      for name in ["model", "solow", "average"] {
        let score = try #require(scores[name] as? [String: Any])
        for key in ["rmse", "bias", "crps", "coverage90", "rankCorrelation"] {
          #expect(score[key] is Double, "\(name) \(key)")
        }
        #expect((score["ratioInterval"] as? [Double])?.count == (name == "model" ? nil : 2))
      }
      for economy in try #require(part["economies"] as? [[String: Any]]) {
        for key in ["rmse", "crps", "coverage90", "coverage50"] {
          #expect(economy[key] is Double, "\(key)")
        }
        #expect(Set((economy["rivals"] as? [String: Any] ?? [:]).keys) == Set(rivals))
      }
    }
    // The first ensemble in sample: 0.156 over 79 points, as in the table of evidence.
    let inSample = try #require(protocols[0]["pooled"] as? [String: Any])
    #expect(abs((inSample["rmse"] as? Double ?? 0) - 0.156) < 0.002)
    let placebo = try #require(report["placebo"] as? [String: Any])
    #expect((placebo["rmse"] as? Double ?? 1) < (placebo["permutedRmse"] as? Double ?? 0))
    #expect((placebo["share"] as? Double ?? 1) < 0.05)
    // One mix for all misses more than own levers do.
    let mix = try #require(placebo["meanMix"] as? [String: Any])
    #expect((mix["rmse"] as? Double ?? 0) > (placebo["rmse"] as? Double ?? 1))
    #expect(mix["rankCorrelation"] is Double && mix["ownRankCorrelation"] is Double)
  }

  @Test func anEconomyFromOutside() throws {
    let folder = try Scratch()
    let text = try String(
      contentsOfFile: Program.package + "/Models/economies/mexico.yaml", encoding: .utf8)
    let targets = """
      targets:
        mix: mexico_baseline
        income: {source: made up, values: {1970: 0.35, 1995: 0.29, 2019: 0.31}}

      """
    let file = folder.path("elsewhere.yaml")
    try (text.replacingOccurrences(of: "name: mexico", with: "name: elsewhere") + targets)
      .write(toFile: file, atomically: true, encoding: .utf8)
    let result = try Program.run(["backtest", file, "--ensemble", "first"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("elsewhere") && result.output.contains("HELD OUT IN SPACE"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let wrong = folder.path("wrong.yaml")
    try (text + targets.replacingOccurrences(of: "0.29", with: "29"))
      .write(toFile: wrong, atomically: true, encoding: .utf8)
    let refused = try Program.run(["backtest", wrong, "--ensemble", "first"])
    #expect(refused.status == 65 && refused.errors.contains("wrong.yaml:"), "\(refused.errors)")
  }

  /// Economies of a fold are left out by one fit, of which two runs say how far they agree. Long steps and one factor
  /// keep the fits short.
  @Test func foldsAreHeldOutTogether() throws {
    let folder = try Scratch()
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("Models"), withDestinationPath: Program.package + "/Models")
    try write(
      """
      name: one
      summary: one factor that all share
      factors:
        absorption_speed: {distribution: beta, low: 0.03, high: 0.22, alpha: 2, beta: 2, unit: 1/year}
        initial_proximity_multiplier: {distribution: beta, low: 0.5, high: 1.6, alpha: 2, beta: 2}
      """, "one.yaml")
    for (economy, mix) in [
      ("chile", "chile_corfo"), ("elsewhere", "mexico_baseline"), ("korea", "korea_chaebol"),
      ("taiwan", "taiwan_itri"),
    ] {
      try write(
        """
        name: short-\(economy)
        question: What does the model say of \(economy)?
        economy: \(economy == "elsewhere" ? "./elsewhere-economy.yaml" : economy)
        end: 2000
        step: 1
        factors: ./one.yaml
        baseline: \(mix)
        policies: [\(mix)]
        scenarios: [reference]
        outcomes: [income]
        ranked_by: income
        """, "\(economy).yaml")
    }
    try write(
      """
      name: small
      summary: four economies
      economies: [./chile.yaml, ./korea.yaml, ./elsewhere.yaml, ./taiwan.yaml]
      conditions: central
      folds: {america: [./chile.yaml, ./elsewhere.yaml], asia: [./korea.yaml, ./taiwan.yaml]}
      income:
        - {file: \(Program.package)/Models/history/targets.csv, column: income}
        - {file: targets.csv, column: income}
      sectors: {file: exports.csv, years: [1980, 2000]}
      particles: 64
      seed: 6
      """, "small.yaml")
    // An economy that has no history among the shipped ones.
    let mexico = try String(
      contentsOfFile: Program.package + "/Models/economies/mexico.yaml", encoding: .utf8)
    try write(
      mexico.replacingOccurrences(of: "name: mexico", with: "name: elsewhere")
        + """
        targets:
          mix: mexico_baseline
          income: {source: made up, values: {1970: 0.35, 1990: 0.3, 1995: 0.29, 2000: 0.31}}

        """, "elsewhere-economy.yaml")
    try write(
      "economy,year,income\nelsewhere,1970,0.35\nelsewhere,1990,0.3\nelsewhere,1995,0.29\nelsewhere,2000,0.31\n",
      "targets.csv")
    try write(
      """
      code,year,agrifood,autos,aerospace,steel_shipbuilding,garments_footwear
      CHL,1962,2.8,0.1,0.03,0.07,0.2
      CHL,1980,3.5,0.2,0.1,0.3,0.4
      CHL,2000,4.1,0.4,0.2,0.3,0.1
      elsewhere,1980,1.1,0.4,0.2,0.3,0.9
      elsewhere,2000,0.4,1.4,0.7,0.3,1.1

      """, "exports.csv")
    try folder.writeEnsemble(
      "small", file: "ensemble", economies: ["chile", "korea", "elsewhere", "taiwan"])
    let alone = try Program.run(["backtest", "--ensemble", folder.path("ensemble.yaml")])
    #expect(alone.status == 65 && alone.errors.contains("fitted to elsewhere as well"))
    let result = try Program.run([
      "backtest", "chile", "elsewhere", "--ensemble", folder.path("ensemble.yaml"),
      "--calibration", folder.path("small.yaml"), "--refit", "--folds", "--refit-particles", "64",
      "--refit-runs",
      "2", "--format", "json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let refit = try #require(report["refit"] as? [String: Any])
    let fits = try #require(refit["fits"] as? [[String: Any]])
    // Nobody of the other fold is shown, so that it is not fitted without.
    #expect(fits.map { $0["name"] as? String } == ["to_1995", "without_america"])
    for fit in fits {
      #expect(
        (fit["splitRHat"] as? Double ?? 0) > 0.99 && (fit["effectiveSize"] as? Double ?? 0) > 1)
    }
    #expect((refit["leftOut"] as? [String]) == ["chile", "elsewhere"])
    let protocols = try #require(report["protocols"] as? [[String: Any]])
    #expect(protocols.map { $0["folds"] as? Int } == [0, 0, 0, 1])
    // The order of sectors is foreseen by the rows of the ensemble, and by those that have not seen the fold.
    let sectors = try #require(report["sectors"] as? [String: Any])
    let orders = try #require(sectors["economies"] as? [[String: Any]])
    #expect(orders.compactMap { $0["name"] as? String } == ["chile", "elsewhere"])
    for order in orders {
      let values = try #require(order["rankCorrelations"] as? [String: Any])
      #expect(values.values.allSatisfy { $0 is Double } && values.count == 4, "\(values)")
    }
    #expect(protocols.map { $0["heldOut"] as? Bool } == [false, true, true, true])
  }

  /// A small calibration is fitted again to the same bytes on any number of threads, and its forecasts are held out.
  @Test func refitsAreHeldOutAndRepeat() throws {
    // Without one economy two must be left, or no line goes through the starts of the others.
    let folder = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("Models"), withDestinationPath: Program.package + "/Models")
    try """
    name: small
    summary: Chile, Korea and Mexico
    economies: [history/chile, history/korea, history/mexico]
    income: {file: \(Program.package)/Models/history/targets.csv, column: income}
    particles: 260
    runs: 1
    rows: 260
    seed: 6
    """.write(toFile: folder.path("small.yaml"), atomically: true, encoding: .utf8)
    let ensemble = folder.path("out/small.yaml")
    let calibrated = try Program.run([
      "calibrate", folder.path("small.yaml"), "--out", ensemble, "--accept-unconverged", "--format",
      "json",
    ])
    #expect(calibrated.status == 0, "\(calibrated.errors)")
    let arguments = [
      "backtest", "chile", "--ensemble", ensemble, "--calibration", folder.path("small.yaml"),
      "--refit", "--refit-particles", "260", "--format", "json",
    ]
    let result = try Program.run(arguments + ["--threads", "1"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Program.run(arguments + ["--threads", "2"]).output == result.output)
    try expectGoesOn(arguments, result.output, keeping: folder)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let protocols = try #require(report["protocols"] as? [[String: Any]])
    #expect(protocols.map { $0["heldOut"] as? Bool } == [false, true, true, true])
    let refit = try #require(report["refit"] as? [String: Any])
    let fits = try #require(refit["fits"] as? [[String: Any]])
    #expect(fits.map { $0["name"] as? String } == ["to_1995", "without_chile"])
    // Scores of the fit to 1995 differ from those of the fit to all years.
    let weighted = try #require(refit["weighted"] as? [[String: Any]])
    func error(_ part: [String: Any]) -> Double? {
      (part["pooled"] as? [String: Any])?["rmse"] as? Double
    }
    #expect(error(weighted[0]) != error(protocols[1]) && error(protocols[1]) != nil)
    // In sample the error is that of the calibration, up to digits of the table.
    let errors = try #require(
      try JSONSerialization.jsonObject(with: Data(calibrated.output.utf8)) as? [String: Any])
    let own = (errors["economies"] as? [[String: Any]])?.first { $0["name"] as? String == "chile" }
    let inSample = try #require(error(protocols[0]))
    #expect(abs(inSample - (own?["rmse"] as? Double ?? 0)) < 1e-3, "\(inSample) \(own ?? [:])")
  }

  /// A backtest that was killed while it fitted goes on to the same bytes; a kept state that is damaged is made anew.
  private func expectGoesOn(_ arguments: [String], _ output: String, keeping folder: Scratch) throws
  {
    let states = folder.path("states")
    let keeping = arguments + ["--states", states]
    let process = try Program.start(keeping)
    let first = states + "/to_1995.run-1.state"
    while process.isRunning, !FileManager.default.fileExists(atPath: first) { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationStatus == SIGKILL, "it was stopped before its end")
    let again = try Program.run(keeping)
    #expect(again.status == 0 && again.output == output, "\(again.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: states)
    #expect(names.sorted() == ["to_1995.run-1.state", "without_chile.run-1.state"])
    // Both fits are there, and one of them is cut short.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: first))
    try handle.truncate(atOffset: 1000)
    try handle.close()
    #expect(try Program.run(keeping).output == output)
  }

  @Test func mistakesOfTheCommandLine() throws {
    #expect(try Program.run(["backtest", "--states", "/tmp/states"]).status == 64)
    #expect(
      try Program.run(["backtest", "korae", "--ensemble", "first"]).errors.contains(
        "did you mean 'korea'?"))
    #expect(try Program.run(["backtest", "--refit", "--fitted-to", "1995"]).status == 64)
    #expect(try Program.run(["backtest", "--refit", "--refit-particles", "9"]).status == 64)
    #expect(try Program.run(["backtest", "--refit-particles", "1000"]).status == 64)
    let few = try Program.run(["backtest", "--refit", "--refit-particles", "64"])
    #expect(few.status != 0 && few.errors.contains("64 particles are too few for"))
    #expect(try Program.run(["backtest", "--folds"]).status == 64)
    let none = try Program.run([
      "backtest", "korea", "--ensemble", "history", "--refit", "--folds",
    ])
    #expect(none.status == 65 && none.errors.contains("has no folds"), "\(none.errors)")
    let other = try Program.run([
      "backtest", "korea", "--ensemble", "first", "--refit", "--calibration", "history",
    ])
    #expect(other.status == 65 && other.errors.contains("is not of the calibration history"))
    let unfitted = try Program.run(["backtest", "korea", "--ensemble", "first", "--refit"])
    #expect(unfitted.status == 65 && unfitted.errors.contains("There is no calibration first"))
    #expect(try Program.run(["backtest", "--ensemble", "frist"]).status == 66)
  }
}
