import Foundation

/// How well the first ensemble tells the income of the seven economies, and where it misses.
enum HistoryFitEvidence {
  /// Draws of the shipped studies, whose judged initial conditions are sampled too.
  static let draws = 1024

  /// One economy's runs.
  private struct Economy {
    let fit: HistoryFit
    let rows: [[Double]]
    let path: [Double]

    init(_ name: String) throws {
      fit = try HistoryFit(name)
      rows = try fit.ensembleRows()
      path = HistoryFit.medianPath(rows)
    }

    var title: String { fit.economy.prefix(1).uppercased() + fit.economy.dropFirst() }

    /// Share of target years inside the 5 to 95 % band of the rows.
    var coverage: Double {
      let inside = fit.targets.indices.count { year in
        let (_, low, high) = StylisedFact("", "", .above(0), rows.map { $0[year] }).summary
        return (low...high).contains(fit.targets[year].income)
      }
      return Double(inside) / Double(fit.targets.count)
    }
  }

  static func document() throws -> EvidenceDocument {
    var document = EvidenceDocument(
      name: "history-fit", title: "Fit to seven histories",
      origin: """
        Root mean square error of log income relative to the USA, five-yearly to 2019, in sample. Observed income: \
        Penn World Table 10.01, expenditure side, three-year means (`Models/history/targets.csv`). Model: \
        `Models/studies/history`, luck off; all 300 rows of the first ensemble on the central initial conditions \
        it was fitted with; next to them \(draws) draws (seed 2019) in which judged initial conditions are sampled \
        as well, under the ensemble and under the prior.
        """)
    document.add(
      .text(
        """
        Read with care: the levers were coded knowing the outcomes, labour input and investment are data, and the \
        initial income enters through a residual that fades. That the levels fit says little about policy.
        """))
    let economies = try HistoryFit.economies.map { try Economy($0) }
    document.add(
      .table(
        header: [
          "economy", "years", "nothing changes", "default parameters", "median path",
          "ensemble rows",
          "with sampled initial conditions", "prior", "years in the 90 % band",
        ], rows: try economies.map { try row($0) } + [try pooled(economies)]))
    document.add(.heading("Where the model misses"))
    document.add(.text("Model (median path) / observed, and the difference in per cent."))
    document.add(
      .list(
        economies.map { economy in
          "\(economy.title): "
            + zip(economy.fit.targets, economy.path).map { target, value in
              let miss = EvidenceDocument.fixed((value / target.income - 1) * 100, 0)
              return "\(Int(target.year)) \(EvidenceDocument.fixed(value, 2))/"
                + "\(EvidenceDocument.fixed(target.income, 2)) (\(miss))"
            }.joined(separator: ", ")
        }))
    document.add(.heading("In words"))
    document.add(.list(economies.map { sentence($0) }))
    document.add(
      .text(
        """
        The band covers far fewer than 90 % of the observed years: uncertainty of parameters alone does not cover \
        the error of the model, so that a comparison with history needs a discrepancy term. What no \
        parameter can give: oil and protected growth in Mexico to 1980 and the crisis of 1982, the depth of Chile's \
        1975-85, Japan's decline after 1991 (no demography beyond labour input, no banking crisis), and China's \
        technology sectors, because the model has no firms or regions ahead of a country's average.
        """))
    return document
  }

  private static func row(_ economy: Economy) throws -> [String] {
    let fit = economy.fit
    return [
      economy.title, "\(fit.targets.count)", EvidenceDocument.fixed(fit.error(fit.unchanged)),
      EvidenceDocument.fixed(fit.error(try fit.defaults())),
      EvidenceDocument.fixed(fit.error(economy.path)),
      EvidenceDocument.interval(economy.rows.map { fit.error($0) }),
      EvidenceDocument.interval(
        try fit.draws(beliefs: "ensemble", futures: draws).map { fit.error($0) }),
      EvidenceDocument.interval(
        try fit.draws(beliefs: "prior", futures: draws).map { fit.error($0) }),
      EvidenceDocument.percent(economy.coverage),
    ]
  }

  private static func pooled(_ economies: [Economy]) throws -> [String] {
    func pool(_ errors: [Double]) -> String {
      let counts = economies.map { Double($0.fit.targets.count) }
      let squares = zip(errors, counts).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
      return "**\(EvidenceDocument.fixed((squares / counts.reduce(0, +)).squareRoot()))**"
    }
    return [
      "**pooled**", "\(economies.reduce(0) { $0 + $1.fit.targets.count })",
      pool(economies.map { $0.fit.error($0.fit.unchanged) }),
      pool(try economies.map { $0.fit.error(try $0.fit.defaults()) }),
      pool(economies.map { $0.fit.error($0.path) }), "", "", "", "",
    ]
  }

  /// Whether the model beats the constant, its side of the truth, and its worst years.
  private static func sentence(_ economy: Economy) -> String {
    let fit = economy.fit
    let misses = zip(fit.targets, economy.path).map { (year: $0.year, log: log($1 / $0.income)) }
    let worst = misses.sorted { abs($0.log) > abs($1.log) }.prefix(2).sorted { $0.year < $1.year }
    let model = fit.error(economy.path)
    let constant = fit.error(fit.unchanged)
    let comparison =
      model < constant
      ? "the model is better than \"nothing changes\" "
        + "(\(EvidenceDocument.fixed(model, 2)) against \(EvidenceDocument.fixed(constant, 2)))"
      : "\"nothing changes\" is better than the model "
        + "(\(EvidenceDocument.fixed(constant, 2)) against \(EvidenceDocument.fixed(model, 2)))"
    let low = misses.count { $0.log < 0 }
    let places = worst.map { miss in
      let size = EvidenceDocument.percent(abs(exp(miss.log) - 1))
      return "\(size) too \(miss.log < 0 ? "low" : "high") in \(Int(miss.year))"
    }
    return "\(economy.title): \(comparison); too low in \(low) of \(misses.count) years, "
      + "furthest off \(places.joined(separator: " and "))."
  }
}
