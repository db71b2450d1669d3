import Analysis
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Scenarios
import StudyContract

/// What is believed instead of what a run was drawn from.
public struct BeliefChange: Sendable {
  /// A file with other laws of some factors.
  public var file: String?
  /// Factors and the means to which their laws are tilted.
  public var tilts: [(factor: String, mean: Double)] = []
  /// The radius of a Kullback-Leibler ball around it.
  public var radius: Double?

  /// Changes nothing.
  public init() {}
}

/// A finished run under another belief.
public struct ReweightingResult: Sendable {
  /// The run.
  public let table: ChoiceTable
  /// What is believed instead.
  public let change: BeliefChange
  /// Factors whose law is another.
  public let changed: [String]
  /// What was found.
  public let finding: Reweighting
}

extension ChoiceTable {
  /// The largest value, times the square root of the number of futures, of the distance between the distribution of a
  /// factor in the run and its law: one of 3 has probability 3e-8 (F. Massey 1951, doi:10.1080/01621459.1951.10500769).
  private static let largestDistance = 3.0

  /// Weighs the futures of a run by another belief.
  ///
  /// - Parameter change: what is believed instead.
  /// - Throws: `StudyErrors` with what is wrong in the file or the run, `ReweightingError` where the futures do not carry
  ///   the belief, `UsageError` for a factor that does not exist or has no law of its own.
  public func reweighted(_ change: BeliefChange) throws -> ReweightingResult {
    var logs = [Double](repeating: 0, count: outcomes[0].count)
    var changed: [String] = []
    if let file = change.file {
      let laws = try FactorsFile.read(file)
      func issue(_ factor: String, _ sentence: String) -> StudyErrors {
        StudyErrors([
          StudyIssue(
            kind: .badData, file: file, line: nil, column: nil, key: "factors.\(factor)",
            sentence: sentence)
        ])
      }
      if laws.copula != nil {
        throw StudyErrors([
          StudyIssue(
            kind: .badData, file: file, line: nil, column: nil, key: "correlations",
            sentence: "a run is reweighted by laws of single factors; leave correlations out")
        ])
      }
      let study = try RunManifest.study(inFolder: source)
      let model = ModelCatalogue.model(orStandard: study.modelName)
      let world = study.scenarios.first { $0.name == scenario } ?? study.scenarios.first
      let overridden = Set(
        (world?.overrides ?? []).map(\.factor)
          + (study.scenarios.first?.overrides ?? []).map(\.factor))
      let sources = study.columnSources(
        of: model.factors, beliefs: beliefs.flatMap { study.beliefs(named: $0) } ?? .prior)
      for entry in laws.factors {
        let name = entry.name
        try NameSelection.check(name, among: model.factors.map(\.name), kind: "factor")
        let place = model.factors.firstIndex { $0.name == name }!
        let law: Distribution
        switch sources.columns[place] {
        case .marginal(_, let own): law = own
        case .constant:
          throw issue(
            name, "the study of the run gives the factor no law, so that it never varied")
        case .joint:
          throw issue(
            name,
            "the values of the run are those of an ensemble, which has no laws; shift the mean with "
              + "--tilt \(name)=NUMBER")
        }
        if law == entry.distribution { continue }
        if overridden.contains(name) {
          throw issue(name, "the scenario of the run has a law of its own for the factor")
        }
        if sources.copula?.coupledNames.contains(name) == true {
          throw issue(
            name,
            "the factor is correlated with others in the run; shift its mean with --tilt \(name)=NUMBER"
          )
        }
        let values = try self.values(of: name)
        if Self.distance(values, law) > Self.largestDistance {
          throw issue(
            name,
            "the values of the run do not follow the law of its study; shift the mean with --tilt \(name)=NUMBER"
          )
        }
        try Self.checkSupport(entry.distribution, law) { issue(name, $0) }
        for row in logs.indices {
          logs[row] +=
            log(entry.distribution.density(values[row])) - log(law.density(values[row]))
        }
        changed.append(name)
      }
      if changed.isEmpty {
        throw StudyErrors([
          StudyIssue(
            kind: .badData, file: file, line: nil, column: nil, key: "factors",
            sentence: "every law is that of the run; there is nothing to reweight")
        ])
      }
    }
    let tilts = try change.tilts.map { tilt in
      try NameSelection.check(tilt.factor, among: factors.map(\.name), kind: "factor")
      return (name: tilt.factor, values: try values(of: tilt.factor), mean: tilt.mean)
    }
    do {
      let finding = try Reweighting(
        policies: policies, outcomes: outcomes, wantsLess: wantsLess, baseline: baseline,
        logRatios: logs, tilts: tilts, radius: change.radius)
      return ReweightingResult(
        table: self, change: change, changed: changed, finding: finding)
    } catch let error as ReweightingError {
      throw ReweightingError("\(source): \(error)")
    }
  }

  private func values(of name: String) throws -> [Double] {
    guard let factor = factors.first(where: { $0.name == name }),
      case .numbers(let values) = factor.values
    else { throw UsageError("The factor \(name) does not vary in \(source).") }
    return values
  }

  /// Futures cannot stand for values that none of them could have.
  private static func checkSupport(
    _ new: Distribution, _ old: Distribution, _ error: (String) -> StudyErrors
  ) throws {
    guard new.isDiscrete == old.isDiscrete else {
      throw error(
        "one law has values, the other a density; they cannot be weighed against each other")
    }
    let (wanted, drawn) = (new.support, old.support)
    if wanted.lowerBound < drawn.lowerBound || wanted.upperBound > drawn.upperBound {
      func shown(_ range: ClosedRange<Double>) -> String {
        "\(range.lowerBound) to \(range.upperBound)"
      }
      throw error(
        "the law reaches over \(shown(wanted)), the run has drawn from \(shown(drawn)) alone; run the study under "
          + "the new law")
    }
  }

  /// The distance of Kolmogorov and Smirnov, times the square root of the number of values.
  private static func distance(_ values: [Double], _ law: Distribution) -> Double {
    if law.isDiscrete { return 0 }
    var sorted = values
    RadixSort.sort(&sorted)
    let count = Double(sorted.count)
    var largest = 0.0
    for (place, value) in sorted.enumerated() {
      let share = law.cumulative(value)
      largest = max(
        largest, abs(share - Double(place) / count), abs(share - Double(place + 1) / count))
    }
    return largest * count.squareRoot()
  }
}
