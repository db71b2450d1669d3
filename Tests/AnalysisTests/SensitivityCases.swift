import Glibc

/// A function of independent uniforms whose sensitivity indices are known.
struct SensitivityCase: Sendable {
  let name: String
  /// The outcome for inputs uniform in (0, 1).
  let value: @Sendable (UnsafePointer<Double>) -> Double
  let first: [Double]
  let total: [Double]
  /// Second-order indices that are known, by pair.
  var second: [(i: Int, j: Int, value: Double)] = []

  var count: Int { first.count }

  /// f = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform in (-pi, pi).
  ///
  /// T. Ishigami and T. Homma 1990, doi:10.1109/ISUMA.1990.151285; indices by the closed form.
  static let ishigami = SensitivityCase(
    name: "Ishigami",
    value: { u in
      let x = (0..<3).map { (2 * u[$0] - 1) * .pi }
      return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0])
    },
    first: [0.31390519114781146, 0.4424111447900409, 0],
    total: [0.5575888552099592, 0.4424111447900409, 0.2436836640621477],
    second: [(0, 1, 0), (0, 2, 0.2436836640621477), (1, 2, 0)])

  /// Sobol's g function, prod (|4 x_i - 2| + a_i) / (1 + a_i).
  ///
  /// V_i = 1 / (3 (1 + a_i)^2), V = prod (1 + V_i) - 1, S_i = V_i / V, T_i = V_i prod_{j != i} (1 +
  /// V_j) / V.
  static func g(_ a: [Double]) -> SensitivityCase {
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let product = parts.reduce(1) { $0 * (1 + $1) }
    return SensitivityCase(
      name: "G \(a)",
      value: { u in
        a.indices.reduce(1) { $0 * (abs(4 * u[$1] - 2) + a[$1]) / (1 + a[$1]) }
      },
      first: parts.map { $0 / (product - 1) },
      total: parts.map { $0 * product / (1 + $0) / (product - 1) })
  }

  /// f = sum over i of (-1)^i prod over j <= i of x_j with 6 inputs; indices by the closed form.
  ///
  /// P. Bratley, B. L. Fox and H. Niederreiter 1992, doi:10.1145/146382.146385.
  static let bratley = SensitivityCase(
    name: "Bratley 1992",
    value: { u in
      var product = 1.0
      var sum = 0.0
      for i in 0..<6 {
        product *= u[i]
        sum += i % 2 == 0 ? -product : product
      }
      return sum
    },
    first: [
      0.652863661563, 0.179130392402, 0.037010411653, 0.013323748195, 0.001480416466,
      0.001480416466,
    ],
    total: [
      0.739647746173, 0.265914477011, 0.076421169346, 0.034311545421, 0.006238462804,
      0.006238462804,
    ])

  /// f = x1 + x2 + 3 x1 x3.
  static let moon = SensitivityCase(
    name: "Moon", value: { $0[0] + $0[1] + 3 * $0[0] * $0[2] },
    first: [0.609756097561, 0.097560975610, 0.219512195122],
    total: [0.682926829268, 0.097560975610, 0.292682926829],
    second: [(0, 1, 0), (0, 2, 0.073170731707), (1, 2, 0)])

  /// f = x1 x2 + x3.
  static let product = SensitivityCase(
    name: "x1 x2 + x3", value: { $0[0] * $0[1] + $0[2] },
    first: [3.0 / 19, 3.0 / 19, 12.0 / 19], total: [4.0 / 19, 4.0 / 19, 12.0 / 19],
    second: [(0, 1, 1.0 / 19), (0, 2, 0), (1, 2, 0)])

  /// f = x1 + 2 x2 and a third input that does nothing.
  static let inert = SensitivityCase(
    name: "linear with an inert input", value: { $0[0] + 2 * $0[1] }, first: [0.2, 0.8, 0],
    total: [0.2, 0.8, 0], second: [(0, 1, 0), (0, 2, 0), (1, 2, 0)])

  static let all = [
    ishigami, g([0, 1, 4.5, 9, 99, 99, 99, 99]), g([0, 0.5, 3, 9, 99, 99]), bratley, moon, product,
    inert,
  ]
}
