import NumericCore

/// Something about data that a sensitivity method cannot work with.
public struct SensitivityError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}

/// Rows of factors with their outcome, from any run of any tool: the input of given-data methods.
///
/// Rows whose outcome is not finite (failed runs) are left out and counted; what is estimated is
/// then the sensitivity among the runs that did not fail. Methods take the rows for independent
/// draws of the factors' joint law. Rows of a Sobol' or Latin design are more even than that, so
/// that estimates are better than their intervals say, never worse.
public struct GivenData: Sendable, Hashable {
  /// Names of the factors.
  public let names: [String]
  /// By factor, one number a row.
  public let factors: [[Double]]
  /// The outcome, one number a row.
  public let outcome: [Double]
  /// Rows left out because the run failed.
  public let failed: Int

  /// Checks data.
  ///
  /// - Parameters:
  ///   - names: of the factors, no two alike.
  ///   - factors: by factor, one number a row.
  ///   - outcome: one number a row; NaN or an infinity where the run failed.
  ///   - keepsInfinity: whether +infinity is a value, for methods that only ask on which side of a number the
  ///     outcome lies: a year that is not reached.
  /// - Throws: ``SensitivityError`` when columns differ in length, a name is repeated, a factor has
  ///   a value that is not a finite number, fewer than 10 rows are left (below which no method here
  ///   says anything), or the outcome is the same in all of them.
  public init(
    names: [String], factors: [[Double]], outcome: [Double], keepsInfinity: Bool = false
  ) throws {
    precondition(names.count == factors.count, "\(names.count) names, \(factors.count) factors")
    guard !names.isEmpty else { throw SensitivityError("there is no factor to analyse") }
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted {
      throw SensitivityError("two factors are named \(name)")
    }
    for (name, column) in zip(names, factors) {
      guard column.count == outcome.count else {
        throw SensitivityError(
          "\(name) has \(column.count) rows, but the outcome has \(outcome.count)")
      }
      if let row = column.firstIndex(where: { !$0.isFinite }) {
        throw SensitivityError(
          "\(name) is \(column[row]) in row \(row + 1), which is not a finite number")
      }
    }
    let rows = outcome.indices.filter {
      outcome[$0].isFinite || keepsInfinity && outcome[$0] == .infinity
    }
    guard rows.count >= 10 else {
      throw SensitivityError("at least 10 rows with an outcome are needed: \(rows.count)")
    }
    self.names = names
    self.failed = outcome.count - rows.count
    self.outcome = failed == 0 ? outcome : rows.map { outcome[$0] }
    self.factors = failed == 0 ? factors : factors.map { column in rows.map { column[$0] } }
    let value = self.outcome[0]
    if self.outcome.allSatisfy({ $0 == value }) {
      throw SensitivityError("the outcome is \(value) in every row, so that nothing can matter")
    }
  }

  /// Rows used.
  public var rowCount: Int { outcome.count }

  /// Whether a factor is the same in every row; its indices are exactly 0.
  func isConstant(_ factor: Int) -> Bool {
    factors[factor].allSatisfy { $0 == factors[factor][0] }
  }

  /// Refuses data with fewer rows than a method needs.
  func require(rows: Int, for method: String) throws {
    guard rowCount >= rows else {
      throw SensitivityError("\(method) needs at least \(rows) rows: \(rowCount)")
    }
  }
}

/// The index of one factor.
public struct FactorIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// Its index.
  public let index: IndexEstimate
}
