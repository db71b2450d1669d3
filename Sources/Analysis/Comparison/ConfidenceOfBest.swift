import NumericCore
import Sampling

/// The probability that a policy's expectation is the best, given the estimates.
///
/// The vector of expectations is given the multivariate t distribution that has the estimates as its
/// centre, their estimated covariance (design and ensemble together) as its scale and the smaller of the
/// two parts' degrees of freedom, as one number must serve all directions. The probability that component
/// i is the largest is the mean over ``draws`` numbers of that distribution; policies that have exactly the
/// same estimates and errors are one policy that shares its probability.
///
/// The numbers are scrambled Sobol' points of one fixed seed, so that equal inputs give equal bytes. 32,768
/// draws have a standard error below 0.3 % even without the gain of the Sobol' design, below the whole per
/// cent to which a confidence is worth reading.
struct ConfidenceOfBest {
  /// Draws: 32 scrambles of 1,024 points.
  static let draws = 32_768
  /// The seed, the year of Student's paper; any other would do.
  static let seed: UInt64 = 1908
  /// Values of the chi-square distribution that stand for all, at the middle of equal probabilities.
  private static let scales = 1_024

  /// For each dimension standard normal numbers, one a draw.
  private let normals: [[Double]]
  /// For each draw a uniform number for the common scale.
  private let uniforms: [Double]

  /// Prepares numbers for up to so many policies.
  init(policyCount: Int) {
    let specification = DesignSpecification(kind: .sobol, futures: Self.draws, seed: Self.seed)
    guard let design = try? Design(specification) else {
      preconditionFailure("the design of the confidence is a constant and valid")
    }
    func column(_ name: String, _ dimension: Int) -> [Double] {
      [Double](unsafeUninitializedCapacity: Self.draws) { buffer, count in
        design.uniforms(
          StreamKey(name: name, dimension: dimension), futures: 0..<Self.draws,
          into: buffer.baseAddress!)
        count = Self.draws
      }
    }
    uniforms = column("confidence_of_best_scale", 0)
    normals = (0..<max(policyCount - 1, 1)).map { index in
      column("confidence_of_best", index + 1).map { Normal.quantile($0) }
    }
  }

  /// Probabilities by policy; they add up to 1.
  ///
  /// Without any estimate, or with errors that cannot be estimated, nothing is known and all policies have
  /// the same probability.
  func probabilities(_ selection: BestSelection) -> [Double] {
    let errors = selection.errors
    let count = errors.count
    let unknown = [Double](repeating: 1 / Double(count), count: count)
    if errors.contains(where: { !$0.value.isFinite || !$0.standardError.isFinite }) {
      return unknown
    }
    // Policies with the same estimate and deviations are one.
    var representatives: [Int] = []
    var twin = [Int](repeating: 0, count: count)
    for policy in 0..<count {
      let same = representatives.firstIndex {
        errors[$0].value == errors[policy].value && errors[$0].design == errors[policy].design
          && errors[$0].ensemble == errors[policy].ensemble
      }
      twin[policy] = same ?? representatives.count
      if same == nil { representatives.append(policy) }
    }
    let wins = simulate(representatives.map { errors[$0] }, sign: selection.sign)
    var twins = [Double](repeating: 0, count: representatives.count)
    for index in twin { twins[index] += 1 }
    return twin.map { wins[$0] / twins[$0] }
  }

  private func simulate(_ errors: [SamplingError], sign: Double) -> [Double] {
    let count = errors.count
    let factor = Self.factor(errors.map { $0.design + $0.ensemble })
    let rank = factor.first?.count ?? 0
    precondition(rank <= normals.count, "\(rank) directions, numbers for \(normals.count)")
    let degrees =
      errors[0].hasEnsemble
      ? min(errors[0].designDegrees, errors[0].ensembleDegrees) : errors[0].designDegrees
    let scale = Self.scaleTable(degrees: Double(degrees))
    let centres = errors.map { sign * $0.value }
    var wins = [Int](repeating: 0, count: count)
    for draw in 0..<Self.draws {
      let common = scale[min(Int(uniforms[draw] * Double(Self.scales)), Self.scales - 1)]
      var best = -Double.infinity
      var winner = 0
      for policy in 0..<count {
        var deviation = 0.0
        for direction in 0..<rank {
          deviation += factor[policy][direction] * normals[direction][draw]
        }
        // Deviations are symmetric about 0 together, so that their sign needs no direction.
        let value = centres[policy] + common * deviation
        if value > best {
          best = value
          winner = policy
        }
      }
      wins[winner] += 1
    }
    return wins.map { Double($0) / Double(Self.draws) }
  }

  /// sqrt(nu / chi-square) at the middles of equal probabilities.
  private static func scaleTable(degrees: Double) -> [Double] {
    (0..<scales).map { index in
      let probability = (Double(index) + 0.5) / Double(scales)
      return (degrees / (2 * IncompleteGamma.quantile(shape: degrees / 2, probability)))
        .squareRoot()
    }
  }

  /// For vectors a_i the coordinates of each in an orthonormal basis of their span (Gram-Schmidt, twice
  /// for accuracy), so that `sum of coordinates * normals` has the covariance `a_i . a_j`.
  ///
  /// Directions whose part outside the span of the earlier ones is below 1e-12 of the longest vector are
  /// rounding and left out, which is how singular covariances are taken.
  static func factor(_ vectors: [[Double]]) -> [[Double]] {
    func dot(_ first: [Double], _ second: [Double]) -> Double {
      zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let longest = vectors.map { dot($0, $0).squareRoot() }.max() ?? 0
    var basis: [[Double]] = []
    var coordinates: [[Double]] = []
    for vector in vectors {
      var rest = vector
      var own = [Double](repeating: 0, count: basis.count)
      for _ in 0..<2 {
        for (index, direction) in basis.enumerated() {
          let part = dot(rest, direction)
          own[index] += part
          for position in rest.indices { rest[position] -= part * direction[position] }
        }
      }
      let length = dot(rest, rest).squareRoot()
      if length > 1e-12 * longest {
        basis.append(rest.map { $0 / length })
        own.append(length)
      }
      coordinates.append(own)
    }
    return coordinates.map { $0 + [Double](repeating: 0, count: basis.count - $0.count) }
  }
}
