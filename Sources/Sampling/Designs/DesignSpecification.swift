import NumericCore

/// Which futures a study draws: the kind of design, how many, and the seed.
public struct DesignSpecification: Sendable, Hashable {
  /// The kinds of design.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Independent futures.
    case random
    /// Independent Latin hypercubes of fixed size, one after the other.
    case latin
    /// Independent Owen scrambles of the Sobol' sequence, interleaved.
    case sobol
  }

  /// What the points of a Sobol' design are divided into, for its error.
  public enum Parts: String, Sendable, Hashable {
    /// Independent scrambles, which take turns: intervals as narrow as the design is good.
    case scrambles
    /// Blocks of consecutive points of one scramble. An estimate from all of them is as good as the longest
    /// sequence allows, while their spread is that of shorter ones. Blocks fill each other's gaps: the error of
    /// all together is smaller than that of as many independent blocks, so that an interval from their spread is
    /// too wide where the outcome is smooth, and never too narrow.
    case blocks
  }

  /// The kind of design.
  public var kind: Kind
  /// Futures asked for; ``Design/futures`` may be more.
  public var futures: Int
  /// The seed. 0 is a seed like any other.
  public var seed: UInt64
  /// Parts of a Sobol' design, independent scrambles unless ``parts`` says otherwise, and the most error groups of any design.
  ///
  /// 32 by default: with 31 degrees of freedom a 95 % interval is 4 % wider than with infinitely many
  /// (2.040 against 1.960) and its width is itself known within 13 %; more replicates would take points
  /// away from each net, which is where the gain of a Sobol' design comes from.
  public var replicates: Int
  /// What the `replicates` of a Sobol' design are.
  public var parts: Parts
  /// Points of a Latin hypercube, one of ``Design/cubeSizes``.
  ///
  /// 256 by default: the additive part of an outcome, which is what a hypercube integrates, then has an
  /// error about 1/16 of the random one within a cube, 32 cubes for error estimation come with 8192
  /// futures, and a cube is one block of the engine.
  public var cubeSize: Int

  /// Describes a design.
  public init(
    kind: Kind, futures: Int, seed: UInt64, replicates: Int = 32,
    parts: Parts = .scrambles, cubeSize: Int = 256
  ) {
    self.kind = kind
    self.futures = futures
    self.seed = seed
    self.replicates = replicates
    self.parts = parts
    self.cubeSize = cubeSize
  }
}

/// A design that cannot be drawn, or draws that cannot be made from it.
public struct DesignError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}
