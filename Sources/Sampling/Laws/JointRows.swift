/// An ensemble: rows of values that several factors take together.
///
/// A row is one joint draw from beliefs that calibration left behind, with whatever dependence they have.
/// Future i takes row floor(M u) of M, u being its uniform of the ensemble's own stream, so that rows are
/// used as evenly as the design is uniform.
public struct JointRows: Sendable, Hashable {
  /// The name of the ensemble.
  public let name: String
  /// Version of the model that the rows belong to.
  public let modelVersion: String
  /// Names of the factors, in column order.
  public let columns: [String]
  /// Number of rows, M.
  public let rowCount: Int
  /// Values, column after column: that of a row and column is at `column * rowCount + row`.
  public let values: [Double]
  /// Number of independent rows the ensemble is worth; nil when not known.
  public let effectiveSize: Double?
  /// Whether the sampler that made the ensemble had converged.
  public let hasConverged: Bool

  /// Collects an ensemble. ``validate()`` says whether it can be drawn from; ``DrawSource`` asks it.
  public init(
    name: String, modelVersion: String, columns: [String], rowCount: Int, values: [Double],
    effectiveSize: Double?, hasConverged: Bool
  ) {
    self.name = name
    self.modelVersion = modelVersion
    self.columns = columns
    self.rowCount = rowCount
    self.values = values
    self.effectiveSize = effectiveSize
    self.hasConverged = hasConverged
  }

  /// Refuses an ensemble that has no rows, a number of values that does not fit, a column twice, or a
  /// value that is not a finite number.
  ///
  /// - Throws: ``DesignError`` that names the ensemble and, where there is one, the column and row.
  public func validate() throws {
    guard rowCount >= 1 else { throw DesignError("the ensemble \(name) has no rows") }
    guard values.count == columns.count * rowCount else {
      throw DesignError(
        "the ensemble \(name) has \(values.count) values for \(columns.count) columns of "
          + "\(rowCount) rows")
    }
    var seen = Set<String>()
    for column in columns where !seen.insert(column).inserted {
      throw DesignError("the ensemble \(name) has the column \(column) twice")
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw DesignError(
        "the ensemble \(name) has the value \(values[index]) in column "
          + "\(columns[index / rowCount]), row \(index % rowCount + 1)")
    }
    if let size = effectiveSize, !(size > 0 && size.isFinite) {
      throw DesignError("the effective size of the ensemble \(name) must be above 0: \(size)")
    }
  }

  /// The row of a uniform: floor(M u).
  @inline(__always)
  func row(_ uniform: Double) -> Int {
    min(Int(uniform * Double(rowCount)), rowCount - 1)
  }
}
