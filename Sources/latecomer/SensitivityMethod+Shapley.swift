import Analysis
import Reporting

extension SensitivityMethod {
  /// Comparisons of rows that Shapley effects of given data may take: some seconds.
  private static let shapleyWork = 4e9

  /// Shapley effects of rows of any origin, by nearest neighbours.
  func shapley(
    _ data: GivenData
  ) throws -> (rows: [SensitivityReport.Row], findings: [String]) {
    guard data.names.count <= ShapleyEffects.factorLimit else {
      throw SensitivityError(
        "Shapley effects of given data take at most \(ShapleyEffects.factorLimit) factors, not "
          + "\(data.names.count); name some with --inputs, or write a design with latecomer design "
          + "--method shapley")
    }
    // n^2 k 2^(k - 1) operations, and as many again over 16 in the parts.
    let count = Double(data.names.count)
    var rows = data.rowCount
    func work(_ rows: Int) -> Double {
      (0..<data.names.count).reduce(Double(rows) * Double(rows) * count) { product, _ in product * 2
      }
        / 2
    }
    while work(rows) > Self.shapleyWork { rows = rows * 9 / 10 }
    var used = data
    if rows < data.rowCount {
      used = try GivenData(
        names: data.names, factors: data.factors.map { Array($0[..<rows]) },
        outcome: Array(data.outcome[..<rows]))
    }
    let effects = try ShapleyEffects.givenData(used, isDeterministic: false)
    let sum = effects.reduce(0) { $0 + $1.index.value }
    var findings = [
      "The effects add up to \(SensitivityFailures.plain((sum * 1000).rounded() / 1000)) of the variance of "
        + "the outcome; what is missing to 1 is luck, other inputs, or too few rows for so many factors."
    ]
    if rows < data.rowCount {
      findings.append(
        "Only the first \(rows) rows were used: comparing all \(data.rowCount) of them in every set of "
          + "factors would take minutes.")
    }
    return (
      effects.enumerated().map { position, effect in
        SensitivityReport.Row(
          factor: effect.name, estimates: [effect.index],
          isInert: data.factors[position].allSatisfy { $0 == data.factors[position][0] })
      }, findings
    )
  }
}
