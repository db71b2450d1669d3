/// Sorting by several criteria at once.
enum ParetoSort {
  /// By option, the front it is on, 1 for those that no other dominates; nil where a score is not a number.
  ///
  /// One option dominates another that is nowhere better and somewhere worse; differences of rounding are none.
  ///
  /// - Parameter scores: by option and criterion, larger better.
  static func fronts(_ scores: [[Double]]) -> [Int?] {
    let valid = scores.indices.filter { option in !scores[option].contains(where: \.isNaN) }
    let scales = (scores.first ?? []).indices.map { criterion in
      valid.map { abs(scores[$0][criterion]) }.filter(\.isFinite).max() ?? 0
    }
    func dominates(_ first: Int, _ second: Int) -> Bool {
      var isBetter = false
      for criterion in scales.indices {
        let (own, other) = (scores[first][criterion], scores[second][criterion])
        let margin = Rounding.share * scales[criterion]
        if own < other - margin { return false }
        if own > other + margin { isBetter = true }
      }
      return isBetter
    }
    var fronts = [Int?](repeating: nil, count: scores.count)
    var left = valid
    var front = 1
    while !left.isEmpty {
      let free = left.filter { option in !left.contains { dominates($0, option) } }
      // Margins of rounding can make a cycle, which is a tie.
      let members = free.isEmpty ? left : free
      for option in members { fronts[option] = front }
      left.removeAll { members.contains($0) }
      front += 1
    }
    return fronts
  }
}

/// How far two metrics agree on the order of the mixes.
enum KendallTau {
  /// Kendall's tau-b, which corrects for ties; nil where one of them ties all, or fewer than two mixes have both values.
  ///
  /// M. G. Kendall 1945, The treatment of ties in ranking problems, Biometrika 33, 239-251,
  /// doi:10.1093/biomet/33.3.239.
  static func tau(_ first: RobustnessFindings.Finding, _ second: RobustnessFindings.Finding)
    -> Double?
  {
    tau(scores(first), scores(second))
  }

  private static func scores(_ finding: RobustnessFindings.Finding) -> [Double] {
    finding.values.map { value in
      value.value.map { finding.metric.largerIsBetter ? $0 : -$0 } ?? .nan
    }
  }

  static func tau(_ first: [Double], _ second: [Double]) -> Double? {
    let present = first.indices.filter { !first[$0].isNaN && !second[$0].isNaN }
    func margin(_ scores: [Double]) -> Double {
      Rounding.share * (present.map { abs(scores[$0]) }.filter(\.isFinite).max() ?? 0)
    }
    let (firstMargin, secondMargin) = (margin(first), margin(second))
    func sign(_ difference: Double, _ margin: Double) -> Double {
      abs(difference) <= margin ? 0 : difference > 0 ? 1 : -1
    }
    var (sum, firstPairs, secondPairs) = (0.0, 0.0, 0.0)
    for (position, one) in present.enumerated() {
      for other in present[(position + 1)...] {
        let a = sign(first[one] - first[other], firstMargin)
        let b = sign(second[one] - second[other], secondMargin)
        sum += a * b
        firstPairs += abs(a)
        secondPairs += abs(b)
      }
    }
    let scale = (firstPairs * secondPairs).squareRoot()
    return scale > 0 ? sum / scale : nil
  }
}
