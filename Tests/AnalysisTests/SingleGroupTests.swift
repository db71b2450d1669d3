import Sampling
import TestSupport
import Testing

@testable import Analysis

/// One hypercube or one scramble shows no error of its own; its futures are then taken for independent.
@Suite struct SingleGroupTests {
  static func design(_ kind: DesignSpecification.Kind, seed: UInt64 = 1) throws -> Design {
    try Design(
      DesignSpecification(kind: kind, futures: 256, seed: seed, replicates: 1, cubeSize: 256))
  }

  @Test(arguments: DesignSpecification.Kind.allCases)
  func theirErrorIsThatOfIndependentFutures(kind: DesignSpecification.Kind) throws {
    var variance = 0.0
    let repetitions = 100
    for repetition in 0..<repetitions {
      let design = try Self.design(kind, seed: UInt64(repetition))
      let uniforms = design.uniforms(StreamKey(name: "x", dimension: 0))
      var study = try SyntheticStudy(policies: 2, groups: design.errorGroupCount)
      study.group = { design.errorGroup(of: $0) }
      let accumulator = study.run(futures: 256) { _, policy, _, future in
        Double(policy) * uniforms[future]
      }
      let difference = try #require(accumulator.differenceError(0, 1, 0).estimate)
      // Every interval covers, as the design is far better than independent futures; random ones are not asked.
      if kind != .random { #expect((difference.low...difference.high).contains(0.5)) }
      variance += difference.designError * difference.designError / Double(repetitions)
    }
    // 1 / 12 over 256; 100 variances with 31 degrees of freedom know it to 2.5 %, four times that is allowed.
    #expect(abs(variance / (1.0 / 12 / 256) - 1) < 0.1, "\(variance * 12 * 256)")
  }

  @Test func policiesCanBeToldApart() throws {
    let design = try Self.design(.latin)
    #expect(design.groupCount == 1 && design.showsNoError && design.takesFuturesForIndependent)
    let uniforms = design.uniforms(StreamKey(name: "x", dimension: 0))
    var study = try SyntheticStudy(
      policies: 6, groups: design.errorGroupCount,
      hasIndependentFutures: design.takesFuturesForIndependent)
    study.group = { design.errorGroup(of: $0) }
    let comparison = study.run(futures: 256) { _, policy, _, future in
      Double(policy) * (0.5 + uniforms[future])
    }.finish()
    #expect(comparison.verdict.finding == .clear && comparison.verdict.contenders == ["f"])
    #expect(comparison.scenarios[0].differences.allSatisfy { $0.difference!.high.isFinite })
  }
}
