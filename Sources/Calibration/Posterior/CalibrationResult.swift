import Glibc
import NumericCore

/// Several runs of a sampler on the same posterior, taken together, and how well they agree.
public struct CalibrationResult: Sendable {
  /// What is known of one quantity after the runs.
  public struct Quantity: Sendable, Hashable {
    /// The column of the ensemble, or what else the quantity is called.
    public let name: String
    /// Whether runs agree on it.
    public let convergence: Convergence
    /// How much history told; nil for what is no factor.
    public let contraction: Contraction?
    /// The 5 %, 50 % and 95 % quantiles.
    public let quantiles: [Double]
  }

  /// The error of the median path in one economy.
  public struct PathError: Sendable, Hashable {
    /// The economy.
    public let economy: String
    /// Observed years of income.
    public let years: Int
    /// Root mean square of log observed minus log median income, without the discrepancy.
    public let income: Double
    /// The same of research intensity; nil when none is observed.
    public let research: Double?
  }

  /// The finished runs.
  public let states: [SamplerState]
  /// Every factor, then the log-likelihood, then what else was measured.
  public let quantities: [Quantity]
  /// Errors of the median path by economy.
  public let errors: [PathError]
  /// The rule.
  public let rule: Convergence.Rule

  /// Takes runs together.
  ///
  /// Cost: one evaluation of every particle.
  ///
  /// - Parameters:
  ///   - extra: further quantities by name, for each run one number a particle.
  public init(
    _ posterior: HistoryPosterior, states: [SamplerState],
    extra: [(name: String, chains: [[Double]])] = [], rule: Convergence.Rule = .init()
  ) throws {
    precondition(!states.isEmpty && states.allSatisfy(\.isFinished), "runs that are not finished")
    self.states = states
    self.rule = rule
    let count = states[0].particles.columns
    func chains(_ matrices: [Matrix], _ row: Int) -> [[Double]] {
      matrices.map { matrix in (0..<count).map { matrix[row, $0] } }
    }
    func quantity(_ name: String, _ chains: [[Double]], coordinate: [Double]?) -> Quantity {
      let sorted = chains.flatMap { $0 }.sorted()
      return Quantity(
        name: name, convergence: Convergence(chains),
        contraction: coordinate.map { Contraction(coordinate: $0) },
        quantiles: [0.05, 0.5, 0.95].map { Convergence.quantile(sorted, $0) })
    }
    let values = states.map { posterior.values(of: $0.particles) }
    let coordinates = states.map { posterior.marginalCoordinates(of: $0.particles) }
    var quantities = posterior.names.enumerated().map { row, name in
      quantity(
        name, chains(values, row), coordinate: chains(coordinates, row).flatMap { $0 })
    }
    quantities.append(
      quantity("log_likelihood", states.map(\.logLikelihoods), coordinate: nil))
    for entry in extra { quantities.append(quantity(entry.name, entry.chains, coordinate: nil)) }
    self.quantities = quantities
    errors = try Self.errors(posterior, Self.pooled(states))
  }

  /// All particles of all runs, run after run.
  public static func pooled(_ states: [SamplerState]) -> Matrix {
    Matrix(
      rows: states[0].particles.rows,
      columns: states.reduce(0) { $0 + $1.particles.columns },
      elements: states.flatMap(\.particles.elements))
  }

  /// Particles of the ensemble: `rows` of the pooled ones, evenly spaced; all when there are fewer.
  public func ensemble(rows: Int) -> Matrix {
    let all = Self.pooled(states)
    guard rows < all.columns else { return all }
    var result = Matrix(rows: all.rows, columns: rows)
    for row in 0..<rows {
      let source = row * all.columns / rows
      for coordinate in 0..<all.rows { result[coordinate, row] = all[coordinate, source] }
    }
    return result
  }

  /// Whether the runs may be used as an ensemble: enough of them, and every quantity keeps the rule.
  public var hasConverged: Bool {
    states.count >= rule.runs && quantities.allSatisfy { $0.convergence.satisfies(rule) }
  }

  /// The smallest effective size of all quantities, centre and tails.
  public var effectiveSize: Double {
    quantities.map { min($0.convergence.bulkSize, $0.convergence.tailSize) }.min()!
  }

  /// Mean over runs of the log evidence, on the scale of the evidence.
  public var logEvidence: Double {
    let largest = states.map(\.logEvidence).max()!
    let mean =
      states.reduce(0) { $0 + exp($1.logEvidence - largest) } / Double(states.count)
    return largest + log(mean)
  }

  /// Standard deviation over runs of the log evidence; nil with one run.
  public var evidenceSpread: Double? {
    guard states.count > 1 else { return nil }
    let values = states.map(\.logEvidence)
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
      .squareRoot()
  }

  /// Root mean square error of log income over all observed years of all economies.
  public var pooledError: Double {
    let years = errors.reduce(0) { $0 + $1.years }
    return (errors.reduce(0) { $0 + $1.income * $1.income * Double($1.years) } / Double(years))
      .squareRoot()
  }

  private static func errors(_ posterior: HistoryPosterior, _ particles: Matrix) throws
    -> [PathError]
  {
    let paths = try posterior.trajectories(of: particles)
    let count = particles.columns
    return posterior.economies.indices.map { economy in
      let seen = posterior.observations[economy]
      let years = posterior.paths.settings[economy].years.count
      func error(_ outcome: Int, _ part: (years: [Double], logs: [Double], rows: [Int])) -> Double?
      {
        if part.rows.isEmpty { return nil }
        let squares = zip(part.rows, part.logs).map { row, observed in
          let start = (outcome * years + row) * count
          let sorted = paths[economy][start..<start + count].sorted()
          let miss = observed - log(Convergence.quantile(sorted, 0.5))
          return miss * miss
        }
        return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
      }
      return PathError(
        economy: posterior.economies[economy].name, years: seen.income.rows.count,
        income: error(0, seen.income) ?? 0, research: error(1, seen.research))
    }
  }
}
