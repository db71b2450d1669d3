import Calibration

extension CalibrationReport: Report {
  /// Factors shown one by one.
  private static let shown = 25

  /// The verdict, the runs, the fit, and what history says of every factor.
  public var document: Document {
    var evidence = "Log evidence \(Figures.fixed(result.logEvidence, decimals: 2))"
    if let spread = result.evidenceSpread {
      evidence += ", standard deviation between runs \(Figures.fixed(spread, decimals: 2))"
    }
    return Document([
      [.title("CALIBRATION \(name)"), .text(summary)],
      [.labelled("VERDICT", columns: 9, verdict + "."), .text(evidence + ".")],
      [.heading("RUNS of \(particles) particles, seed \(seed)"), .table(runs)],
      [.heading("FIT of the median path, without discrepancy"), .table(fit)],
      [.heading("WHAT HISTORY SAYS, most first"), .table(factors)],
      [
        .text(
          "Of \(byContraction.count) factors, history says next to nothing about \(uninformed): their variance "
            + "shrinks by less than 5 % and their centre moves by less than 0.2 prior standard deviations."
        )
      ],
      file.map { [.text("ENSEMBLE \($0), \(rows) rows")] } ?? [],
      caveats.isEmpty ? [] : [.heading("READ WITH CARE"), .list(caveats)],
    ])
  }

  private var runs: Table {
    var table = Table([
      .number("run"), .number("stages"), .number("moves"), .number("likelihoods"),
      .number("acceptance", "at the end"), .number("informed", "directions"),
      .number("correlation", "left"), .number("log", "evidence"),
    ])
    for (index, state) in result.states.enumerated() {
      guard let last = state.stages.last else { continue }
      table.rows.append([
        "\(index + 1)", "\(state.stages.count)", "\(state.stages.reduce(0) { $0 + $1.moves })",
        .whole(state.evaluations), .fixed(last.acceptance, decimals: 2), "\(last.directions)",
        .fixed(last.correlation, decimals: 2), .fixed(state.logEvidence, decimals: 2),
      ])
    }
    return table
  }

  private var fit: Table {
    var table = Table([
      .text("economy"), .number("years"), .number("error of", "log income"),
      .number("error of", "log research"),
    ])
    table.rows = result.errors.map {
      [
        .text($0.economy), .whole($0.years), .fixed($0.income, decimals: 3),
        .fixed($0.research, decimals: 3),
      ]
    }
    table.rows.append([
      "pooled", .whole(result.errors.reduce(0) { $0 + $1.years }),
      .fixed(result.pooledError, decimals: 3), .empty,
    ])
    return table
  }

  private var factors: Table {
    var table = Table([
      .text("factor"), .number("contraction"), .number("shift"), .number("5 %"),
      .number("median"), .number("95 %"), .number("split", "R-hat"), .number("effective", "size"),
    ])
    let others = result.quantities.filter { $0.contraction == nil }
    for quantity in byContraction.prefix(Self.shown) + others {
      let size = min(quantity.convergence.bulkSize, quantity.convergence.tailSize)
      let contraction = quantity.contraction
      table.rows.append(
        [
          .text(quantity.name), contraction.map { .fixed($0.share, decimals: 2) } ?? .empty,
          contraction.map { .fixed($0.shift, decimals: 2) } ?? .empty,
        ] + quantity.quantiles.prefix(3).map { .plain($0) } + [
          .fixed(quantity.convergence.splitRHat, decimals: 3), .whole(Int(size)),
        ])
    }
    return table
  }
}
