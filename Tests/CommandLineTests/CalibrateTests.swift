import Foundation
import Testing

/// `latecomer calibrate` on the income of one economy.
@Suite struct CalibrateTests {
  static let small = """
    name: small
    summary: Chile alone
    economies: [history/chile]
    income: {file: \(Program.package)/Models/history/targets.csv, column: income}
    particles: 224
    runs: 2
    rows: 100
    seed: 6
    """

  private func folder() throws -> Scratch {
    let folder = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("Models"), withDestinationPath: Program.package + "/Models")
    try Self.small.write(toFile: folder.path("small.yaml"), atomically: true, encoding: .utf8)
    return folder
  }

  private func arguments(_ folder: Scratch, _ name: String) -> [String] {
    ["calibrate", folder.path("small.yaml"), "--out", folder.path("\(name).yaml")]
  }

  @Test func aKilledCalibrationResumesToTheSameBytes() throws {
    let folder = try folder()
    // Two runs are too few for an ensemble, however well they agree.
    let refused = try Program.run(arguments(folder, "whole") + ["--threads", "1"])
    #expect(refused.status == 65 && refused.output.contains("NOT CONVERGED"))
    #expect(refused.errors.contains("--accept-unconverged"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("whole.yaml")))
    let whole = try Program.run(
      arguments(folder, "whole") + ["--resume", "--accept-unconverged"])
    #expect(whole.status == 0, "\(whole.errors)")

    let process = try Program.start(arguments(folder, "stopped") + ["--threads", "2"])
    #expect(folder.waitForBytes(in: "stopped.run-1.state", of: process))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let resumed = try Program.run(
      arguments(folder, "stopped") + ["--resume", "--accept-unconverged"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try folder.text("whole.csv") == folder.text("stopped.csv"))
    #expect(
      try folder.text("whole.yaml").replacingOccurrences(of: "whole", with: "stopped")
        == folder.text("stopped.yaml"))
    #expect(try folder.text("whole.yaml").contains("converged: false"))
    #expect(try !folder.names().contains { $0.hasSuffix(".state") })
    #expect(Table(try folder.text("whole.csv")).rows.count == 100)

    // What was accepted says so wherever it is used.
    try """
    name: question
    question: Which?
    economy: generic
    start: 2025
    end: 2030
    factors: priors/second-version
    ensemble: ./whole.yaml
    baseline: baseline
    policies: [baseline, education_only]
    scenarios: [reference]
    outcomes: [income]
    ranked_by: income
    """.write(toFile: folder.path("question.yaml"), atomically: true, encoding: .utf8)
    let run = try Program.run(["run", folder.path("question.yaml"), "--futures", "64"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("has not converged"))
  }

  /// With conditions at their central values only shared factors and the discrepancy are coordinates, and the ensemble
  /// says whom it was fitted to, so that a backtest knows.
  @Test func centralConditionsAreNoCoordinates() throws {
    let folder = try folder()
    try
      (Self.small.replacingOccurrences(
        of: "[history/chile]", with: "[history/chile, history/mexico, history/korea]")
      + "\nconditions: central\ndiscrepancy: {income: {innovation: 0.04, persistence: [0.9, 1]}}\n")
      .write(toFile: folder.path("small.yaml"), atomically: true, encoding: .utf8)
    let whole = try Program.run(
      arguments(folder, "whole") + ["--runs", "1", "--accept-unconverged"])
    #expect(whole.status == 0, "\(whole.errors)")
    let header = try folder.text("whole.csv").prefix { $0 != "\n" }.split(separator: ",")
    #expect(header.count == 90 && header.filter { $0.contains(".") }.count == 2, "\(header)")
    #expect(
      header.suffix(2) == ["discrepancy.income_innovation", "discrepancy.income_persistence"])
    #expect(
      try folder.text("whole.yaml").contains("economies:\n  - chile\n  - mexico\n  - korea\n"))
    let backtest = try Program.run([
      "backtest", "mexico", "--ensemble", folder.path("whole.yaml"), "--format", "json",
    ])
    #expect(backtest.status == 0, "\(backtest.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(backtest.output.utf8)) as? [String: Any])
    #expect(report["fitted"] as? [String] == ["chile", "korea", "mexico"])
  }

  @Test func mistakesHaveTheirStatus() throws {
    let folder = try folder()
    #expect(try Program.run(["calibrate", folder.path("absent.yaml")]).status == 66)
    #expect(try Program.run(arguments(folder, "x") + ["--runs", "0"]).status == 64)
    let few = try Program.run(arguments(folder, "x") + ["--particles", "64"])
    #expect(few.status == 65 && few.errors.contains("too few"))
  }
}
