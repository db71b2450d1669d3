import Ensembles
import ModelContract

/// Compares policies block by block.
public struct ComparisonAccumulator: BlockAccumulator {
  /// What is compared.
  public let settings: ComparisonSettings

  /// Makes an empty accumulator.
  public init(settings: ComparisonSettings) {
    self.settings = settings
  }

  /// Takes in one block.
  public mutating func absorb(_ block: BlockResults) {}

  /// Takes in the accumulator of later blocks.
  public mutating func merge(_ later: ComparisonAccumulator) {}

  /// The comparison of all that was taken in.
  public func finish() -> Comparison {
    fatalError("under construction")
  }
}
