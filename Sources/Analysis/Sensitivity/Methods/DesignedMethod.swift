import Ensembles
import NumericCore
import Sampling

/// What a design moves.
public enum DesignMovement: Sendable, Hashable {
  /// Groups of inputs, dependent factors and luck among them.
  case groups
  /// Single factors with a law of their own; all other inputs stay as drawn while one moves.
  case factors
  /// The same along whole curves.
  case curves
}

/// A form of a design that only some methods have.
public enum DesignVariant: String, Sendable, Hashable, CaseIterable {
  /// Steps of all lengths from common centres.
  case radial
  /// Fewer rows a base point, without second-order indices.
  case economical
  /// Second-order indices.
  case pairs
  /// A run that ends at a precision.
  case untilPrecision = "until-precision"
}

/// What the rows of a design are counted in.
public struct DesignUnit: Sendable, Hashable {
  /// The word for one.
  public enum Name: String, Sendable, Hashable {
    /// A base point with all its rows.
    case basePoint = "base point"
    /// A walk.
    case walk
    /// A search curve.
    case curve
  }

  /// The word for one.
  public let name: Name
  /// How many there are.
  public let count: Int
  /// Runs of each.
  public let runs: Int
}

/// What is asked of a designed method.
public struct DesignRequest: Sendable {
  /// How large the design is.
  public enum Size: Sendable, Hashable {
    /// At most so many runs, for a table.
    case atMost(runs: Int)
    /// At least so many runs, those of all policies counted; the method's usual size when nil.
    case atLeast(runs: Int?, policies: Int)
  }

  /// The factors that can move by themselves.
  public var factors: [MovedFactor]
  /// All inputs as groups.
  public var groups: [PickFreezeGroup]
  /// How large the design is.
  public var size: Size
  /// Blocks, or independent replicates, from whose spread errors come; the method's usual number when nil.
  public var replicates: Int?
  /// The seed.
  public var seed: UInt64
  /// The form of the design.
  public var variants: Set<DesignVariant>

  /// Asks for a design.
  public init(
    factors: [MovedFactor], groups: [PickFreezeGroup], size: Size, replicates: Int? = nil,
    seed: UInt64, variants: Set<DesignVariant> = []
  ) {
    self.factors = factors
    self.groups = groups
    self.size = size
    self.replicates = replicates
    self.seed = seed
    self.variants = variants
  }

  /// Blocks of a design for a study unless asked otherwise: 16, with 15 degrees of freedom.
  public static let usualReplicates = 16
  /// Base points of a screening design of a study unless asked otherwise: a quarter of those from which shares of
  /// variance are estimated.
  static let screeningPoints = 1024
  /// Base points, or walks, of other designs: 4,096, which gives total indices an error of about a hundredth.
  public static let usualPoints = 4096

  /// Units that the size pays for.
  ///
  /// - Throws: `UsageError` when a table could not have two, below which there is no error.
  func units(of method: String, rowCount: Int, inputs: Int, usual: Int, hint: String) throws -> Int
  {
    switch size {
    case .atMost(let runs):
      guard runs >= 2 * rowCount else {
        throw UsageError(
          "A \(method) design of \(inputs) factors needs at least \(2 * rowCount) runs\(hint); --runs is "
            + "\(runs).")
      }
      return runs / rowCount
    case .atLeast(let runs, let policies):
      let cost = rowCount * policies
      return runs.map { max(($0 + cost - 1) / cost, 2) } ?? usual
    }
  }

  /// Sobol' points that the size pays for.
  func base(of method: String, rowCount: Int, inputs: Int, usual: Int) throws -> Design {
    let points = try units(
      of: method, rowCount: rowCount, inputs: inputs, usual: usual,
      hint: ", and 64 times \(rowCount) to say much")
    guard case .atMost = size else {
      return try Self.design(
        points: points, seed: seed, replicates: replicates ?? Self.usualReplicates)
    }
    let futures = PickFreezeTable.basePoints(atMost: points)
    guard let parts = PickFreezeTable.replicates(basePoints: futures) else {
      preconditionFailure("\(futures) base points")
    }
    return try Self.design(points: futures, seed: seed, replicates: parts.replicates)
  }

  /// Sobol' points, in blocks of one sequence unless said otherwise.
  ///
  /// - Throws: `UsageError` when runs were asked for that need more points than there are.
  static func design(
    points: Int, seed: UInt64, replicates: Int, parts: DesignSpecification.Parts = .blocks
  ) throws -> Design {
    do {
      return try Design(
        .init(kind: .sobol, futures: points, seed: seed, replicates: replicates, parts: parts))
    } catch let error as DesignError {
      throw UsageError("--runs asks for too many: \(error).")
    }
  }
}

extension Design {
  /// The parts of a Sobol' design, from whose spread errors come, in words.
  var sobolParts: String {
    specification.parts == .blocks
      ? "\(groupCount) blocks of a scrambled Sobol' sequence"
      : "\(groupCount) scrambled Sobol' replicates"
  }
}

/// What the runs of a design say, whoever made them.
public struct RowAnalysis: Sendable {
  /// The design in words.
  public let title: String
  /// How the runs follow each other.
  public let layout: RowLayout
  /// Indices of outcomes by row and point; not finite where a run failed.
  public let result: @Sendable (_ outcomes: [[Double]]) -> MethodResult
}

/// A design with what its analysis needs.
public struct MethodDesign: Sendable {
  /// The rows, which feed a batch kernel or a table.
  public let rows: any RowDesign
  /// The futures from whose draws the rows are made.
  public let draws: Design
  /// What its rows are counted in.
  public let unit: DesignUnit
  /// Whether an analysis of its rows should name the factors.
  public let namesInputs: Bool
  /// What its runs say.
  public let analysis: RowAnalysis

  init(
    rows: any RowDesign, draws: Design, unit: DesignUnit, namesInputs: Bool = false,
    analysis: RowAnalysis
  ) {
    self.rows = rows
    self.draws = draws
    self.unit = unit
    self.namesInputs = namesInputs
    self.analysis = analysis
  }

  /// How the runs follow each other in a table.
  public var layout: RowLayout { analysis.layout }
}

/// A method that needs runs of its own.
public struct DesignedMethod: SensitivityMethod {
  /// The name by which it is chosen.
  public let name: String
  /// The method in words.
  public let title: String
  /// The indices it estimates.
  public let measures: [SensitivityMeasure]
  /// What its design moves.
  public let movement: DesignMovement
  /// Whether the outcome must not jump.
  public let needsSlopes: Bool
  /// The forms its design has.
  public let variants: Set<DesignVariant>
  /// Where and how `selfcheck` holds it against exact values.
  public let check: DesignedCheck
  /// Makes a design.
  ///
  /// - Throws: `UsageError` for too few or too many runs, and what the design throws.
  public let plan: @Sendable (DesignRequest) throws -> MethodDesign
  /// Recognises a design in the rows of a table.
  ///
  /// - Throws: ``DesignMismatch`` with the first place that does not fit.
  public let recognise: @Sendable (DesignTable) throws -> RowAnalysis

  /// Describes a method.
  init(
    name: String, title: String, measures: [SensitivityMeasure], movement: DesignMovement,
    needsSlopes: Bool = false, variants: Set<DesignVariant> = [], check: DesignedCheck,
    plan: @escaping @Sendable (DesignRequest) throws -> MethodDesign,
    recognise: @escaping @Sendable (DesignTable) throws -> RowAnalysis
  ) {
    self.name = name
    self.title = title
    self.measures = measures
    self.movement = movement
    self.needsSlopes = needsSlopes
    self.variants = variants
    self.check = check
    self.plan = plan
    self.recognise = recognise
  }
}
