import ModelContract
import Sampling
import StudyContract

/// The laws of all factors of a study: priors, then the economy's judged intervals, then the study's own.
struct FactorLaws {
  let priors: [FactorPrior]
  let correlations: [RankCorrelation]
  let repairs: Bool

  /// Reads the keys `factors`, `correlations` and `repair_correlations` of a study.
  static func read(
    _ mapping: MappingReader, references: References, economy: EconomyDraft?
  ) -> FactorLaws {
    let factors = mapping.whole.schema.factors
    var laws: [String: Distribution] = [:]
    var correlations: [RankCorrelation] = []
    var repairs = false
    var place = mapping.whole
    var own: [FactorPrior] = []
    var named: Set<String> = []
    if let value = mapping["factors"] {
      place = value
      var file: Located? = value
      if value.isMapping {
        own = PriorsDraft.readFactors(value, setAside: ["based_on"])
        named = PriorsDraft.names(value)
        file = value.mapping(allowed: nil)?["based_on"]
      }
      let priors = file.flatMap { references.definition($0, .priors) }
        .flatMap { PriorsDraft.read($0) }
      if file != nil, priors == nil { named.formUnion(factors.map(\.name)) }
      if let priors {
        named.formUnion(priors.named)
        for prior in priors.factors { laws[prior.factor] = prior.distribution }
        correlations = priors.correlations
        repairs = priors.repairs
      }
    }
    if let economy {
      checkOnce(economy, named, mapping["economy"] ?? mapping["initial"] ?? mapping.whole)
      for interval in economy.intervals { laws[interval.factor] = interval.distribution }
    }
    for prior in own { laws[prior.factor] = prior.distribution }
    if let value = mapping["correlations"] {
      place = value
      for new in PriorsDraft.readCorrelations(value) {
        correlations.removeAll { Set([$0.first, $0.second]) == Set([new.first, new.second]) }
        correlations.append(new)
      }
    }
    if let value = mapping["repair_correlations"] { repairs = value.flag() ?? repairs }
    named.formUnion(laws.keys)
    check(correlations, named, repairs: repairs, at: place)
    let priors = factors.compactMap { factor in
      laws[factor.name].map { FactorPrior(factor: factor.name, distribution: $0) }
    }
    return FactorLaws(priors: priors, correlations: correlations, repairs: repairs)
  }

  /// A condition that is uncertain through another factor needs that factor's law, and no law of its own.
  private static func checkOnce(
    _ economy: EconomyDraft, _ named: Set<String>, _ place: Located
  ) {
    for link in economy.uncertainThrough where !named.contains(link.factor) {
      place.report(
        "\(link.condition) of \(economy.economy.name) is uncertain through \(link.factor), which has "
          + "no law; give it one in factors")
    }
    for condition in place.schema.initialConditions {
      guard let multiplier = condition.multiplier, named.contains(multiplier),
        economy.intervals.contains(where: { $0.factor == condition.factor })
      else { continue }
      place.report(
        "\(condition.factor) has an interval and \(multiplier) a law; the uncertainty would count "
          + "twice")
    }
  }

  private static func check(
    _ correlations: [RankCorrelation], _ named: Set<String>, repairs: Bool,
    at place: Located
  ) {
    if correlations.isEmpty { return }
    for correlation in correlations {
      for factor in [correlation.first, correlation.second] where !named.contains(factor) {
        place.report("\(factor) is correlated with another factor but has no law")
      }
    }
    do {
      _ = try Study.makeCopula(
        correlations, factors: place.schema.factors, repair: repairs)
    } catch {
      place.report("\(error)")
    }
  }
}

extension Beliefs {
  /// Reads the key `beliefs`: what there is, and what is run unless fewer are asked for.
  static func read(
    _ mapping: MappingReader, ensemble: EnsembleBeliefs?, economy: String
  ) -> (ensemble: EnsembleBeliefs?, names: [String]) {
    let ensemble = ensemble?.with(economy: economy, schema: mapping.whole.schema)
    guard let value = mapping["beliefs"] else {
      return (ensemble, ensemble == nil ? ["prior"] : ["prior", "ensemble"])
    }
    var names: [String] = []
    for item in (value.node.sequence == nil ? [value] : value.items()) ?? [] {
      guard let name = item.choice(["prior", "ensemble"], what: "beliefs") else { continue }
      if name == "ensemble", !mapping.has("ensemble") {
        item.report("the study names no ensemble; give 'ensemble: ensembles/first'")
      } else if names.contains(name) {
        item.report("\(name) is listed twice")
      } else {
        names.append(name)
      }
    }
    if names.isEmpty, value.node.sequence?.isEmpty == true {
      value.report("expected prior, ensemble, or both")
    }
    return (ensemble, names)
  }
}

extension EnsembleBeliefs {
  /// The ensemble with what must be said when it is used for a given economy.
  fileprivate func with(economy: String, schema: ModelSchema) -> EnsembleBeliefs {
    let multipliers = schema.initialConditions.compactMap(\.multiplier)
    var fitted: [String] = []
    for case .economy(let factor, let name) in rows.columns.map(EnsembleColumn.init) {
      // Rows that hold the conditions of the economy need no word about them.
      if name == economy, !multipliers.contains(factor) { return self }
      if !fitted.contains(name) { fitted.append(name) }
    }
    if fitted.isEmpty { return self }
    let sentence =
      fitted.contains(economy)
      ? "the ensemble was fitted with the judged initial conditions of \(economy) at their central "
        + "values; here they are sampled as well"
      : "the ensemble was fitted to other economies (\(fitted.joined(separator: ", "))), not to "
        + "\(economy)"
    return EnsembleBeliefs(
      rows: rows, summary: summary, caveats: caveats + [sentence], test: test)
  }
}
