import Glibc
import Sampling
import Testing

@testable import Analysis

@Suite("Search curves and their indices (eFAST)")
struct FourierIndicesTests {
  /// Rounding of sums of some hundred terms.
  static let rounding = 1e-10

  @Test func curvesSwingWithTheirFrequencies() throws {
    let curves = try FourierCurves(factorCount: 5, frequency: 16, resampleCount: 3, seed: 4)
    #expect(curves.pointCount == 257 && curves.runCount == 3 * 6 * 257)
    for resample in 0..<3 {
      for curve in 0...5 {
        for factor in 0..<5 {
          let x = (0..<257).map {
            curves.uniform(of: factor, curve: curve, resample: resample, point: $0)
          }
          #expect(x.allSatisfy { $0 > 0 && $0 < 1 })
          let rises = x.indices.map { x[($0 + 1) % 257] > x[$0] }
          let turns = rises.indices.count { rises[$0] != rises[($0 + 1) % 257] }
          let frequency = curves.frequency(of: factor, curve: curve, resample: resample)
          #expect(turns == 2 * frequency)
          #expect(factor == curve ? frequency == 16 : (1...2).contains(frequency))
          // Every tenth of the range is visited equally often, but for whole points of a period.
          for tenth in 0..<10 {
            let visits = x.count { Int($0 * 10) == tenth }
            #expect(abs(visits - 26) <= 2 * frequency + 2, "\(visits) visits")
          }
        }
      }
    }
    #expect(curves == (try FourierCurves(factorCount: 5, frequency: 16, resampleCount: 3, seed: 4)))
    #expect(curves != (try FourierCurves(factorCount: 5, frequency: 16, resampleCount: 3, seed: 5)))
  }

  @Test func lengthsAreReadBack() throws {
    for frequency in [8, 9, 32] {
      #expect(
        FourierCurves.frequency(points: FourierCurves.pointCount(frequency: frequency)) == frequency
      )
    }
    for points in [0, 1, 113, 128, 130] { #expect(FourierCurves.frequency(points: points) == nil) }
    #expect(FourierCurves.frequency(runs: 4127, factorCount: 3) == nil)
    #expect(FourierCurves.frequency(runs: 4128, factorCount: 3) == 8)
    #expect(FourierCurves.fewestRuns(factorCount: 3) == 4128)
    #expect(throws: DesignError.self) {
      try FourierCurves(factorCount: 3, frequency: 7, seed: 1)
    }
    #expect(throws: DesignError.self) {
      try FourierCurves(factorCount: 0, frequency: 8, seed: 1)
    }
    #expect(throws: DesignError.self) {
      try FourierCurves(factorCount: 2, frequency: 8, resampleCount: 1, seed: 1)
    }
  }

  @Test func agreesWithSALib() {
    // The curves of the script at the end of SensitivitySALibReference.swift.
    let (count, omega) = (257, 32)
    for factor in 0..<3 {
      let y = (0..<count).map { j in
        let place = (0..<3).map { k -> Double in
          let frequency = k == factor ? omega : 1 + (k < factor ? k : k - 1) % (omega / 8)
          let phase = 2 * Double.pi * Double(j) / Double(count)
          return 0.5 + asin(sin(Double(frequency) * phase + 0.3 * Double(k))) / .pi
        }
        return SensitivityCase.ishigami.value(place)
      }
      let found = FourierIndices.Spectrum(y, frequency: omega, harmonics: 4).indices
      #expect(abs(found.first - SensitivitySALibReference.fastFirst[factor]) < Self.rounding)
      #expect(abs(found.total - SensitivitySALibReference.fastTotal[factor]) < Self.rounding)
    }
  }

  @Test func curvesWithFailedRunsAreLeftOut() throws {
    let curves = try FourierCurves(factorCount: 2, frequency: 8, resampleCount: 6, seed: 1)
    var outcomes = (0..<6).map { resample in
      (0..<3).map { curve in
        (0..<curves.pointCount).map { point in
          (0..<2).reduce(0.0) {
            $0 + Double($1 + 1)
              * curves.uniform(of: $1, curve: curve, resample: resample, point: point)
          }
        }
      }
    }
    outcomes[2][0][5] = .nan
    let found = FourierIndices(names: ["x1", "x2"], frequency: 8, outcomes: outcomes)
    #expect(found.failedCurves == 1)
    let without = FourierIndices(
      names: ["x1", "x2"], frequency: 8, outcomes: [0, 1, 3, 4, 5].map { outcomes[$0] })
    #expect(found.factors[0].first == without.factors[0].first)
    #expect(found.factors[1].first != without.factors[1].first)
    let constant = FourierIndices(
      names: ["x1", "x2"], frequency: 8,
      outcomes: outcomes.map { $0.map { $0.map { _ in 2.0 } } })
    #expect(constant.isConstant && constant.factors[0].first.value.isNaN)
  }
}
