import NumericCore
import Sampling

/// Rows of factors that should be those of a design.
public struct DesignTable: Sendable {
  /// Names of the factors.
  public let names: [String]
  /// By factor, one number a row.
  public let factors: [[Double]]
  /// Rows.
  public let rowCount: Int
  /// Independent replicates, or resamples of curves, as asked for; found from the number of rows when nil.
  public let replicates: Int?
  /// The line of the file on which a row stands.
  public let line: @Sendable (_ row: Int) -> Int

  /// Describes a table.
  public init(
    names: [String], factors: [[Double]], rowCount: Int, replicates: Int? = nil,
    line: @escaping @Sendable (_ row: Int) -> Int = { $0 + 2 }
  ) {
    self.names = names
    self.factors = factors
    self.rowCount = rowCount
    self.replicates = replicates
    self.line = line
  }

  /// `3 factors`.
  var factorCount: String { names.count == 1 ? "1 factor" : "\(names.count) factors" }

  /// A table of another number of rows than a design has.
  func wrongCount(_ method: String, _ rule: String) -> DesignMismatch {
    DesignMismatch(
      place: nil,
      reason: " is not a \(method) design of \(factorCount): it has \(rowCount) rows, \(rule)")
  }

  /// A value that does not belong to a design.
  func mismatch(_ method: String, row: Int, factor: Int, _ reason: String) -> DesignMismatch {
    DesignMismatch(
      place: (row, factor),
      reason:
        "the file is not a \(method) design of \(factorCount): \(reason); were rows sorted or lost, "
        + "or factors left out of --inputs?")
  }

  /// Checks that there are whole units.
  func requireUnits(of rowCounts: [Int], _ method: String) throws {
    if rowCounts.contains(where: { self.rowCount > 0 && self.rowCount % $0 == 0 }) { return }
    throw wrongCount(
      method,
      "which is not a multiple of " + rowCounts.map { "\($0)" }.joined(separator: ", nor of "))
  }

  /// Blocks of consecutive base points, from whose spread errors come.
  ///
  /// - Parameter rowCount: rows of a base point, which divide the table.
  func replicates(points: Int) throws -> Int {
    var found = replicates
    if let replicates {
      guard points % replicates == 0 else {
        throw DesignMismatch(
          place: nil,
          reason: ": \(points) base points cannot be \(replicates) blocks of equal size")
      }
    } else {
      found = PickFreezeTable.replicates(basePoints: points)?.replicates
    }
    guard let found else {
      throw DesignMismatch(
        place: nil,
        reason: ": a design of \(points) base points was not written by latecomer design; say with "
          + "--replicates of how many blocks it consists")
    }
    guard found >= 2 else {
      throw DesignMismatch(
        place: nil, reason: ": at least 2 base points are needed for an error: \(points)")
    }
    return found
  }

  /// The factor that each step of a walk moves, and whether upwards.
  ///
  /// A factor that is the same before and after its step (a law of few values) leaves no trace; such steps belong
  /// to the factors that are left over, in any order.
  ///
  /// - Parameters:
  ///   - start: the first of the k + 1 rows of the walk.
  ///   - verb: what a row does to a factor, in sentences.
  func steps(
    from start: Int, _ method: String, verb: String
  ) throws -> [(factor: Int, isUp: Bool)] {
    var left = Set(names.indices)
    var steps: [(factor: Int, isUp: Bool)?] = []
    for row in start + 1...start + names.count {
      let changed = names.indices.filter { factors[$0][row] != factors[$0][row - 1] }
      guard changed.count <= 1, changed.allSatisfy(left.contains) else {
        throw mismatch(
          method, row: row, factor: changed[changed.count > 1 ? 1 : 0],
          "the row \(verb) "
            + (changed.count > 1
              ? changed.prefix(3).map { names[$0] }.joined(separator: " and ") + " at once"
              : "a factor for the second time in its walk"))
      }
      steps.append(changed.first.map { ($0, factors[$0][row] > factors[$0][row - 1]) })
      left.subtract(changed)
    }
    var rest = left.sorted()[...]
    return steps.map { $0 ?? (rest.popFirst()!, true) }
  }
}

/// Why a table is not a design.
public struct DesignMismatch: Error, Sendable {
  /// The first row and factor that do not fit; nil when the table as a whole does not.
  public let place: (row: Int, factor: Int)?
  /// What is wrong, in words to stand after the name of the table, or of the column where there is a place.
  public let reason: String
}
