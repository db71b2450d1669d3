public struct DesignSpecification: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable { case random, latin, sobol }
  public var kind: Kind
  public var futures: Int
  public var seed: UInt64
  public var replicates: Int
  public var cubeSize: Int
  public init(kind: Kind, futures: Int, seed: UInt64, replicates: Int = 32, cubeSize: Int = 256) {
    self.kind = kind
    self.futures = futures
    self.seed = seed
    self.replicates = replicates
    self.cubeSize = cubeSize
  }
}
public struct DesignError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
public struct Design: Sendable, Hashable {
  public let specification: DesignSpecification
  public let futures: Int
  public let groupCount: Int
  public var wasRoundedUp: Bool { futures != specification.futures }
  public init(_ specification: DesignSpecification) throws {
    self.specification = specification
    futures = specification.futures
    groupCount = 32
  }
  public func group(of future: Int) -> Int { future % groupCount }
  public func uniforms(
    _ key: StreamKey, futures: Range<Int>, into output: UnsafeMutablePointer<Double>
  ) {}
}
