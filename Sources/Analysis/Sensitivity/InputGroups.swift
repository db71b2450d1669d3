import ModelContract
import Sampling

/// The inputs of a study as groups that a pick-freeze design may move.
///
/// Factors with laws of their own are groups of one. Factors that depend on each other are one group,
/// because exchanging one of them alone would leave the joint law: all columns of an ensemble together, and
/// factors that correlations connect. Every stream of luck is a group.
public struct InputGroups: Sendable, Hashable {
  /// The groups.
  public let groups: [PickFreezeGroup]
  /// Columns that are the same in every future.
  public let fixedColumns: Set<Int>
  /// Names of the members of every group of several factors, by the name of the group.
  public let members: [String: [String]]
  /// What a reader must know of dependent factors; empty when all are independent.
  public let notes: [SensitivityWarning]
  /// Columns that are drawn independently of all others.
  public let independentColumns: [Int]

  /// Groups the inputs of a run.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - columns: where every factor comes from.
  ///   - copula: dependence between factors; nil without.
  ///   - joint: the ensemble; nil without.
  ///   - hasNoise: whether luck is drawn.
  ///   - theme: the theme of a factor, for groups of independent factors by theme, and of luck for a
  ///     stream's name; nil for a group each.
  public init(
    model: any BatchModel, columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?,
    hasNoise: Bool, theme: ((String) -> String)? = nil
  ) {
    let names = model.factors.map(\.name)
    var fixed = Set<Int>()
    var jointColumns: [Int] = []
    var single: [Int] = []
    var coupled: [Int] = []
    for (column, source) in columns.enumerated() {
      switch source {
      case .constant: fixed.insert(column)
      case .joint: jointColumns.append(column)
      case .marginal(let key, let law):
        if case .constant = law {
          fixed.insert(column)
        } else if copula?.names.contains(key.name) == true {
          coupled.append(column)
        } else {
          single.append(column)
        }
      }
    }
    var groups: [PickFreezeGroup] = []
    var members: [String: [String]] = [:]
    var notes: [SensitivityWarning] = []
    if !jointColumns.isEmpty {
      let name = "ensemble"
      groups.append(PickFreezeGroup(name: name, columns: jointColumns))
      members[name] = jointColumns.map { names[$0] }
      notes.append(.ensembleGroup(factors: jointColumns.count, ensemble: joint?.name ?? ""))
    }
    for component in Self.components(coupled, names: names, copula: copula) {
      if component.count == 1 {
        single.append(component[0])
        continue
      }
      let own = component.map { names[$0] }
      let name = own.joined(separator: "+")
      groups.append(PickFreezeGroup(name: name, columns: component))
      members[name] = own
    }
    if groups.contains(where: { $0.columns.count > 1 && $0.name != "ensemble" }) {
      notes.append(.correlatedGroups)
    }
    single.sort()
    var streams: [(name: String, index: Int)] = []
    if hasNoise { streams = model.luck.enumerated().map { ($1.name, $0) } }
    if let theme {
      var order: [String] = []
      var columns: [String: [Int]] = [:]
      var luck: [String: [Int]] = [:]
      func note(_ name: String) { if !order.contains(name) { order.append(name) } }
      for column in single {
        let name = theme(names[column])
        note(name)
        columns[name, default: []].append(column)
      }
      for stream in streams {
        let name = theme(stream.name)
        note(name)
        luck[name, default: []].append(stream.index)
      }
      for name in order {
        groups.append(
          PickFreezeGroup(name: name, columns: columns[name] ?? [], luck: luck[name] ?? []))
        members[name] =
          (columns[name] ?? []).map { names[$0] } + (luck[name] ?? []).map { model.luck[$0].name }
      }
    } else {
      groups += single.map { PickFreezeGroup(name: names[$0], columns: [$0]) }
      groups += streams.map { PickFreezeGroup(name: $0.name, columns: [], luck: [$0.index]) }
    }
    self.groups = groups
    self.members = members
    self.notes = notes
    fixedColumns = fixed
    independentColumns = single
  }

  /// Connected components of the graph of correlations that are not 0.
  private static func components(
    _ columns: [Int], names: [String], copula: GaussianCopula?
  ) -> [[Int]] {
    guard let copula else { return [] }
    var rest = columns
    var result: [[Int]] = []
    while !rest.isEmpty {
      var component = [rest.removeFirst()]
      var next = 0
      while next < component.count {
        let own = names[component[next]]
        let linked = rest.filter { (copula.rankCorrelation(own, names[$0]) ?? 0) != 0 }
        component += linked
        rest.removeAll { linked.contains($0) }
        next += 1
      }
      result.append(component.sorted())
    }
    return result
  }
}
