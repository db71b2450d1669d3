import Analysis
import Ensembles
import ModelContract
import Sampling
import StudyContract

/// What a request needs of its mixes: kept from an earlier one, or run now.
extension StudyExplorer {
  /// Outcomes of all mixes of a session, run where they were not kept.
  func outcomes(
    _ session: StudySession, _ request: ExplorationRequest, _ beliefs: Beliefs
  ) throws -> [MixOutcomes] {
    let keys = session.selected.map { RunKey(request, session.design.futures, $0) }
    return try kept(session.selected, keys, in: mixCache, size: \.size) { missing in
      var part = session
      part.selected = missing
      let columns = keptOutcomes
      return try EnsembleRunner.run(try part.experiment(beliefs), context: part.context) {
        MixOutcomesTable(outcomes: columns)
      }.summary.mixes
    }
  }

  /// Yearly paths of all mixes of a session.
  func paths(
    _ session: StudySession, _ request: ExplorationRequest, _ beliefs: Beliefs
  ) throws -> YearlyPaths? {
    guard let columns = session.pathColumns else { return nil }
    let design = try Design(BudgetScaling.pilotDesign)
    return session.yearlyPaths(
      try years(session.selected, session, request, columns, design, beliefs))
  }

  /// The baseline and the mixes that were moved, year by year.
  func lines(
    _ session: StudySession, _ request: ExplorationRequest, _ mixes: Moved, _ beliefs: Beliefs
  ) throws -> [YearlyFan] {
    let columns = session.fanColumns
    if columns.isEmpty { return [] }
    var three = session
    three.selected = session.selected.filter { $0.name == session.study.baseline } + mixes.all
    return try three.yearlyFans(
      years(three.selected, three, request, columns, three.fanDesign(), beliefs))
  }

  /// Mixes year by year, run where they were not kept.
  private func years(
    _ mixes: [Policy], _ session: StudySession, _ request: ExplorationRequest, _ columns: [Int],
    _ design: Design, _ beliefs: Beliefs
  ) throws -> [MixYears] {
    let keys = mixes.map { YearsKey(run: RunKey(request, design.futures, $0), columns: columns) }
    return try kept(mixes, keys, in: yearsCache, size: \.size) {
      try session.years(of: $0, outcomes: columns, design: design, under: beliefs)
    }
  }

  /// Values of mixes, made together where they were not kept; equal mixes are made once.
  private func kept<Key, Value>(
    _ mixes: [Policy], _ keys: [Key], in cache: BoundedCache<Key, Value>,
    size: (Value) -> Int, make: ([Policy]) throws -> [Value]
  ) throws -> [Value] {
    var found: [Key: Value] = [:]
    var missing: [(key: Key, mix: Policy)] = []
    for (key, mix) in zip(keys, mixes)
    where found[key] == nil && !missing.contains(where: { $0.key == key }) {
      found[key] = cache.value(key)
      if found[key] == nil { missing.append((key, mix)) }
    }
    if !missing.isEmpty {
      for (place, value) in zip(missing, try make(missing.map(\.mix))) {
        found[place.key] = value
        cache.keep(value, size: size(value), for: place.key)
      }
    }
    return keys.map { found[$0]! }
  }

  func budgetCosts(
    _ session: StudySession, _ request: ExplorationRequest, _ beliefs: Beliefs
  ) throws -> [String: Double] {
    try costCache.value(
      CostKey(assumptions: request.assumptions, beliefs: request.beliefs), size: 1
    ) { try session.budgetCosts(under: beliefs) }
  }
}
