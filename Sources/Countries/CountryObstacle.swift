/// Why a country cannot be coded; who asks puts it in words.
public enum CountryObstacle: Error, Sendable, Hashable {
  /// Figures without which no economy can be described, and which the country lacks altogether.
  case missing([PanelColumn])
  /// The start lies before the first year that works; figures that begin after the start, none where income was above
  /// ``Country/highestIncome``.
  case early(first: Int, missing: [PanelColumn])
  /// The start lies more than ``CodingRule/latestAfterFigures`` years after the last one.
  case late(last: Int)
  /// The panel has no usable figures of the country to which all are relative.
  case frontier
  /// Too few countries have what a relation between them needs.
  case relation
}
