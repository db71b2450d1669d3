/// One index of a method, such as the first-order index.
public struct SensitivityMeasure: Sendable, Hashable {
  /// What an index is a share of, which decides how it is read beside others.
  public enum Role: Sendable, Hashable {
    /// The first-order share of the variance.
    case firstOrder
    /// The total share of the variance.
    case total
    /// A distance whose p values are corrected for the number of factors.
    case correctedDistance
    /// Anything else.
    case other
  }

  /// The key in JSON and tables, in camel case.
  public let key: String
  /// The name in running text: `first-order index`.
  public let name: String
  /// What it is, in one sentence for the reader.
  public let meaning: String
  /// What it is a share of.
  public let role: Role
  /// Whether estimates of a true zero fall on both sides of 0; indices that cannot be negative are held against
  /// the noise floor instead.
  public let isCentred: Bool
  /// Whether negative values mean something, as those of a coefficient do.
  public let isSigned: Bool
  /// Whether it is at most 1, as shares and distances of distributions are.
  public let isAtMostOne: Bool
  /// Whether its interval is that of the value which so many rows give on average, and not of the value in the limit.
  public let isOfExpectedValue: Bool

  /// Describes an index.
  public init(
    key: String, name: String, meaning: String, role: Role = .other, isCentred: Bool = true,
    isSigned: Bool = false, isAtMostOne: Bool = true, isOfExpectedValue: Bool = false
  ) {
    self.key = key
    self.name = name
    self.meaning = meaning
    self.role = role
    self.isCentred = isCentred
    self.isSigned = isSigned
    self.isAtMostOne = isAtMostOne
    self.isOfExpectedValue = isOfExpectedValue
  }

  /// An estimate with an interval inside what the index can be. The estimate itself is left as it is, because its mean is
  /// right only then.
  func limited(_ estimate: IndexEstimate) -> IndexEstimate {
    isAtMostOne && !isSigned ? estimate.limited(to: 1) : estimate
  }

  /// The first-order index, which several methods estimate.
  static let firstOrder = SensitivityMeasure(
    key: "first", name: "first-order index",
    meaning: "share of the variance of the outcome that would go if the factor became known.",
    role: .firstOrder)
  /// The total index.
  static let total = SensitivityMeasure(
    key: "total", name: "total index",
    meaning: "share of the variance that would remain if everything else became known.",
    role: .total)
}

/// What a method says of one factor or group of factors.
public struct SensitivityRow: Sendable, Hashable {
  /// The factor.
  public let factor: String
  /// By measure.
  public let estimates: [IndexEstimate]
  /// What a factor without influence would show in the first measure; nil where the method has none.
  public let noiseFloor: Double?
  /// The probability of such an index without influence; nil where the method has none.
  public let pValue: Double?
  /// Whether the outcome did not feel the factor in any run, or the factor did not vary.
  public let isInert: Bool

  /// Describes a factor.
  public init(
    factor: String, estimates: [IndexEstimate], noiseFloor: Double? = nil, pValue: Double? = nil,
    isInert: Bool = false
  ) {
    self.factor = factor
    self.estimates = estimates
    self.noiseFloor = noiseFloor
    self.pValue = pValue
    self.isInert = isInert
  }
}

/// What a method says of one column of outcomes.
public struct MethodResult: Sendable {
  /// By factor, in the order of the user.
  public let rows: [SensitivityRow]
  /// What is said of the result as a whole.
  public var findings: [SensitivityFinding]
  /// What is left out beside a failed run; nil where nothing else is.
  public let lost: SensitivityWarning?
  /// What is missing for an answer, as the end of a sentence; nil when nothing is.
  public let shortage: String?
  /// What makes its intervals doubtful.
  public var warnings: [SensitivityWarning]

  /// Describes a result.
  public init(
    rows: [SensitivityRow], findings: [SensitivityFinding] = [], lost: SensitivityWarning? = nil,
    shortage: String? = nil, warnings: [SensitivityWarning] = []
  ) {
    self.rows = rows
    self.findings = findings
    self.lost = lost
    self.shortage = shortage
    self.warnings = warnings
  }
}
