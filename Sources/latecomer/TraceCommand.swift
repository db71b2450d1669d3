import ArgumentParser
import Ensembles
import Foundation
import ModelContract
import Reporting
import Sampling
import Scenarios

/// `latecomer trace`: one future through time.
struct TraceCommand: ParsableCommand {
  /// Which instants are printed.
  enum Interval: String, ExpressibleByArgument, CaseIterable {
    case step, year
  }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follows one future of one policy through time, by the readable reference model.",
    discussion: """
      Examples:
        latecomer trace Models/studies/first-study.yaml --policy education_only --future 12
        latecomer trace Models/studies/first-study.yaml --policy baseline --defaults --noise off \
      --every step --sectors --format csv
        latecomer trace Models/studies/first-study.yaml --policy baseline --set absorption_speed=0.15

      With --future I the draws are those of future I of a run with the same seed and design. Without it every \
      factor has its default value and noise is off unless --noise on, which takes the luck of future 0.
      """)

  @Argument(help: "The study file.", completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: "The policy mix, as the study runs it.")
  var policy: String

  @Option(help: "The scenario; by default the study's first.")
  var scenario: String?

  @Option(help: "Replay this future of the study's design, counted from 0.")
  var future: Int?

  @Flag(help: "Every factor at its default value (the default).")
  var defaults = false

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a factor to a value; may be repeated.", valueName: "factor=value"))
  var settings: [String] = []

  @Option(help: "Beliefs a future is drawn from: prior or ensemble; by default the study's first.")
  var beliefs: String?

  @Option(help: "Print every time step or every whole year.")
  var every: Interval = .year

  @Flag(help: "Add the states of every sector.")
  var sectors = false

  @Option(help: "Form of the trace.")
  var format: FormatOption<TraceReport> = .text

  @OptionGroup var design: DesignOptions
  @OptionGroup var machine: MachineOptions

  func validate() throws {
    if future != nil && defaults {
      throw ValidationError("--future and --defaults exclude each other.")
    }
    if let future, future < 0 {
      throw ValidationError("Futures are counted from 0; there is no future \(future).")
    }
  }

  func run() throws {
    let study = try StudyLoader.load(study)
    try NameSelection.check(policy, among: study.policies.map(\.name), kind: "policy")
    var options = design
    let needed = (future ?? 0) + 1
    // A longer run begins with the shorter one, so that asking for a later future changes none.
    if needed > design.applied(to: study.design).futures { options.futures = needed }
    if future == nil && options.noise == nil { options.noise = .off }
    var prepared = try PreparedStudy(study, options: options, machine: machine)
    try prepared.select(scenarios: scenario ?? study.scenarios[0].name)
    guard prepared.scenarios.count == 1 else {
      throw ValidationError("A trace follows one scenario, not \(prepared.scenarios.count).")
    }
    _ = try prepared.select(policies: policy)
    let trace = try trace(prepared)
    let report = TraceReport(
      sectors ? trace : trace.withoutDetails, outcomes: prepared.model.outcomes,
      subject: subject(prepared), everyYear: every == .year)
    try Terminal.write(report.rendered(as: format.format))
  }

  private func trace(_ prepared: PreparedStudy) throws -> Trace {
    guard let mix = prepared.selected.first(where: { $0.name == policy }) else {
      preconditionFailure("\(policy) was checked and is gone")
    }
    var overrides = try overrides(prepared.model.factors)
    if future == nil {
      let defaults = prepared.study.defaultFactors(scenario: prepared.scenarios[0])
      for (column, value) in defaults.enumerated() where overrides[column] == nil {
        overrides[column] = value
      }
    }
    let replay = try FutureReplay(
      prepared.experiment(try prepared.beliefs(beliefs)[0]))
    return try replay.trace(of: future ?? 0, policy: mix, scenario: 0, overrides: overrides)
  }

  private func overrides(_ factors: [Factor]) throws -> [Int: Double] {
    var result: [Int: Double] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Double(parts[1]) else {
        throw ValidationError("--set takes factor=value, not \"\(setting)\".")
      }
      try NameSelection.check(parts[0], among: factors.map(\.name), kind: "factor")
      let column = factors.firstIndex { $0.name == parts[0] }!
      guard factors[column].admissible.contains(value) else {
        let range = factors[column].admissible
        throw ValidationError(
          "\(parts[0]) must lie between \(range.lowerBound) and \(range.upperBound), not \(value).")
      }
      result[column] = value
    }
    return result
  }

  private func subject(_ prepared: PreparedStudy) -> String {
    let draw = future.map { "future \($0), seed \(prepared.design.specification.seed)" }
    var parts = [
      "study \(prepared.study.name)", "policy \(policy)",
      "scenario \(prepared.scenarios[0].name)", draw ?? "every factor at its default",
      prepared.hasNoise ? "with noise" : "without noise",
    ]
    if !settings.isEmpty { parts.append("set \(settings.joined(separator: ", "))") }
    if let scaled = prepared.budgeted.first(where: { $0.policy.name == policy }),
      !scaled.isWithinBudget
    {
      parts.append("scaled by the study's budget")
    }
    return parts.joined(separator: ", ")
  }
}

extension Trace {
  /// The trace with outcomes alone.
  var withoutDetails: Trace {
    Trace(
      details: [],
      rows: rows.map { Row(year: $0.year, outcomes: $0.outcomes, details: []) })
  }
}
