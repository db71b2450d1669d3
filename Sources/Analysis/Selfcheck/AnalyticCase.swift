import Glibc

/// A function of independent uniforms whose variance-based indices are known in closed form.
public struct AnalyticCase: Sendable {
  /// The name of the function.
  public let name: String
  /// First-order indices.
  public let first: [Double]
  /// Total indices.
  public let total: [Double]
  /// Second-order indices, by pair, where they are listed.
  public let second: [(i: Int, j: Int, value: Double)]
  /// The error of the exact values themselves, where they come from a large sample; 0 for closed forms.
  public let precision: Double
  /// The outcome for inputs uniform in (0, 1).
  public let value: @Sendable (UnsafePointer<Double>) -> Double

  /// Describes a case.
  public init(
    name: String, first: [Double], total: [Double], second: [(i: Int, j: Int, value: Double)] = [],
    precision: Double = 0, value: @escaping @Sendable (UnsafePointer<Double>) -> Double
  ) {
    precondition(first.count == total.count, "\(first.count) first, \(total.count) total indices")
    self.name = name
    self.first = first
    self.total = total
    self.second = second
    self.precision = precision
    self.value = value
  }

  /// `sin x1 + 7 sin^2 x2 + b x3^4 sin x1`, x uniform in (-pi, pi).
  ///
  /// `V1 = (1 + b pi^4 / 5)^2 / 2`, `V2 = 49 / 8`, `V13 = 8 b^2 pi^8 / 225`.
  /// Source: T. Ishigami and T. Homma 1990, doi:10.1109/ISUMA.1990.151285.
  public static func ishigami(b: Double) -> AnalyticCase {
    let main = (1 + b * pow(.pi, 4) / 5) * (1 + b * pow(.pi, 4) / 5) / 2
    let other = 49.0 / 8
    let both = 8 * b * b * pow(.pi, 8) / 225
    let all = main + other + both
    return AnalyticCase(
      name: "Ishigami b=\(b)", first: [main / all, other / all, 0],
      total: [(main + both) / all, other / all, both / all],
      second: [(0, 1, 0), (0, 2, both / all), (1, 2, 0)]
    ) { u in
      let (x1, x2, x3) = ((2 * u[0] - 1) * .pi, (2 * u[1] - 1) * .pi, (2 * u[2] - 1) * .pi)
      return sin(x1) + 7 * sin(x2) * sin(x2) + b * x3 * x3 * x3 * x3 * sin(x1)
    }
  }

  /// Sobol's g function, `prod (|4 x_i - 2| + a_i) / (1 + a_i)`.
  ///
  /// `V_i = 1 / (3 (1 + a_i)^2)`, `V = prod (1 + V_i) - 1`; with all a 0 it is the function of P. Bratley and
  /// B. L. Fox 1988, doi:10.1145/42288.214372, which is almost all interaction.
  /// Source: A. Saltelli and I. M. Sobol' 1995, doi:10.1016/0951-8320(95)00099-2.
  public static func g(_ a: [Double], name: String) -> AnalyticCase {
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let product = parts.reduce(1) { $0 * (1 + $1) }
    return AnalyticCase(
      name: name, first: parts.map { $0 / (product - 1) },
      total: parts.map { $0 * product / (1 + $0) / (product - 1) }
    ) { u in
      var value = 1.0
      for i in a.indices { value *= (abs(4 * u[i] - 2) + a[i]) / (1 + a[i]) }
      return value
    }
  }

  /// `sum over i of (-1)^i prod over j <= i of x_j`; indices by the closed form.
  ///
  /// Source: P. Bratley, B. L. Fox and H. Niederreiter 1992, doi:10.1145/146382.146385.
  private static func alternating(_ first: [Double], _ total: [Double]) -> AnalyticCase {
    let count = first.count
    return AnalyticCase(name: "Bratley 1992 k=\(count)", first: first, total: total) { u in
      var (product, sum) = (1.0, 0.0)
      for i in 0..<count {
        product *= u[i]
        sum += i % 2 == 0 ? -product : product
      }
      return sum
    }
  }

  /// All cases.
  public static let all: [AnalyticCase] = [
    ishigami(b: 0.1), ishigami(b: 0.05),
    g([0, 1, 4.5, 9, 99, 99, 99, 99], name: "Sobol' G k=8"),
    g([0, 0.5, 3, 9, 99, 99], name: "Sobol' G k=6"),
    g([Double](repeating: 6.52, count: 6), name: "Sobol' G a=6.52"),
    g([Double](repeating: 0, count: 10), name: "Bratley-Fox k=10"),
    alternating(
      [0.743119266055, 0.082568807339, 0.082568807339],
      [0.807339449541, 0.146788990826, 0.146788990826]),
    alternating(
      [
        0.652863661563, 0.179130392402, 0.037010411653, 0.013323748195, 0.001480416466,
        0.001480416466,
      ],
      [
        0.739647746173, 0.265914477011, 0.076421169346, 0.034311545421, 0.006238462804,
        0.006238462804,
      ]),
    AnalyticCase(
      name: "x1 x2 + x3", first: [3.0 / 19, 3.0 / 19, 12.0 / 19],
      total: [4.0 / 19, 4.0 / 19, 12.0 / 19],
      second: [(0, 1, 1.0 / 19), (0, 2, 0), (1, 2, 0)]
    ) { $0[0] * $0[1] + $0[2] },
    AnalyticCase(
      name: "x1 + x2 + 3 x1 x3", first: [25.0 / 41, 4.0 / 41, 9.0 / 41],
      total: [28.0 / 41, 4.0 / 41, 12.0 / 41],
      second: [(0, 1, 0), (0, 2, 3.0 / 41), (1, 2, 0)]
    ) { $0[0] + $0[1] + 3 * $0[0] * $0[2] },
    AnalyticCase(
      name: "x1 + 2 x2, x3 inert", first: [0.2, 0.8, 0], total: [0.2, 0.8, 0],
      second: [(0, 1, 0), (0, 2, 0), (1, 2, 0)]
    ) { $0[0] + 2 * $0[1] },
    borehole,
  ]

  /// The flow of water through a borehole, all inputs uniform: radius of the borehole, radius of influence,
  /// transmissivities and heads of the upper and lower aquifer, length, conductivity.
  ///
  /// Indices from 8 replicates of 2^15 base points, with a standard error of 8e-5; three of them and the
  /// rounding of the fifth digit are allowed.
  /// Source: W. V. Harper and S. K. Gupta 1983, Sensitivity/uncertainty analysis of a borehole scenario
  /// comparing Latin hypercube sampling and deterministic sensitivity approaches.
  static let borehole = AnalyticCase(
    name: "Borehole, uniform", first: [0.82893, 0, 0, 0.04136, 0, 0.04137, 0.03931, 0.00953],
    total: [0.86683, 0, 0, 0.05411, 0, 0.05411, 0.05205, 0.01273], precision: 3e-4
  ) { u in
    func between(_ low: Double, _ high: Double, _ i: Int) -> Double { low + (high - low) * u[i] }
    let radius = between(0.05, 0.15, 0)
    let logarithm = log(between(100, 50_000, 1) / radius)
    let upper = between(63_070, 115_600, 2)
    let lower = between(63.1, 116, 4)
    let drop = between(990, 1110, 3) - between(700, 820, 5)
    let ratio =
      2 * between(1120, 1680, 6) * upper
      / (logarithm * radius * radius * between(9855, 12_045, 7))
    return 2 * .pi * upper * drop / (logarithm * (1 + ratio + upper / lower))
  }
}
