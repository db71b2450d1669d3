import Analysis
import ArgumentParser
import Reporting
import Sampling
import Scenarios

extension DesignCommand {
  private func advice(_ runs: Int, _ unit: String) -> String {
    "That is \(runs) runs, \(unit). Add the outcome as column y, then: latecomer sensitivity \(out) "
      + "--design \(method.rawValue) --output y"
  }

  /// Replicated Sobol' points that a number of runs pays for.
  private func base(_ factors: [FactorsFile.Entry]) throws -> Design {
    let length = factors.count + 1
    guard runs >= 2 * length else {
      throw ValidationError(
        "A \(method.rawValue) design of \(factors.count) factors needs at least \(2 * length) runs, and 16 "
          + "times \(length) to say much; --runs is \(runs).")
    }
    let points = PickFreezeTable.basePoints(atMost: runs / length)
    guard let parts = PickFreezeTable.replicates(basePoints: points) else {
      preconditionFailure("\(points) base points")
    }
    return try Design(
      .init(kind: .sobol, futures: points, seed: seed, replicates: parts.replicates))
  }

  /// Base points with a small step in every factor.
  func steps(_ factors: [FactorsFile.Entry]) throws -> Portions {
    let base = try base(factors)
    let length = factors.count + 1
    return Portions(
      count: base.futures, step: max(4096 / length, 1), unit: "base points",
      advice: advice(base.futures * length, "\(length) a base point")
    ) { points in
      func columns(step: Double) -> [[Double]] {
        factors.map { factor in
          [Double](unsafeUninitializedCapacity: points.count) { buffer, size in
            let start = buffer.baseAddress!
            base.uniforms(
              StreamKey(name: factor.name, dimension: factor.dimension), futures: points,
              into: start)
            DerivativeRows.move(start, count: points.count, by: step)
            factor.distribution.quantiles(inPlace: start, count: points.count)
            size = points.count
          }
        }
      }
      let (still, moved) = (columns(step: 0), columns(step: DerivativeRows.step))
      var rows = CSVRows()
      for point in 0..<points.count {
        for row in 0..<length {
          for factor in factors.indices {
            rows.append(factor == row - 1 ? moved[factor][point] : still[factor][point])
          }
          rows.endRow()
        }
      }
      return rows
    }
  }

  /// Walks from one draw to another that exchange one factor after the other.
  func exchanges(_ factors: [FactorsFile.Entry]) throws -> Portions {
    let base = try base(factors)
    let length = factors.count + 1
    let orders = try ExchangeOrders(
      inputCount: factors.count, pointCount: base.futures, seed: seed)
    let a = try source(base, factors, .a, spread: 2)
    let b = try source(base, factors, .b, spread: 2)
    return Portions(
      count: base.futures, step: max(4096 / length, 1), unit: "walks",
      advice: advice(base.futures * length, "\(length) a walk")
    ) { points in
      let sides = [a, b].map { Self.columns($0, factors.count, points) }
      var rows = CSVRows()
      for (lane, point) in points.enumerated() {
        var values = sides[0].map { $0[lane] }
        for row in 0..<length {
          if row > 0 {
            let factor = orders.input(step: row - 1, point: point)
            values[factor] = sides[1][factor][lane]
          }
          for value in values { rows.append(value) }
          rows.endRow()
        }
      }
      return rows
    }
  }

  /// The search curves of eFAST.
  func curves(_ factors: [FactorsFile.Entry]) throws -> Portions {
    guard let frequency = FourierCurves.frequency(runs: runs, factorCount: factors.count) else {
      throw ValidationError(
        "A fast design of \(factors.count) factors needs at least "
          + "\(FourierCurves.fewestRuns(factorCount: factors.count)) runs; --runs is \(runs).")
    }
    let curves = try FourierCurves(factorCount: factors.count, frequency: frequency, seed: seed)
    return Portions(
      count: curves.resampleCount * curves.curveCount, step: 1, unit: "curves",
      advice: advice(curves.runCount, "\(curves.pointCount) a curve")
    ) { numbers in
      var rows = CSVRows()
      for number in numbers {
        for point in 0..<curves.pointCount {
          for (index, factor) in factors.enumerated() {
            rows.append(
              factor.distribution.quantile(
                curves.uniform(
                  of: index, curve: number % curves.curveCount,
                  resample: number / curves.curveCount, point: point)))
          }
          rows.endRow()
        }
      }
      return rows
    }
  }
}
