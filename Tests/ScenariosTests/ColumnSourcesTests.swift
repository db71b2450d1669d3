import Foundation
import GrowthModels
import ModelContract
import Sampling
import StudyContract
import TestSupport
import Testing

@testable import Scenarios

/// Where factors come from under each set of beliefs and in each scenario.
@Suite struct ColumnSourcesTests {
  /// A shipped study with the ensemble and the priors of the second version, whose ensemble has columns of economies.
  private func withFirstEnsemble(_ name: String) throws -> Study {
    let file = repository.appendingPathComponent("Models/studies/\(name).yaml")
    return try StudyFixture().load(
      String(contentsOf: file, encoding: .utf8)
        .replacingOccurrences(of: "ensembles/panel", with: "ensembles/first")
        .replacingOccurrences(of: "priors/third-version", with: "priors/second-version"))
  }

  private func key(_ name: String) -> StreamKey {
    let factor = GrowthFactors.all[GrowthFactors.column(name)!]
    return StreamKey(name: name, dimension: factor.dimension)
  }

  private func source(_ study: Study, _ beliefs: Beliefs, _ factor: String) -> ColumnSource {
    study.columnSources(of: GrowthFactors.all, beliefs: beliefs).columns[
      GrowthFactors.column(factor)!]
  }

  @Test func priorsIntervalsAndConstants() throws {
    let study = try ShippedFilesTests.load("history/korea")
    let (columns, copula, joint) = study.columnSources(of: GrowthFactors.all, beliefs: .prior)
    #expect(columns.count == GrowthFactors.all.count)
    #expect(joint == nil)
    #expect(copula?.rankCorrelation("absorption_speed", "leverage_speed") != nil)
    #expect(
      source(study, .prior, "absorption_speed")
        == .marginal(
          key("absorption_speed"), .beta(low: 0.03, high: 0.22, alpha: 2, beta: 2)))
    #expect(source(study, .prior, "initial_income") == .constant(0.0644))
    #expect(source(study, .prior, "initial_proximity") == .constant(0.22))
    #expect(
      source(study, .prior, "initial_proximity_multiplier")
        == .marginal(
          key("initial_proximity_multiplier"), .beta(low: 0.5, high: 1.6, alpha: 2, beta: 2)))
    #expect(
      source(study, .prior, "initial_alignment")
        == .marginal(key("initial_alignment"), .beta(low: 0.28, high: 0.52, alpha: 2, beta: 2)))
  }

  @Test func theEnsembleBringsItsColumnsJointly() throws {
    let study = try withFirstEnsemble("history/japan")
    let beliefs = try #require(study.beliefs(named: "ensemble"))
    let (columns, copula, joint) = study.columnSources(of: GrowthFactors.all, beliefs: beliefs)
    let rows = try #require(joint)
    #expect(rows.rowCount == 300)
    #expect(rows.columns.count == 73)
    #expect(!rows.hasConverged)
    #expect(rows.effectiveSize == nil)
    #expect(rows.values[0] == 0.161429)
    #expect(rows.values[300] == 0.149201)
    #expect(copula == nil)
    for (factor, column) in zip(GrowthFactors.all, columns) where factor.dimension < 64 {
      guard case .joint(let index) = column else {
        Issue.record("\(factor.name) does not come from the ensemble")
        continue
      }
      #expect(rows.columns[index] == factor.name)
    }
    guard case .joint(let index) = source(study, beliefs, "initial_proximity_multiplier") else {
      Issue.record("the multiplier does not come from the ensemble")
      return
    }
    #expect(rows.columns[index] == "initial_proximity_multiplier.japan")
    guard case .marginal = source(study, beliefs, "missions_cost") else {
      Issue.record("costs keep their priors")
      return
    }
    #expect(study.caveats(for: beliefs).contains { $0.contains("has not converged") })
    #expect(study.caveats(for: .prior).contains { $0.contains("of 17 initial conditions") })
  }

  @Test func anEconomyOutsideTheFitKeepsItsPrior() throws {
    let study = try withFirstEnsemble("first-study")
    let beliefs = try #require(study.beliefs(named: "ensemble"))
    guard case .marginal = source(study, beliefs, "initial_proximity_multiplier") else {
      Issue.record("the generic economy has no column in the ensemble")
      return
    }
    #expect(study.caveats(for: beliefs).contains { $0.contains("not to generic") })
  }

  @Test func overridesKeepTheirUniform() throws {
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(
        of: "[reference]",
        with: """
          [reference, {name: open, summary: s, factors: {absorption_speed:
            {distribution: uniform, low: 0.1, high: 0.2}, royalty_share:
            {distribution: constant, value: 0.1}}}]
          """) + "\nensemble: ensembles/first")
    let world = study.scenarios[1]
    let absorption = GrowthFactors.column("absorption_speed")!
    let royalty = GrowthFactors.column("royalty_share")!
    for beliefs in study.availableBeliefs {
      let base = study.columnSources(
        of: GrowthFactors.all, beliefs: beliefs, scenario: study.scenarios[0])
      let other = study.columnSources(of: GrowthFactors.all, beliefs: beliefs, scenario: world)
      #expect(
        other.columns[absorption]
          == .marginal(key("absorption_speed"), .uniform(low: 0.1, high: 0.2)))
      #expect(other.columns[royalty] == .marginal(key("royalty_share"), .constant(0.1)))
      for column in base.columns.indices where column != absorption && column != royalty {
        #expect(base.columns[column] == other.columns[column])
      }
      #expect(base.copula == other.copula)
    }
    // The same future in both worlds: an override moves its own factor and no other.
    let design = try Design(
      DesignSpecification(kind: .random, futures: 64, seed: 3, replicates: 1, cubeSize: 1))
    func draws(_ scenario: Scenario) throws -> [Double] {
      let (columns, copula, joint) = study.columnSources(
        of: GrowthFactors.all, beliefs: .prior, scenario: scenario)
      let source = try DrawSource(
        design: design, columns: columns, copula: copula, joint: joint)
      return [Double](unsafeUninitializedCapacity: columns.count * 64) { buffer, count in
        source.fill(futures: 0..<64, lanes: 64, into: buffer.baseAddress!)
        count = columns.count * 64
      }
    }
    let reference = try draws(study.scenarios[0])
    let open = try draws(world)
    for column in GrowthFactors.all.indices {
      let same = (0..<64).allSatisfy { reference[column * 64 + $0] == open[column * 64 + $0] }
      #expect(same == (column != absorption && column != royalty))
    }
    // Both laws rise with the uniform, so that their draws are ordered alike.
    let order = { (values: [Double]) in values.indices.sorted { values[$0] < values[$1] } }
    #expect(
      order(Array(reference[absorption * 64..<absorption * 64 + 64]))
        == order(Array(open[absorption * 64..<absorption * 64 + 64])))
  }

  @Test func defaultsAreNotMovedByIntervals() throws {
    let study = try ShippedFilesTests.load("history/korea")
    let values = study.defaultFactors(of: GrowthFactors.all)
    for (index, factor) in GrowthFactors.all.enumerated() {
      #expect(
        values[index] == study.economy.initialConditions[factor.name] ?? factor.defaultValue)
    }
    #expect(values[GrowthFactors.column("initial_alignment")!] == 0.4)
    #expect(values[GrowthFactors.column("initial_proximity_multiplier")!] == 1)
  }

  @Test func aStudyCanStateItsOwnFactors() throws {
    let study = try StudyFixture().load(
      StudyFixture.sound.replacingOccurrences(
        of: "factors: priors/second-version",
        with: """
          factors:
            based_on: priors/second-version
            royalty_share: {distribution: constant, value: 0.3}
            initial_routines: {distribution: uniform, low: 0.2, high: 0.3}
            capital_share: {distribution: truncated_normal, mean: 0.36, standard_deviation: 0.02, low: 0.3, high: 0.4}
          """))
    let royalty = GrowthFactors.column("royalty_share")!
    #expect(study.defaultFactors(of: GrowthFactors.all)[royalty] == 0.3)
    #expect(
      source(study, .prior, "initial_routines")
        == .marginal(key("initial_routines"), .uniform(low: 0.2, high: 0.3)))
    // A fixed factor of the copula stays in it, so that the others keep their draws.
    #expect(
      source(study, .prior, "royalty_share") == .marginal(key("royalty_share"), .constant(0.3)))
  }
}
