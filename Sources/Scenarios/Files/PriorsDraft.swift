import ModelContract
import Sampling
import StudyContract

/// The laws of factors and their correlations, as a file of priors states them.
struct PriorsDraft {
  var factors: [FactorPrior]
  /// Factors the file names, those included whose law is faulty.
  var named: Set<String>
  var correlations: [RankCorrelation]
  var repairs: Bool

  /// Keys of a file of priors.
  static let keys = [
    "name", "summary", "factors", "correlations", "repair_correlations",
  ]

  /// Keys of one correlation.
  static let correlationKeys = ["factors", "rank_correlation", "reason"]

  /// Reads a file of priors.
  static func read(_ value: Located) -> PriorsDraft? {
    guard
      let mapping = value.mapping(
        allowed: keys, required: ["name", "summary", "factors"], what: "key of a file of priors")
    else { return nil }
    _ = mapping["name"]?.name()
    _ = mapping["summary"]?.text()
    let factors = mapping["factors"].map { readFactors($0) } ?? []
    let correlations = mapping["correlations"].map { readCorrelations($0) } ?? []
    let repairs = mapping["repair_correlations"].flatMap { $0.flag() } ?? false
    return PriorsDraft(
      factors: factors, named: Self.names(mapping["factors"]), correlations: correlations,
      repairs: repairs)
  }

  /// Reads a mapping of factor names to laws; one key may be set aside by the caller.
  static func readFactors(_ value: Located, setAside: [String] = []) -> [FactorPrior] {
    let names = value.schema.factors.map(\.name)
    guard let mapping = value.mapping(allowed: setAside + names, what: "factor") else { return [] }
    return mapping.entries.compactMap { entry in
      guard let factor = value.schema.factor(entry.name),
        let law = DistributionDecoder.read(entry.value, for: factor)
      else { return nil }
      return FactorPrior(factor: entry.name, distribution: law)
    }
  }

  /// The keys of a mapping of factors, without a look at their values.
  static func names(_ value: Located?) -> Set<String> {
    Set(
      (value?.node.mapping?.keys.compactMap { $0.scalar?.string } ?? []).filter {
        value?.schema.factor($0) != nil
      })
  }

  /// Reads a list of `{factors: [a, b], rank_correlation: 0.4}`.
  ///
  /// - Parameter factors: names that may be correlated; those of the model when nil.
  static func readCorrelations(_ value: Located, factors: [String]? = nil) -> [RankCorrelation] {
    guard let items = value.items() else { return [] }
    let names = factors ?? value.schema.factors.map(\.name)
    var result: [RankCorrelation] = []
    for item in items {
      guard
        let mapping = item.mapping(
          allowed: correlationKeys, required: ["factors", "rank_correlation"],
          what: "key of a correlation")
      else { continue }
      if let reason = mapping["reason"] { _ = reason.text() }
      let size = mapping["rank_correlation"]?.number(in: -1...1)
      guard let pair = mapping["factors"]?.items() else { continue }
      guard pair.count == 2 else {
        mapping["factors"]?.report("expected two factors, found \(pair.count)")
        continue
      }
      let first = pair[0].choice(names, what: "factor")
      let second = pair[1].choice(names, what: "factor")
      guard let size, let first, let second else { continue }
      if first == second {
        pair[1].report("a factor cannot be correlated with itself")
        continue
      }
      if result.contains(where: { Set([$0.first, $0.second]) == Set([first, second]) }) {
        item.report("the correlation of \(first) and \(second) is given twice")
        continue
      }
      result.append(RankCorrelation(first: first, second: second, value: size))
    }
    return result
  }
}
