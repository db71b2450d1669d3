import Glibc
import NumericCore

/// Dependence between factors, stated as rank correlations.
///
/// Uniforms u of the coupled factors become `Phi(L z)` with `z = Phi^-1(u)` and `L L^T = R`, where
/// `R_ij = 2 sin(pi rho_ij / 6)` is the correlation of normal variables whose Spearman rank correlation is
/// rho_ij. Rank correlations do not depend on the factors' own laws, which stay as they are (exactly so
/// for continuous laws; ties in discrete ones weaken the correlation).
///
/// Rows of the factorisation are ordered by the factors' Sobol' dimensions: a factor's draws depend on the
/// uniforms of coupled factors with lower dimensions only. The coupled factor with the lowest dimension
/// keeps its draws, a factor without correlations keeps its draws, and coupling one more factor changes
/// only draws of coupled factors with higher dimensions than its own. No order could do better: dependence
/// has to move one side of each pair.
///
/// Source: W. H. Kruskal, Ordinal measures of association, Journal of the American Statistical Association
/// 53 (1958) 814-861, doi:10.1080/01621459.1958.10501481.
public struct GaussianCopula: Sendable, Hashable {
  /// Names of the factors, in the order of ``correlations``.
  public let names: [String]
  /// Correlations R of the normal variables, after repair if there was one.
  public let correlations: Matrix
  /// Whether the stated correlations had to be repaired.
  public let wasRepaired: Bool
  /// The largest change that repair made to a rank correlation; 0 without repair.
  public let largestChange: Double

  /// Eigenvalues up to this are not positive: the factorisation of a matrix of order n errs by about
  /// n times 1e-16, and a pair of factors this close to dependence (rank correlation 1 - 1e-10) cannot be
  /// told from one factor.
  public static let smallestEigenvalue = 1e-10

  /// The eigenvalue that repair puts in the place of smaller ones: far enough above
  /// ``smallestEigenvalue`` to stay above it after rescaling hundreds of factors, small enough not to be
  /// seen in a rank correlation (changes below 1e-6).
  public static let repairedEigenvalue = 1e-7

  /// Couples factors.
  ///
  /// - Parameters:
  ///   - names: the factors that may be coupled.
  ///   - rankCorrelations: pairs of names with their Spearman rank correlation; pairs not mentioned have
  ///     0.
  ///   - repair: whether a matrix that is not positive definite is replaced by a close one that is
  ///     (eigenvalues clipped from below, then rescaled to a unit diagonal) instead of refused.
  /// - Throws: ``DesignError``: unknown or repeated names, a correlation outside [-1, 1], or pairs that
  ///   cannot hold together. The last names the pairs of a set of factors none of which could be left
  ///   out of it without the rest being consistent.
  public init(names: [String], rankCorrelations: [(String, String, Double)], repair: Bool) throws {
    let position = try GaussianCopula.positions(names)
    var matrix = Matrix.identity(names.count)
    var seen = Set<[Int]>()
    for (first, second, rank) in rankCorrelations {
      guard let i = position[first], let j = position[second] else {
        let unknown = position[first] == nil ? first : second
        throw DesignError("the rank correlation of an unknown factor is given: \(unknown)")
      }
      guard i != j else {
        throw DesignError("the rank correlation of \(first) with itself is given")
      }
      guard rank >= -1 && rank <= 1 else {
        throw DesignError(
          "the rank correlation of \(first) and \(second) must be between -1 and 1: \(rank)")
      }
      guard seen.insert([min(i, j), max(i, j)]).inserted else {
        throw DesignError("the rank correlation of \(first) and \(second) is given twice")
      }
      let correlation = 2 * sin(.pi * rank / 6)
      matrix[i, j] = correlation
      matrix[j, i] = correlation
    }
    self.names = names
    let eigen = try SymmetricEigen(matrix)
    guard let lowest = eigen.values.first, lowest <= GaussianCopula.smallestEigenvalue else {
      correlations = matrix
      wasRepaired = false
      largestChange = 0
      return
    }
    guard repair else {
      throw DesignError(try GaussianCopula.refusal(names, matrix, eigen))
    }
    correlations = GaussianCopula.repaired(matrix, eigen)
    wasRepaired = true
    largestChange = GaussianCopula.largestRankChange(matrix, correlations)
  }

  /// The rank correlation of two factors, after repair if there was one; nil for an unknown name.
  public func rankCorrelation(_ first: String, _ second: String) -> Double? {
    guard let i = names.firstIndex(of: first), let j = names.firstIndex(of: second) else {
      return nil
    }
    return i == j ? 1 : GaussianCopula.rankCorrelation(correlations[i, j])
  }

  /// Names of the factors that are correlated with another one.
  public var coupledNames: [String] { coupledPositions.map { names[$0] } }

  /// Positions of the factors that are correlated with another one.
  var coupledPositions: [Int] {
    names.indices.filter { i in names.indices.contains { $0 != i && correlations[i, $0] != 0 } }
  }

  private static func positions(_ names: [String]) throws -> [String: Int] {
    var result: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard result.updateValue(index, forKey: name) == nil else {
        throw DesignError("the factor \(name) is coupled twice")
      }
    }
    return result
  }

  private static func rankCorrelation(_ correlation: Double) -> Double {
    6 / .pi * asin(min(max(correlation / 2, -0.5), 0.5))
  }

  /// Clips eigenvalues from below and rescales to a unit diagonal.
  private static func repaired(_ matrix: Matrix, _ eigen: SymmetricEigen) -> Matrix {
    let size = matrix.rows
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size {
      for j in 0...i {
        var sum = CompensatedSum()
        for k in 0..<size {
          let value = max(eigen.values[k], repairedEigenvalue)
          sum.add(eigen.vectors[i, k] * eigen.vectors[j, k] * value)
        }
        result[i, j] = sum.value
      }
    }
    let scale = (0..<size).map { result[$0, $0].squareRoot() }
    for i in 0..<size {
      for j in 0..<i {
        // Factors that no stated correlation connects keep an exact 0 and with it their draws.
        var value = result[i, j] / (scale[i] * scale[j])
        if value.magnitude < 1e-14 { value = 0 }
        result[i, j] = value
        result[j, i] = value
      }
      result[i, i] = 1
    }
    return result
  }

  private static func largestRankChange(_ before: Matrix, _ after: Matrix) -> Double {
    zip(before.elements, after.elements).reduce(0) {
      max($0, (rankCorrelation($1.0) - rankCorrelation($1.1)).magnitude)
    }
  }

  /// Names the pairs that cannot hold together.
  ///
  /// Factors that carry the eigenvector of the lowest eigenvalue are tried for removal, the least
  /// important first; what cannot be removed without making the rest consistent is a smallest
  /// inconsistent set.
  private static func refusal(
    _ names: [String], _ matrix: Matrix, _ eigen: SymmetricEigen
  ) throws -> String {
    var set = Array(names.indices)
    let order = set.sorted { eigen.vectors[$0, 0].magnitude < eigen.vectors[$1, 0].magnitude }
    for candidate in order {
      let rest = set.filter { $0 != candidate }
      guard !rest.isEmpty else { break }
      var minor = Matrix(rows: rest.count, columns: rest.count)
      for (row, i) in rest.enumerated() {
        for (column, j) in rest.enumerated() { minor[row, column] = matrix[i, j] }
      }
      if try SymmetricEigen(minor).values[0] <= smallestEigenvalue { set = rest }
    }
    var pairs: [String] = []
    for (index, i) in set.enumerated() {
      for j in set[(index + 1)...] where matrix[i, j] != 0 {
        let rank = rankCorrelation(matrix[i, j])
        pairs.append("\(names[i]) and \(names[j]) (\((rank * 1e6).rounded() / 1e6))")
      }
    }
    return "the rank correlations are not positive definite; these cannot hold together: "
      + pairs.joined(separator: ", ")
  }
}
