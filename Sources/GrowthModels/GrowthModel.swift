import CGrowthKernel
import GrowthKernelBaseline
import ModelContract

/// The capability-accumulation growth model: twenty sectors, 152 state numbers a future, explicit steps.
///
/// `compile(_:in:)` gives the batch kernel, `trace(_:in:factors:luck:)` the readable reference; the two agree to
/// 1e-9 relative. Equations, symbols, units and sources are in `Models/model-card.md`.
public struct GrowthModel: BatchModel {
  /// The machine code that runs the batch kernel.
  public let path: VectorPath
  /// How the kernel computes relatedness.
  public let product: RelatednessProduct
  /// The numbers the kernel computes with.
  public let precision: KernelPrecision

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - path: machine code of the kernel; by default the widest this build has and this processor runs.
  ///   - product: how relatedness is computed; by default in the kernel, which is measured faster than BLAS at
  ///     these sizes.
  ///   - precision: numbers of the kernel; double unless speed is worth more than digits.
  /// - Precondition: the path is available; BLAS multiplies in double precision only.
  public init(
    path: VectorPath = .best, product: RelatednessProduct = .kernel,
    precision: KernelPrecision = .double
  ) {
    precondition(path.isAvailable, path.obstacle ?? "")
    precondition(
      precision == .double || product == .kernel, "BLAS multiplies in double precision only")
    self.path = path
    self.product = product
    self.precision = precision
  }

  static let name = "capability_accumulation"
  static let version = "third"

  /// The name in files.
  public var name: String { Self.name }
  /// The version that ensembles and manifests carry.
  public var version: String { Self.version }
  /// A mix may switch to a second plan.
  public var followsContingencies: Bool { true }
  /// Everything a file may say of it.
  public var schema: ModelSchema { GrowthSchema.schema }
  /// Uncertain inputs.
  public var factors: [Factor] { GrowthFactors.all }
  /// Policy levers.
  public var levers: [Lever] { GrowthLevers.all }
  /// Constants of a policy mix.
  public var traits: [Trait] { GrowthLevers.traits }
  /// Results.
  public var outcomes: [Outcome] { GrowthOutcomes.all }
  /// Streams of luck.
  public var luck: [LuckStream] { GrowthOutcomes.luck }
  /// The machine code, with the product when it is not the kernel's own and the precision when it is single.
  public var vectorPath: String {
    if precision == .single { return "\(path.rawValue)+single" }
    return product == .kernel ? path.rawValue : "\(path.rawValue)+\(product.rawValue)"
  }

  /// Computes every table that no future changes.
  ///
  /// - Precondition: the model's catalogues are those of the kernel, name by name.
  public func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    if let mismatch = GrowthShapes.mismatch { preconditionFailure(mismatch) }
    for policy in policies { try GrowthValidation.check(policy, in: world) }
    return CompiledGrowthModel(
      policies, in: world, path: path, product: product, precision: precision)
  }

  /// One future, step by step, by the reference implementation.
  public func trace(
    _ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> Trace {
    try GrowthReference.trace(policy, in: world, factors: factors, luck: luck)
  }
}

/// Policies of one world with their tables.
struct CompiledGrowthModel: CompiledModel {
  private let tables: [GrowthTables]
  private let origin: GrowthTables?
  private let path: VectorPath
  private let product: RelatednessProduct
  private let precision: KernelPrecision
  let years: [Double]

  var policyCount: Int { tables.count }

  init(
    _ policies: [Policy], in world: World, path: VectorPath, product: RelatednessProduct,
    precision: KernelPrecision
  ) {
    self.path = path
    self.product = product
    self.precision = precision
    years = stride(from: world.start, through: world.end, by: 1).map { $0 }
    origin = world.origin.map {
      GrowthTables(
        policy: $0.policy, reference: $0.policy, world: world, start: $0.start, end: world.start,
        originSteps: 0, observedIncome: nil)
    }
    tables = policies.map { policy in
      let tables = GrowthTables(
        policy: policy, reference: world.reference, world: world, start: world.start,
        end: world.end, originSteps: world.originStepCount,
        observedIncome: world.origin?.observedIncome)
      if let contingency = policy.contingency { tables.add(contingency, to: policy, in: world) }
      return tables
    }
    if let origin {
      for table in tables { table.inheritMissions(from: origin) }
    }
  }

  func makeWorkspace(lanes: Int) -> AnyObject { GrowthWorkspace(policies: tables.count) }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    guard let workspace = workspace as? GrowthWorkspace else {
      preconditionFailure("the workspace was made by another model")
    }
    precondition(
      precision == .double || draws.lanes >= 32, "single precision runs 32 futures at a time")
    for (index, table) in tables.enumerated() {
      workspace.programs[index] = UnsafePointer(table.program)
    }
    var block = growth_block()
    block.programs = UnsafePointer(workspace.programs)
    block.policies = Int64(tables.count)
    block.origin = origin.map { UnsafePointer($0.program) }
    block.factors = draws.factors
    block.luck = (draws.luck[0], draws.luck[1], draws.luck[2], draws.luck[3])
    block.lanes = Int64(draws.lanes)
    block.outcomes = outcomes.values
    block.yearly = outcomes.yearly
    block.years = Int64(outcomes.yearCount)
    block.memory = workspace.memory
    block.product = product == .blas ? RelatednessTables.blasProduct : nil
    withExtendedLifetime(tables) {
      withUnsafePointer(to: &block) { path.run(UnsafeRawPointer($0), in: precision) }
    }
  }
}

/// Scratch memory of one worker.
final class GrowthWorkspace {
  let memory: UnsafeMutablePointer<Double>
  let programs: UnsafeMutablePointer<UnsafePointer<growth_program>?>

  init(policies: Int) {
    let bytes = growthKernelMemory * MemoryLayout<Double>.stride
    memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
      .bindMemory(to: Double.self, capacity: growthKernelMemory)
    memory.initialize(repeating: 0, count: growthKernelMemory)
    programs = .allocate(capacity: max(policies, 1))
    programs.initialize(repeating: nil, count: max(policies, 1))
  }

  deinit {
    memory.deallocate()
    programs.deallocate()
  }
}
