import Foundation
import ModelContract

extension GrowthModel: AccountedModel {
  /// Consumption over the whole run.
  public var accountedOutcome: String { "discounted_consumption" }

  /// What consumption is made from, and what is taken off it.
  public var channels: [AccountChannel] {
    let meanings = [
      "capability, quality and mix of the firms that trade",
      "what firms that do not trade learn from them", "capital a worker",
      "cognitive skill of workers",
      "infrastructure", "output lost to misallocation",
      "royalties, licence fees and what dependence costs output",
      "prices of exports and imports, and exposure to world demand",
      "how fast the income that the start leaves unexplained fades",
      "income that is invested and not consumed", "programmes, paid from income",
      "research that firms pay themselves",
    ]
    return zip(ConsumptionAccount.channels, meanings).map {
      AccountChannel(name: $0, meaning: $1)
    }
  }

  /// Both policies step by step by the reference implementation, every step's difference split by
  /// ``ConsumptionAccount`` and discounted as consumption is.
  ///
  /// A run that invests and spends more than its income in some year, where the model lets consumption fall no lower than
  /// its least, has no logarithm and no account: not a number. Cost: about 0.2 milliseconds a step.
  public func account(
    _ first: Policy, against second: Policy, in world: World, factors: [Double], luck: [[Double]?]
  ) throws -> [Double] {
    for policy in [first, second] { try GrowthValidation.check(policy, in: world) }
    var runs = [first, second].map {
      ReferenceRun($0, in: world, factors: factors, luck: luck)
    }
    let usesFirstEquation = GrowthValidation.setting("consumption_equation", of: world) == 1
    var parts = [Double](repeating: 0, count: ConsumptionAccount.channels.count)
    var growth = 0.0
    for step in 0...world.stepCount {
      let instants = runs.indices.map { runs[$0].observe().now }
      let accounts = zip(runs, instants).map { run, now in
        ConsumptionAccount(
          run.economy.state, now, usesFirstEquation: usesFirstEquation, run.economy.parameters)
      }
      let weight =
        world.step * exp(growth - world.discountRate * (runs[0].economy.year - world.start))
      for (channel, part) in accounts[0].difference(from: accounts[1]).enumerated() {
        parts[channel] += weight * part
      }
      growth += instants[0].surroundings.frontierGrowth * world.step
      if step < world.stepCount {
        for place in runs.indices { runs[place].step(from: instants[place]) }
      }
    }
    return parts
  }
}
