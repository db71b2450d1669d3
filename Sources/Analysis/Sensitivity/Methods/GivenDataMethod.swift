import Sampling

/// A number that a method needs from the user, such as a threshold.
public struct MethodOption: Sendable, Hashable {
  /// The name, in lower case.
  public let name: String
  /// What it is for, in one sentence.
  public let help: String

  /// Describes an option.
  public init(_ name: String, help: String) {
    self.name = name
    self.help = help
  }
}

/// What every sensitivity method says of itself.
public protocol SensitivityMethod: Sendable {
  /// The name by which it is chosen.
  var name: String { get }
  /// The method in words.
  var title: String { get }
  /// The indices it estimates.
  var measures: [SensitivityMeasure] { get }
}

/// A method for rows of any origin.
public struct GivenDataMethod: SensitivityMethod {
  /// The name by which it is chosen.
  public let name: String
  /// The method in words.
  public let title: String
  /// The indices it estimates.
  public let measures: [SensitivityMeasure]
  /// Numbers of which the user gives exactly one; empty for a method that needs none.
  public let options: [MethodOption]
  /// What `selfcheck` holds it against.
  public let checks: [GivenDataCheck]
  /// Checks of its own, for what no case of the analytic suite has: results for a seed.
  public let ownChecks: @Sendable (UInt64) throws -> [SelfcheckResult]
  /// Whether its indices are shares of the variance, which long tails make uncertain.
  public let isOfVariance: Bool
  /// Whether a factor with few values takes another way, by rows with exactly the same value.
  public let switchesForFewValues: Bool
  /// Its indices by measure alone, where the rest of its analysis costs more.
  private let indices: (@Sendable (GivenData) throws -> [[FactorIndex]])?
  private let analyse:
    @Sendable (GivenData, (option: MethodOption, value: Double)?) throws -> MethodResult

  /// Describes a method.
  init(
    name: String, title: String, measures: [SensitivityMeasure], options: [MethodOption] = [],
    checks: [GivenDataCheck] = [], isOfVariance: Bool = false, switchesForFewValues: Bool = false,
    ownChecks: @escaping @Sendable (UInt64) throws -> [SelfcheckResult] = { _ in [] },
    indices: (@Sendable (GivenData) throws -> [[FactorIndex]])? = nil,
    analyse:
      @escaping @Sendable (GivenData, (option: MethodOption, value: Double)?) throws -> MethodResult
  ) {
    self.name = name
    self.title = title
    self.measures = measures
    self.options = options
    self.checks = checks
    self.ownChecks = ownChecks
    self.isOfVariance = isOfVariance
    self.switchesForFewValues = switchesForFewValues
    self.indices = indices
    self.analyse = analyse
  }

  /// A method that estimates one index a factor, beside that of a factor without influence.
  init(
    name: String, title: String, measure: SensitivityMeasure, checks: [GivenDataCheck],
    isOfVariance: Bool = true, switchesForFewValues: Bool = false,
    indices: @escaping @Sendable (GivenData) throws -> [FactorIndex]
  ) {
    self.init(
      name: name, title: title, measures: [measure], checks: checks, isOfVariance: isOfVariance,
      switchesForFewValues: switchesForFewValues, indices: { [try indices($0)] },
      analyse: { data, _ in
        MethodResult(
          rows: data.rows(
            [try indices(data)], floor: NoiseFloor.halfWidth(try indices(data.dummies()))))
      })
  }

  /// Analyses data.
  ///
  /// - Parameter option: the number the user gives.
  /// - Throws: ``SensitivityError`` when the method cannot work with the data.
  /// - Precondition: an option of the method where it has any.
  public func result(
    _ data: GivenData, option: (option: MethodOption, value: Double)? = nil
  ) throws -> MethodResult {
    precondition(
      option.map { options.contains($0.option) } ?? options.isEmpty, "options of \(name)")
    var result = try analyse(data, option)
    result.warnings += doubts(data)
    if isOfVariance, let pair = data.dependentFactors {
      result.warnings.append(
        .dependentFactors(
          data.names[pair.first], data.names[pair.second], correlation: pair.correlation))
    }
    let few = data.names.indices.filter { !data.isConstant($0) && data.hasFewValues($0) }
    if switchesForFewValues && !few.isEmpty {
      result.findings.append(.exactValues(few.map { data.names[$0] }))
    }
    return result
  }

  /// The estimates of data by measure and factor, and whether anything makes them doubtful: what ``result(_:option:)``
  /// says of each factor without the noise floor, which may take a hundred times as long.
  func estimates(
    _ data: GivenData, option: (option: MethodOption, value: Double)?
  ) throws -> (indices: [[IndexEstimate]], isDoubtful: Bool) {
    let doubts = doubts(data)
    if let indices { return (try indices(data).map { $0.map(\.index) }, !doubts.isEmpty) }
    let own = try analyse(data, option)
    return (
      measures.indices.map { measure in own.rows.map { $0.estimates[measure] } },
      !(doubts + own.warnings).isEmpty
    )
  }

  /// What makes intervals of data doubtful.
  private func doubts(_ data: GivenData) -> [SensitivityWarning] {
    var doubts: [SensitivityWarning] = []
    if data.repeated > 0 { doubts.append(.repeatedRows(data.repeated)) }
    let carriers = data.carriers
    if isOfVariance && carriers < Self.fewestCarriers {
      doubts.append(.fewRowsCarryVariance(Int(carriers.rounded()), of: data.rowCount))
    }
    let events = data.rareEvents
    if events > 0 && Double(events) < Self.fewestCarriers && !isOfVariance {
      doubts.append(.fewEvents(events, of: data.rowCount))
    }
    return doubts
  }

  /// Rows that must carry the variance of the outcome for errors of its shares to be relied on: 25, those of 75 rows of
  /// a normal outcome. With fewer, the rows that were not drawn decide.
  static let fewestCarriers = 25.0
}

extension GivenData {
  /// The outcome with factors of random numbers that have nothing to do with it.
  func dummies(_ count: Int = 8) throws -> GivenData {
    let design = try Design(.init(kind: .random, futures: count * rowCount, seed: 0))
    let values = design.uniforms(StreamKey(name: "sensitivity_dummy", dimension: 0))
    return try GivenData(
      names: (1...count).map { "dummy \($0)" },
      factors: (0..<count).map { Array(values[$0 * rowCount..<($0 + 1) * rowCount]) },
      outcome: outcome)
  }

  /// Rows of a result, from indices by measure.
  func rows(_ indices: [[FactorIndex]], floor: Double? = nil) -> [SensitivityRow] {
    names.indices.map { factor in
      SensitivityRow(
        factor: names[factor], estimates: indices.map { $0[factor].index }, noiseFloor: floor,
        isInert: isConstant(factor))
    }
  }
}
