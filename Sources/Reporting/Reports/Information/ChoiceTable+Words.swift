import Studies

extension ChoiceTable {
  /// Where the rows come from: the source, the outcome, and scenario and beliefs, as far as there are any.
  var place: String {
    ([source] + [outcome, reading].compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: ", ")
  }
}
