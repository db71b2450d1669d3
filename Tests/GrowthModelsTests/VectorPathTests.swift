import GrowthModels
import Testing

/// A path stands for machine code that is really there.
@Suite struct VectorPathTests {
  @Test func theBestPathIsAvailable() {
    #expect(VectorPath.best.isAvailable)
    #expect(VectorPath.best.obstacle == nil)
    #expect(VectorPath.baseline.isAvailable)
  }

  #if arch(x86_64)
    /// The package itself is built with the flags of every path, whatever runs the tests: flags that got lost
    /// would leave narrower code under a wide name.
    @Test(arguments: VectorPath.allCases) func thisBuildHasEveryPath(_ path: VectorPath) {
      #expect(path.obstacle?.hasPrefix("This build") != true, "\(path.obstacle ?? "")")
    }
  #endif
}
