/// Which of two boxes is the better one.
///
/// Coverage is the share of all cases that lie in the box, density the share of the box's rows that are cases. One can be
/// bought with the other; the criterion says at what price.
public enum BoxCriterion: Sendable, Hashable {
  /// The larger product of coverage and density; 1 only for a box of all cases and nothing else.
  case product
  /// The largest coverage among boxes of at least a density.
  case density(Double)

  /// How good a box is; larger is better.
  func score(_ box: CaseCount, of all: CaseCount) -> Double {
    guard box.rows > 0, all.cases > 0 else { return -1 }
    let coverage = Double(box.cases) / Double(all.cases)
    switch self {
    case .product: return coverage * box.density
    case .density(let wanted): return box.density >= wanted ? 1 + coverage : box.density
    }
  }
}
