import NumericCore

/// A model the engine can run: what it needs, what it reports, and how to make it ready.
///
/// The engine knows a model through this protocol alone.
public protocol BatchModel: Sendable {
  /// The model's name in files.
  var name: String { get }
  /// The version that ensembles and manifests carry.
  var version: String { get }
  /// Uncertain inputs, in column order.
  var factors: [Factor] { get }
  /// Policy levers.
  var levers: [Lever] { get }
  /// Constants of a policy mix.
  var traits: [Trait] { get }
  /// Results, in column order.
  var outcomes: [Outcome] { get }
  /// Streams of luck, in the order of ``DrawBlock/luck``.
  var luck: [LuckStream] { get }
  /// Which machine code the batch kernel uses, for the manifest: `x86-64-v4`.
  var vectorPath: String { get }

  /// Whether the model follows the second plan of a mix that has one; by default it does not, and such a mix is refused.
  var followsContingencies: Bool { get }

  /// Everything a file may say of the model. By default what the tables above say and nothing else.
  var schema: ModelSchema { get }

  /// Makes several policies ready to run in one world; every table that does not depend on the future is
  /// computed here, once.
  ///
  /// - Throws: ``ModelError`` when a policy or the world lacks what the model needs or has values the
  ///   model cannot take.
  func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel

  /// One future under one policy, step by step, by the model's readable reference implementation.
  ///
  /// - Parameters:
  ///   - factors: one value for each factor of the model.
  ///   - luck: for each stream its columns for this future, or nil when switched off.
  /// - Throws: ``ModelError`` as ``compile(_:in:)`` does.
  func trace(_ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]) throws
    -> Trace
}

extension BatchModel {
  /// Mixes follow one plan.
  public var followsContingencies: Bool { false }
}

/// Policies of one world, ready to run on any number of blocks from any number of threads.
public protocol CompiledModel: Sendable {
  /// Number of policies, the first dimension of the outcome block.
  var policyCount: Int { get }
  /// Whole years that are recorded when years are asked for.
  var years: [Double] { get }

  /// Scratch memory for one worker. Made once a worker, reused for every block; never shared.
  func makeWorkspace(lanes: Int) -> AnyObject

  /// Runs every policy on every future of the block.
  ///
  /// Writes outcomes in place; does not throw, allocate after the first block, draw random numbers or look
  /// at a clock. A future that leaves the model's domain yields outcomes that are impossible
  /// (``Outcome/isPossible(_:)``), which the engine counts and reports.
  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock)
}

/// One future through time.
public struct Trace: Sendable {
  /// One instant.
  public struct Row: Sendable {
    /// Calendar year, fractions for steps within a year.
    public let year: Double
    /// Outcomes up to that instant, in the model's order; cumulative ones are running totals.
    public let outcomes: [Double]
    /// Values of ``Trace/details`` at that instant.
    public let details: [Double]

    /// Makes a row.
    public init(year: Double, outcomes: [Double], details: [Double]) {
      self.year = year
      self.outcomes = outcomes
      self.details = details
    }
  }

  /// Names of further columns, such as `capability.semiconductors`.
  public let details: [String]
  /// One row a time step, the first at the start.
  public let rows: [Row]

  /// Makes a trace.
  public init(details: [String], rows: [Row]) {
    self.details = details
    self.rows = rows
  }
}

/// A policy, world or setting that a model cannot run.
public struct ModelError: KindedError, Hashable {
  /// What is wrong, in one sentence for the user.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }
}
