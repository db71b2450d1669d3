import Analysis
import Foundation

extension SensitivityResult {
  /// Where the runs come from, in words.
  var sourceName: String {
    switch source {
    case .study(let name): "the study \(name)"
    case .path(let path): path
    }
  }
}

extension SensitivityFinding {
  /// The finding in sentences.
  func sentences(of result: SensitivityResult) -> [String] {
    switch self {
    case .linearFit(let values, let ranks): return Self.fit(values, ranks)
    case .exchanges(_, let failed, _) where result.source.isStudy && failed > 0:
      return [
        sentence(isStudy: true), "\(failed) walks with a failed run are left out as a whole.",
      ]
    default: return [sentence(isStudy: result.source.isStudy)]
    }
  }

  private func sentence(isStudy: Bool) -> String {
    switch self {
    case .basePoints(let count, let replicates):
      "Base points: \(count), in \(replicates) blocks of consecutive points whose spread gives the intervals. "
        + "Blocks fill each other's gaps: for a smooth outcome the estimates are much closer than that."
    case .walks(let count): "Walks: \(count), each moving every factor once."
    case .centres(let count): "Centres: \(count), from each of which every factor moves once."
    case .exchanges(let walks, _, let replicates):
      isStudy
        ? "The effects add up to 1: an interaction is shared equally by those who take part."
        : "Walks: \(walks), in \(replicates) blocks of consecutive walks whose spread gives the intervals; the "
          + "effects add up to 1."
    case .exactValues(let names):
      "Few values, so that rows with exactly the same value take the place of waves: "
        + names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "") + "."
    case .unevenEffects(let names):
      "Effects differ more than they are large (sigma above mu*), so that the factor acts nonlinearly or "
        + "together with others: " + names.prefix(12).joined(separator: ", ")
        + (names.count > 12 ? " and \(names.count - 12) others" : "") + "."
    case .negligible(let names):
      "The total index of \(names.prefix(8).joined(separator: ", "))"
        + (names.count > 8 ? " and \(names.count - 8) others" : "")
        + " is certainly below 0.01, interactions included."
    case .leak(let first, let total):
      "A factor that does not exist shows a first-order index of \(Self.plain(first, decimals: 4)) and a "
        + "total index of \(Self.plain(total, decimals: 4)) on these curves; that leak is taken out of all "
        + "others."
    case .tooFewCurves(let failed):
      "\(failed) curves have a run that failed, and too few are left: a curve with a hole has no spectrum. "
        + "Methods sobol and shapley leave out single base points."
    case .interaction(let pair):
      "\(pair.first) and \(pair.second) interact: their second-order index is "
        + "\(Self.plain(pair.index, decimals: 4))."
    case .interactions(let pairs):
      "Interactions of two that can be told from 0: "
        + pairs.map { "\($0.first) with \($0.second) " + String(format: "%.2g", $0.index) }
        .joined(separator: ", ") + "."
    case .linearFit(let values, let ranks): Self.fit(values, ranks)[0]
    case .region(let region, let inside, let rows):
      "The outcome is \(region.words) in \(inside) of \(rows) runs."
    case .separation(let factor, let isLargerInside, let at):
      "Inside the region \(factor) tends to be \(isLargerInside ? "larger" : "smaller"); the two sides differ "
        + "most at \(Self.plain(at))."
    case .sumOfEffects(let sum):
      "The effects add up to \(Self.plain(sum, decimals: 3)) of the variance of the outcome; what is missing to "
        + "1 is luck, other inputs, or too few rows for so many factors."
    case .rowsUsed(let used, let all):
      "Only the first \(used) rows were used: comparing all \(all) of them in every set of factors would take "
        + "minutes."
    case .constant: "It is the same in every run, so that nothing can matter."
    case .equalWeights:
      "Each of them counts the same whatever its unit; constant ones are left out."
    }
  }

  private static func fit(_ values: IndexEstimate, _ ranks: IndexEstimate) -> [String] {
    func share(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }
    // Below 0.7 nearly a third of what the outcome does is invisible to the coefficients.
    let isPoor = max(values.value, ranks.value) < 0.7
    let explained =
      "The linear fit explains \(share(values.value)) of the variance of the outcome (R squared, 95 % "
      + "interval \(share(max(values.low, 0))) to \(share(min(values.high, 1)))), the fit of ranks "
      + "\(share(ranks.value)) of that of ranks."
    return isPoor
      ? [
        explained,
        "Much of the outcome is no sum of effects in proportion to the factors or their ranks: coefficients miss it; use "
          + "given-data, delta or a pick-freeze design.",
      ] : [explained]
  }

  /// A number in at most six digits, rounded before to so many decimals.
  static func plain(_ value: Double, decimals: Int? = nil) -> String {
    func scaled(_ value: Double, _ digits: Int) -> Double {
      let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
      return (value * scale).rounded() / scale
    }
    let value = decimals.map { scaled(value, $0) } ?? value
    var (digits, rest) = (0, value.magnitude)
    while rest >= 1 && digits < 6 {
      digits += 1
      rest /= 10
    }
    let text = "\(scaled(value, 6 - min(digits, 5)))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension SensitivityResult.Source {
  fileprivate var isStudy: Bool {
    if case .study = self { true } else { false }
  }
}

extension OutcomeRegion {
  /// The region in words.
  fileprivate var words: String {
    switch self {
    case .above(let bound): "above \(bound)"
    case .below(let bound): "below \(bound)"
    case .atLeast(let bound): "at least \(bound)"
    }
  }
}

extension SensitivityWarning {
  /// The warning in a sentence or two.
  var sentence: String {
    switch self {
    case .fewRowsCarryVariance(let carriers, let all):
      "The variance rests on about \(carriers) of \(all) runs, those of rare events or long tails: shares of it, and "
        + "their intervals, may change with every further run. Long tails do not trouble methods that look at ranks "
        + "(chatterjee, delta); of a rare event only more runs in which it happens say more."
    case .fewEvents(let events, let all):
      "Only \(events) of \(all) runs have another outcome than most: what they have in common is not sure by any "
        + "method; more runs in which it happens say more."
    case .dependentFactors(let first, let second, let correlation):
      "Factors are correlated, most of all \(first) and \(second) (rank correlation "
        + "\(SensitivityFinding.plain(correlation, decimals: 2))): an index of one holds what it shares with the other; "
        + "the method shapley shares it out."
    case .fewBasePoints(let count):
      "\(count) base points are few: intervals may be too narrow; take at least 64."
    case .farNeighbours(let factors):
      "Rows that are near each other in \(factors) factors differ all the same, so that effects are off by an amount "
        + "that the interval holds only in part, small effects most; they add up to less than 1 by it. A design has no "
        + "such bias: latecomer design --method shapley."
    case .repeatedRows(let count):
      "\(count) rows repeat another in every number and are left out: the same run twice says nothing new."
    case .lostSteps: "A step with a failed run at either end is left out."
    case .lost(let count, let unit, let runs):
      "\(count) \(unit.rawValue)s with a failed run are left out with all their \(runs) runs."
    case .failures(let rows): Self.failures(rows)
    case .failedRuns(let failed, let runs, let region):
      "\(failed) of \(runs) runs failed and are left out with what is compared to them; the indices describe "
        + "the futures in which the model runs" + (region.map { "; \($0.words)" } ?? "") + "."
    case .failedBasePoints(let share, let region):
      "\(SensitivityDetails.percent(share)) of base points have a run that failed and are left out; the indices "
        + "describe the futures in which the model runs" + (region.map { "; \($0.words)" } ?? "")
        + "."
    case .ensembleGroup(let factors, let ensemble):
      "\(factors) factors come jointly from the ensemble \(ensemble) and are one group, because exchanging one "
        + "of them alone would leave their joint law; use the method given-data or shapley, or --beliefs prior"
    case .correlatedGroups:
      "factors joined by + are correlated and are one group each, because exchanging one of them alone would "
        + "leave their joint law; use the method given-data or shapley to tell them apart"
    case .players(let factors, let blocks):
      "\(factors) factors depend on each other and are one player"
        + (blocks.count == 1 ? " (" : " for each block of them (") + blocks.joined(separator: ", ")
        + "), whose effect is theirs together; to tell a few of them apart run the study with --out DIR and use "
        + "--method shapley --inputs on the folder."
    case .unmoved(let factors, let blocks, let hasLuck, let alongCurves):
      Self.unmoved(factors, blocks, hasLuck: hasLuck, alongCurves: alongCurves)
    case .luckIsNoFactor:
      "Luck (shocks and sector draws) is not among the factors of a finished run; what it adds is part of the "
        + "variation that no index explains."
    case .assumedDirections:
      "The manifest of this folder, from an earlier version or missing, does not say which outcomes are wanted "
        + "large and which small; the directions are the model's own, not those of the study."
    case .rowsOfADesign:
      "Rows of this file change one factor at a time, as those of a design do, but this method takes rows for "
        + "independent: its indices and intervals are wrong by an unknown amount. If latecomer design wrote the "
        + "rows, say so with --design."
    }
  }

  private static func failures(_ rows: FailedRows) -> String {
    func plain(_ value: Double) -> String { SensitivityFinding.plain(value) }
    let percent = (1000 * Double(rows.failed) / Double(rows.rows)).rounded() / 10
    let text =
      "\(rows.failed) of \(rows.rows) runs (\(plain(percent)) %) have no finite outcome and are left out: the "
      + "indices speak of the others only."
    guard rows.wasSearched else { return text }
    guard let place = rows.place else {
      return text + " They do not depend visibly on any one factor."
    }
    return text
      + " They fail mostly where \(place.factor) is \(place.isAbove ? "above" : "at most") \(plain(place.at)): "
      + "\(plain(place.percentThere.rounded())) % of the runs there, "
      + "\(plain(place.percentElsewhere.rounded())) % elsewhere."
      + (place.others.isEmpty
        ? "" : " Other factors involved: " + place.others.prefix(3).joined(separator: ", ") + ".")
  }

  private static func unmoved(
    _ factors: Int, _ blocks: [String], hasLuck: Bool, alongCurves: Bool
  ) -> String {
    let dependent =
      factors == 0
      ? []
      : ["the \(factors) factors that depend on each other (\(blocks.joined(separator: ", ")))"]
    let all = (dependent + (hasLuck ? ["luck"] : [])).joined(separator: " and ")
    return Figures.capitalized(all)
      + (alongCurves
        ? " stay as drawn along all curves of a resample: indices are shares of the variance that the other "
          + "factors make" : " stay as drawn while a factor moves: effects are averages over them")
      + ", and they have no index here; methods sobol and shapley give them one."
  }
}

extension FailureRegion {
  /// The region in words, as a part of a sentence.
  fileprivate var words: String {
    "they differ most from the others in \(factor), which lies between \(range.lowerBound) and "
      + "\(range.upperBound) where runs fail"
  }
}
