extension GivenDataMethod {
  /// Comparisons of rows that may be taken: some seconds.
  private static let work = 4e9

  /// Shapley effects of rows of any origin, by nearest neighbours.
  public static let shapley = GivenDataMethod(
    name: "shapley", title: "Shapley effects", measures: [.shapley],
    checks: [
      // Sets of three factors have neighbours further away than single ones: a bias twice as large.
      .init(.shapley, estimator: "shapley, given data", symbol: "Sh", bias: 0.02) {
        try ShapleyEffects.givenData($0, isDeterministic: true).map(\.index.value)
      },
      .init(.dependentShapley, estimator: "shapley, given data", symbol: "Sh", bias: 0.01) {
        try ShapleyEffects.givenData($0, isDeterministic: true).map(\.index.value)
      },
    ], isOfVariance: true
  ) { data, _ in
    guard data.names.count <= ShapleyEffects.factorLimit else {
      throw SensitivityError(
        "Shapley effects of given data take at most \(ShapleyEffects.factorLimit) factors, not "
          + "\(data.names.count); name some with --inputs, or write a design with latecomer design "
          + "--method shapley")
    }
    // n^2 k 2^(k - 1) operations, and as many again over 16 in the parts.
    let sets = Double(data.names.count) * Double(1 << (data.names.count - 1))
    var rows = data.rowCount
    while Double(rows) * Double(rows) * sets > work { rows = rows * 9 / 10 }
    var used = data
    if rows < data.rowCount {
      used = try GivenData(
        names: data.names, factors: data.factors.map { Array($0[..<rows]) },
        outcome: Array(data.outcome[..<rows]))
    }
    let effects = try ShapleyEffects.givenData(used, isDeterministic: false)
    return MethodResult(
      rows: data.rows([effects]),
      findings: [.sumOfEffects(effects.reduce(0) { $0 + $1.index.value })]
        + (rows < data.rowCount ? [.rowsUsed(rows, of: data.rowCount)] : []),
      warnings: data.names.count > 2 ? [.farNeighbours(factors: data.names.count)] : [])
  }
}

extension SensitivityMeasure {
  /// The Shapley effect.
  static let shapley = SensitivityMeasure(
    key: "shapley", name: "Shapley effect",
    meaning:
      "share of the variance that the factor stands for, interactions and dependence shared equally "
      + "among those who take part.")
}
