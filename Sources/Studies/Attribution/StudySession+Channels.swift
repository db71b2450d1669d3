import Analysis
import Ensembles
import ModelContract
import Sampling
import StudyContract

extension StudySession {
  /// Futures that are accounted for one by one: their shares err by a few hundredths, in about a second.
  static let accountedFutures = 128

  /// The channels through which two mixes come to differ, and the split of a difference over them; nil for a model without
  /// accounts and another outcome than the one it accounts for.
  ///
  /// Cost: both mixes in 128 futures by the reference implementation, about 15 milliseconds each.
  ///
  /// - Throws: `EnsembleError` when it was cancelled, and what the model throws.
  func channels(
    of first: Policy, against second: Policy, scenario: Scenario, beliefs: Beliefs,
    outcome: String, difference: Double
  ) throws -> (channels: [AccountChannel], split: ChannelSplit)? {
    guard let model = model as? any AccountedModel, outcome == model.accountedOutcome else {
      return nil
    }
    let experiment = try Self.experiment(
      study, model: model, policies: [first, second], scenarios: [scenario], beliefs: beliefs,
      design: design, hasNoise: hasNoise)
    let replay = try FutureReplay(experiment)
    let futures = (0..<min(Self.accountedFutures, design.futures)).map {
      (factors: replay.factors(of: $0, scenario: 0), luck: replay.luck(of: $0, scenario: 0))
    }
    let world = experiment.scenarios[0].world
    let accounts = try Engine.map(futures.count, context: context.quiet) {
      try model.account(
        first, against: second, in: world, factors: futures[$0].factors, luck: futures[$0].luck)
    }
    return ChannelSplit(of: difference, accounts).map { (model.channels, $0) }
  }
}
