import Testing

@testable import GrowthModels

/// The kernel reads tables by position: a catalogue that differs in one name must not be compiled.
@Suite struct GrowthShapesTests {
  @Test func catalogueAndKernelAreTheSameTables() {
    #expect(GrowthShapes.mismatch == nil)
  }

  @Test func exchangedFactorsAreFound() {
    var shapes = GrowthShapes()
    shapes.factors.swapAt(61, 62)
    #expect(
      shapes.mismatch
        == "factor 61 is home_market_learning in the catalogue, capitalShare in the kernel")
  }

  @Test func exchangedFactorsOfAFamilyAreFound() {
    var shapes = GrowthShapes()
    shapes.factors.swapAt(88, 89)
    #expect(
      shapes.mismatch
        == "factor 88 is research_incentive_cost in the catalogue, publicResearchCost in the kernel"
    )
  }

  @Test func anOutcomeTheKernelDoesNotWriteIsFound() {
    var shapes = GrowthShapes()
    shapes.outcomes.append("leisure")
    #expect(shapes.mismatch == "outcome: 48 in the catalogue, 47 in the kernel")
  }

  @Test func aMissingLeverIsFound() {
    var shapes = GrowthShapes()
    shapes.levers.removeLast()
    #expect(shapes.mismatch == "lever: 16 in the catalogue, 17 in the kernel")
  }

  @Test func aLeverThatBeginsToCostIsFound() {
    var shapes = GrowthShapes()
    shapes.costlyLevers.append("investment")
    #expect(shapes.mismatch == "13 levers cost something, in the kernel 12")
  }
}
