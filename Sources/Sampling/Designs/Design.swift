import CDraws

/// The futures of a study: for every stream and future a uniform strictly inside (0, 1).
///
/// A uniform is a pure function of seed, stream (name and dimension) and future: it does not depend on
/// which other streams exist, on how many futures are drawn, or on who asks in which order. Designs with
/// more futures begin with those of shorter ones.
///
/// | kind | future i | futures are a multiple of | error groups |
/// |---|---|---|---|
/// | random | draw i | 1 | i mod R, R = `replicates` |
/// | latin | point i mod c of cube i div c, c = `cubeSize` | c, and R c above R cubes | cube mod R |
/// | sobol | point i div R of scramble i mod R | R times a power of two | scramble |
/// | sobol in blocks | point i of one scramble | R times a power of two | R blocks, one after the other |
///
/// Error groups are identically distributed and independent (blocks of one scramble are less than independent of
/// each other, see ``DesignSpecification/Parts``), so that the spread of their means estimates
/// the error of the overall mean (t with groups - 1 degrees of freedom) whatever happens within a group.
/// Random futures are independent, so any grouping does; interleaved groups fill at the same rate and
/// their sizes differ by at most one. One group, as with one hypercube, means that the design has no
/// estimate of its error.
public struct Design: Sendable, Hashable {
  /// What was asked for.
  public let specification: DesignSpecification
  /// Futures of the design: those asked for, rounded up to complete the design.
  public let futures: Int
  /// Number of error groups.
  public let groupCount: Int

  /// Number of Sobol' dimensions: all primitive polynomials of degree up to 13.
  public static let dimensionCount = SobolDirectionNumbers.dimensionCount

  /// Most futures of any design: 2^40, far above what can be run, so that indices never overflow.
  public static let futureLimit = 1 << 40

  /// Futures of any design.
  public static let futureCounts = 1...futureLimit

  /// Replicates of any design.
  public static let replicateCounts = 1...65_536

  /// Replicates of a design whose error is estimated: their spread needs two.
  public static let comparedReplicateCounts = 2...replicateCounts.upperBound

  /// Points of a Latin hypercube.
  public static let cubeSizes = 2...LatinHypercube.largestSize

  /// Completes a specification.
  ///
  /// - Throws: ``DesignError`` when a number of the specification is out of range, or a Sobol' design
  ///   would need more than 2^24 points a replicate.
  public init(_ specification: DesignSpecification) throws {
    let asked = specification.futures
    let replicates = specification.replicates
    guard Design.futureCounts.contains(asked) else {
      throw DesignError("futures must be between 1 and \(Design.futureLimit): \(asked)")
    }
    guard Design.replicateCounts.contains(replicates) else {
      throw DesignError(
        "replicates must be between 1 and \(Design.replicateCounts.upperBound): \(replicates)")
    }
    self.specification = specification
    switch specification.kind {
    case .random:
      futures = asked
      groupCount = min(replicates, asked)
    case .latin:
      let size = specification.cubeSize
      guard Design.cubeSizes.contains(size) else {
        throw DesignError(
          "cube size must be between 2 and \(Design.cubeSizes.upperBound): \(size)")
      }
      var cubes = (asked + size - 1) / size
      if cubes > replicates { cubes = (cubes + replicates - 1) / replicates * replicates }
      futures = cubes * size
      groupCount = min(replicates, cubes)
    case .sobol:
      var points = 1
      while points * replicates < asked { points *= 2 }
      let scrambles = Design.scrambles(specification)
      guard points * replicates <= SobolSequence.pointLimit * scrambles else {
        throw DesignError(
          "a Sobol' design of \(replicates) replicates has at most "
            + "\(SobolSequence.pointLimit * scrambles) futures: \(asked)")
      }
      futures = points * replicates
      groupCount = replicates
    }
  }

  /// Scrambles that take turns in a Sobol' design.
  private static func scrambles(_ specification: DesignSpecification) -> Int {
    specification.parts == .blocks ? 1 : specification.replicates
  }

  /// Whether the design has more futures than were asked for.
  public var wasRoundedUp: Bool { futures != specification.futures }

  /// The error group of a future, 0 to ``groupCount`` - 1.
  public func group(of future: Int) -> Int {
    switch specification.kind {
    case .random, .sobol:
      specification.parts == .blocks ? future * groupCount / futures : future % groupCount
    case .latin: future / specification.cubeSize % groupCount
    }
  }

  /// Writes the uniforms of one stream for consecutive futures.
  ///
  /// Cost a future: about 2 ns (random) and 8 ns (sobol) in 512-bit vectors, 6 ns and 20 ns without;
  /// 12 ns (latin, where any part of a hypercube costs as much as all of it).
  ///
  /// - Parameters:
  ///   - key: the stream.
  ///   - futures: consecutive futures; they may lie beyond the end of this design.
  ///   - output: room for as many doubles.
  /// - Precondition: for a Sobol' design the dimension is below ``dimensionCount``.
  public func uniforms(
    _ key: StreamKey, futures: Range<Int>, into output: UnsafeMutablePointer<Double>
  ) {
    precondition(futures.lowerBound >= 0, "futures \(futures)")
    switch specification.kind {
    case .random: fillRandom(key, futures, output)
    case .latin: fillLatin(key, futures, output)
    case .sobol: fillSobol(key, futures, output)
    }
  }

  private func fillRandom(
    _ key: StreamKey, _ futures: Range<Int>, _ output: UnsafeMutablePointer<Double>
  ) {
    let generator = Philox(
      key: key.derivedWords(seed: specification.seed, purpose: .randomDesign).0)
    PairedUniforms.fill(generator, futures: futures, step: 0, column: 0, into: output)
  }

  private func fillLatin(
    _ key: StreamKey, _ futures: Range<Int>, _ output: UnsafeMutablePointer<Double>
  ) {
    guard !futures.isEmpty else { return }
    let size = specification.cubeSize
    let hypercube = LatinHypercube(
      size: size,
      generator: Philox(key: key.derivedWords(seed: specification.seed, purpose: .latinCube).0))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { points in
      for cube in futures.lowerBound / size...(futures.upperBound - 1) / size {
        hypercube.fill(cube: cube, into: points)
        for future in futures.clamped(to: cube * size..<(cube + 1) * size) {
          output[future - futures.lowerBound] = points[future - cube * size]
        }
      }
    }
  }

  private func fillSobol(
    _ key: StreamKey, _ futures: Range<Int>, _ output: UnsafeMutablePointer<Double>
  ) {
    guard !futures.isEmpty else { return }
    let replicates = Design.scrambles(specification)
    let firstPoint = futures.lowerBound / replicates
    let pointCount = (futures.upperBound - 1) / replicates - firstPoint + 1
    let offset = futures.lowerBound - firstPoint * replicates
    let scrambles = min(replicates, futures.count)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: pointCount) { points in
      let coordinates = points.baseAddress!
      SobolSequence.fill(
        dimension: key.dimension, firstPoint: firstPoint, count: pointCount, into: coordinates)
      withUnsafeTemporaryAllocation(of: OwenScramble.self, capacity: scrambles) { keys in
        for start in 0..<scrambles {
          let words = key.derivedWords(
            seed: specification.seed, purpose: .sobolScramble,
            replicate: (offset + start) % replicates)
          (keys.baseAddress! + start).initialize(to: OwenScramble(words))
        }
        OwenScramble.fill(
          UnsafeBufferPointer(keys), replicates: replicates, coordinates: coordinates,
          offset: offset, count: futures.count, into: output)
      }
    }
  }
}

/// Uniforms straight from the counter-based generator, two futures to a block of output.
enum PairedUniforms {
  /// Uniforms of consecutive futures: the counter is (future div 2, step, column), and the future's
  /// parity says which half of the block is its own.
  @inline(__always)
  static func fill(
    _ generator: Philox, futures: Range<Int>, step: Int, column: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    func pair(_ index: Int) -> (UInt64, UInt64) {
      generator.pair(
        (
          UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
          UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: column)
        ))
    }
    var future = futures.lowerBound
    var target = output
    if future < futures.upperBound && future & 1 == 1 {
      target[0] = UniformBits.uniform(pair(future >> 1).1)
      future += 1
      target += 1
    }
    let blocks = (futures.upperBound - future) / 2
    draws_philox_uniforms(
      DrawLoops.level, Int64(max(blocks, 0)), generator.key, UInt64(future >> 1),
      UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: column), target)
    future += 2 * blocks
    target += 2 * blocks
    if future < futures.upperBound { target[0] = UniformBits.uniform(pair(future >> 1).0) }
  }
}
