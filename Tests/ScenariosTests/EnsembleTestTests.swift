import Foundation
import StudyContract
import Testing

@testable import Scenarios

/// Shipped files are known for what they are.
@Suite struct FileKindTests {
  @Test(arguments: [
    ("policies", "a policy mix"), ("scenarios", "a scenario"), ("economies", "an economy"),
    ("ensembles", "an ensemble"), ("priors", "a file of priors"), ("calibrations", "a calibration"),
  ])
  func noFileOfAnotherKindIsAStudy(section: String, kind: String) throws {
    let folder = shippedModels + "/" + section
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    for name in names where name.hasSuffix(".yaml") {
      let errors = #expect(throws: StudyErrors.self) {
        try StudyLoader.load("\(folder)/\(name)")
      }
      #expect(errors?.issues.count == 1, "\(name)")
      #expect(errors?.issues.first?.sentence.contains("found \(kind);") == true, "\(name)")
    }
  }
}

/// The record of a backtest beside an ensemble.
@Suite struct EnsembleTestTests {
  @Test func theShippedEnsembleWasTested() throws {
    let file = shippedModels + "/ensembles/first.yaml"
    let test = try #require(try EnsembleTest.read(besides: file))
    let inSample = try #require(test.row("inSample"))
    #expect(inSample.economies == 7 && inSample.years == 79 && !inSample.isHeldOut)
    // As in the evidence of the fit.
    #expect(abs(inSample.error - 0.156) < 0.002)
    let study = try StudyLoader.load(shippedModels + "/studies/generic.yaml")
    guard case .ensemble(let beliefs) = study.beliefs(named: "ensemble") else {
      Issue.record("no ensemble")
      return
    }
    let record = shippedModels + "/ensembles/\(beliefs.rows.name).yaml"
    #expect(try beliefs.test != nil && beliefs.test == EnsembleTest.read(besides: record))
  }

  /// Its forecasts come from fits that had not seen what they are for.
  @Test func theFittedEnsembleWasHeldOut() throws {
    let file = shippedModels + "/ensembles/history.yaml"
    let test = try #require(try EnsembleTest.read(besides: file))
    // As its calibration printed.
    #expect(abs((test.row("inSample")?.error ?? 0) - 0.198) < 0.001)
    for name in ["heldOutInTimeConditional", "heldOutInTimeUnconditional", "heldOutInSpace"] {
      #expect(test.row(name)?.isHeldOut == true, "\(name)")
    }
  }

  @Test(arguments: [
    ("1e19", "0.2", "coverage90"), ("1e308", "0.2", "coverage90"), ("0.9", "-1", "rmse"),
  ])
  func aRecordThatCannotBeIsRefused(coverage: String, error: String, key: String) throws {
    let fixture = try StudyFixture()
    try fixture.write(
      "protocol,economies,years,held_out,rmse,best_rival_rmse,coverage90,difference_error\n"
        + "inSample,7,79,false,\(error),0.3,\(coverage),0.2\n", to: "e.backtest.csv")
    let errors = #expect(throws: StudyErrors.self) {
      try EnsembleTest.read(besides: fixture.folder.path + "/e.yaml")
    }
    #expect(errors?.issues.map(\.key) == [key] && errors?.issues.first?.line == 2)
  }

  @Test func anEnsembleWithoutARecordHasNone() throws {
    let fixture = try StudyFixture()
    #expect(try EnsembleTest.read(besides: fixture.folder.path + "/none.yaml") == nil)
  }
}
