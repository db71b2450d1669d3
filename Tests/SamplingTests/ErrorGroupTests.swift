import Testing

@testable import Sampling

/// Groups of futures from whose means errors are estimated.
@Suite struct ErrorGroupTests {
  @Test func designsWithGroupsOfTheirOwnKeepThem() throws {
    for kind in DesignSpecification.Kind.allCases {
      let design = try Design(
        DesignSpecification(kind: kind, futures: 256, seed: 1, replicates: 8, cubeSize: 16))
      #expect(design.errorGroupCount == design.groupCount && !design.showsNoError)
      #expect((0..<256).allSatisfy { design.errorGroup(of: $0) == design.group(of: $0) })
      #expect(design.takesFuturesForIndependent == (kind == .random))
    }
  }

  @Test(arguments: DesignSpecification.Kind.allCases)
  func othersDealEveryStretchToAllGroups(kind: DesignSpecification.Kind) throws {
    let design = try Design(
      DesignSpecification(kind: kind, futures: 1_024, seed: 1, replicates: 1, cubeSize: 1_024))
    #expect(design.groupCount == 1 && design.errorGroupCount == 32)
    #expect(design.showsNoError == (kind != .random) && design.takesFuturesForIndependent)
    let groups = (0..<1_024).map { design.errorGroup(of: $0) }
    for start in stride(from: 0, to: 1_024, by: 32) {
      #expect(Set(groups[start..<start + 32]) == Set(0..<32))
    }
    // A group is not always the same place of its stretch, as every 32nd future would be.
    let places = (0..<32).map { stretch in
      (0..<32).first { groups[32 * stretch + $0] == 0 }!
    }
    #expect(Set(places).count > 15)
  }

  @Test func fewFuturesHaveAGroupEach() throws {
    let design = try Design(
      DesignSpecification(kind: .latin, futures: 8, seed: 1, cubeSize: 8))
    #expect(design.errorGroupCount == 8)
    #expect((0..<8).map { design.errorGroup(of: $0) } == Array(0..<8))
  }
}
