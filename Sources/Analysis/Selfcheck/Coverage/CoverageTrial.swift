import Ensembles
import NumericCore
import Sampling

/// Every method on samples of one function with one number of runs.
struct CoverageTrial: Sendable {
  let example: CoverageCase
  let runs: Int
  let seed: UInt64

  private var factors: Int { example.first.count }

  /// Methods that are tried, in the order of their numbers.
  private static let methods = SensitivityMethods.all.filter {
    $0.name != GivenDataMethod.regional.name
  }

  /// What a method says in one repetition.
  private struct Answer {
    /// By measure and factor.
    let indices: [[IndexEstimate]]
    let isDoubtful: Bool
  }

  /// The numbers of one repetition: by method whether it answered (0), with a warning (1) or not at all (2), and by
  /// measure and factor its estimate and the ends of its interval.
  func numbers(repetition: Int) throws -> [Double] {
    let data = Result { try sample(repetition) }
    return Self.methods.flatMap { method -> [Double] in
      guard let answer = try? answer(method, data, repetition) else {
        return [2] + [Double](repeating: .nan, count: 3 * factors * method.measures.count)
      }
      return [answer.isDoubtful ? 1 : 0]
        + answer.indices.joined().flatMap { [$0.value, $0.low, $0.high] }
    }
  }

  private func answer(
    _ method: any SensitivityMethod, _ data: Result<GivenData, any Error>, _ repetition: Int
  ) throws -> Answer {
    if let method = method as? GivenDataMethod {
      let data = try data.get()
      // Target HSIC asks whether the outcome is above the middle of its range.
      let option = method.options.first.map {
        (option: $0, value: (data.outcome.min()! + data.outcome.max()!) / 2)
      }
      let estimates = try method.estimates(data, option: option)
      return Answer(indices: estimates.indices, isDoubtful: estimates.isDoubtful)
    }
    return try designed(method as! DesignedMethod, repetition)
  }

  /// Rows of given data, independent in all repetitions.
  private func sample(_ repetition: Int) throws -> GivenData {
    let design = try Design(
      .init(kind: .random, futures: runs, seed: seed &+ UInt64(repetition) &* 0x9E37_79B9_7F4A_7C15)
    )
    let columns = (0..<factors).map {
      design.uniforms(StreamKey(name: "coverage x\($0 + 1)", dimension: $0))
    }
    let rows = (0..<runs).map { row in example.factors(columns.map { $0[row] }) }
    return try GivenData(
      names: Selfcheck.names(factors),
      factors: (0..<factors).map { column in rows.map { $0[column] } },
      outcome: rows.map(example.outcome))
  }

  /// Runs of a design.
  private func designed(_ method: DesignedMethod, _ repetition: Int) throws -> Answer {
    guard !example.total.isEmpty else {
      throw SensitivityError(
        "\(method.name) moves one factor while the others stay, and these depend on each other")
    }
    guard example.isContinuous || !method.needsSlopes else {
      throw SensitivityError("\(method.name) needs an outcome that does not jump")
    }
    let names = Selfcheck.names(factors)
    let plan = try method.plan(
      DesignRequest(
        factors: Selfcheck.inputs(factors),
        groups: names.enumerated().map { .init(name: $1, columns: [$0]) },
        size: .atMost(runs: runs),
        seed: seed &+ UInt64(repetition) &* 0x9E37_79B9_7F4A_7C15))
    let layout = plan.layout
    var column: [Double] = []
    try RowTable(
      plan.rows, layout: layout, draws: plan.draws, factors: Selfcheck.inputs(factors),
      dimensionOffset: factors
    ).visit { column.append(example.outcome(example.factors(Array($0)))) }
    let result = plan.analysis.result(layout.byRow(column))
    if let shortage = result.shortage { throw SensitivityError(shortage) }
    return Answer(
      indices: method.measures.indices.map { measure in result.rows.map { $0.estimates[measure] } },
      isDoubtful: !result.warnings.isEmpty)
  }

  /// The exact values of a measure; nil where the mean of all answers takes their place.
  private func exact(_ measure: SensitivityMeasure) -> [Double]? {
    if measure.isOfExpectedValue { return nil }
    let known: [Double] =
      switch measure.key {
      case SensitivityMeasure.firstOrder.key: example.first
      case SensitivityMeasure.total.key: example.total
      case SensitivityMeasure.shapley.key: example.shapley
      case GivenDataMethod.delta.measures[0].key: example.delta
      case GivenDataMethod.chatterjee.measures[0].key: example.correlation
      default: []
      }
    return known.isEmpty ? nil : known
  }

  /// What the numbers of all repetitions say.
  func results(_ numbers: [Double], repetitions: Int) -> [CoverageResult] {
    let length = numbers.count / max(repetitions, 1)
    var start = 0
    return Self.methods.flatMap { method -> [CoverageResult] in
      let states = (0..<repetitions).map { numbers[$0 * length + start] }
      let answered = states.indices.filter { states[$0] < 2 }
      let refusal =
        answered.isEmpty
        ? firstRefusal(method) : nil
      defer { start += 1 + 3 * factors * method.measures.count }
      return method.measures.enumerated().map { position, measure in
        func column(_ factor: Int, _ part: Int) -> [Double] {
          answered.map {
            numbers[$0 * length + start + 1 + 3 * (position * factors + factor) + part]
          }
        }
        let exact = exact(measure)
        func mean(_ values: [Double]) -> Double {
          values.reduce(0, +) / Double(values.count)
        }
        let values = (0..<factors).map { factor in
          exact?[factor] ?? mean(column(factor, 0).filter(\.isFinite))
        }
        let asked = answered.isEmpty ? 0..<0 : 0..<factors
        return CoverageResult(
          caseName: example.name, method: Self.title(method), measure: measure.key, runs: runs,
          answers: answered.count, warned: answered.count { states[$0] == 1 }, refusal: refusal,
          coverage: asked.map { factor in
            mean(
              zip(column(factor, 1), column(factor, 2)).map {
                // Estimates that agree but for rounding have intervals of rounding.
                let slack = Rounding.share * max(values[factor].magnitude, 1)
                return $0 - slack <= values[factor] && values[factor] <= $1 + slack ? 1 : 0
              })
          },
          halfWidth: asked.map { factor in
            mean(zip(column(factor, 1), column(factor, 2)).map { ($1 - $0) / 2 })
          },
          error: asked.map { factor in
            mean(column(factor, 0).map { ($0 - values[factor]) * ($0 - values[factor]) })
              .squareRoot()
          }, isAgainstMean: exact == nil)
      }
    }
  }

  /// A method's name, which one for given data and one with a design may share.
  private static func title(_ method: any SensitivityMethod) -> String {
    let isShared = methods.count { $0.name == method.name } > 1
    return method.name + (isShared && method is DesignedMethod ? ", design" : "")
  }

  private func firstRefusal(_ method: any SensitivityMethod) -> String {
    do {
      _ = try answer(method, Result { try sample(0) }, 0)
      return ""
    } catch { return "\(error)" }
  }
}
