import Glibc
import Sampling
import Testing

@testable import Analysis

/// The same numbers as other tools on the same points, where the estimator is the same.
@Suite struct SensitivitySALibTests {
  /// Rounding of sums of some hundred terms in another order.
  static let rounding = 1e-10

  /// Point j of input i is the fraction of (j + 1) sqrt(p_i).
  static func points(_ count: Int, _ columns: Range<Int>) -> [[Double]] {
    let primes = [2.0, 3, 5, 7, 11, 13]
    return columns.map { column in
      (0..<count).map {
        let x = Double($0 + 1) * primes[column].squareRoot()
        return x - x.rounded(.down)
      }
    }
  }

  static func ishigami(_ columns: [[Double]]) -> [Double] {
    columns[0].indices.map { row in SensitivityCase.ishigami.value(columns.map { $0[row] }) }
  }

  static func data() throws -> GivenData {
    let columns = points(400, 0..<3)
    return try GivenData(names: ["x0", "x1", "x2"], factors: columns, outcome: ishigami(columns))
  }

  private func expectSame(_ values: [Double], _ wanted: [Double]) {
    #expect(values.count == wanted.count)
    for (value, wanted) in zip(values, wanted) {
      #expect(abs(value - wanted) < Self.rounding, "\(values) instead of \(wanted)")
    }
  }

  @Test func firstAndTotalOrder() throws {
    let design = try PickFreezeDesign(
      base: Design(.init(kind: .random, futures: 256, seed: 0, replicates: 1)),
      groups: SensitivityRuns.singles(3), columnCount: 3, layout: .economical)
    let a = Self.points(256, 0..<3)
    let b = Self.points(256, 3..<6)
    let outcomes = (0..<design.rowCount).map { position in
      Self.ishigami(
        (0..<3).map {
          design.side(ofColumn: $0, in: design.row(at: position)) == .a ? a[$0] : b[$0]
        })
    }
    let indices = VarianceIndices(design: design, outcomes: outcomes)
    expectSame(indices.groups.map(\.first.value), SensitivitySALibReference.first)
    expectSame(indices.groups.map(\.total.value), SensitivitySALibReference.total)
    // One replicate says nothing about errors.
    #expect(indices.groups.allSatisfy { $0.first.high == .infinity })
  }

  @Test func distributions() throws {
    let data = try Self.data()
    typealias Reference = SensitivitySALibReference
    for (summary, wanted) in [
      (.median, Reference.pawnMedian), (.mean, Reference.pawnMean),
      (.maximum, Reference.pawnMaximum),
    ] as [(PawnIndices.Summary, [Double])] {
      expectSame(
        try PawnIndices.indices(data, classes: 8, summary: summary).map(\.index.value), wanted)
    }
    expectSame(try KernelDependence.indices(data).map(\.index.value), Reference.hsic)
  }

  @Test func firstOrderOfGivenData() throws {
    let data = try Self.data()
    typealias Reference = SensitivitySALibReference
    expectSame(
      try BinnedIndices.firstOrder(data, classes: 8, isCorrected: false).map(\.index.value),
      Reference.binned)
    expectSame(
      try RandomBalanceIndices.firstOrder(data).map(\.index.value), Reference.randomBalance)
    expectSame(RankIndices.chatterjee(data).map(\.index.value), Reference.chatterjee)
  }

  @Test func regression() throws {
    let indices = try RegressionIndices(Self.data())
    typealias Reference = SensitivitySALibReference
    expectSame(indices.coefficients.map(\.index.value), Reference.regression)
    expectSame(indices.rankCoefficients.map(\.index.value), Reference.rankRegression)
    expectSame(indices.partialRankCorrelations.map(\.index.value), Reference.partialRank)
  }

  /// OpenTURNS divides by the variance of sample A alone, this project by that of A and B; the partial
  /// variances above it are the same.
  @Test func partialVariancesOfOpenTURNS() throws {
    let design = try PickFreezeDesign(
      base: Design(.init(kind: .random, futures: 256, seed: 0, replicates: 1)),
      groups: SensitivityRuns.singles(3), columnCount: 3, layout: .economical)
    let a = Self.points(256, 0..<3)
    let b = Self.points(256, 3..<6)
    let outcomes = (0..<design.rowCount).map { position in
      Self.ishigami(
        (0..<3).map {
          design.side(ofColumn: $0, in: design.row(at: position)) == .a ? a[$0] : b[$0]
        })
    }
    let indices = VarianceIndices(design: design, outcomes: outcomes)
    let (_, variance) = Ranks.centred(outcomes[0] + outcomes[4])
    typealias Reference = SensitivityOpenTURNSReference
    expectSame(indices.groups.map { $0.first.value * variance }, Reference.firstVariance)
    expectSame(indices.groups.map { $0.total.value * variance }, Reference.totalVariance)
  }

  @Test func regressionAndKernelsOfOpenTURNS() throws {
    let data = try Self.data()
    let indices = try RegressionIndices(data)
    typealias Reference = SensitivityOpenTURNSReference
    expectSame(indices.coefficients.map(\.index.value), Reference.regression)
    expectSame(indices.rankCoefficients.map(\.index.value), Reference.rankRegression)
    expectSame(indices.partialRankCorrelations.map(\.index.value), Reference.partialRank)
    expectSame(try KernelDependence.indices(data).map(\.index.value), Reference.hsic)
  }
}
