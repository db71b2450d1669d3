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
  private let analyse:
    @Sendable (GivenData, (option: MethodOption, value: Double)?) throws -> MethodResult

  /// Describes a method.
  init(
    name: String, title: String, measures: [SensitivityMeasure], options: [MethodOption] = [],
    checks: [GivenDataCheck] = [],
    ownChecks: @escaping @Sendable (UInt64) throws -> [SelfcheckResult] = { _ in [] },
    analyse:
      @escaping @Sendable (GivenData, (option: MethodOption, value: Double)?) throws -> MethodResult
  ) {
    self.name = name
    self.title = title
    self.measures = measures
    self.options = options
    self.checks = checks
    self.ownChecks = ownChecks
    self.analyse = analyse
  }

  /// A method that estimates one index a factor, beside that of a factor without influence.
  init(
    name: String, title: String, measure: SensitivityMeasure, checks: [GivenDataCheck],
    indices: @escaping @Sendable (GivenData) throws -> [FactorIndex]
  ) {
    self.init(name: name, title: title, measures: [measure], checks: checks) { data, _ in
      let all = try indices(data.withDummy())
      let dummy = all.last!.index
      return MethodResult(
        rows: data.rows([Array(all.dropLast())], floor: (dummy.high - dummy.low) / 2))
    }
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
    return try analyse(data, option)
  }
}

extension GivenData {
  /// The data with one more factor of random numbers that have nothing to do with the outcome.
  func withDummy() throws -> GivenData {
    let design = try Design(.init(kind: .random, futures: rowCount, seed: 0))
    // Longer than every name, so that it is none of them.
    return try GivenData(
      names: names + ["dummy of " + names.joined()],
      factors: factors + [design.uniforms(StreamKey(name: "sensitivity_dummy", dimension: 0))],
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
