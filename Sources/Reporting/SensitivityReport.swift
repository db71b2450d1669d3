import Analysis

/// The result of one sensitivity method, ready to be written as text, JSON or a table.
public struct SensitivityReport: Sendable {
  /// One index of a method, such as `first`; its name is the key in JSON and tables.
  public struct Measure: Sendable, Hashable {
    /// The key, in camel case.
    public let key: String
    /// The name in running text: `first-order index`.
    public let name: String
    /// What it is, in one sentence for the reader.
    public let meaning: String
    /// Whether estimates of a true zero fall on both sides of 0; indices that cannot be negative are held
    /// against the noise floor instead.
    public let isCentred: Bool
    /// Whether negative values mean something, as those of a coefficient do.
    public let isSigned: Bool

    /// Describes an index.
    public init(
      key: String, name: String, meaning: String, isCentred: Bool = true, isSigned: Bool = false
    ) {
      self.key = key
      self.name = name
      self.meaning = meaning
      self.isCentred = isCentred
      self.isSigned = isSigned
    }
  }

  /// One factor or group of factors.
  public struct Row: Sendable {
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

    /// Describes a row.
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

  /// The method, as named on the command line.
  public let method: String
  /// The method in words.
  public let title: String
  /// The outcome, as the user would name it.
  public let output: String
  /// File or folder of the runs.
  public let source: String
  /// Rows of the file that were looked at, failed runs included.
  public let runs: Int
  /// Rows left out because the outcome was not finite.
  public let failed: Int
  /// The indices of the method; the first one orders the rows and has bars.
  public let measures: [Measure]
  /// By factor, in the order of the user.
  public let rows: [Row]
  /// What is said of the method's result as a whole, such as R squared, one sentence each.
  public let findings: [String]
  /// What must be known to read the result, one sentence each.
  public let warnings: [String]
  /// What runs of a study say beyond their indices; nil for other sources.
  public let details: SensitivityDetails?

  /// Describes a result.
  public init(
    method: String, title: String, output: String, source: String, runs: Int, failed: Int,
    measures: [Measure], rows: [Row], findings: [String] = [], warnings: [String] = [],
    details: SensitivityDetails? = nil
  ) {
    precondition(
      rows.allSatisfy { $0.estimates.count == measures.count } && !measures.isEmpty,
      "\(measures.count) measures of \(rows.count) rows")
    self.method = method
    self.title = title
    self.output = output
    self.source = source
    self.runs = runs
    self.failed = failed
    self.measures = measures
    self.rows = rows
    self.findings = findings
    self.warnings = warnings
    self.details = details
  }

  /// Whether an index says that the factor matters: its interval leaves 0 out (above 0 only, where the index
  /// has no sign), or it exceeds the noise floor where the estimator cannot come out negative.
  func isDistinguishable(_ row: Row, _ measure: Int) -> Bool {
    let estimate = row.estimates[measure]
    if row.isInert || !estimate.value.isFinite { return false }
    if measures[measure].isCentred {
      return measures[measure].isSigned ? estimate.isDistinguishableFromZero : estimate.low > 0
    }
    if let pValue = row.pValue { return pValue < Self.falseAlarms }
    if !estimate.low.isFinite { return true }
    guard let floor = row.noiseFloor else { return estimate.isDistinguishableFromZero }
    return estimate.value > floor
  }

  /// The probability with which a factor without influence is said to matter.
  static let falseAlarms = 0.05

  /// The rows from the largest first index to the smallest, undefined ones last; the signs of
  /// coefficients do not count.
  var ordered: [Row] {
    rows.enumerated().sorted { left, right in
      let (a, b) = (left.element.estimates[0].value, right.element.estimates[0].value)
      func size(_ value: Double) -> Double {
        value.isNaN ? -.infinity : measures[0].isSigned ? value.magnitude : value
      }
      let (x, y) = (size(a), size(b))
      let (p, q) = (isDistinguishable(left.element, 0), isDistinguishable(right.element, 0))
      if p != q { return p }
      return x != y ? x > y : left.offset < right.offset
    }.map(\.element)
  }
}
