import Glibc
import NumericCore
import Sampling

extension GivenDataMethod {
  /// What decides whether a threshold is met: dependence of any kind between a factor and the outcome's reaching a
  /// number (target HSIC).
  ///
  /// With z the indicator of the outcome's being at least the threshold, the index is R2-HSIC of factor and z,
  /// ``KernelDependence``. For two values of z every kernel that depends on their difference is the same up to
  /// constants that cancel in R2, so that none has to be chosen. Estimates take all pairs of rows, rows with
  /// themselves included, and have a bias upwards of order 1 / n: an input without influence shows a small positive
  /// index. The p value tells it from one that matters: z is permuted, which leaves its law and the factor's as
  /// they are and any dependence out, and the probability is `(1 + permutations with an index at least as large) /
  /// (1 + permutations)`, exact at any number of rows. Permutations have a stream of their own, so that the same
  /// rows always give the same p value.
  ///
  /// Cost: n^2 exponentials a factor, and n times some tens for each of 199 permutations.
  ///
  /// Sources: A. Marrel and V. Chabridon, Statistical developments for target and conditional sensitivity analysis:
  /// application on safety studies for nuclear reactor, Reliability Engineering & System Safety 214 (2021) 107711,
  /// doi:10.1016/j.ress.2021.107711; B. Phipson and G. K. Smyth, Permutation p-values should never be zero,
  /// Statistical Applications in Genetics and Molecular Biology 9 (2010) 39, doi:10.2202/1544-6115.1585.
  public static let targetHSIC = GivenDataMethod(
    name: "target-hsic", title: "what decides whether a threshold is met (target R2-HSIC)",
    measures: [
      SensitivityMeasure(
        key: "targetHsic", name: "target R2-HSIC index",
        meaning:
          "dependence between the factor and the threshold's being met, 0 only for independence; p values by "
          + "\(TargetKernelDependence.permutations) permutations.", isCentred: false)
    ],
    options: [
      MethodOption(
        "threshold",
        help:
          "For method target-hsic: the threshold is met where the outcome is at least this number.")
    ], ownChecks: TargetKernelDependence.checks
  ) { data, option in
    let region = OutcomeRegion.atLeast(option!.value)
    let indices = try TargetKernelDependence.indices(data, isMet: region.contains)
    return MethodResult(
      rows: indices.enumerated().map { position, index in
        SensitivityRow(
          factor: index.name, estimates: [index.index], pValue: index.pValue,
          isInert: data.isConstant(position))
      },
      findings: [
        .region(region, inside: data.outcome.count(where: region.contains), rows: data.rowCount)
      ])
  }
}

/// The Hilbert-Schmidt independence criterion of factors and an indicator.
enum TargetKernelDependence {
  /// Permutations: 199, so that an input without influence has a p value of at most 5 % in exactly 10 of 200.
  static let permutations = 199
  /// Fewest rows on either side of the threshold.
  static let fewestRows = 10

  /// Indices of all factors with p values by permutation.
  ///
  /// - Throws: ``SensitivityError`` with fewer than ``fewestRows`` rows on either side, and what
  ///   ``KernelDependence`` throws.
  static func indices(
    _ data: GivenData, isMet: (Double) -> Bool
  ) throws -> [KernelDependenceIndex] {
    let met = data.outcome.map(isMet)
    let count = met.count { $0 }
    guard min(count, data.rowCount - count) >= fewestRows else {
      throw SensitivityError(
        "target HSIC needs at least \(fewestRows) rows that meet the threshold and \(fewestRows) that do not: "
          + "\(count) and \(data.rowCount - count)")
    }
    let indices = try KernelDependence.indices(
      GivenData(names: data.names, factors: data.factors, outcome: met.map { $0 ? 1 : 0 }))
    // The sum of centred features over a set is that over the other rows with its sign turned.
    let size = min(count, data.rowCount - count)
    let own = met.indices.filter { met[$0] == (count == size) }
    let permuted = try permutedRows(size, of: data.rowCount)
    return indices.enumerated().map { factor, index in
      guard !data.isConstant(factor) else { return index }
      let features = KernelFeatures(data.factors[factor])
      let observed = features.criterion(own)
      let larger = permuted.count { features.criterion($0) >= observed }
      return KernelDependenceIndex(
        name: index.name, index: index.index,
        pValue: Double(1 + larger) / Double(1 + permutations))
    }
  }

  /// Rows that an indicator of so many ones holds after each permutation.
  private static func permutedRows(_ size: Int, of rows: Int) throws -> [[Int]] {
    let design = try Design(.init(kind: .random, futures: rows * permutations, seed: 0))
    let uniforms = design.uniforms(StreamKey(name: "target_hsic_permutation", dimension: 0))
    return (0..<permutations).map { draw in
      let order = Ranks.order(Array(uniforms[draw * rows..<(draw + 1) * rows]))
      return order[..<size].sorted()
    }
  }

  /// Sums of two Gaussian inputs with a threshold at their mean, where the index is known: with the correlation r of
  /// input and outcome, `a^2 = r^2 / (1 - r^2)` and `rho = a^2 / (3 + 2 a^2)` it is `2 asin(rho) / (pi sqrt(3 h))`,
  /// h the criterion of the input with itself, by Gaussian integrals.
  static func checks(seed: UInt64) throws -> [SelfcheckResult] {
    let inputs = try Selfcheck.uniformSamples(2, seed: seed).map {
      $0.map { $0.map(Normal.quantile) }
    }
    let own = 1 / 5.0.squareRoot() + 1 / 3.0 - 1 / 2.0.squareRoot()
    return try [0.25, 0.5].flatMap { share -> [SelfcheckResult] in
      let weights = [share.squareRoot(), (1 - share).squareRoot()]
      let estimates = try inputs.map { x in
        try KernelDependence.indices(
          GivenData(
            names: Selfcheck.names(2), factors: x,
            outcome: x[0].indices.map {
              weights[0] * x[0][$0] + weights[1] * x[1][$0] >= 0 ? 1 : 0
            })
        ).map(\.index.value)
      }
      return weights.enumerated().map { factor, r in
        let slope = r * r / (1 - r * r)
        return Selfcheck.result(
          "Gaussian sum p=\(share) at least 0", "target-hsic", "R2-HSIC x\(factor + 1)",
          estimates.map { $0[factor] },
          exact: 2 * asin(slope / (3 + 2 * slope)) / (.pi * (3 * own).squareRoot()), bias: 0.01)
      }
    }
  }
}

/// The Gaussian kernel of one factor as a product of features: with u the factor in standard deviations from its mean,
/// `exp(-(u - v)^2 / 2) = sum over m of f_m(u) f_m(v)`, `f_m(u) = exp(-u^2 / 2) u^m / sqrt(m!)`.
///
/// The squares of f_m(u) are the probabilities of Poisson's law with mean u^2, so that some tens of terms are all of it.
struct KernelFeatures {
  private let count: Int
  /// By row its centred features.
  private let values: [Double]

  /// Standard deviations of Poisson's law beyond its mean at which the sum ends: what is left out is below 1e-12.
  private static let reach = 9.0

  init(_ x: [Double]) {
    let (deviations, variance) = Ranks.centred(x)
    let n = Double(x.count)
    let scale = (variance * n / (n - 1)).squareRoot()
    let u = deviations.map { $0 / scale }
    let largest = u.map(\.magnitude).max() ?? 0
    let count = Int(largest * largest + Self.reach * largest) + 20
    var values: [Double] = []
    values.reserveCapacity(count * u.count)
    var means = [Double](repeating: 0, count: count)
    for row in u {
      // In logarithms, because neither factor of a term need be a number where the term is.
      let logarithm = log(max(row.magnitude, .leastNormalMagnitude))
      var factorial = 0.0
      for m in 0..<count {
        if m > 0 { factorial += log(Double(m)) }
        let size = exp(-row * row / 2 + Double(m) * logarithm - factorial / 2)
        let value = row < 0 && m % 2 == 1 ? -size : size
        values.append(value)
        means[m] += value / n
      }
    }
    for index in values.indices { values[index] -= means[index % count] }
    self.count = count
    self.values = values
  }

  /// The criterion of the factor and the indicator of some rows, up to a constant.
  func criterion(_ rows: [Int]) -> Double {
    var sums = [Double](repeating: 0, count: count)
    values.withUnsafeBufferPointer { values in
      for row in rows {
        for m in 0..<count { sums[m] += values[row * count + m] }
      }
    }
    return sums.reduce(0) { $0 + $1 * $1 }
  }
}
