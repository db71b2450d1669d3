import Foundation
import NumericCore
import Sampling

/// Joint flips.
///
/// Surface. E[d | x, y] is the sum of a restricted cubic spline with five knots in each factor and three of
/// their products (x y, x with the first bend of y, and the reverse): twelve coefficients, fitted by least
/// squares over the futures after the linear effects of other independent factors are taken out, as for a single
/// flip. The normal equations are kept by replicate, so that a bootstrap sample of replicates costs a system of
/// twelve unknowns.
///
/// Line. The surface is searched for sign changes on a grid of 33 x 33 points over the central 99 % of both
/// factors: beyond, a surface is extrapolated into corners without futures. Through the points of the contour
/// goes the line with the least squared distances, in ranges of the factors. When a point of the contour lies
/// further than ``bend`` from it, the contour is not a line and the finding says so.
///
/// Whether the surface represents the conditional mean is checked in two ways, and nothing is said when either
/// fails: against the closed index of the two (or, without second-order indices, the sum of their first-order
/// ones, which it can only exceed), and against the means of 8 x 8 classes of the two factors, whose
/// differences from the surface may not hold more than ``tolerance`` of the variance between classes.
///
/// Error. Replicates are drawn with replacement, as in ``FlipValue``. A sample without a sign change, or
/// without one at a given value of x, counts as one beyond the end of the range.
///
/// Sources: F. E. Harrell 2015, doi:10.1007/978-3-319-19425-7 (restricted splines and their products); B. Efron
/// 1979, doi:10.1214/aos/1176344552.
extension FlipAnalysis {
  /// Bootstrap samples of a joint flip: the ends of an interval leave out 10 samples each.
  static let jointSamples = 400
  /// Largest departure of a contour from its line, in ranges of the factors: 5 %, less than a reader would see
  /// in a drawing and than most intervals are wide.
  static let bend = 0.05
  /// Share of what two factors explain that a surface may miss: 10 %.
  static let tolerance = 0.1
  /// Factors whose pairs are searched: the four that move the expected difference most, six pairs.
  static let leadingFactors = 4
  private static let gridSize = 33
  private static let classes = 8

  /// Joint flips of the pairs of those factors that move the expected difference most.
  ///
  /// - Parameters:
  ///   - flips: of single factors.
  ///   - indices: of the difference, against which surfaces are checked.
  ///   - groups: the groups of the indices.
  func leadingJointFlips(
    _ flips: [FlipValue], indices: VarianceIndices, groups: [PickFreezeGroup]
  ) -> [JointFlip] {
    func swing(_ flip: FlipValue) -> Double {
      (flip.differences.max() ?? 0) - (flip.differences.min() ?? 0)
    }
    let leading = flips.sorted { swing($0) > swing($1) }.prefix(Self.leadingFactors)
      .compactMap { flip in names.firstIndex(of: flip.factor) }
    func group(_ column: Int) -> Int? {
      groups.firstIndex { $0.columns == [column] && $0.luck.isEmpty }
    }
    var result: [JointFlip] = []
    for second in leading.indices {
      for first in 0..<second {
        let (x, y) = (leading[first], leading[second])
        var closed: IndexEstimate?
        if let i = group(x), let j = group(y) {
          closed = Self.closed(indices, min(i, j), max(i, j))
        }
        if let flip = jointFlip(of: x, and: y, closed: closed) { result.append(flip) }
      }
    }
    return result
  }

  private static func closed(_ indices: VarianceIndices, _ i: Int, _ j: Int) -> IndexEstimate {
    if let pair = indices.pairs.first(where: { $0.i == i && $0.j == j }) { return pair.closed }
    let (a, b) = (indices.groups[i].first, indices.groups[j].first)
    return IndexEstimate(
      value: a.value + b.value, standardError: a.standardError + b.standardError,
      degreesOfFreedom: min(a.degreesOfFreedom, b.degreesOfFreedom))
  }

  /// The joint flip of two factors; nil when one of them does not vary enough for a spline.
  ///
  /// - Parameter closed: the closed index of the two, or a lower bound of it; nil when it is not known.
  public func jointFlip(
    of x: Int, and y: Int, closed: IndexEstimate? = nil, seed: UInt64 = 1979
  ) -> JointFlip? {
    guard let surface = FlipSurface(self, x, y, gridSize: Self.gridSize) else { return nil }
    let weights = [Double](repeating: 1, count: groupCount)
    guard let fitted = surface.coefficients(weights) else { return nil }
    let quality = surface.quality(fitted, classes: Self.classes)
    let isFit =
      quality.lackOfFit <= Self.tolerance
      && !(closed.map { quality.determination < (1 - Self.tolerance) * $0.low } ?? false)
    let contour = surface.contour(fitted)
    let line = contour.count >= 2 ? FlipSurface.Line(contour) : nil
    var finding = JointFlip.Finding.none
    if !isFit {
      finding = .unfit
    } else if !contour.isEmpty {
      let isStraight = line.map { $0.departure <= Self.bend } ?? false
      finding = isStraight ? .line : .bent
    }
    return JointFlip(
      x: names[x], y: names[y], finding: finding,
      line: finding == .line ? bounded(line!, surface, fitted, seed: seed) : nil,
      determination: quality.determination, closedIndex: closed?.value ?? .nan,
      lackOfFit: quality.lackOfFit, rangeX: surface.rangeX, rangeY: surface.rangeY)
  }

  /// The line in units of the factors, with intervals from bootstrap samples of replicates.
  private func bounded(
    _ line: FlipSurface.Line, _ surface: FlipSurface, _ fitted: [Double], seed: UInt64
  ) -> JointFlip.Line {
    var bootstrap = ReplicateBootstrap(replicates: groupCount, seed: seed)
    let places = [0.05, 0.5, 0.95].map { surface.quantileX($0) }.filter {
      line.y(at: surface.unitX($0)).map { (0...1).contains($0) } ?? false
    }
    var offsets: [Double] = []
    var ordinates = [[Double]](repeating: [], count: places.count)
    for _ in 0..<Self.jointSamples {
      guard let sample = surface.coefficients(bootstrap.next()) else { continue }
      // Moved along the normal of the line, from its middle.
      offsets.append(
        surface.crossing(sample, from: line.middle, along: line.normal, fitted: fitted))
      for (position, x) in places.enumerated() {
        let unit = surface.unitX(x)
        let start = (unit, line.y(at: unit)!)
        ordinates[position].append(
          start.1 + surface.crossing(sample, from: start, along: (0, 1), fitted: fitted))
      }
    }
    func ends(_ samples: [Double]) -> (Double, Double) {
      let sorted = samples.sorted()
      guard !sorted.isEmpty else { return (-.infinity, .infinity) }
      let tail = sorted.count / 40
      return (sorted[tail], sorted[sorted.count - 1 - tail])
    }
    // The slope of the surface across the line gives the coefficients their size and sign.
    let slope = surface.slope(fitted, at: line.middle, along: line.normal)
    let widthX = surface.rangeX.upperBound - surface.rangeX.lowerBound
    let widthY = surface.rangeY.upperBound - surface.rangeY.lowerBound
    let a = slope * line.normal.0 / widthX
    let b = slope * line.normal.1 / widthY
    func side(_ offset: Double) -> Double {
      a * surface.x(line.middle.0 + offset * line.normal.0)
        + b * surface.y(line.middle.1 + offset * line.normal.1)
    }
    let moved = ends(offsets)
    let sides = [moved.0, moved.1].map { $0.isFinite ? side($0) : $0 * (slope < 0 ? -1 : 1) }
    let c = side(0)
    let average = mean > 0
    let beyond = surface.share { x, y in (a * x + b * y > c) != average }
    return JointFlip.Line(
      a: a, b: b, c: c, low: min(sides[0], sides[1]), high: max(sides[0], sides[1]),
      crossings: zip(places, ordinates).map { place, samples in
        let (low, high) = ends(samples)
        return JointFlip.Crossing(
          x: place, y: surface.y(line.y(at: surface.unitX(place))!),
          low: low.isFinite ? surface.y(low) : low, high: high.isFinite ? surface.y(high) : high)
      }, share: beyond, departure: line.departure)
  }
}
