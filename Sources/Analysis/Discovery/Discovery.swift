import Ensembles
import NumericCore
import Sampling

/// Scenario discovery: simple boxes of factors in which a condition tends to be met.
///
/// A third of the rows, drawn at random, is held out. Boxes are found on the others; the next box is sought among what the
/// ones before left. A box counts if it holds more held-out cases than chance gives boxes of its size, by Fisher's exact
/// test at ``DiscoverySettings/falseAlarmRate``. Since the held-out rows had no part in the search, that rate is exact
/// however many factors were searched, for rows that are exchangeable; a pure noise gives a box in at most 1 of 100 cases.
///
/// Cost: for 100,000 rows of 64 factors and 50 resamples about 3 s of one core.
///
/// R. J. Lempert, D. G. Groves, S. W. Popper and S. C. Bankes 2006, A general, analytic method for generating robust
/// strategies and narrative scenarios, doi:10.1287/mnsc.1050.0472; B. P. Bryant and R. J. Lempert 2010,
/// doi:10.1016/j.techfore.2009.08.002.
public enum Discovery {
  /// Finds boxes.
  ///
  /// - Parameters:
  ///   - factors: the factors, one value a row.
  ///   - isCase: by row, whether it meets the condition; nil where that is not known because a run failed.
  ///   - condition: the condition in words, for errors.
  ///   - settings: how.
  ///   - context: threads.
  /// - Throws: ``DiscoveryError`` when no row, every row or too few rows meet the condition, or a factor has too many
  ///   categories.
  public static func find(
    _ factors: [DiscoveryFactor], isCase known: [Bool?], condition: String,
    settings: DiscoverySettings = DiscoverySettings(), context: RunContext = RunContext()
  ) throws -> DiscoveryFinding {
    let used = known.indices.filter { known[$0] != nil }
    let isCase = known.map { $0 ?? false }
    try check(used.count, cases: used.count { isCase[$0] }, condition: condition)
    for factor in factors {
      if case .categories(_, let names) = factor.values, names.count > BinnedFactors.limit {
        throw DiscoveryError(
          "The factor \(factor.name) has \(names.count) categories, more than \(BinnedFactors.limit); leave it out of --factors."
        )
      }
    }
    let data = BinnedFactors(factors)
    let stream = CounterStream(name: "discovery_split", seed: settings.seed)
    let order = stream.permutation(0, count: used.count).map { Int32(used[$0]) }
    let held = Int((Double(used.count) * DiscoverySettings.heldOutShare).rounded())
    let search = BoxSeries(
      data: data, settings: settings, context: context,
      training: WeightedRows(order.dropFirst(held).sorted(), isCase: isCase),
      heldOut: WeightedRows(order.prefix(held).sorted(), isCase: isCase))
    let (boxes, rejected) = try search.boxes()
    return DiscoveryFinding(
      rows: used.count, cases: used.count { isCase[$0] }, failed: known.count - used.count,
      trainingRows: used.count - held, boxes: boxes, rejected: rejected, path: search.path())
  }

  private static func check(_ rows: Int, cases: Int, condition: String) throws {
    let fewest = DiscoverySettings.fewestCases
    if rows == 0 { throw DiscoveryError("No future has an outcome: every run failed.") }
    if cases == 0 || cases == rows {
      throw DiscoveryError(
        "\(cases == 0 ? "None" : "Every one") of \(rows) futures meets the condition \"\(condition)\"; there is nothing to discover. "
          + "Choose a \(cases == 0 ? "weaker" : "stricter") one.")
    }
    if min(cases, rows - cases) < fewest {
      throw DiscoveryError(
        cases < fewest
          ? "Only \(cases) of \(rows) futures meet the condition \"\(condition)\"; \(fewest) are needed. Choose a weaker one or run more futures."
          : "All but \(rows - cases) of \(rows) futures meet the condition \"\(condition)\"; \(fewest) that do not are needed. Choose a stricter one or run more futures."
      )
    }
  }
}

/// The search for one box after the other.
private struct BoxSeries {
  let data: BinnedFactors
  let settings: DiscoverySettings
  let context: RunContext
  let training: WeightedRows
  let heldOut: WeightedRows

  func boxes() throws -> (found: [DiscoveryFinding.Box], rejected: DiscoveryFinding.Box?) {
    let (allTraining, allHeldOut) = (training.total, heldOut.total)
    var (left, leftOut) = (training, heldOut)
    var found: [DiscoveryFinding.Box] = []
    var pending: [BinnedBox] = []
    var resamples: [[BinnedBox]] = []
    for number in 0..<settings.mostBoxes {
      if pending.isEmpty, number == 0 || settings.method == .prim {
        // What is left may hold no case, or nothing else.
        let total = left.total
        if total.cases == 0 || total.cases == total.rows { break }
        pending = settings.search.boxes(data, left)
        if !pending.isEmpty { resamples = try resample(left, number: number) }
      }
      guard !pending.isEmpty else { break }
      let box = pending.removeFirst()
      let inside = box.contains(left.rows, in: data)
      let insideOut = box.contains(leftOut.rows, in: data)
      let finding = describe(
        box, left, leftOut, (left.count(where: inside), allTraining),
        (leftOut.count(where: insideOut), allHeldOut), resamples)
      if finding.pValue > DiscoverySettings.falseAlarmRate { return (found, finding) }
      found.append(finding)
      left = left.without(inside)
      leftOut = leftOut.without(insideOut)
    }
    return (found, nil)
  }

  private func resample(_ rows: WeightedRows, number: Int) throws -> [[BinnedBox]] {
    let (data, search) = (data, settings.search)
    let stream = CounterStream(name: "discovery_resample", seed: settings.seed)
    return try Engine.map(settings.resamples, context: context) { resample in
      var uniforms = [Double](repeating: 0, count: rows.rows.count)
      stream.uniforms(resample, number, count: uniforms.count, into: &uniforms)
      return search.boxes(data, rows.resampled(uniforms))
    }
  }

  private func describe(
    _ box: BinnedBox, _ rows: WeightedRows, _ rowsOut: WeightedRows,
    _ inSample: (inside: CaseCount, all: CaseCount), _ out: (inside: CaseCount, all: CaseCount),
    _ resamples: [[BinnedBox]]
  ) -> DiscoveryFinding.Box {
    let profiles = BoxProfiles(box, data, rows)
    let profilesOut = BoxProfiles(box, data, rowsOut)
    let others = resamples.map { nearest(box, $0, rows) }
    let limits = box.factors.map { factor in
      let column = data.columns[factor]
      let table = box[factor]!
      let sides = box.sides(of: factor, in: data)
      let same = others.count { other in
        guard let other else { return false }
        let own = other.sides(of: factor, in: data)
        return (own.low || !sides.low) && (own.high || !sides.high)
          && (own.low || own.high)
      }
      return DiscoveryFinding.Limit(
        factor: column.name,
        low: column.categories == nil && sides.low
          ? column.start(of: table.firstIndex(of: true)!) : nil,
        high: column.categories == nil && sides.high
          ? column.start(of: table.lastIndex(of: true)! + 1) : nil,
        categories: column.categories.map { names in
          names.indices.filter { table[$0] }.map { names[$0] }
        }, quasiP: profiles.quasiP(of: factor), heldOutP: profilesOut.quasiP(of: factor),
        reproducibility: others.isEmpty ? 0 : Double(same) / Double(others.count))
    }
    let order = limits.indices.sorted {
      (limits[$0].reproducibility, $1) > (limits[$1].reproducibility, $0)
    }
    return DiscoveryFinding.Box(
      limits: order.map { limits[$0] }, heldOut: Self.measures(out.inside, of: out.all),
      inSample: Self.measures(inSample.inside, of: inSample.all),
      pValue: BoxTest.hypergeometricTail(out.inside, of: rowsOut.total))
  }

  /// The box of a resample that shares the most rows with a box, in relation to their union.
  private func nearest(
    _ box: BinnedBox, _ others: [BinnedBox], _ rows: WeightedRows
  ) -> BinnedBox? {
    if others.count < 2 { return others.first }
    let own = box.contains(rows.rows, in: data)
    return others.max { overlap($0, own, rows) < overlap($1, own, rows) }
  }

  private func overlap(_ box: BinnedBox, _ own: [Bool], _ rows: WeightedRows) -> Double {
    let other = box.contains(rows.rows, in: data)
    let both = zip(own, other).count { $0 && $1 }
    return Double(both) / Double(max(zip(own, other).count { $0 || $1 }, 1))
  }

  static func measures(_ box: CaseCount, of all: CaseCount) -> DiscoveryFinding.Measures {
    DiscoveryFinding.Measures(
      coverage: all.cases > 0 ? Double(box.cases) / Double(all.cases) : 0, density: box.density,
      mass: all.rows > 0 ? Double(box.rows) / Double(all.rows) : 0,
      densityInterval: box.rows > 0
        ? BinomialInterval.probability(share: box.density, count: Double(box.rows)) : 0...1,
      rows: box.rows, cases: box.cases)
  }

  /// The way of the first peeling, with held-out rows beside it.
  func path() -> [DiscoveryFinding.Step] {
    guard let search = settings.search as? PeelingSearch else { return [] }
    let path = search.path(data, training)
    let (all, allOut) = (training.total, heldOut.total)
    var out = heldOut
    var limited: Set<Int> = []
    return path.counts.indices.map { place in
      if place > 0 {
        let step = path.steps[place - 1]
        limited.insert(step.factor)
        var slice = BinnedBox()
        slice.remove(step.bins, of: step.factor, in: data)
        out = out.without(slice.contains(out.rows, in: data).map { !$0 })
      }
      return DiscoveryFinding.Step(
        limits: limited.count,
        factor: place > 0 ? data.columns[path.steps[place - 1].factor].name : nil,
        inSample: Self.measures(path.counts[place], of: all),
        heldOut: Self.measures(out.total, of: allOut))
    }
  }
}
