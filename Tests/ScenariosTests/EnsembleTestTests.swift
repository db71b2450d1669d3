import Foundation
import StudyContract
import Testing

@testable import Scenarios

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

  @Test func anEnsembleWithoutARecordHasNone() throws {
    let fixture = try StudyFixture()
    #expect(try EnsembleTest.read(besides: fixture.folder.path + "/none.yaml") == nil)
  }
}
