import ArgumentParser
import GrowthModels
import ModelContract
import Studies

/// Statements about a decision that can be analysed in place of an outcome.
struct SensitivityDecisionOptions: ParsableArguments {
  @Option(
    help: "A policy mix: analyses how far it falls behind the best mix (not for a CSV file).")
  var regret: String?

  @Option(
    help: "Two policy mixes A,B: analyses whether A does better than B (not for a CSV file).")
  var beats: String?

  /// Refuses what cannot be asked together.
  func validate(_ command: SensitivityCommand) throws {
    let given = [
      ("--difference", command.difference != nil), ("--regret", regret != nil),
      ("--beats", beats != nil),
    ].filter(\.1).map(\.0)
    if let first = given.first, command.policy != nil {
      throw ValidationError("Give either --policy or \(first).")
    }
    if !command.isStudy && given.count > 1 {
      throw ValidationError(
        "Finished runs are analysed for one of \(given.joined(separator: " and ")) at a time.")
    }
  }

  /// What is computed of the runs of a folder.
  enum Target {
    case outcome(String)
    case difference(String, String)
    case beats(String, String, wantsLess: Bool)
    case regret(String, all: [String], wantsLess: Bool)

    /// The mixes whose runs are needed, the first one that the target is about.
    var policies: [String] {
      switch self {
      case .outcome(let policy): [policy]
      case .difference(let first, let second), .beats(let first, let second, _): [first, second]
      case .regret(let policy, let all, _): [policy] + all.filter { $0 != policy }
      }
    }

    /// The target of one future, from the outcomes of ``policies``; not a number where one of them failed.
    func value(_ outcomes: [Double]) -> Double {
      let isComplete = outcomes.allSatisfy { !$0.isNaN }
      switch self {
      case .outcome: return outcomes[0]
      case .difference: return outcomes[0] - outcomes[1]
      case .beats(_, _, let wantsLess):
        guard isComplete else { return .nan }
        if outcomes[0] == outcomes[1] { return 0.5 }
        return (outcomes[0] > outcomes[1]) != wantsLess ? 1 : 0
      case .regret(_, _, let wantsLess):
        guard isComplete else { return .nan }
        return outcomes.reduce(0) { max($0, wantsLess ? outcomes[0] - $1 : $1 - outcomes[0]) }
      }
    }

    /// The target in words.
    func name(_ output: String) -> String {
      switch self {
      case .outcome(let policy): "\(output) of \(policy)"
      case .difference(let first, let second): "\(output) of \(first) less that of \(second)"
      case .beats(let first, let second, _): "\(first) better than \(second) by \(output)"
      case .regret(let policy, let all, _):
        "regret of \(policy) by \(output), among \(all.count) mixes"
      }
    }
  }

  /// The target of a folder.
  ///
  /// - Parameters:
  ///   - output: the outcome.
  ///   - present: the mixes of the run.
  func target(
    _ command: SensitivityCommand, output: String, present: [String]
  ) throws -> Target {
    func pair(_ list: String, _ option: String) throws -> (String, String) {
      let names = NameSelection.split(list)
      guard names.count == 2, names[0] != names[1] else {
        throw ValidationError("--\(option) takes two policy mixes, as in A,B.")
      }
      return (names[0], names[1])
    }
    if let difference = command.difference {
      let (first, second) = try pair(difference, "difference")
      return .difference(first, second)
    }
    if let beats {
      let (first, second) = try pair(beats, "beats")
      return .beats(first, second, wantsLess: try Self.wantsLess(output))
    }
    if let regret {
      guard present.count > 1 else {
        throw ValidationError("Regret needs a run of several mixes; this one has \(present[0]).")
      }
      return .regret(regret, all: present, wantsLess: try Self.wantsLess(output))
    }
    if let policy = command.policy ?? (present.count == 1 ? present[0] : nil) {
      return .outcome(policy)
    }
    throw ValidationError(
      "Name a policy mix with --policy or --regret, or two with --difference or --beats A,B; the run has "
        + "\(present.joined(separator: ", ")).")
  }

  /// Whether less of an outcome of the model is better.
  private static func wantsLess(_ output: String) throws -> Bool {
    let direction = GrowthModel().outcomes.first { $0.name == output }?.direction ?? .describe
    guard direction != .describe else {
      throw ValidationError("\(output) has no direction by which mixes could be ranked.")
    }
    return direction == .minimize
  }
}
