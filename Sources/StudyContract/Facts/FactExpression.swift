import Foundation

/// A number, or a row of numbers such as one a sector, that is computed from the outcomes of one future.
///
/// Written as `log(with.income(2050) / without.income(2050))`: an outcome is that of a mix to a year, in the study's first
/// scenario or, `large:with.income(2050)`, in a named one; `capability[autos, aerospace]` is the row of outcomes
/// `capability_autos` and `capability_aerospace`. Arithmetic and `log` work number by number, a single number being used
/// with every one of a row; `mean`, `spread` (the standard deviation of the numbers, as of a population), `min` and `max`
/// make one number of a row.
public indirect enum FactExpression: Sendable, Hashable {
  /// Two sides in, one out.
  public enum Operation: Character, Sendable, Hashable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  /// What is done to a row.
  public enum Function: String, Sendable, Hashable, CaseIterable {
    case log, mean, spread, min, max
  }

  /// Outcomes of a mix in a scenario to a year, a row where there are several.
  public struct Reading: Sendable, Hashable {
    /// Position of the scenario in the study.
    public var scenario: Int
    /// Position of the mix in the study.
    public var policy: Int
    /// Columns of the model's outcomes.
    public var outcomes: [Int]
    /// Calendar year.
    public var year: Int

    /// Names outcomes.
    public init(scenario: Int, policy: Int, outcomes: [Int], year: Int) {
      self.scenario = scenario
      self.policy = policy
      self.outcomes = outcomes
      self.year = year
    }
  }

  /// A number.
  case number(Double)
  /// Outcomes.
  case reading(Reading)
  /// Arithmetic.
  case operation(Operation, FactExpression, FactExpression)
  /// A function of a row.
  case function(Function, FactExpression)

  /// All outcomes that are read.
  public var readings: [Reading] {
    switch self {
    case .number: []
    case .reading(let reading): [reading]
    case .operation(_, let left, let right): left.readings + right.readings
    case .function(_, let argument): argument.readings
    }
  }

  /// How many numbers the expression gives; nil where rows of different lengths meet.
  public var width: Int? {
    switch self {
    case .number: return 1
    case .reading(let reading): return reading.outcomes.count
    case .function(let function, let argument):
      return argument.width.map { function == .log ? $0 : 1 }
    case .operation(_, let left, let right):
      guard let left = left.width, let right = right.width else { return nil }
      return left == right || right == 1 ? left : left == 1 ? right : nil
    }
  }

  /// The row in one future.
  ///
  /// - Precondition: rows that meet are equally long, or one of them is a single number.
  /// - Parameter value: the value of an outcome in the future.
  public func values(_ value: (_ reading: Reading, _ outcome: Int) -> Double) -> [Double] {
    switch self {
    case .number(let number): return [number]
    case .reading(let reading): return reading.outcomes.map { value(reading, $0) }
    case .function(let function, let argument):
      return Self.apply(function, argument.values(value))
    case .operation(let operation, let left, let right):
      let (left, right) = (left.values(value), right.values(value))
      return (0..<Swift.max(left.count, right.count)).map {
        Self.apply(
          operation, left.count == 1 ? left[0] : left[$0], right.count == 1 ? right[0] : right[$0])
      }
    }
  }

  private static func apply(_ function: Function, _ row: [Double]) -> [Double] {
    let centre = row.reduce(0, +) / Double(row.count)
    switch function {
    case .log: return row.map { Foundation.log($0) }
    case .mean: return [centre]
    case .spread:
      let squares = row.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      return [(squares / Double(row.count)).squareRoot()]
    // Not a number among them must not be lost.
    case .min: return [row.dropFirst().reduce(row[0]) { .minimumOrNaN($0, $1) }]
    case .max: return [-row.dropFirst().reduce(-row[0]) { .minimumOrNaN($0, -$1) }]
    }
  }

  private static func apply(_ operation: Operation, _ left: Double, _ right: Double) -> Double {
    switch operation {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .over: left / right
    }
  }
}

extension Double {
  fileprivate static func minimumOrNaN(_ left: Double, _ right: Double) -> Double {
    left.isNaN || right.isNaN ? .nan : Swift.min(left, right)
  }
}
