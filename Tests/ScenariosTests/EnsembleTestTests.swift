import Foundation
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
    let sentence = test.sentence(ensemble: "first")
    #expect(sentence.contains("in sample it misses log income of 7 economies by 0.16"))
    let study = try StudyLoader.load(shippedModels + "/studies/generic.yaml")
    guard case .ensemble(let beliefs) = study.beliefs(named: "ensemble") else {
      Issue.record("no ensemble")
      return
    }
    #expect(beliefs.test == test)
  }

  @Test func anEnsembleWithoutARecordHasNone() throws {
    let fixture = try StudyFixture()
    #expect(try EnsembleTest.read(besides: fixture.folder.path + "/none.yaml") == nil)
  }
}
