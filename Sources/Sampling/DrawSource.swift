public enum ColumnSource: Sendable, Hashable {
  case constant(Double)
  case marginal(StreamKey, Distribution)
  case joint(column: Int)
}
public struct JointRows: Sendable, Hashable {
  public let name: String
  public let modelVersion: String
  public let columns: [String]
  public let rowCount: Int
  public let values: [Double]
  public let effectiveSize: Double?
  public let hasConverged: Bool
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
}
public struct GaussianCopula: Sendable, Hashable {
  public let names: [String]
  public init(names: [String], rankCorrelations: [(String, String, Double)], repair: Bool) throws {
    self.names = names
  }
}
public struct DrawSource: Sendable {
  public let design: Design
  public var rowCount: Int? { nil }
  public init(
    design: Design, columns: [ColumnSource], copula: GaussianCopula?, joint: JointRows?,
    jointKey: StreamKey
  ) throws {
    self.design = design
  }
  public func fill(futures: Range<Int>, lanes: Int, into output: UnsafeMutablePointer<Double>) {}
  public func fill(
    columns: [Int], futures: Range<Int>, lanes: Int, into output: UnsafeMutablePointer<Double>
  ) {}
  public func ensembleRows(futures: Range<Int>) -> [Int]? { nil }
  public func differs(from other: DrawSource) -> [Int] { [] }
  public func replacing(_ overrides: [Int: ColumnSource]) -> DrawSource { self }
}
public struct LuckSource: Sendable {
  public init(design: Design) {}
  public func fillOnce(
    name: String, firstDimension: Int, width: Int, isNormal: Bool, futures: Range<Int>, lanes: Int,
    into output: UnsafeMutablePointer<Double>
  ) {}
  public func fillSteps(
    name: String, width: Int, steps: Int, isNormal: Bool, futures: Range<Int>, lanes: Int,
    into output: UnsafeMutablePointer<Double>
  ) {}
}
