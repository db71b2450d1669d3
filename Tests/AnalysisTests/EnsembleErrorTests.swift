import NumericCore
import TestSupport
import Testing

@testable import Analysis

/// The rows of a joint ensemble are a sample; no number of futures makes it a larger one.
@Suite struct EnsembleErrorTests {
  static let rounding = 1e-12

  @Test func everyRowEquallyOftenGivesTheStandardErrorOfTheRows() throws {
    // As many row blocks as rows, so that the jackknife is the textbook formula s / sqrt(M).
    let rows = {
      var stream = NormalStream(seed: 3)
      return stream.normals(30)
    }()
    var moments = Moments()
    for row in rows { moments.merge(withUnsafePointer(to: row) { Moments($0, count: 1) }) }
    let expected = moments.standardDeviation! / 30.0.squareRoot()
    for (effective, factor) in [(nil, 1.0), (30, 1), (7.5, 2), (90, 1)] as [(Double?, Double)] {
      var study = try SyntheticStudy(
        policies: 2, groups: 8, ensemble: EnsembleSize(rowCount: 30, effectiveSize: effective))
      study.row = { $0 % 30 }
      let accumulator = study.run(futures: 2_400) { _, policy, _, future in
        Double(policy + 1) * rows[future % 30]
      }
      for policy in 0..<2 {
        let mean = try #require(accumulator.runError(0, policy, 0).estimate)
        let wanted = Double(policy + 1) * factor * expected
        #expect(abs(mean.ensembleError - wanted) < Self.rounding)
        let total = mean.designError * mean.designError + mean.ensembleError * mean.ensembleError
        #expect(abs(mean.standardError - total.squareRoot()) < Self.rounding)
      }
      let difference = try #require(accumulator.differenceError(0, 1, 0).estimate)
      #expect(abs(difference.ensembleError - factor * expected) < Self.rounding)
    }
  }

  @Test func neighbouringRowsShareABlock() throws {
    // 90 rows in 30 blocks of three; equal within a block, so that only 30 numbers are independent.
    let blocks = {
      var stream = NormalStream(seed: 4)
      return stream.normals(30)
    }()
    var study = try SyntheticStudy(
      policies: 1, groups: 8, ensemble: EnsembleSize(rowCount: 90, effectiveSize: nil))
    study.row = { $0 % 90 }
    let accumulator = study.run(futures: 3_600) { _, _, _, future in blocks[future % 90 / 3] }
    let mean = blocks.reduce(0, +) / 30
    let squares = blocks.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let expected = (squares / 29 / 30).squareRoot()
    #expect(abs(accumulator.runError(0, 0, 0).ensembleError - expected) < Self.rounding)
  }

  @Test func degreesOfFreedomFollowTheDominatingPart() throws {
    let size = EnsembleSize(rowCount: 4, effectiveSize: nil)
    func error(_ groupSums: [Double], _ rowSums: [Double]) -> SamplingError {
      SamplingError(
        groupSums: groupSums, groupCounts: groupSums.map { _ in 10 }, rowSums: rowSums,
        rowCounts: rowSums.map { _ in 20 }, ensemble: size, isZero: false)
    }
    let groups = [1.0, 3, 1, 3, 1, 3, 1, 3]
    let even = [4.0, 4, 4, 4]
    let uneven = [1.0, 7, 4, 4]
    #expect(error(groups, even).degreesOfFreedom == 7)
    #expect(error([2, 2, 2, 2, 2, 2, 2, 2], uneven).degreesOfFreedom == 3)
    let both = error(groups, uneven)
    #expect(both.degreesOfFreedom > 3 && both.degreesOfFreedom < 10)
    #expect(both.standardError > max(both.designError, both.ensembleError))
  }

  @Test func aSingleRowTellsNothing() throws {
    let study = try SyntheticStudy(
      policies: 2, groups: 8, ensemble: EnsembleSize(rowCount: 1, effectiveSize: nil))
    let comparison = study.run(futures: 64) { _, policy, _, future in
      Double(policy * 1_000 + future)
    }.finish()
    let difference = try #require(comparison.scenarios[0].differences[0].difference)
    #expect(difference.value == 1_000 && difference.ensembleError == .infinity)
    #expect(comparison.verdict.finding == .tooCloseToCall)
    #expect(comparison.verdict.contenders.count == 2)
  }

  /// 400 populations, each known through a sample of 60 rows and 2,048 futures. False-alarm rate 1e-5 by
  /// the binomial band, with room above for the part of the design error that both parts contain.
  @Test func intervalsCoverThePopulationAndNotOnlyTheRows() throws {
    let repetitions = 400
    let rowCount = 60
    var hits = 0
    var differenceHits = 0
    var designHits = 0
    var variance = 0.0
    for repetition in 0..<repetitions {
      var stream = NormalStream(seed: 900 + UInt64(repetition) * 77_777)
      let levels = stream.normals(rowCount)
      let effects = stream.normals(rowCount)
      let luck = stream.normals(2_048)
      let drawn = (0..<2_048).map { _ in Int(Double(rowCount) * stream.uniform()) }
      var study = try SyntheticStudy(
        policies: 2, groups: 32, ensemble: EnsembleSize(rowCount: rowCount, effectiveSize: nil))
      study.row = { drawn[$0] }
      let accumulator = study.run(futures: 2_048) { _, policy, _, future in
        let row = drawn[future]
        return levels[row] + luck[future] * 0.5 + (policy == 1 ? effects[row] : 0)
      }
      let mean = try #require(accumulator.runError(0, 0, 0).estimate)
      let difference = try #require(accumulator.differenceError(0, 1, 0).estimate)
      if (mean.low...mean.high).contains(0) { hits += 1 }
      if (difference.low...difference.high).contains(0) { differenceHits += 1 }
      if abs(mean.value) <= 2.04 * mean.designError { designHits += 1 }
      variance += mean.ensembleError * mean.ensembleError / Double(repetitions)
    }
    let band = Binomial.band(trials: repetitions, probability: 0.95, alarm: 1e-5)
    #expect(hits >= band.lowerBound && differenceHits >= band.lowerBound)
    #expect(hits <= repetitions - 2, "intervals that always cover say nothing")
    // The design alone would be far too sure: its error is about a fifth of the whole.
    #expect(designHits < repetitions / 2)
    // Expected: 1 / 60 from the rows and 1.25 / 2048 of the design's; 400 repetitions with 29 degrees of
    // freedom know a variance to 1.3 %, and five times that is allowed.
    #expect(abs(variance / (1.0 / 60 + 1.25 / 2_048) - 1) < 0.065)
  }
}
