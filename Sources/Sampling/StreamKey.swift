/// The identity of one stream of uniforms: whose they are and which Sobol' dimension they use.
public struct StreamKey: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The dimension.
  public let dimension: Int
  /// Makes a key.
  public init(name: String, dimension: Int) {
    self.name = name
    self.dimension = dimension
  }
}
