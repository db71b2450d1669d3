import NumericCore

/// Where one column of draws comes from.
public enum ColumnSource: Sendable, Hashable {
  /// The same value in every future.
  case constant(Double)
  /// The quantile of a law at the uniform of a stream.
  case marginal(StreamKey, Distribution)
  /// A column of the joint rows.
  case joint(column: Int)
}

/// Draws of all factors, block by block.
///
/// A value is a pure function of the design's seed, the column's own source and the future. Sources that
/// share design, copula and joint rows, as the scenarios of a study do, share every column they do not
/// replace.
public struct DrawSource: Sendable {
  /// The futures.
  public let design: Design
  /// Sources by column.
  public private(set) var columns: [ColumnSource]
  /// The ensemble, if columns come from one.
  public let joint: JointRows?
  /// The stream that chooses rows of the ensemble.
  public let jointKey: StreamKey
  private let coupling: Coupling?

  /// Number of rows of the ensemble; nil without one.
  public var rowCount: Int? { joint?.rowCount }

  /// Checks and combines sources.
  ///
  /// - Parameters:
  ///   - design: the futures.
  ///   - columns: one source for each factor.
  ///   - copula: dependence between factors with marginal sources; names are those of their streams.
  ///   - joint: the ensemble that joint columns refer to.
  ///   - jointKey: the stream that chooses its rows; there is one for all, unless a test asks for another.
  /// - Throws: ``DesignError``: a law with parameters that define none, two columns with the same stream
  ///   name or Sobol' dimension, a dimension that does not exist, a joint column the ensemble lacks, an
  ///   ensemble that cannot be drawn from, a coupled factor without a marginal source.
  public init(
    design: Design, columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?,
    jointKey: StreamKey = .ensembleRow
  ) throws {
    try joint?.validate()
    var nameOfDimension = joint == nil ? [:] : [jointKey.dimension: jointKey.name]
    var names = Set<String>()
    for (index, source) in columns.enumerated() {
      switch source {
      case .constant(let value):
        guard value.isFinite else {
          throw DesignError("column \(index + 1) has a constant that is not finite: \(value)")
        }
      case .joint(let column):
        guard let joint else {
          throw DesignError("column \(index + 1) comes from an ensemble, but there is none")
        }
        guard joint.columns.indices.contains(column) else {
          throw DesignError(
            "column \(index + 1) comes from column \(column + 1) of the ensemble \(joint.name), "
              + "which has \(joint.columns.count)")
        }
      case .marginal(let key, let distribution):
        do { try distribution.validate() } catch {
          throw DesignError("\(key.name): \(error)")
        }
        guard names.insert(key.name).inserted else {
          throw DesignError("\(key.name) is drawn twice")
        }
        guard key.dimension >= 0 && key.dimension < Design.dimensionCount else {
          throw DesignError(
            "\(key.name) has the Sobol' dimension \(key.dimension); there are "
              + "\(Design.dimensionCount)")
        }
        if let other = nameOfDimension.updateValue(key.name, forKey: key.dimension) {
          throw DesignError(
            "\(key.name) and \(other) have the same Sobol' dimension \(key.dimension)")
        }
      }
    }
    self.design = design
    self.columns = columns
    self.joint = joint
    self.jointKey = jointKey
    coupling = try copula.flatMap { try Coupling($0, columns: columns) }
  }

  /// Writes the draws of all columns for consecutive futures.
  ///
  /// - Parameters:
  ///   - futures: consecutive futures, at least one.
  ///   - lanes: column stride; lanes beyond the futures repeat the last one.
  ///   - output: room for `lanes` doubles a column.
  public func fill(futures: Range<Int>, lanes: Int, into output: UnsafeMutablePointer<Double>) {
    fill(columns: Array(columns.indices), futures: futures, lanes: lanes, into: output)
  }

  /// Writes the draws of some columns for consecutive futures, as ``fill(futures:lanes:into:)`` does for
  /// all: the k-th of the chosen columns starts at `k * lanes`.
  ///
  /// - Precondition: columns exist, there is a future, and futures fit into the lanes.
  public func fill(
    columns chosen: [Int], futures: Range<Int>, lanes: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    precondition(
      !futures.isEmpty && futures.count <= lanes, "futures \(futures) in \(lanes) lanes")
    let rows =
      chosen.contains { if case .joint = columns[$0] { true } else { false } }
      ? ensembleRows(futures: futures) : nil
    let coupled = coupling?.uniforms(
      of: chosen.compactMap(couplingRow), design: design, futures: futures)
    for (position, column) in chosen.enumerated() {
      let target = output + position * lanes
      switch columns[column] {
      case .constant(let value):
        for lane in 0..<futures.count { target[lane] = value }
      case .joint(let source):
        guard let joint, let rows else { preconditionFailure("joint columns without an ensemble") }
        for lane in 0..<futures.count {
          target[lane] = joint.values[source * joint.rowCount + rows[lane]]
        }
      case .marginal(let key, let distribution):
        if let row = couplingRow(column), let coupled {
          for lane in 0..<futures.count { target[lane] = coupled[row * futures.count + lane] }
        } else {
          design.uniforms(key, futures: futures, into: target)
        }
        distribution.quantiles(inPlace: target, count: futures.count)
      }
      for lane in futures.count..<lanes { target[lane] = target[futures.count - 1] }
    }
  }

  /// The ensemble row of each future; nil without an ensemble.
  public func ensembleRows(futures: Range<Int>) -> [Int]? {
    guard let joint else { return nil }
    let uniforms = [Double](unsafeUninitializedCapacity: futures.count) { buffer, count in
      if let base = buffer.baseAddress { design.uniforms(jointKey, futures: futures, into: base) }
      count = futures.count
    }
    return uniforms.map(joint.row)
  }

  /// Columns whose draws may differ from those of another source, ascending.
  ///
  /// - Precondition: both have the same number of columns.
  public func differs(from other: DrawSource) -> [Int] {
    precondition(
      columns.count == other.columns.count,
      "sources of \(columns.count) and \(other.columns.count) columns")
    let hasSameFutures =
      design.specification.kind == other.design.specification.kind
      && design.specification.seed == other.design.specification.seed
      && design.specification.replicates == other.design.specification.replicates
      && design.specification.parts == other.design.specification.parts
      && design.specification.cubeSize == other.design.specification.cubeSize
    let hasSameRows = joint == other.joint && jointKey == other.jointKey
    return columns.indices.filter { column in
      guard columns[column] == other.columns[column] else { return true }
      switch columns[column] {
      case .constant: return false
      case .joint: return !(hasSameFutures && hasSameRows)
      case .marginal:
        let isCoupled = couplingRow(column) != nil || other.couplingRow(column) != nil
        return !hasSameFutures || (isCoupled && coupling != other.coupling)
      }
    }
  }

  /// The source with other sources in some columns, by column.
  ///
  /// A factor that gets another law keeps its stream, and with it its uniform and its coupling, so that
  /// worlds are compared on the same luck.
  ///
  /// - Precondition: columns exist, laws are valid, and joint columns belong to the ensemble.
  public func replacing(_ overrides: [Int: ColumnSource]) -> DrawSource {
    var result = self
    for (column, source) in overrides {
      precondition(
        columns.indices.contains(column), "column \(column) of \(columns.count) is replaced")
      switch source {
      case .constant: break
      case .marginal(let key, let distribution):
        do { try distribution.validate() } catch {
          preconditionFailure("\(key.name): \(error)")
        }
      case .joint(let index):
        precondition(
          joint.map { $0.columns.indices.contains(index) } ?? false,
          "column \(index) of the ensemble replaces column \(column)")
      }
      result.columns[column] = source
    }
    return result
  }

  /// The row of the copula that couples a column; nil when none does.
  private func couplingRow(_ column: Int) -> Int? {
    guard let coupling, case .marginal(let key, _) = columns[column] else { return nil }
    return coupling.row[key.name]
  }
}
