import ModelContract
import Sampling

extension Study {
  /// Where the value of every factor comes from under given beliefs, in the order of the model's factors.
  ///
  /// A scenario's override comes first, then a column of the ensemble, then the prior, then the economy's
  /// value, then the model's default. An overridden factor keeps its key and thus its uniform. A factor of
  /// the copula that is held fixed stays a marginal with a constant law, so that fixing it changes no draw
  /// of the others.
  ///
  /// - Parameters:
  ///   - factors: the model's factors.
  ///   - scenario: the world, or nil for the world without overrides.
  /// - Returns: the sources, the copula over the factors that do not come from the ensemble (nil when
  ///   nothing is correlated), and the ensemble's rows (nil under prior beliefs).
  public func columnSources(
    of factors: [Factor], beliefs: Beliefs, scenario: Scenario? = nil
  ) -> (columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?) {
    let joint: JointRows? =
      if case .ensemble(let ensemble) = beliefs { ensemble.rows } else { nil }
    let overrides = Dictionary(
      uniqueKeysWithValues: (scenario?.overrides ?? []).map { ($0.factor, $0.distribution) })
    let laws = Dictionary(uniqueKeysWithValues: priors.map { ($0.factor, $0.distribution) })
    let jointColumns = ensembleColumns(joint)

    var columns: [ColumnSource] = []
    columns.reserveCapacity(factors.count)
    for factor in factors {
      let key = StreamKey(name: factor.name, dimension: factor.dimension)
      if let law = overrides[factor.name] {
        columns.append(.marginal(key, law))
      } else if let column = jointColumns[factor.name] {
        columns.append(.joint(column: column))
      } else if let law = laws[factor.name] {
        columns.append(.marginal(key, law))
      } else {
        columns.append(.constant(economy.initialConditions[factor.name] ?? factor.defaultValue))
      }
    }

    let correlated = correlations.filter {
      jointColumns[$0.first] == nil && jointColumns[$0.second] == nil
    }
    return (columns, copula(correlated, factors), joint)
  }

  /// One value a factor for a run without sampling: the economy's value or the model's default, a value
  /// the study fixes, and the median of a scenario's override. Sampled intervals never move it.
  public func defaultFactors(of factors: [Factor], scenario: Scenario? = nil) -> [Double] {
    let fixed = fixedFactors
    let overrides = Dictionary(
      uniqueKeysWithValues: (scenario?.overrides ?? []).map { ($0.factor, $0.distribution) })
    return factors.map { factor in
      overrides[factor.name]?.quantile(0.5) ?? fixed[factor.name]
        ?? economy.initialConditions[factor.name] ?? factor.defaultValue
    }
  }

  /// Factors whose values come from the ensemble under the beliefs that were fitted; empty without one.
  public var ensembleFactors: Set<String> { Set(ensembleColumns(ensemble?.rows).keys) }

  /// Ensemble column of each factor it has.
  private func ensembleColumns(_ joint: JointRows?) -> [String: Int] {
    var result: [String: Int] = [:]
    for (index, column) in (joint?.columns ?? []).enumerated() {
      if let factor = EnsembleColumn(column).factor(in: economy.name) { result[factor] = index }
    }
    return result
  }

  private func copula(_ correlated: [RankCorrelation], _ factors: [Factor]) -> GaussianCopula? {
    if correlated.isEmpty { return nil }
    do {
      return try Self.makeCopula(correlated, factors: factors, repair: repairsCorrelations)
    } catch {
      // The whole matrix was checked before, and a principal part of a positive definite matrix is
      // positive definite.
      preconditionFailure("correlations became inconsistent after they were checked: \(error)")
    }
  }

  /// The copula over the factors that correlations name, in the order of the model's factors.
  ///
  /// - Throws: `DesignError` when the matrix is not positive definite and may not be repaired.
  public static func makeCopula(
    _ correlations: [RankCorrelation], factors: [Factor], repair: Bool
  ) throws -> GaussianCopula {
    let named = Set(correlations.flatMap { [$0.first, $0.second] })
    return try GaussianCopula(
      names: factors.map(\.name).filter(named.contains),
      rankCorrelations: correlations.map { ($0.first, $0.second, $0.value) }, repair: repair)
  }
}

extension Study {
  /// Laws of the model's own parameters, which all economies share, but for those held at a value.
  public func sharedPriors(in schema: ModelSchema) -> [FactorPrior] {
    uncertain(Set(schema.parameters))
  }

  /// Laws of the conditions at the start of the study's economy, but for those held at a value.
  public func conditionPriors(in schema: ModelSchema) -> [FactorPrior] {
    uncertain(
      Set(schema.initialConditions.flatMap { [$0.factor] + ($0.multiplier.map { [$0] } ?? []) }))
  }

  private func uncertain(_ names: Set<String>) -> [FactorPrior] {
    priors.filter { prior in
      if case .constant = prior.distribution { return false }
      return names.contains(prior.factor)
    }
  }
}
