import NumericCore
import Testing

@testable import Sampling

@Suite("Designs")
struct DesignTests {
  static let kinds = DesignSpecification.Kind.allCases
  let key = StreamKey(name: "absorption_speed", dimension: 7)

  func design(_ kind: DesignSpecification.Kind, _ futures: Int, seed: UInt64 = 3) throws -> Design {
    try Design(.init(kind: kind, futures: futures, seed: seed))
  }

  func uniforms(_ design: Design, _ key: StreamKey, _ futures: Range<Int>) -> [Double] {
    [Double](unsafeUninitializedCapacity: futures.count) { buffer, size in
      design.uniforms(key, futures: futures, into: buffer.baseAddress!)
      size = futures.count
    }
  }

  @Test(arguments: kinds)
  func longerRunsBeginWithShorterOnes(_ kind: DesignSpecification.Kind) throws {
    let short = try design(kind, 1000)
    let long = try design(kind, 30_000)
    let futures = 0..<short.futures
    #expect(uniforms(short, key, futures) == uniforms(long, key, futures))
    #expect(futures.map(short.group) == futures.map(long.group) || kind == .latin)
  }

  @Test func whatALongerDesignCannotContinueIsNamed() throws {
    func obstacle(_ kind: DesignSpecification.Kind, _ short: Int, _ long: Int) throws -> String? {
      try design(kind, long).obstacle(toContinue: design(kind, short))
    }
    for (kind, short, long) in [
      (.random, 32, 33), (.latin, 8192, 16_384), (.sobol, 32, 33), (.sobol, 1000, 2000),
    ] as [(DesignSpecification.Kind, Int, Int)] {
      #expect(try obstacle(kind, short, long) == nil, "\(kind) \(short) \(long)")
      let (one, other) = (try design(kind, short), try design(kind, long))
      let futures = 0..<one.futures
      #expect(uniforms(one, key, futures) == uniforms(other, key, futures))
      #expect(futures.map(one.group) == futures.map(other.group))
      #expect(futures.map(one.errorGroup) == futures.map(other.errorGroup))
    }
    #expect(try obstacle(.random, 31, 40)?.contains("replicates") == true)
    #expect(try obstacle(.latin, 256, 512)?.contains("replicates") == true)
    #expect(try obstacle(.sobol, 100, 120)?.contains("a sobol design of 120 has 128") == true)
    #expect(try obstacle(.random, 100, 100) == "it has 100 futures already")
    let other = try design(.random, 200, seed: 4)
    #expect(try other.obstacle(toContinue: design(.random, 100)) != nil)
    var blocks = DesignSpecification(kind: .sobol, futures: 64, seed: 1)
    blocks.parts = .blocks
    let short = try Design(blocks)
    blocks.futures = 256
    #expect(try Design(blocks).obstacle(toContinue: short)?.contains("blocks") == true)
  }

  @Test(arguments: kinds)
  func anyPartAgreesWithTheWhole(_ kind: DesignSpecification.Kind) throws {
    let design = try design(kind, 4096)
    let whole = uniforms(design, key, 0..<4096)
    for part in [0..<1, 1..<2, 5..<6, 31..<33, 7..<300, 255..<257, 1000..<1511, 4095..<4096] {
      #expect(uniforms(design, key, part) == Array(whole[part]), "futures \(part)")
    }
  }

  @Test(arguments: kinds)
  func uniformsAreStrictlyInside(_ kind: DesignSpecification.Kind) throws {
    let values = uniforms(try design(kind, 65_536), key, 0..<65_536)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test(arguments: kinds)
  func seedsNamesAndKindsDiffer(_ kind: DesignSpecification.Kind) throws {
    let futures = 0..<64
    var seen = Set<[Double]>()
    for seed: UInt64 in [0, 1, 2, 1 << 32, .max] {
      seen.insert(uniforms(try design(kind, 64, seed: seed), key, futures))
    }
    let other = StreamKey(name: "absorption_speed2", dimension: 7)
    seen.insert(uniforms(try design(kind, 64), other, futures))
    #expect(seen.count == 6)
    for values in seen { #expect(Set(values).count > 60) }
  }

  /// The same key gives other numbers under another kind, so that nothing is shared by accident.
  @Test func kindsShareNothing() throws {
    let all = try Self.kinds.flatMap { uniforms(try design($0, 256), key, 0..<256) }
    #expect(Set(all).count == 3 * 256)
  }

  @Test func futuresAreRoundedUp() throws {
    let cases: [(DesignSpecification.Kind, Int, Int, Int)] = [
      (.random, 1, 1, 1), (.random, 100, 100, 32), (.random, 2000, 2000, 32),
      (.sobol, 1, 32, 32), (.sobol, 32, 32, 32), (.sobol, 33, 64, 32), (.sobol, 2000, 2048, 32),
      (.sobol, 100_000, 131_072, 32), (.latin, 1, 256, 1), (.latin, 257, 512, 2),
      (.latin, 8192, 8192, 32), (.latin, 8193, 16_384, 32), (.latin, 16_385, 24_576, 32),
    ]
    for (kind, asked, futures, groups) in cases {
      let design = try design(kind, asked)
      #expect(design.futures == futures && design.groupCount == groups, "\(kind) of \(asked)")
      #expect(design.wasRoundedUp == (futures != asked))
    }
    let small = try Design(
      .init(kind: .sobol, futures: 100, seed: 1, replicates: 8, cubeSize: 256))
    #expect(small.futures == 128 && small.groupCount == 8)
  }

  @Test(arguments: kinds)
  func groupsHaveEqualSizes(_ kind: DesignSpecification.Kind) throws {
    let design = try design(kind, 20_000)
    var sizes = [Int](repeating: 0, count: design.groupCount)
    for future in 0..<design.futures { sizes[design.group(of: future)] += 1 }
    #expect(sizes.max()! - sizes.min()! <= (kind == .random ? 1 : 0))
  }

  @Test func everyLatinHypercubeIsStratified() throws {
    for size in [2, 10, 256] {
      let design = try Design(
        .init(kind: .latin, futures: 40 * size, seed: 5, replicates: 32, cubeSize: size))
      for cube in 0..<design.futures / size {
        let values = uniforms(design, key, cube * size..<(cube + 1) * size)
        let intervals = Set(values.map { Int($0 * Double(size)) })
        #expect(intervals.count == size, "cube \(cube) of \(size)")
      }
    }
  }

  @Test func impossibleDesignsAreRefused() {
    let cases: [(DesignSpecification, String)] = [
      (.init(kind: .random, futures: 0, seed: 1), "futures must be between 1 and 1099511627776: 0"),
      (
        .init(kind: .sobol, futures: 9, seed: 1, replicates: 0),
        "replicates must be between 1 and 65536: 0"
      ),
      (
        .init(kind: .latin, futures: 9, seed: 1, cubeSize: 1),
        "cube size must be between 2 and 4096: 1"
      ),
      (
        .init(kind: .sobol, futures: 20_000_000, seed: 1, replicates: 1),
        "a Sobol' design of 1 replicates has at most 16777216 futures: 20000000"
      ),
    ]
    for (specification, description) in cases {
      #expect(throws: DesignError(description)) { try Design(specification) }
    }
  }

  /// Chi-square of 16 x 16 cells over pairs of interleaved streams: 256 streams take turns, as the
  /// columns of a block do. Level 1e-4 on each side, two kinds: false alarm 4e-4. (Pairs of Sobol'
  /// dimensions are more even than chance; they are tested exactly.)
  @Test(arguments: [DesignSpecification.Kind.random, .latin])
  func interleavedStreamsAreUniform(_ kind: DesignSpecification.Kind) throws {
    let design = try design(kind, 1024, seed: 0)
    let streams = (0..<256).map {
      uniforms(design, StreamKey(name: "factor_\($0)", dimension: $0), 0..<1024)
    }
    // Hypercubes fix the 30 margins of the table: 225 degrees of freedom instead of 255.
    ChiSquare.expectUniformPairs(
      (0..<1024).flatMap { future in streams.map { $0[future] } },
      degreesOfFreedom: kind == .random ? 255 : 225)
  }
}

/// Uniformity of consecutive pairs of numbers.
enum ChiSquare {
  /// Expects the statistic over 16 x 16 cells to lie within its central 1 - 2e-4.
  static func expectUniformPairs(_ uniforms: [Double], degreesOfFreedom: Double) {
    var cells = [Double](repeating: 0, count: 256)
    for pair in 0..<uniforms.count / 2 {
      cells[16 * Int(uniforms[2 * pair] * 16) + Int(uniforms[2 * pair + 1] * 16)] += 1
    }
    let expected = Double(uniforms.count / 2) / 256
    let statistic = cells.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    let upper = 2 * IncompleteGamma.quantile(shape: degreesOfFreedom / 2, 1 - 1e-4)
    let lower = 2 * IncompleteGamma.quantile(shape: degreesOfFreedom / 2, 1e-4)
    #expect(statistic > lower && statistic < upper, "\(statistic) of \(lower) to \(upper)")
  }
}
