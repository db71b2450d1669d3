import ModelContract

/// A model of one state and one lever with a closed-form solution, to test the machinery around models.
///
/// Conforming types give the state's equation of motion; time stepping, batches and traces follow. The
/// integrator is the classical Runge-Kutta method of order 4 with the lever read at the stages, so that
/// halving the step divides the error by about 16 wherever the lever's path is smooth.
///
/// Oracle models have no luck, no outside paths, no settings and no history.
public protocol OracleModel: BatchModel {
  /// The factor that says where the state begins, which an economy may state.
  var initialCondition: String { get }

  /// The state when the run begins.
  func initialState(_ factors: FactorLane) -> Double

  /// The state's change a year.
  ///
  /// - Parameter time: years since the start of the run.
  func rate(_ state: Double, time: Double, lever: Double, _ factors: FactorLane) -> Double

  /// Hands every outcome to `write`, by its position in ``BatchModel/outcomes``.
  func report(
    _ state: Double, time: Double, lever: Double, _ factors: FactorLane,
    write: (Int, Double) -> Void)
}

/// The factors of one future in a block of columns.
public struct FactorLane {
  let first: UnsafePointer<Double>
  let stride: Int

  /// The value of a factor, by its position in ``BatchModel/factors``.
  public subscript(factor: Int) -> Double { first[factor * stride] }
}

extension OracleModel {
  /// The version of the oracle models.
  public var version: String { "1" }
  /// Oracle models draw no luck.
  public var luck: [LuckStream] { [] }
  /// Oracle models have no traits.
  public var traits: [Trait] { [] }
  /// An economy may be left out; one that is given may state the state at the start.
  public var schema: ModelSchema {
    ModelSchema(
      name: name, version: version, factors: factors, levers: levers, outcomes: outcomes,
      initialConditions: [.init(initialCondition, isRequired: false)])
  }
  /// Oracle models run plain code.
  public var vectorPath: String { "scalar" }

  /// Makes several policies ready to run.
  ///
  /// - Throws: ``ModelError`` when a policy lacks the model's lever, has another one or leaves its range,
  ///   when step and horizon do not fit, or when the world has what an oracle model cannot use.
  public func compile(_ policies: [Policy], in world: World) throws -> any CompiledModel {
    CompiledOracle(
      model: self, levers: try policies.map { try leverTable($0, world) }, world: world)
  }

  /// One future under one policy, step by step, with the same equations as the batch.
  public func trace(_ policy: Policy, in world: World, factors: [Double], luck: [[Double]?]) throws
    -> Trace
  {
    precondition(
      factors.count == self.factors.count,
      "\(self.factors.count) factors expected, got \(factors.count)")
    let lever = try leverTable(policy, world)
    var rows: [Trace.Row] = []
    factors.withUnsafeBufferPointer { values in
      let lane = FactorLane(first: values.baseAddress!, stride: 1)
      integrate(lever, world, lane) { step, state, time in
        var outcomes = [Double](repeating: 0, count: self.outcomes.count)
        report(state, time: time, lever: lever[2 * step], lane) { outcomes[$0] = $1 }
        rows.append(Trace.Row(year: world.start + time, outcomes: outcomes, details: []))
      }
    }
    return Trace(details: [], rows: rows)
  }

  /// The lever at every half step: index 2 n is the start of step n, 2 n + 1 its middle.
  private func leverTable(_ policy: Policy, _ world: World) throws(ModelError) -> [Double] {
    guard World.dividesYear(world.step) else {
      throw ModelError(
        "The step of world '\(world.name)' is \(world.step) years; it must divide one.")
    }
    let steps = (world.end - world.start) / world.step
    guard world.end > world.start, abs(steps - steps.rounded()) < 1e-6 else {
      throw ModelError("World '\(world.name)' must last a positive whole number of steps.")
    }
    guard world.origin == nil, world.paths.isEmpty, world.settings.isEmpty else {
      throw ModelError("The model '\(name)' takes no history, outside paths or settings.")
    }
    guard policy.contingency == nil, world.reference.contingency == nil else {
      throw ModelError(
        "Policy '\(policy.name)' has a second plan, which the model '\(name)' cannot follow.")
    }
    let lever = levers[0]
    guard let path = policy.levers[lever.name] else {
      throw ModelError("Policy '\(policy.name)' has no path for the lever '\(lever.name)'.")
    }
    guard policy.levers.count == 1, policy.traits.isEmpty, policy.targets.isEmpty else {
      throw ModelError(
        "Policy '\(policy.name)' has more than the lever '\(lever.name)', which is all that the model "
          + "'\(name)' knows.")
    }
    guard path.breakpoints.allSatisfy({ lever.admissible.contains($0.value) }) else {
      throw ModelError(
        "Policy '\(policy.name)' takes '\(lever.name)' outside \(lever.admissible.lowerBound) to "
          + "\(lever.admissible.upperBound).")
    }
    let halfSteps = Double(2 * world.stepsPerYear)
    return (0...2 * world.stepCount).map { path.value(at: world.start + Double($0) / halfSteps) }
  }

  /// Runs one future and visits it at every step, both ends included.
  func integrate(
    _ lever: [Double], _ world: World, _ factors: FactorLane,
    visit: (_ step: Int, _ state: Double, _ time: Double) -> Void
  ) {
    let step = world.step
    var state = initialState(factors)
    for index in 0...world.stepCount {
      let time = Double(index) / Double(world.stepsPerYear)
      visit(index, state, time)
      if index == world.stepCount { return }
      let middle = time + step / 2
      let first = rate(state, time: time, lever: lever[2 * index], factors)
      let second = rate(
        state + step / 2 * first, time: middle, lever: lever[2 * index + 1], factors)
      let third = rate(
        state + step / 2 * second, time: middle, lever: lever[2 * index + 1], factors)
      let fourth = rate(
        state + step * third, time: time + step, lever: lever[2 * index + 2], factors)
      state += step / 6 * (first + 2 * second + 2 * third + fourth)
    }
  }
}

/// An oracle model with its policies.
struct CompiledOracle<Model: OracleModel>: CompiledModel {
  private final class NoScratch {}

  let model: Model
  /// Lever values by policy and half step.
  let levers: [[Double]]
  let world: World

  var policyCount: Int { levers.count }

  var years: [Double] {
    (0...(world.stepCount / world.stepsPerYear)).map { world.start + Double($0) }
  }

  func makeWorkspace(lanes: Int) -> AnyObject { NoScratch() }

  func run(_ draws: DrawBlock, using workspace: AnyObject, into outcomes: OutcomeBlock) {
    for policy in levers.indices {
      for lane in 0..<draws.lanes {
        run(policy, FactorLane(first: draws.factors + lane, stride: draws.lanes), lane, outcomes)
      }
    }
  }

  private func run(_ policy: Int, _ factors: FactorLane, _ lane: Int, _ outcomes: OutcomeBlock) {
    let lever = levers[policy]
    let perYear = world.stepsPerYear
    model.integrate(lever, world, factors) { step, state, time in
      if step == world.stepCount {
        model.report(state, time: time, lever: lever[2 * step], factors) { outcome, value in
          outcomes.column(policy: policy, outcome: outcome)[lane] = value
        }
      }
      if let yearly = outcomes.yearly, step % perYear == 0 {
        let row = policy * outcomes.yearCount + step / perYear
        model.report(state, time: time, lever: lever[2 * step], factors) { outcome, value in
          yearly[(row * outcomes.outcomeCount + outcome) * outcomes.lanes + lane] = value
        }
      }
    }
  }
}
