import ModelContract
import Studies
import StudyContract

/// The same future of two policies: the difference year by year, the states of the mechanisms, and what the future is.
///
/// States of single sectors are left out unless they are asked for. Numbers in CSV and JSON read back to the same bits.
public struct TraceComparisonReport: Report, JSONConvertible, CSVConvertible, Sendable {
  /// A quantity with its values in the shown rows.
  private struct Quantity: Sendable {
    let name: String
    let unit: String?
    let first: [Double]
    let second: [Double]
    var differences: [Double] { zip(first, second).map { $0 - $1 } }
  }

  private let result: StudyTraceComparison
  private let subject: String
  private let years: [Double]
  private let outcomes: [Quantity]
  private let states: [Quantity]
  private let factors: [(factor: Factor, value: Double)]

  /// Collects a report.
  ///
  /// - Parameters:
  ///   - hasSectors: whether states of single sectors are reported as well.
  ///   - everyYear: whether only whole years are reported, and not every time step.
  public init(_ result: StudyTraceComparison, hasSectors: Bool, everyYear: Bool) {
    self.result = result
    let session = result.first.session
    let reports = [result.first, result.second].map {
      TraceReport($0, hasDetails: true, everyYear: everyYear)
    }
    subject = reports[0].subject.replacing(
      "policy \(result.first.policy.name)",
      with: "policy \(result.first.policy.name) against \(result.second.policy.name)")
    years = reports[0].rows.map(\.year)
    outcomes = session.model.outcomes.enumerated().map { column, outcome in
      Quantity(
        name: outcome.name, unit: outcome.unit.rawValue,
        first: reports[0].rows.map { $0.outcomes[column] },
        second: reports[1].rows.map { $0.outcomes[column] })
    }
    states = reports[0].details.enumerated().filter { hasSectors || !$0.element.contains(".") }
      .map { column, name in
        Quantity(
          name: name, unit: nil, first: reports[0].rows.map { $0.details[column] },
          second: reports[1].rows.map { $0.details[column] })
      }
    factors = zip(session.model.factors, result.first.factors).map { ($0, $1) }
  }

  /// The outcome that ranks side by side, differences of the study's outcomes and of states, and the factors the study
  /// samples.
  public var document: Document {
    let (first, second) = (result.first.policy.name, result.second.policy.name)
    let study = result.first.session.study
    var document = Document([[.text(subject)]])
    if let ranked = outcomes.first(where: { $0.name == study.rankedBy }) {
      var table = Table([
        .text("year"), .number(first), .number(second), .number("difference"),
        .number("added"),
      ])
      let decimals = Figures.decimals(for: ranked.first + ranked.second, digits: 4)
      let differences = ranked.differences
      for (row, year) in years.enumerated() {
        let added = differences[row] - (row > 0 ? differences[row - 1] : 0)
        table.rows.append([
          .number(year, Figures.year(year, decimals: 2)),
          .fixed(ranked.first[row], decimals: decimals),
          .fixed(ranked.second[row], decimals: decimals),
          .fixed(differences[row], decimals: decimals, showsPlus: true),
          .fixed(added, decimals: decimals, showsPlus: true),
        ])
      }
      document.add([
        .heading("\(ranked.name) (\(ranked.unit ?? ""))"), .table(table),
      ])
    }
    let names = study.outcomes.map(\.name).filter { $0 != study.rankedBy }
    let shown = names.compactMap { name in outcomes.first { $0.name == name } }
    document.add([.heading("Differences: \(first) less \(second)"), .table(differences(shown))])
    if !states.isEmpty {
      document.add([
        .heading("Differences of states of the mechanisms"), .table(differences(states)),
      ])
    }
    document.add(factorTable)
    return document
  }

  /// By year the differences of quantities; one that lies beyond the horizon under either policy has none.
  private func differences(_ quantities: [Quantity]) -> Table {
    var table = Table([.text("year")])
    for quantity in quantities {
      table.columns.append(
        Table.Column(Figures.broken(quantity.name), .number, unit: quantity.unit))
    }
    let columns = quantities.map(\.differences)
    let decimals = columns.map { Figures.decimals(for: $0, digits: 3) }
    table.rows = years.enumerated().map { row, year in
      [.number(year, Figures.year(year, decimals: 2))]
        + columns.indices.map {
          .fixed(columns[$0][row], decimals: decimals[$0], showsPlus: true)
        }
    }
    return table
  }

  /// Factors that the study samples or that were set, beside their defaults.
  private var factorTable: [Document.Block] {
    let session = result.first.session
    let set = result.first.settings.compactMap { $0.split(separator: "=").first.map(String.init) }
    let sampled = Set(session.study.priors.map(\.factor) + set)
    let shown = factors.filter { sampled.contains($0.factor.name) }
    if shown.isEmpty { return [] }
    var table = Table([
      .text("factor"), .number("value"), .number("default"), .text("unit"),
    ])
    for (factor, value) in shown {
      table.rows.append([
        .text(factor.name), .plain(value), .plain(factor.defaultValue),
        .text(factor.unit.rawValue),
      ])
    }
    return [.heading("Factors of this future"), .table(table)]
  }

  /// A column of each policy and of the difference for each quantity: `income.rd_push`, `income.difference`.
  public var csv: CSVRows {
    let quantities = outcomes + states
    let (first, second) = (result.first.policy.name, result.second.policy.name)
    var table = CSVRows()
    table.appendRow(
      ["year"]
        + quantities.flatMap {
          ["\($0.name).\(first)", "\($0.name).\(second)", "\($0.name).difference"]
        })
    for (row, year) in years.enumerated() {
      table.append(year)
      for quantity in quantities {
        table.append(quantity.first[row])
        table.append(quantity.second[row])
        table.append(quantity.first[row] - quantity.second[row])
      }
      table.endRow()
    }
    return table
  }

  /// `trace`, `policies`, `years`, `outcomes[]` and `states[]` with `name`, `unit`, `first`, `second` and `difference` by
  /// year, and `factors[]` with `name`, `value`, `default` and `unit`; what is not finite is `null`.
  public var json: JSONValue {
    func values(_ quantities: [Quantity]) -> JSONValue {
      quantities.json {
        [
          "name": $0.name, "unit": $0.unit, "first": $0.first, "second": $0.second,
          "difference": $0.differences,
        ]
      }
    }
    return [
      "trace": subject, "policies": [result.first.policy.name, result.second.policy.name],
      "years": years, "outcomes": values(outcomes), "states": values(states),
      "factors": factors.json {
        [
          "name": $0.factor.name, "value": $0.value, "default": $0.factor.defaultValue,
          "unit": $0.factor.unit.rawValue,
        ]
      },
    ]
  }
}
