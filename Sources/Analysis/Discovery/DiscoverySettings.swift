import NumericCore

/// How boxes are sought.
public struct DiscoverySettings: Sendable, Hashable {
  /// The method.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Patient rule induction: peeling and pasting, one box after the other.
    case prim
    /// A classification tree, whose leaves are the boxes.
    case cart
  }

  /// The method.
  public var method = Method.prim
  /// Largest share of the rows inside that one slice takes: patience. 0.05 is Friedman and Fisher's.
  public var alpha = 0.05
  /// Smallest share of all rows in a box.
  public var leastMass = 0.02
  /// Which of two boxes is the better one.
  public var criterion = BoxCriterion.product
  /// Most factors with a limit in a box: four, what people keep in mind.
  public var mostLimits = 4
  /// Most boxes.
  public var mostBoxes = 3
  /// Resamples from which reproducibility is counted; 50 tell 0.8 from 0.6.
  public var resamples = 50
  /// Seed of the split and of the resamples.
  public var seed: UInt64 = 1

  /// The probability of a first box where nothing is to be found: the level of the test on held-out rows. A further box
  /// is tested only after the one before was found, so that it is also the probability of any.
  public static let falseAlarmRate = 0.01
  /// Share of the rows that are held out, on which boxes are tested and measured.
  public static let heldOutShare = 1.0 / 3
  /// Fewest rows that meet the condition, and that do not: below, a third of them tell nothing.
  public static let fewestCases = 10

  /// Usual settings.
  public init() {}

  var search: any BoxSearch {
    switch method {
    case .prim:
      PeelingSearch(
        alpha: alpha, leastMass: leastMass,
        refinement: BoxRefinement(criterion: criterion, mostLimits: mostLimits))
    case .cart:
      ClassificationTree(criterion: criterion, depth: mostLimits, leastMass: leastMass)
    }
  }
}

/// Why boxes cannot be sought.
public struct DiscoveryError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) { self.description = description }
}
