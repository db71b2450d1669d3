import Analysis
import NumericCore
import Sampling
import Scenarios

/// Rows of factors to run a model of one's own on: a design of a sensitivity method, or points for any method of
/// rows of any origin.
public struct FactorDesign: Sendable {
  /// What the rows are for.
  public enum Purpose: Sendable {
    /// A method that needs the design, and what its rows are counted in.
    case method(DesignedMethod, DesignUnit, namesInputs: Bool)
    /// Any method of rows of any origin.
    case points(count: Int)
  }

  /// Names of designs of points: independent draws, Latin hypercubes, scrambled Sobol' points.
  public static let pointDesigns = ["random", "latin", "sobol-points"]
  /// Names of all designs.
  public static let names = SensitivityMethods.designed.map(\.name) + pointDesigns

  /// Names of the factors: the header of the table.
  public let factors: [String]
  /// What the rows are for.
  public let purpose: Purpose
  /// Whether factors depend on each other.
  public let isCorrelated: Bool
  private let table: RowTable

  /// Rows of the table: the runs of the model.
  public var runCount: Int {
    switch purpose {
    case .points(let count): count
    case .method(_, let unit, _): unit.count * unit.runs
    }
  }

  /// Makes a design.
  ///
  /// - Parameters:
  ///   - copula: the dependence between the factors; nil where there is none.
  ///   - name: one of ``names``.
  ///   - runs: the most rows there may be.
  ///   - variants: the form of a method's design.
  /// - Throws: `UsageError` for a name that does not exist, too few runs, or dependent factors in a design that moves one
  ///   of them at a time.
  public init(
    _ entries: [FactorsFile.Entry], copula: GaussianCopula? = nil, name: String, runs: Int,
    seed: UInt64, variants: Set<DesignVariant> = []
  ) throws {
    try NameSelection.check(name, among: Self.names, kind: "design")
    factors = entries.map(\.name)
    isCorrelated = copula?.coupledNames.isEmpty == false
    func moved(spread: Int) -> [MovedFactor] {
      entries.enumerated().map { column, entry in
        MovedFactor(
          name: entry.name, column: column,
          key: StreamKey(name: entry.name, dimension: spread * entry.dimension),
          law: entry.distribution)
      }
    }
    guard let method = SensitivityMethods.designed(named: name) else {
      let design = try Self.points(name, runs: runs, seed: seed)
      purpose = .points(count: design.futures)
      table = try RowTable(
        PointRows(pointCount: design.futures),
        layout: RowLayout(pointCount: design.futures, rowCount: 1), draws: design,
        factors: moved(spread: 1), copula: copula, sides: 1, dimensionOffset: 1)
      return
    }
    if let coupled = copula?.coupledNames, !coupled.isEmpty {
      throw UsageError(
        "The design \(name) moves one factor while the others stay, which leaves the joint law of factors that are "
          + "correlated (\(coupled.joined(separator: ", "))); take \(Self.pointDesigns.joined(separator: ", ")) "
          + "and a method for rows of any origin, or take out the correlations.")
    }
    let plan = try method.plan(
      DesignRequest(
        factors: moved(spread: 1),
        groups: factors.enumerated().map { .init(name: $1, columns: [$0]) },
        size: .atMost(runs: runs), seed: seed, variants: variants))
    purpose = .method(method, plan.unit, namesInputs: plan.namesInputs)
    // Factor i has the Sobol' dimensions 2 i and 2 i + 1 for its two draws, which keeps both low and leaves them
    // alone when a factor is added at the end.
    table = try RowTable(
      plan.rows, layout: plan.layout, draws: plan.draws, factors: moved(spread: 2),
      dimensionOffset: 1)
  }

  /// Calls a closure with every row, in the order in which the analysis expects them.
  public func visit(_ body: (UnsafeBufferPointer<Double>) throws -> Void) rethrows {
    try table.visit(body)
  }

  private static func points(_ name: String, runs: Int, seed: UInt64) throws -> Design {
    var specification = DesignSpecification(kind: .random, futures: runs, seed: seed)
    switch name {
    case "latin":
      // One hypercube of all runs spreads each factor best; several where one cannot hold them.
      let cubes = (runs + 4095) / 4096
      specification.kind = .latin
      specification.cubeSize = max(runs / cubes, 2)
      specification.futures = specification.cubeSize * cubes
    case "sobol-points":
      specification.kind = .sobol
      specification.replicates = 1
      specification.futures = PickFreezeTable.powerOfTwo(atMost: runs)
    default: break
    }
    let design = try Design(specification)
    guard design.futures <= runs else {
      throw UsageError("A latin design needs at least 2 runs.")
    }
    return design
  }
}
