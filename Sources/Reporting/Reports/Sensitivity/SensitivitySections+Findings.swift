import Analysis

extension SensitivitySections {
  /// The findings: which factors matter, which do not, and what the method says as a whole.
  var findings: [String] {
    let measure = result.measures[0]
    let ordered = result.ordered
    let mattering = ordered.filter { result.isDistinguishable($0, 0) }
    var sentences: [String] = []
    let decimals = decimals(result.rows.map { $0.estimates[0] })
    for row in mattering.prefix(3) {
      let estimate = row.estimates[0]
      let value = Figures.fixed(estimate.value, decimals: decimals)
      let low = measure.isSigned ? estimate.low : max(estimate.low, 0)
      let interval =
        estimate.low.isFinite
        ? " (95 % interval \(Figures.fixed(low, decimals: decimals)) to "
          + "\(Figures.fixed(estimate.high, decimals: decimals)))"
        : ""
      sentences.append(
        "\(row.factor) has the \(measure.name) \(value)\(interval)"
          + interaction(row, decimals: decimals) + ".")
    }
    if mattering.count > 3 {
      let others = mattering.dropFirst(3).map(\.factor)
      sentences.append(
        Figures.list(others, limit: 8)
          + (others.count == 1 ? " also has an index" : " also have indices")
          + " that can be told from 0.")
    }
    if mattering.isEmpty {
      sentences.append("No factor can be told from one without influence with these runs.")
    }
    let inert = ordered.filter(\.isInert).map(\.factor)
    let unseen = ordered.filter { !$0.isInert && !result.isDistinguishable($0, 0) }
    let total = result.measures.firstIndex { $0.role == .total }
    let interacting = unseen.filter { row in
      total.map { result.isDistinguishable(row, $0) && row.estimates[$0].value >= Self.negligible }
        ?? false
    }
    if let total, !interacting.isEmpty {
      let largest = interacting.sorted { $0.estimates[total].value > $1.estimates[total].value }
      sentences.append(
        "Not distinguishable from 0 by \(largest.count == 1 ? "itself, but acting" : "themselves, but acting") "
          + "through interactions: "
          + Figures.list(
            largest.map {
              "\($0.factor) (total index "
                + "\(Figures.fixed($0.estimates[total].value, decimals: max(decimals, 3))))"
            }) + ".")
    }
    let silent = unseen.filter { row in
      total.map { !result.isDistinguishable(row, $0) } ?? true
    }.map(\.factor)
    if !silent.isEmpty && !mattering.isEmpty {
      sentences.append(
        Figures.list(silent, limit: 8) + (silent.count == 1 ? " is" : " are")
          + " not distinguishable from 0.")
    }
    if !inert.isEmpty {
      sentences.append(
        Figures.list(inert, limit: 8) + (inert.count == 1 ? " is" : " are")
          + " inert: exactly 0, in every run.")
    }
    if mattering.count >= 2 {
      let (a, b) = (mattering[0].estimates[0], mattering[1].estimates[0])
      if !measure.isSigned && a.low.isFinite && a.low <= b.high {
        sentences.append(
          "The intervals of \(mattering[0].factor) and \(mattering[1].factor) overlap: which of the "
            + "two matters more is open.")
      }
    }
    let tested = ordered.count { !$0.isInert }
    if !mattering.isEmpty && tested >= 20 && measure.role != .correctedDistance {
      // One-sided errors of 95 % intervals and of noise floors.
      let share = measure.isCentred && !measure.isSigned ? 0.025 : SensitivityResult.falseAlarms
      sentences.append(
        "Of \(tested) factors without influence about "
          + "\(Figures.plain(share * Double(tested), digits: 2)) would be told from 0 by chance; small indices "
          + "among many deserve more runs before they are believed.")
    }
    return sentences + result.findings.flatMap { $0.sentences(of: result) }
  }

  /// What a total index adds to a first-order one.
  private func interaction(
    _ row: SensitivityRow, decimals: Int
  ) -> String {
    guard let total = result.measures.firstIndex(where: { $0.role == .total }), total > 0,
      result.measures[0].role == .firstOrder
    else { return "" }
    let value = row.estimates[total].value
    return value.isFinite
      ? " and the total index \(Figures.fixed(value, decimals: decimals)), interactions with other "
        + "factors included" : ""
  }
}
