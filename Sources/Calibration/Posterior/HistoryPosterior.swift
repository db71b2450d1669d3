import Ensembles
import Glibc
import ModelContract
import NumericCore
import Sampling
import StudyContract

/// The posterior of a model's factors given the histories of several economies.
///
/// Coordinates are standard normal under the prior: coordinate z of a factor stands for the quantile of `Phi(z)`
/// of its law; shared factors that are correlated a priori are coupled first. The likelihood of an economy is that
/// of log relative income and, where there is any, of log research intensity, each the model's path plus a
/// ``Discrepancy`` that is integrated out; sizes and persistences are coordinates like others. The discrepancy of
/// income is zero in the first year, in which the model starts from observed income; that of research is in its
/// long run, because nothing makes the model start from observed research. Where comparative advantage was observed,
/// the ranks of sectors count as well, by ``SectorRanks`` with an error size that is a coordinate; its years count as
/// independent of each other, so they should lie far apart. Given the factors, economies are independent.
public struct HistoryPosterior: TemperedTarget {
  /// What an economy is fitted to.
  struct Observations: Sendable {
    let income: (years: [Double], logs: [Double], rows: [Int])
    let research: (years: [Double], logs: [Double], rows: [Int])
    /// Ranks of sectors, each with the row of its year and the columns of its sectors among the outcomes of the setting.
    let sectors: [(ranks: SectorRanks, row: Int, columns: [Int])]
  }

  /// The economies.
  public let economies: [CalibratedEconomy]
  /// The sampled factors, one a coordinate.
  public let factors: [CalibratedFactor]
  /// Law of the discrepancy of income.
  public let income: DiscrepancyPrior
  /// Law of the discrepancy of research; nil when no research is observed.
  public let research: DiscrepancyPrior?
  /// How ranks of sectors count; nil when none are observed.
  public let sectors: SectorPrior?
  /// Threads for the model, and whether to go on.
  public var context: RunContext

  let runner: TrajectoryRunner
  let observations: [Observations]
  /// Settings without what ranks of sectors ask for.
  let paths: TrajectoryRunner
  private let columns: [Int?]
  /// The first coordinate of the discrepancies.
  private let firstDiscrepancy: Int
  private let coupling: (rows: [Int], lower: Matrix)?

  /// Number of coordinates.
  public var dimension: Int { factors.count }

  /// Puts a posterior together.
  ///
  /// - Parameters:
  ///   - model: the model; it reports `income` and `rd_intensity`.
  ///   - economies: the economies with their observations, of which those after the start and up to `lastYear`
  ///     count.
  ///   - factors: shared factors, conditions and levers, in any order; the discrepancy's come from its laws.
  ///   - copula: dependence of shared factors a priori.
  ///   - lastYear: the last year that is fitted; all when nil.
  /// - Throws: ``SamplerError`` when an economy has nothing to fit, or a factor is not one of the model's;
  ///   `ModelError` from the model.
  public init(
    model: any BatchModel, economies: [CalibratedEconomy], factors: [CalibratedFactor],
    copula: GaussianCopula? = nil, income: DiscrepancyPrior = .income,
    research: DiscrepancyPrior = .research, sectors: SectorPrior = SectorPrior(),
    lastYear: Int? = nil,
    context: RunContext = RunContext(threads: 1)
  ) throws {
    let names = Dictionary(
      uniqueKeysWithValues: model.factors.enumerated().map { ($1.name, $0) })
    func outcome(_ name: String) throws -> Int {
      guard let column = model.outcomes.firstIndex(where: { $0.name == name }) else {
        throw SamplerError("The model \(model.name) does not report \(name).")
      }
      return column
    }
    let outcomes = [try outcome("income"), try outcome("rd_intensity")]
    var settings: [TrajectorySetting] = []
    var settingsOfPaths: [TrajectorySetting] = []
    var observations: [Observations] = []
    for economy in economies {
      let points = economy.series.points.filter {
        Double($0.year) > economy.world.start && Double($0.year) <= economy.world.end
          && $0.year <= lastYear ?? .max
      }
      let seen = points.filter { $0.relativeIncome != nil || $0.researchIntensity != nil }
      guard !seen.isEmpty else {
        throw SamplerError(
          "\(economy.name) has no observation after \(Int(economy.world.start)) to be fitted to.")
      }
      let years = seen.map(\.year)
      settingsOfPaths.append(
        TrajectorySetting(
          world: economy.world, policy: economy.policy, years: years, outcomes: outcomes))
      // Ranks of sectors have rows of their own behind those of income and research.
      let advantages = economy.advantages.filter {
        Double($0.key) > economy.world.start && Double($0.key) <= economy.world.end
          && $0.key <= lastYear ?? .max && $0.value.count >= SectorRanks.leastSectors
      }.sorted { $0.key < $1.key }
      let names = Set(advantages.flatMap(\.value.keys)).sorted()
      settings.append(
        TrajectorySetting(
          world: economy.world, policy: economy.policy, years: years + advantages.map(\.key),
          outcomes: outcomes + (try names.map { try outcome("capability_\($0)") })))
      func part(_ value: (HistoricalSeries.Point) -> Double?) -> ([Double], [Double], [Int]) {
        let rows = seen.indices.filter { value(seen[$0]) != nil }
        return (
          rows.map { Double(seen[$0].year) }, rows.map { log(value(seen[$0])!) }, rows
        )
      }
      let (incomes, researches) = (part(\.relativeIncome), part(\.researchIntensity))
      observations.append(
        Observations(
          income: (incomes.0, incomes.1, incomes.2),
          research: (researches.0, researches.1, researches.2),
          sectors: advantages.enumerated().map { index, year in
            let known = names.filter { year.value[$0] != nil }
            return (
              SectorRanks(known.map { year.value[$0]! }), years.count + index,
              known.map { outcomes.count + names.firstIndex(of: $0)! }
            )
          }))
    }
    let hasResearch = observations.contains { !$0.research.rows.isEmpty }
    let hasSectors = observations.contains { !$0.sectors.isEmpty }
    firstDiscrepancy = factors.count
    var all = factors
    func append(_ quantity: String, _ law: DiscrepancyPrior) {
      for (name, distribution) in [
        (law.measure.rawValue, law.scaleLaw), ("persistence", law.persistenceLaw),
      ] {
        all.append(
          CalibratedFactor(
            name: EnsembleColumn.discrepancy("\(quantity)_\(name)").header, role: .discrepancy,
            distribution: distribution))
      }
    }
    append("income", income)
    if hasResearch {
      guard research.persistence.upperBound < 1 else {
        throw SamplerError(
          "The discrepancy of research has persistences up to \(research.persistence.upperBound); it begins in its long run, "
            + "which a random walk does not have.")
      }
      append("research", research)
    }
    if hasSectors {
      all.append(
        CalibratedFactor(
          name: EnsembleColumn.discrepancy("sectors_size").header, role: .discrepancy,
          distribution: sectors.sizeLaw))
    }
    columns = try all.map { factor in
      if factor.role == .discrepancy { return nil }
      guard let column = names[factor.name] else {
        throw SamplerError("The model \(model.name) has no factor \(factor.name).")
      }
      return column
    }
    self.economies = economies
    self.factors = all
    self.income = income
    self.research = hasResearch ? research : nil
    self.sectors = hasSectors ? sectors : nil
    self.context = context
    self.observations = observations
    runner = try TrajectoryRunner(model: model, settings: settings)
    paths = hasSectors ? try TrajectoryRunner(model: model, settings: settingsOfPaths) : runner
    coupling = try copula.map { copula in
      let rows = try copula.names.map { name in
        guard let row = all.firstIndex(where: { $0.name == name && $0.role == .shared }) else {
          throw SamplerError("\(name) is correlated a priori but not sampled.")
        }
        return row
      }
      return (rows, try Cholesky(copula.correlations).lower)
    }
  }

  /// Names of the coordinates as columns of an ensemble's table.
  public var names: [String] {
    factors.map { factor in
      switch factor.role {
      case .shared, .discrepancy: factor.name
      case .condition(let economy):
        EnsembleColumn.economy(factor: factor.name, economy: economies[economy].name).header
      case .lever(let economy):
        EnsembleColumn.history(factor: factor.name, economy: economies[economy].name).header
      }
    }
  }

  /// The log-likelihood of every particle.
  public func logLikelihoods(of particles: Matrix) throws -> [Double] {
    let table = try logLikelihoodsByEconomy(of: particles)
    return (0..<particles.columns).map { particle in
      (0..<economies.count).reduce(0) { $0 + table[particle, $1] }
    }
  }

  /// The log-likelihood of every particle (row) of every economy (column), whose sum is the particle's.
  ///
  /// Cost: one run of the model and one step of a filter a year, for each particle and economy, on all threads.
  public func logLikelihoodsByEconomy(of particles: Matrix) throws -> Matrix {
    let laws = (0..<particles.columns).map {
      (discrepancies(of: particles, $0), sectorSize(of: particles, $0))
    }
    let scores = try runner.scores(rows: particles.columns, context: context) {
      setting, rows, stride, target in
      fill(particles, economy: setting, rows: rows, stride: stride, into: target)
    } score: { economy, particle, path, position, stride in
      let (laws, size) = laws[particle]
      return logLikelihood(economy, path, position, of: stride, laws)
        + (size.map { sectorLogLikelihood(economy, path, position, of: stride, $0) } ?? 0)
    }
    return Matrix(
      rows: particles.columns, columns: economies.count, elements: scores.flatMap { $0 })
  }

  /// The model's paths in the fitted years: for each economy, at `(outcome * years + year) * particles + particle`,
  /// income first, research intensity second.
  public func trajectories(of particles: Matrix) throws -> [[Double]] {
    try paths.run(rows: particles.columns, context: context) { setting, rows, stride, target in
      fill(particles, economy: setting, rows: rows, stride: stride, into: target)
    }
  }

  /// The discrepancies of income and of research of a particle.
  public func discrepancies(of particles: Matrix, _ particle: Int) -> (
    income: Discrepancy, research: Discrepancy?
  ) {
    let first = firstDiscrepancy
    func value(_ row: Int) -> Double {
      Self.quantile(factors[row].distribution, particles[row, particle])
    }
    return (
      income.process(value(first), persistence: value(first + 1)),
      research.map { $0.process(value(first + 2), persistence: value(first + 3)) }
    )
  }

  /// The error size of normal scores of a particle; nil when no ranks of sectors are observed.
  public func sectorSize(of particles: Matrix, _ particle: Int) -> Double? {
    sectors == nil
      ? nil
      : Self.quantile(
        factors[factors.count - 1].distribution, particles[factors.count - 1, particle])
  }

  private func logLikelihood(
    _ economy: Int, _ path: [Double], _ particle: Int, of count: Int,
    _ laws: (income: Discrepancy, research: Discrepancy?)
  ) -> Double {
    let seen = observations[economy]
    let years = runner.settings[economy].years.count
    let start = economies[economy].world.start
    func residuals(_ outcome: Int, _ part: (years: [Double], logs: [Double], rows: [Int]))
      -> [Double]
    {
      zip(part.rows, part.logs).map { row, observed in
        observed - log(path[(outcome * years + row) * count + particle])
      }
    }
    var sum = laws.income.filter(
      years: seen.income.years, residuals: residuals(0, seen.income), start: start
    ).logLikelihood
    if let research = laws.research, !seen.research.rows.isEmpty {
      sum +=
        research.filter(
          years: seen.research.years, residuals: residuals(1, seen.research), start: start,
          isAnchored: false
        ).logLikelihood
    }
    return sum.isFinite ? sum : -.infinity
  }

  /// The log-likelihood of the ranks of sectors in all years; 0 for an economy without any.
  private func sectorLogLikelihood(
    _ economy: Int, _ path: [Double], _ particle: Int, of count: Int, _ size: Double
  ) -> Double {
    let years = runner.settings[economy].years.count
    let sum = observations[economy].sectors.reduce(0) { sum, year in
      sum
        + year.ranks.logLikelihood(
          year.columns.map { path[($0 * years + year.row) * count + particle] }, size: size,
          independent: sectors!.independent)
    }
    return sum.isFinite ? sum : -.infinity
  }

  /// Values of a coordinate's law.
  static func quantile(_ distribution: Distribution, _ coordinate: Double) -> Double {
    let tail = CalibratedFactor.tail
    return distribution.quantile(min(max(Normal.cumulative(coordinate), tail), 1 - tail))
  }

  /// The values of all factors, one particle a column, in the order of ``factors``.
  public func values(of particles: Matrix) -> Matrix {
    var result = Matrix(rows: factors.count, columns: particles.columns)
    var row = [Double](repeating: 0, count: particles.columns)
    for factor in factors.indices {
      row.withUnsafeMutableBufferPointer {
        values(particles, factor: factor, rows: 0..<particles.columns, into: $0.baseAddress!)
      }
      for particle in 0..<particles.columns { result[factor, particle] = row[particle] }
    }
    return result
  }

  /// Writes the factors of an economy for a block of particles.
  private func fill(
    _ particles: Matrix, economy: Int, rows: Range<Int>, stride: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    for (column, value) in economies[economy].factors.enumerated() {
      (target + column * stride).update(repeating: value, count: rows.count)
    }
    for (row, factor) in factors.enumerated() {
      guard let column = columns[row], factor.economy == nil || factor.economy == economy else {
        continue
      }
      values(particles, factor: row, rows: rows, into: target + column * stride)
    }
  }

  /// The standard normal coordinate of every factor's own law, one particle a column: coordinates of factors that
  /// are coupled a priori are coupled here.
  public func marginalCoordinates(of particles: Matrix) -> Matrix {
    var result = particles
    guard let coupling else { return result }
    for (position, row) in coupling.rows.enumerated() {
      for particle in 0..<particles.columns {
        result[row, particle] = (0...position).reduce(0) {
          $0 + coupling.lower[position, $1] * particles[coupling.rows[$1], particle]
        }
      }
    }
    return result
  }

  /// Writes the values of a factor for a range of particles.
  private func values(
    _ particles: Matrix, factor: Int, rows: Range<Int>, into target: UnsafeMutablePointer<Double>
  ) {
    let d = particles.rows
    let tail = CalibratedFactor.tail
    particles.elements.withUnsafeBufferPointer { elements in
      if let coupling, let position = coupling.rows.firstIndex(of: factor) {
        for (lane, particle) in rows.enumerated() {
          target[lane] = (0...position).reduce(0) {
            $0 + coupling.lower[position, $1] * elements[particle * d + coupling.rows[$1]]
          }
        }
      } else {
        for (lane, particle) in rows.enumerated() { target[lane] = elements[particle * d + factor] }
      }
    }
    for lane in 0..<rows.count {
      target[lane] = min(max(Normal.cumulative(target[lane]), tail), 1 - tail)
    }
    factors[factor].distribution.quantiles(inPlace: target, count: rows.count)
  }
}
