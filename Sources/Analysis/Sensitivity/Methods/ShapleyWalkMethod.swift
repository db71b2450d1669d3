import Sampling

extension DesignedMethod {
  /// Shapley effects from walks that exchange one input after the other.
  public static let shapley = DesignedMethod(
    name: "shapley", title: "Shapley effects", measures: [.shapley], movement: .groups,
    check: DesignedCheck(.walks, Selfcheck.shapley), plan: ShapleyWalkMethod.plan,
    recognise: ShapleyWalkMethod.recognise)
}

/// The parts of the method.
private enum ShapleyWalkMethod {
  static func plan(_ request: DesignRequest) throws -> MethodDesign {
    let length = request.groups.count + 1
    let base = try request.base(
      of: "shapley", rowCount: length, inputs: request.groups.count,
      usual: DesignRequest.usualPoints)
    let orders = try ExchangeOrders(
      inputCount: request.groups.count, pointCount: base.futures, seed: request.seed)
    return MethodDesign(
      rows: ExchangeRows(orders, groups: request.groups), draws: base,
      unit: DesignUnit(name: .walk, count: base.futures, runs: length),
      analysis: analysis(
        title: "Shapley effects from \(base.futures) walks in \(base.sobolParts)",
        names: request.groups.map(\.name),
        replicates: (0..<base.futures).map(base.group(of:)),
        order: { orders.input(step: $0, point: $1) }))
  }

  /// The order of a walk is read from its rows.
  static func recognise(_ table: DesignTable) throws -> RowAnalysis {
    let length = table.names.count + 1
    try table.requireUnits(of: [length], "shapley")
    let walks = table.rowCount / length
    let replicates = try table.replicates(points: walks)
    let orders = try (0..<walks).map {
      try table.steps(from: $0 * length, "shapley", verb: "changes").map(\.factor)
    }
    return analysis(
      title: DesignedMethod.shapley.title, names: table.names,
      replicates: (0..<walks).map { $0 * replicates / walks }, order: { orders[$1][$0] })
  }

  private static func analysis(
    title: String, names: [String], replicates: [Int],
    order: @escaping @Sendable (_ step: Int, _ walk: Int) -> Int
  ) -> RowAnalysis {
    RowAnalysis(
      title: title, layout: RowLayout(pointCount: replicates.count, rowCount: names.count + 1)
    ) { outcomes in
      let effects = ShapleyWalks(
        names: names, replicates: replicates, orders: order, outcomes: outcomes)
      return MethodResult(
        rows: effects.effects.enumerated().map { position, effect in
          SensitivityRow(
            factor: effect.name, estimates: [effect.index], isInert: effects.inert[position])
        },
        findings: [
          .exchanges(
            walks: effects.walks, failed: effects.failedWalks,
            replicates: (replicates.max() ?? 0) + 1)
        ], lost: .lost(effects.failedWalks, unit: .walk, runs: names.count + 1),
        shortage: effects.walks >= 2 && !effects.isConstant
          ? nil
          : "\(effects.walks) walks are left without a failed run, 2 of different outcomes are needed",
        warnings: SensitivityWarning.doubts(
          points: effects.walks, carriers: effects.isConstant ? nil : effects.carriers))
    }
  }
}
