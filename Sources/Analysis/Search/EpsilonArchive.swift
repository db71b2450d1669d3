/// The best feasible points so far, at most one in each box of a grid over the objectives.
///
/// Boxes have the sizes epsilon, below which differences do not matter. A box that another dominates is empty, so that the
/// archive converges, stays spread and cannot grow beyond what the grid allows; of two points in one box the dominating one
/// stays, else the one nearer to the box's best corner. Two offers in another order may leave another point of a box.
///
/// Cost of an offer: one comparison for each member.
///
/// Source: M. Laumanns, L. Thiele, K. Deb and E. Zitzler 2002, Combining convergence and diversity in evolutionary
/// multiobjective optimization, doi:10.1162/106365602760234108.
public struct EpsilonArchive: Sendable {
  /// Sizes of boxes, by objective, in its unit; all above 0.
  public let epsilons: [Double]
  /// The members, in the order in which they came.
  public private(set) var members: [Candidate] = []
  /// Offers so far that filled a box in which nothing was, or emptied one: what counts as progress.
  public private(set) var progress = 0
  private var boxes: [[Double]] = []

  /// An empty archive.
  public init(epsilons: [Double]) {
    precondition(
      !epsilons.isEmpty && epsilons.allSatisfy { $0 > 0 && $0.isFinite }, "boxes \(epsilons)")
    self.epsilons = epsilons
  }

  /// Takes a point in if nothing speaks against it.
  ///
  /// - Returns: whether it is a member now.
  @discardableResult
  public mutating func offer(_ candidate: Candidate) -> Bool {
    guard candidate.score.isFeasible else { return false }
    let objectives = candidate.score.objectives
    let box = zip(objectives, epsilons).map { ($0 / $1).rounded(.down) }
    if let place = boxes.firstIndex(of: box) {
      // No box of the archive dominates this one, or it would have been emptied.
      guard isBetter(objectives, than: members[place].score.objectives, in: box) else {
        return false
      }
      members[place] = candidate
      return true
    }
    if boxes.contains(where: { SearchScore.dominates($0, box) }) { return false }
    let kept = boxes.indices.filter { !SearchScore.dominates(box, boxes[$0]) }
    if kept.count < boxes.count {
      members = kept.map { members[$0] }
      boxes = kept.map { boxes[$0] }
    }
    members.append(candidate)
    boxes.append(box)
    progress += 1
    return true
  }

  /// Whether one of two points of a box is to stay.
  private func isBetter(_ first: [Double], than second: [Double], in box: [Double]) -> Bool {
    if SearchScore.dominates(first, second) { return true }
    if SearchScore.dominates(second, first) { return false }
    func distance(_ point: [Double]) -> Double {
      point.indices.reduce(0) { sum, place in
        let left = box[place] + 1 - point[place] / epsilons[place]
        return sum + left * left
      }
    }
    return distance(first) < distance(second)
  }
}
