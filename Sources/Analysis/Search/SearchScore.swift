/// What an evaluation says of a point: objectives, all wanted large, and by how much it breaks its constraints.
public struct SearchScore: Sendable, Hashable {
  /// Objectives, larger better.
  public let objectives: [Double]
  /// How far constraints are broken, summed; 0 for a feasible point, +infinity for one that could not be evaluated.
  public let violation: Double

  /// Takes an evaluation. One with an objective that is not finite counts as one that could not be made.
  ///
  /// - Parameter violation: at least 0.
  public init(objectives: [Double], violation: Double = 0) {
    let isWhole = objectives.allSatisfy(\.isFinite) && !violation.isNaN
    precondition(!isWhole || violation >= 0, "a violation of \(violation)")
    self.objectives = objectives
    self.violation = isWhole ? violation : .infinity
  }

  /// Whether every constraint is met.
  public var isFeasible: Bool { violation == 0 }

  /// Whether this score is to be preferred whatever the weights of the objectives: a feasible one to an infeasible one,
  /// the lesser violation of two infeasible ones, and of two feasible ones the one that is nowhere worse and somewhere
  /// better.
  ///
  /// Source: constraint domination of K. Deb, A. Pratap, S. Agarwal and T. Meyarivan 2002, A fast and elitist
  /// multiobjective genetic algorithm: NSGA-II, doi:10.1109/4235.996017, after K. Deb 2000, An efficient constraint
  /// handling method for genetic algorithms, doi:10.1016/S0045-7825(99)00389-8.
  public func dominates(_ other: SearchScore) -> Bool {
    if !isFeasible || !other.isFeasible { return violation < other.violation }
    return Self.dominates(objectives, other.objectives)
  }

  /// Whether numbers are nowhere smaller than others and somewhere larger.
  static func dominates(_ first: [Double], _ second: [Double]) -> Bool {
    var isBetter = false
    for place in first.indices {
      if first[place] < second[place] { return false }
      if first[place] > second[place] { isBetter = true }
    }
    return isBetter
  }
}

/// A point of the search with its score.
public struct Candidate: Sendable, Hashable {
  /// Coordinates between 0 and 1, as ``SearchVariable`` reads them.
  public let point: [Double]
  /// The score.
  public let score: SearchScore

  /// Joins a point and its score.
  public init(point: [Double], score: SearchScore) {
    self.point = point
    self.score = score
  }
}
