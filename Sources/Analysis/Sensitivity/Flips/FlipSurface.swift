import Foundation

/// The expected difference of two policies as a smooth function of two factors.
///
/// Both factors are scaled to 0...1 over their central 99 %, so that distances in them can be compared.
struct FlipSurface {
  /// Coefficients: 1, four more functions of each factor, and three products.
  static let size = 2 * RestrictedSpline.size - 1 + 3

  let rangeX: ClosedRange<Double>
  let rangeY: ClosedRange<Double>
  private let xs: [Double]
  private let ys: [Double]
  private let sortedX: [Double]
  private let sortedY: [Double]
  private let difference: [Double]
  private let adjusted: [Double]
  private let splineX: RestrictedSpline
  private let splineY: RestrictedSpline
  private let parts: [NormalEquations]
  private let gridSize: Int

  /// Sums the normal equations; nil when a factor does not vary enough for a spline.
  init?(_ analysis: FlipAnalysis, _ x: Int, _ y: Int, gridSize: Int) {
    self.gridSize = gridSize
    xs = analysis.factors[x]
    ys = analysis.factors[y]
    sortedX = xs.sorted()
    sortedY = ys.sorted()
    guard let splineX = RestrictedSpline(sorted: sortedX),
      let splineY = RestrictedSpline(sorted: sortedY)
    else { return nil }
    self.splineX = splineX
    self.splineY = splineY
    func central(_ sorted: [Double]) -> ClosedRange<Double> {
      let tail = sorted.count / 200
      return sorted[tail]...sorted[sorted.count - 1 - tail]
    }
    rangeX = central(sortedX)
    rangeY = central(sortedY)
    guard rangeX.lowerBound < rangeX.upperBound, rangeY.lowerBound < rangeY.upperBound else {
      return nil
    }
    difference = analysis.difference
    adjusted = analysis.withoutOthers([x, y])
    var parts = [NormalEquations](
      repeating: NormalEquations(size: Self.size), count: analysis.groupCount)
    for row in xs.indices {
      parts[analysis.groups[row]].add(
        Self.basis(splineX.basis(xs[row]), splineY.basis(ys[row])), adjusted[row])
    }
    self.parts = parts
  }

  private static func basis(_ x: [Double], _ y: [Double]) -> [Double] {
    x + y.dropFirst() + [x[1] * y[1], x[1] * y[2], x[2] * y[1]]
  }

  /// The fit when replicates count so often; nil when the system is singular.
  func coefficients(_ weights: [Double]) -> [Double]? {
    var sum = NormalEquations(size: Self.size)
    for (part, weight) in zip(parts, weights) where weight != 0 { sum.add(part, weight) }
    return sum.solution()
  }

  func x(_ unit: Double) -> Double {
    rangeX.lowerBound + unit * (rangeX.upperBound - rangeX.lowerBound)
  }

  func y(_ unit: Double) -> Double {
    rangeY.lowerBound + unit * (rangeY.upperBound - rangeY.lowerBound)
  }

  func unitX(_ value: Double) -> Double {
    (value - rangeX.lowerBound) / (rangeX.upperBound - rangeX.lowerBound)
  }

  func quantileX(_ share: Double) -> Double {
    sortedX[min(Int(share * Double(sortedX.count)), sortedX.count - 1)]
  }

  /// The surface at scaled factors.
  func value(_ coefficients: [Double], _ u: Double, _ v: Double) -> Double {
    let basis = Self.basis(splineX.basis(x(u)), splineY.basis(y(v)))
    return zip(basis, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The derivative of the surface in a direction.
  func slope(
    _ coefficients: [Double], at point: (Double, Double), along direction: (Double, Double)
  ) -> Double {
    let step = 0.01
    let ahead = value(
      coefficients, point.0 + step * direction.0, point.1 + step * direction.1)
    let behind = value(
      coefficients, point.0 - step * direction.0, point.1 - step * direction.1)
    return (ahead - behind) / (2 * step)
  }

  /// Points of the grid's edges on which the surface is 0, in scaled factors.
  func contour(_ coefficients: [Double]) -> [(Double, Double)] {
    let units = (0..<gridSize).map { Double($0) / Double(gridSize - 1) }
    let basesX = units.map { splineX.basis(x($0)) }
    let basesY = units.map { splineY.basis(y($0)) }
    let grid = basesX.map { own in
      basesY.map { other in
        zip(Self.basis(own, other), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    var points: [(Double, Double)] = []
    for i in 0..<gridSize {
      for j in 0..<gridSize {
        if i + 1 < gridSize, (grid[i][j] < 0) != (grid[i + 1][j] < 0) {
          let share = grid[i][j] / (grid[i][j] - grid[i + 1][j])
          points.append((units[i] + share * (units[1] - units[0]), units[j]))
        }
        if j + 1 < gridSize, (grid[i][j] < 0) != (grid[i][j + 1] < 0) {
          let share = grid[i][j] / (grid[i][j] - grid[i][j + 1])
          points.append((units[i], units[j] + share * (units[1] - units[0])))
        }
      }
    }
    return points
  }

  /// How far from a point, in a direction, the surface changes sign in the sense of another fit: the nearest
  /// such place, an infinity towards the side where it would have to be when there is none in the range.
  func crossing(
    _ coefficients: [Double], from point: (Double, Double), along direction: (Double, Double),
    fitted: [Double]
  ) -> Double {
    let step = 0.02
    func inside(_ t: Double) -> Bool {
      let (u, v) = (point.0 + t * direction.0, point.1 + t * direction.1)
      return (-1e-9...1 + 1e-9).contains(u) && (-1e-9...1 + 1e-9).contains(v)
    }
    func at(_ t: Double) -> Double {
      value(coefficients, point.0 + t * direction.0, point.1 + t * direction.1)
    }
    let rises = slope(fitted, at: point, along: direction) > 0
    let start = at(0)
    if start == 0 { return 0 }
    // Where the surface is above 0, a rising one was 0 before.
    let sign = (start > 0) == rises ? -1.0 : 1.0
    var (t, before) = (0.0, start)
    while inside(t + sign * step) {
      let next = at(t + sign * step)
      if (before < 0) != (next < 0) { return t + sign * step * before / (before - next) }
      t += sign * step
      before = next
    }
    return sign * .infinity
  }

  /// Share of futures in a region of the two factors.
  func share(_ isInside: (Double, Double) -> Bool) -> Double {
    Double(xs.indices.count { isInside(xs[$0], ys[$0]) }) / Double(xs.count)
  }

  /// How well a fit represents the conditional mean.
  ///
  /// - Returns: the share of the variance of the difference that the surface has, and of the variance between
  ///   classes of both factors the share that it misses, less what noise alone would show.
  func quality(_ coefficients: [Double], classes: Int) -> (determination: Double, lackOfFit: Double)
  {
    let rows = xs.indices
    let fits = rows.map { value(coefficients, unitX(xs[$0]), unitY(ys[$0])) }
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }
    let own = variance(fits)
    let total = variance(difference)
    let numbersX = Ranks.classes(xs, count: classes).numbers
    let numbersY = Ranks.classes(ys, count: classes).numbers
    var sums = [Double](repeating: 0, count: classes * classes)
    var squares = sums
    var counts = sums
    for row in rows {
      let index = numbersX[row] * classes + numbersY[row]
      let residual = adjusted[row] - fits[row]
      sums[index] += residual
      squares[index] += residual * residual
      counts[index] += 1
    }
    var between = 0.0
    var within = 0.0
    var filled = 0.0
    for index in sums.indices where counts[index] > 0 {
      let part = sums[index] * sums[index] / counts[index]
      between += part
      within += squares[index] - part
      filled += 1
    }
    let size = Double(rows.count)
    let noise = size > filled ? within / (size - filled) : 0
    let missed = max(between - noise * max(filled - Double(Self.size), 0), 0) / size
    // What noise alone would do twice in a hundred cases is not held against the surface.
    let chance = noise * 2 * (2 * filled).squareRoot() / size
    return (
      total > 0 ? own / total : 0,
      missed > chance && own + missed > 0 ? missed / (own + missed) : 0
    )
  }

  private func unitY(_ value: Double) -> Double {
    (value - rangeY.lowerBound) / (rangeY.upperBound - rangeY.lowerBound)
  }

  /// A line through points: `normal . (p - middle) = 0`.
  struct Line {
    let middle: (Double, Double)
    let normal: (Double, Double)
    /// Largest distance of a point.
    let departure: Double

    /// The line with the least squared distances; nil when the points are one.
    init?(_ points: [(Double, Double)]) {
      let size = Double(points.count)
      let middle = (
        points.reduce(0) { $0 + $1.0 } / size, points.reduce(0) { $0 + $1.1 } / size
      )
      var (xx, xy, yy) = (0.0, 0.0, 0.0)
      for point in points {
        let (u, v) = (point.0 - middle.0, point.1 - middle.1)
        xx += u * u
        xy += u * v
        yy += v * v
      }
      guard xx + yy > 1e-12 else { return nil }
      // The direction of the smaller principal axis.
      let angle = 0.5 * atan2(2 * xy, xx - yy) + .pi / 2
      let normal = (cos(angle), sin(angle))
      self.middle = middle
      self.normal = normal
      departure =
        points.map { abs(($0.0 - middle.0) * normal.0 + ($0.1 - middle.1) * normal.1) }.max() ?? 0
    }

    /// The second coordinate at the first; nil for a line along the second axis.
    func y(at x: Double) -> Double? {
      abs(normal.1) < 1e-6 ? nil : middle.1 - (x - middle.0) * normal.0 / normal.1
    }
  }
}
