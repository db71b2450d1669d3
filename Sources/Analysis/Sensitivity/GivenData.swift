import NumericCore
import Sampling

/// Something about data that a sensitivity method cannot work with.
public struct SensitivityError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}

/// Rows of factors with their outcome, from any run of any tool: the input of given-data methods.
///
/// Rows whose outcome is not finite (failed runs) are left out and counted; what is estimated is
/// then the sensitivity among the runs that did not fail. Methods take the rows for independent
/// draws of the factors' joint law. Rows of a Sobol' or Latin design are more even than that, so
/// that estimates are better than their intervals say, never worse. The order of rows says nothing:
/// wherever rows are dealt out or equal values put in order, a random order that depends on their
/// number alone decides. A row that repeats another in every number, some of which no two runs
/// share by chance, is the same run twice, and left out.
public struct GivenData: Sendable, Hashable {
  /// Names of the factors.
  public let names: [String]
  /// By factor, one number a row.
  public let factors: [[Double]]
  /// The outcome, one number a row.
  public let outcome: [Double]
  /// Rows left out because the run failed.
  public let failed: Int
  /// Rows left out because they repeat another.
  public let repeated: Int
  /// The place of each row in a random order.
  let places: [Int]

  /// Checks data.
  ///
  /// - Parameters:
  ///   - names: of the factors, no two alike.
  ///   - factors: by factor, one number a row.
  ///   - outcome: one number a row; NaN or an infinity where the run failed.
  ///   - keepsInfinity: whether +infinity is a value, for methods that only ask on which side of a number the
  ///     outcome lies: a year that is not reached.
  /// - Throws: ``SensitivityError`` when columns differ in length, a name is repeated, a factor has
  ///   a value that is not a finite number, fewer than 10 rows are left (below which no method here
  ///   says anything), or the outcome is the same in all of them, or varies by rounding alone.
  public init(
    names: [String], factors: [[Double]], outcome: [Double], keepsInfinity: Bool = false
  ) throws {
    precondition(names.count == factors.count, "\(names.count) names, \(factors.count) factors")
    guard !names.isEmpty else { throw SensitivityError("there is no factor to analyse") }
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted {
      throw SensitivityError("two factors are named \(name)")
    }
    for (name, column) in zip(names, factors) {
      guard column.count == outcome.count else {
        throw SensitivityError(
          "\(name) has \(column.count) rows, but the outcome has \(outcome.count)")
      }
      if let row = column.firstIndex(where: { !$0.isFinite }) {
        throw SensitivityError(
          "\(name) is \(column[row]) in row \(row + 1), which is not a finite number")
      }
    }
    var rows = outcome.indices.filter {
      outcome[$0].isFinite || keepsInfinity && outcome[$0] == .infinity
    }
    failed = outcome.count - rows.count
    let copies = RepeatedRows.find(factors, outcome, among: rows)
    repeated = copies.count
    if repeated > 0 { rows.removeAll { copies.contains($0) } }
    guard rows.count >= 10 else {
      throw SensitivityError("at least 10 rows with an outcome are needed: \(rows.count)")
    }
    self.names = names
    let isWhole = rows.count == outcome.count
    self.outcome = isWhole ? outcome : rows.map { outcome[$0] }
    self.factors = isWhole ? factors : factors.map { column in rows.map { column[$0] } }
    places = try Self.places(rows.count)
    let value = self.outcome[0]
    if self.outcome.allSatisfy({ $0 == value }) {
      throw SensitivityError("the outcome is \(value) in every row, so that nothing can matter")
    }
    if let (low, high) = Rounding.range(self.outcome) {
      throw SensitivityError(
        "the outcome varies by rounding alone, between \(low) and \(high), so that nothing can matter"
      )
    }
  }

  /// The place of each of so many rows in a random order, the same for every use.
  private static func places(_ count: Int) throws -> [Int] {
    let design = try Design(.init(kind: .random, futures: count, seed: 0))
    let keys = design.uniforms(StreamKey(name: "sensitivity_rows", dimension: 0))
    var places = [Int](repeating: 0, count: count)
    for (place, row) in Ranks.order(keys).enumerated() { places[row] = place }
    return places
  }

  /// The part of so many, of equal size, to which each row belongs.
  func parts(_ count: Int) -> [Int] { places.map { $0 % count } }

  /// Rows used.
  public var rowCount: Int { outcome.count }

  /// Whether a factor is the same in every row; its indices are exactly 0.
  func isConstant(_ factor: Int) -> Bool {
    factors[factor].allSatisfy { $0 == factors[factor][0] }
  }

  /// The number of rows that carry the variance of the outcome, ``Carriers``; of a rare event the number of events.
  var carriers: Double { Carriers.count(Ranks.centred(outcome).deviations) }

  /// Rows whose outcome is another than that of most rows; 0 where no outcome is that of most.
  var rareEvents: Int {
    let sorted = outcome.sorted()
    let middle = sorted[sorted.count / 2]
    let usual = sorted.count { $0 == middle }
    return 2 * usual > rowCount ? rowCount - usual : 0
  }

  /// The two factors that are most correlated by ranks, where that is above 0.3 and four standard errors (luck does that
  /// in one of 16,000 pairs); nil where none are. Cost: k^2 n.
  var dependentFactors: (first: Int, second: Int, correlation: Double)? {
    let scores = factors.map { column -> [Double] in
      let (deviations, variance) = Ranks.centred(Ranks.average(column))
      return variance > 0 ? deviations.map { $0 / variance.squareRoot() } : []
    }
    var largest: (first: Int, second: Int, correlation: Double)?
    for second in scores.indices where !scores[second].isEmpty {
      for first in 0..<second where !scores[first].isEmpty {
        let product = zip(scores[first], scores[second]).reduce(0) { $0 + $1.0 * $1.1 }
        let correlation = product / Double(rowCount)
        if correlation.magnitude > (largest?.correlation.magnitude ?? 0) {
          largest = (first, second, correlation)
        }
      }
    }
    let limit = max(0.3, 4 / Double(rowCount).squareRoot())
    return largest.flatMap { $0.correlation.magnitude > limit ? $0 : nil }
  }

  /// Rows a value below which a factor has few values, on average.
  private static let fewRows = 4

  /// Whether a factor has few values, each in several rows: classes of equal values then say all there is, and what
  /// takes the factor for continuous would be wrong.
  func hasFewValues(_ factor: Int) -> Bool {
    Set(factors[factor]).count * Self.fewRows <= rowCount
  }

  /// Refuses data with fewer rows than a method needs.
  func require(rows: Int, for method: String) throws {
    guard rowCount >= rows else {
      throw SensitivityError("\(method) needs at least \(rows) rows: \(rowCount)")
    }
  }
}

/// The index of one factor.
public struct FactorIndex: Sendable, Hashable {
  /// The factor.
  public let name: String
  /// Its index.
  public let index: IndexEstimate
}
