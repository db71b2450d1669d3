/// The order of scores by fronts: those that no other dominates, those that only the first front dominates, and so on.
public enum NonDominatedSorting {
  /// Positions of the scores by front, the best first; within a front in their order.
  ///
  /// Cost: each pair is compared once, `O(M N^2)` for N scores of M objectives; memory N^2 positions at worst.
  ///
  /// Source: the fast non-dominated sort of K. Deb, A. Pratap, S. Agarwal and T. Meyarivan 2002,
  /// doi:10.1109/4235.996017.
  public static func fronts(_ scores: [SearchScore]) -> [[Int]] {
    var dominated = [[Int]](repeating: [], count: scores.count)
    var dominators = [Int](repeating: 0, count: scores.count)
    for first in scores.indices {
      for second in scores.indices.dropFirst(first + 1) {
        if scores[first].dominates(scores[second]) {
          dominated[first].append(second)
          dominators[second] += 1
        } else if scores[second].dominates(scores[first]) {
          dominated[second].append(first)
          dominators[first] += 1
        }
      }
    }
    var fronts: [[Int]] = []
    var front = scores.indices.filter { dominators[$0] == 0 }
    while !front.isEmpty {
      fronts.append(front)
      var next: [Int] = []
      for better in front {
        for worse in dominated[better] {
          dominators[worse] -= 1
          if dominators[worse] == 0 { next.append(worse) }
        }
      }
      front = next.sorted()
    }
    return fronts
  }

  /// Positions of the scores that no other dominates.
  public static func first(_ scores: [SearchScore]) -> [Int] {
    scores.indices.filter { one in !scores.contains { $0.dominates(scores[one]) } }
  }
}
