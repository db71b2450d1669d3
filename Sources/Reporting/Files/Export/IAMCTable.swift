import NumericCore
import Scenarios

/// Outcomes by year in the wide table of the Integrated Assessment Modeling Consortium, which pyam opens.
///
/// Columns are model, scenario, region, variable, unit and one for each year. The model is this program with its version; the
/// scenario is that of the study and the mix, `reference|baseline`, and the beliefs where a run has several; the region is
/// the economy; the variable is an outcome and what of its distribution is stated, `Income per Head|Quantile 0.5`. A year
/// without a future that did not fail is empty.
///
/// Source: D. Huppmann and others, pyam: Analysis and visualisation of integrated assessment and macro-energy scenarios, Open
/// Research Europe 1:74 (2021), doi:10.12688/openreseurope.13633.2.
struct IAMCTable {
  private let export: RunExport

  /// Chooses a run.
  init(_ export: RunExport) { self.export = export }

  /// The table.
  ///
  /// - Throws: `StudyErrors` for a run without yearly quantiles or a copy of its study.
  func rows() throws -> CSVRows {
    let archive = export.archive
    let region = try archive.loadStudy().economy.name
    let policies = try archive.table("outcomes", belief: 0).policies
    var rows = CSVRows()
    for (index, belief) in archive.beliefs.enumerated() {
      let yearly = try YearlyQuantiles(
        archive.yearly(belief: index), scenarios: archive.scenarios, policies: policies)
      if index == 0 {
        rows.appendRow(
          ["model", "scenario", "region", "variable", "unit"] + yearly.years.map(String.init))
      }
      for (mix, names) in archive.scenarios.flatMap({ scenario in
        policies.map { (scenario, $0) }
      }).enumerated() {
        let scenario =
          "\(names.0)|\(names.1)" + (archive.beliefs.count > 1 ? "|\(belief)" : "")
        for (outcome, name) in yearly.outcomes.enumerated() {
          func row(_ statistic: String, _ value: (_ cell: Int) -> Double) {
            rows.appendRow(
              fields: [
                export.program, scenario, region, "\(Self.variable(name))|\(statistic)",
                export.described(name).unit.rawValue,
              ],
              numbers: yearly.years.indices.map { value(mix * yearly.years.count + $0) })
          }
          row("Mean") { yearly.means[outcome][$0] }
          for (position, share) in YearlySpread.shares.enumerated() {
            row("Quantile \(share)") {
              yearly.quantiles[outcome][$0 * YearlySpread.shares.count + position]
            }
          }
        }
      }
    }
    return rows
  }

  /// An outcome as the consortium would name it: words with capitals.
  static func variable(_ outcome: String) -> String {
    if outcome == "income" { return "Income per Head" }
    return outcome.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}

extension CSVRows {
  /// Adds a row of text and then numbers; what is no number is an empty field.
  fileprivate mutating func appendRow(fields: [String], numbers: [Double]) {
    for field in fields { append(field) }
    for number in numbers {
      if number.isNaN { append("") } else { append(number) }
    }
    endRow()
  }
}
