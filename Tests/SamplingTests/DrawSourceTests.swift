import NumericCore
import Sampling
import Testing

@Suite("Draws of factors and luck")
struct DrawSourceTests {
  static let rows = JointRows(
    name: "first", modelVersion: "1", columns: ["x", "y"], rowCount: 10,
    values: (0..<10).map(Double.init) + (0..<10).map { 100 + Double($0) }, effectiveSize: nil,
    hasConverged: false)

  func design(_ kind: DesignSpecification.Kind = .sobol, _ futures: Int = 1024) throws -> Design {
    try Design(.init(kind: kind, futures: futures, seed: 9))
  }

  func factor(_ name: String, _ dimension: Int) -> ColumnSource {
    .marginal(StreamKey(name: name, dimension: dimension), .uniform(low: 0, high: 1))
  }

  func source(
    _ columns: [ColumnSource], joint: JointRows? = nil,
    design: Design? = nil
  ) throws -> DrawSource {
    try DrawSource(
      design: design ?? self.design(), columns: columns, copula: nil, joint: joint,
      jointKey: .ensembleRow)
  }

  func draws(_ source: DrawSource, _ futures: Range<Int>, lanes: Int? = nil) -> [[Double]] {
    let lanes = lanes ?? futures.count
    var output = [Double](repeating: .nan, count: source.columns.count * lanes)
    source.fill(futures: futures, lanes: lanes, into: &output)
    return source.columns.indices.map { Array(output[$0 * lanes..<($0 + 1) * lanes]) }
  }

  @Test func addingAndReorderingFactorsChangesNoOtherDraw() throws {
    for kind in DesignSpecification.Kind.allCases {
      let few = draws(
        try source([factor("a", 3), factor("b", 8)], design: design(kind)), 0..<512)
      let many = draws(
        try source(
          [factor("b", 8), .constant(2), factor("new", 5), factor("a", 3)], design: design(kind)),
        0..<512)
      #expect(few[0] == many[3] && few[1] == many[0])
    }
  }

  @Test func paddingRepeatsTheLastFuture() throws {
    let source = try source(
      [factor("a", 3), .constant(2), .joint(column: 1)], joint: Self.rows)
    let padded = draws(source, 5..<42, lanes: 48)
    let plain = draws(source, 5..<42)
    for (long, short) in zip(padded, plain) {
      #expect(Array(long[0..<37]) == short)
      #expect(long[37...].allSatisfy { $0 == short[36] })
    }
  }

  @Test func jointRowsAreTheFloorOfTheirUniform() throws {
    let design = try design()
    let source = try source([.joint(column: 0), .joint(column: 1)], joint: Self.rows)
    var uniforms = [Double](repeating: 0, count: 1024)
    design.uniforms(.ensembleRow, futures: 0..<1024, into: &uniforms)
    let rows = try #require(source.ensembleRows(futures: 0..<1024))
    #expect(rows == uniforms.map { Int(10 * $0) })
    let values = draws(source, 0..<1024)
    #expect(values[0] == rows.map(Double.init))
    #expect(values[1] == rows.map { 100 + Double($0) })
    #expect(source.rowCount == 10)
    #expect(try self.source([.constant(1)]).ensembleRows(futures: 0..<3) == nil)
  }

  /// Exact: with 2^m points a replicate and M a power of two not above it, every replicate uses every row
  /// equally often.
  @Test func replicatesUseRowsEvenly() throws {
    let rows = JointRows(
      name: "even", modelVersion: "1", columns: ["x"], rowCount: 16,
      values: (0..<16).map(Double.init), effectiveSize: 12, hasConverged: true)
    let design = try design(.sobol, 2048)
    let source = try source([.joint(column: 0)], joint: rows, design: design)
    let drawn = try #require(source.ensembleRows(futures: 0..<2048))
    for replicate in 0..<32 {
      var counts = [Int](repeating: 0, count: 16)
      for future in stride(from: replicate, to: 2048, by: 32) { counts[drawn[future]] += 1 }
      #expect(counts.allSatisfy { $0 == 4 })
    }
  }

  @Test func scenariosReplaceLawsAndKeepUniforms() throws {
    let plain = try source([factor("a", 3), factor("b", 8), .constant(1)])
    let key = StreamKey(name: "a", dimension: 3)
    let other = plain.replacing([
      0: .marginal(key, .uniform(low: 10, high: 20)), 2: .constant(5),
    ])
    let before = draws(plain, 0..<64)
    let after = draws(other, 0..<64)
    #expect(zip(before[0], after[0]).allSatisfy { (10 + 10 * $0 - $1).magnitude < 1e-14 * 20 })
    #expect(before[1] == after[1] && after[2] == [Double](repeating: 5, count: 64))
    #expect(other.differs(from: plain) == [0, 2])
    #expect(plain.differs(from: plain).isEmpty)
    #expect(plain.replacing([2: .constant(1)]).differs(from: plain).isEmpty)
    let elsewhere = try source(
      [factor("a", 3), factor("b", 8), .constant(1)],
      design: Design(
        .init(kind: .sobol, futures: 1024, seed: 10)))
    #expect(elsewhere.differs(from: plain) == [0, 1])
  }

  /// A coupled factor held constant in one scenario leaves its partner's draws as they were.
  @Test func replacingACoupledFactorKeepsItsPartner() throws {
    let copula = try GaussianCopula(
      names: ["a", "b"], rankCorrelations: [("a", "b", 0.6)], repair: false)
    let plain = try DrawSource(
      design: design(), columns: [factor("a", 3), factor("b", 8)], copula: copula, joint: nil,
      jointKey: .ensembleRow)
    let held = plain.replacing([0: .constant(0.5)])
    #expect(draws(plain, 0..<64)[1] == draws(held, 0..<64)[1])
    #expect(held.differs(from: plain) == [0])
    let free = try source([factor("a", 3), factor("b", 8)])
    #expect(free.differs(from: plain) == [0, 1])
  }

  @Test func mistakesAreRefused() throws {
    let cases: [([ColumnSource], JointRows?, String)] = [
      ([factor("a", 3), factor("a", 4)], nil, "a is drawn twice"),
      ([factor("a", 3), factor("b", 3)], nil, "b and a have the same Sobol' dimension 3"),
      (
        [factor("a", 160), .joint(column: 0)], Self.rows,
        "a and ensemble_row have the same Sobol' dimension 160"
      ),
      ([factor("a", 1111)], nil, "a has the Sobol' dimension 1111; there are 1111"),
      ([.joint(column: 0)], nil, "column 1 comes from an ensemble, but there is none"),
      (
        [.joint(column: 2)], Self.rows,
        "column 1 comes from column 3 of the ensemble first, which has 2"
      ),
      (
        [.marginal(StreamKey(name: "a", dimension: 0), .uniform(low: 3, high: 2))], nil,
        "a: low must be below high: 3 >= 2"
      ),
      ([.constant(.nan)], nil, "column 1 has a constant that is not finite: nan"),
    ]
    for (columns, joint, description) in cases {
      #expect(throws: DesignError(description)) { try source(columns, joint: joint) }
    }
  }

  @Test func brokenEnsemblesAreRefused() {
    func rows(
      columns: [String] = ["x"], count: Int = 2, values: [Double] = [1, 2], size: Double? = nil
    ) -> JointRows {
      JointRows(
        name: "e", modelVersion: "1", columns: columns, rowCount: count, values: values,
        effectiveSize: size, hasConverged: false)
    }
    let cases: [(JointRows, String)] = [
      (rows(count: 0, values: []), "the ensemble e has no rows"),
      (rows(values: [1, 2, 3]), "the ensemble e has 3 values for 1 columns of 2 rows"),
      (
        rows(columns: ["x", "x"], values: [1, 2, 3, 4]), "the ensemble e has the column x twice"
      ),
      (rows(values: [1, .nan]), "the ensemble e has the value nan in column x, row 2"),
      (rows(size: 0), "the effective size of the ensemble e must be above 0: 0.0"),
    ]
    for (joint, description) in cases {
      #expect(throws: DesignError(description)) { try source([.constant(1)], joint: joint) }
    }
  }
}

@Suite("Luck")
struct LuckTests {
  func once(
    _ source: LuckSource, _ name: String, first: Int = 192, width: Int = 3, isNormal: Bool = false,
    futures: Range<Int>, lanes: Int
  ) -> [Double] {
    var output = [Double](repeating: .nan, count: width * lanes)
    source.fillOnce(
      name: name, firstDimension: first, width: width, isNormal: isNormal, futures: futures,
      lanes: lanes, into: &output)
    return output
  }

  func steps(
    _ source: LuckSource, _ name: String, width: Int = 2, steps: Int = 5, isNormal: Bool = false,
    futures: Range<Int>, lanes: Int
  ) -> [Double] {
    var output = [Double](repeating: .nan, count: width * steps * lanes)
    source.fillSteps(
      name: name, width: width, steps: steps, isNormal: isNormal, futures: futures, lanes: lanes,
      into: &output)
    return output
  }

  func source(_ kind: DesignSpecification.Kind, seed: UInt64 = 4) throws -> LuckSource {
    LuckSource(design: try Design(.init(kind: kind, futures: 2048, seed: seed)))
  }

  @Test(arguments: DesignSpecification.Kind.allCases)
  func partsAgreeWithTheWholeAndPaddingRepeats(_ kind: DesignSpecification.Kind) throws {
    let source = try source(kind)
    let wholeOnce = once(source, "sector_luck", futures: 0..<512, lanes: 512)
    let wholeSteps = steps(source, "demand_noise", futures: 0..<512, lanes: 512)
    let part = 7..<100
    let partOnce = once(source, "sector_luck", futures: part, lanes: 96)
    let partSteps = steps(source, "demand_noise", futures: part, lanes: 96)
    for (whole, parts, columns) in [(wholeOnce, partOnce, 3), (wholeSteps, partSteps, 10)] {
      for column in 0..<columns {
        for lane in 0..<96 {
          let future = min(7 + lane, 99)
          #expect(parts[column * 96 + lane] == whole[column * 512 + future])
        }
      }
    }
  }

  @Test func widthAndStepsChangeNoOtherNumber() throws {
    let source = try source(.sobol)
    let short = steps(source, "demand_noise", width: 1, steps: 3, futures: 0..<16, lanes: 16)
    let long = steps(source, "demand_noise", width: 1, steps: 80, futures: 0..<16, lanes: 16)
    #expect(short == Array(long[0..<48]))
    let narrow = once(source, "sector_luck", width: 2, futures: 0..<16, lanes: 16)
    let wide = once(source, "sector_luck", width: 20, futures: 0..<16, lanes: 16)
    #expect(narrow == Array(wide[0..<32]))
  }

  @Test func streamsShareNothing() throws {
    var all: [Double] = []
    for kind in DesignSpecification.Kind.allCases {
      all += once(try source(kind), "a", futures: 0..<64, lanes: 64)
      all += once(try source(kind), "b", first: 224, futures: 0..<64, lanes: 64)
    }
    all += steps(try source(.sobol), "a", futures: 0..<64, lanes: 64)
    all += steps(try source(.sobol), "b", futures: 0..<64, lanes: 64)
    all += steps(try source(.sobol, seed: 0), "a", futures: 0..<64, lanes: 64)
    #expect(Set(all).count == all.count)
    #expect(
      steps(try source(.random), "a", futures: 0..<64, lanes: 64)
        == steps(try source(.sobol), "a", futures: 0..<64, lanes: 64))
  }

  @Test func normalNumbersAreQuantilesOfTheUniforms() throws {
    let source = try source(.sobol)
    #expect(
      once(source, "x", isNormal: true, futures: 0..<64, lanes: 64)
        == once(source, "x", futures: 0..<64, lanes: 64).map(Normal.quantile))
    #expect(
      steps(source, "x", isNormal: true, futures: 0..<64, lanes: 64)
        == steps(source, "x", futures: 0..<64, lanes: 64).map(Normal.quantile))
  }

  /// Chi-square of consecutive pairs of every-step numbers in three orders of interleaving, each at 1e-4
  /// on both sides: false alarm 6e-4.
  @Test func everyStepStreamsAreUniform() throws {
    let source = try source(.sobol, seed: 0)
    let lanes = 512
    let streams = (0..<4).map {
      steps(source, "stream_\($0)", width: 2, steps: 64, futures: 0..<lanes, lanes: lanes)
    }
    let count = streams[0].count
    // By future within a column, by column within a future, and by stream.
    ChiSquare.expectUniformPairs(streams[0], degreesOfFreedom: 255)
    let columns = count / lanes
    ChiSquare.expectUniformPairs(
      (0..<lanes).flatMap { lane in (0..<columns).map { streams[1][$0 * lanes + lane] } },
      degreesOfFreedom: 255)
    ChiSquare.expectUniformPairs(
      (0..<count).flatMap { index in streams.map { $0[index] } }, degreesOfFreedom: 255)
  }
}
