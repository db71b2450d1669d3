/// How much of the objectives a set of points covers: one number for nearness and spread together.
public enum Hypervolume {
  /// The volume that is dominated by the points and lies above a reference, exactly, in the product of the objectives'
  /// units.
  ///
  /// Points are swept in the order of their last objective: what each adds is its height times what it adds in one
  /// objective less among those that come after it; two objectives are a staircase. Cost: `O(N log N)` for two objectives,
  /// `O(N^2 log N)` for three, and N times more at worst for each further one.
  ///
  /// Source: L. While, L. Bradstreet and L. Barone 2012, A fast way of calculating exact hypervolumes,
  /// doi:10.1109/TEVC.2010.2077298.
  ///
  /// - Parameters:
  ///   - points: objectives, larger better; those that are not above the reference in all of them add nothing.
  ///   - reference: what every point is measured from.
  public static func volume(of points: [[Double]], above reference: [Double]) -> Double {
    let lengths = points.compactMap { point -> [Double]? in
      precondition(point.count == reference.count, "\(point.count) objectives")
      let edge = zip(point, reference).map { $0 - $1 }
      return edge.allSatisfy { $0 > 0 } ? edge : nil
    }
    return volume(lengths)
  }

  /// The volume of boxes that stand at 0, by the lengths of their edges.
  private static func volume(_ boxes: [[Double]]) -> Double {
    guard let first = boxes.first else { return 0 }
    if first.count == 1 { return boxes.map { $0[0] }.max()! }
    if first.count == 2 { return area(boxes) }
    let last = first.count - 1
    // The lowest first: every later box reaches as high, so that what it shares has this height.
    let order = nonDominated(boxes).sorted { $0[last] < $1[last] }
    var sum = 0.0
    for (place, box) in order.enumerated() {
      let own = box.dropLast().reduce(1, *)
      let shared = order[(place + 1)...].map { other in
        (0..<last).map { min(box[$0], other[$0]) }
      }
      sum += box[last] * max(own - volume(shared), 0)
    }
    return sum
  }

  /// The area under a staircase.
  private static func area(_ boxes: [[Double]]) -> Double {
    var (sum, height) = (0.0, 0.0)
    for box in boxes.sorted(by: { $0[0] > $1[0] }) where box[1] > height {
      sum += box[0] * (box[1] - height)
      height = box[1]
    }
    return sum
  }

  /// The boxes that lie in no other, one of equal ones.
  private static func nonDominated(_ boxes: [[Double]]) -> [[Double]] {
    boxes.enumerated().filter { place, box in
      !boxes.enumerated().contains { other, larger in
        other != place && (SearchScore.dominates(larger, box) || larger == box && other < place)
      }
    }.map(\.element)
  }
}
