import Foundation
import Testing

/// A sensitivity analysis of a study and one of the folder of its run speak of the same target.
///
/// The methods differ (a study is run anew on a design, a folder has the rows it has), so three things are compared:
/// the folder's target with its definition, future by future; first-order indices of both; and signs of both.
@Suite("Studies and their folders agree on targets") struct TwoWaysTests {
  /// A target as the command line names it, and its definition.
  struct Target: Sendable, CustomTestStringConvertible {
    let options: [String]
    /// The mixes whose outcomes are read.
    let policies: [String]
    /// The target of one future from the outcomes of the mixes, of which more is better and none failed.
    let value: @Sendable ([Double]) -> Double

    var testDescription: String { options.joined(separator: " ") }
  }

  /// Both mixes lead in some of the futures.
  static let targets = [
    Target(options: ["--policy", "education_only"], policies: ["education_only"]) { $0[0] },
    Target(
      options: ["--difference", "education_only,fdi_high"],
      policies: ["education_only", "fdi_high"]
    ) { $0[0] - $0[1] },
    Target(
      options: ["--beats", "education_only,fdi_high"], policies: ["education_only", "fdi_high"]
    ) { $0[0] > $0[1] ? 1 : $0[0] < $0[1] ? 0 : 0.5 },
    Target(
      options: ["--regret", "fdi_high"], policies: ["fdi_high", "education_only", "baseline"]
    ) { $0.max()! - $0[0] },
  ]

  /// An outcome with the direction that the study gives it: a usual one, one that is minimised, one that may not
  /// be reached, and one that the study wants against the model.
  struct Wanted: Sendable, CustomTestStringConvertible {
    let outcome: String
    let isLess: Bool

    var isCensored: Bool { outcome == "catch_up_year" }

    /// An outcome as it is compared; a year that may not be reached reads 1 where it is and 0 where it is not.
    func read(_ text: String) -> Double {
      let value = Double(text) ?? .nan
      if !isCensored { return value.isFinite ? value : .nan }
      return value == .infinity ? 0 : value.isFinite ? 1 : .nan
    }

    /// Whether less is better of what is read: to be reached is good where an early year is.
    var wantsLess: Bool { isLess != isCensored }

    var testDescription: String { outcome }
  }

  static let outcomes = [
    Wanted(outcome: "income", isLess: false), Wanted(outcome: "fiscal_cost", isLess: true),
    Wanted(outcome: "catch_up_year", isLess: true),
    Wanted(outcome: "discounted_consumption", isLess: true),
  ]

  private static let factors = [
    "productivity_concavity", "initial_proximity_multiplier", "schooling_delay", "education_cost",
    "foreign_investment_half_saturation",
  ]

  /// A study and the folder of its run.
  private struct Finished {
    let study: String
    let folder: String
    private let scratch: Scratch
    let outcomes: Table
    let factors: Table

    init(_ name: String) throws {
      study = GoldenFiles.folder + "/studies/\(name).yaml"
      scratch = try Scratch()
      folder = scratch.path("run")
      let result = try Program.run(["run", study, "--out", folder])
      guard result.status == 0 else { throw GoldenFailure(result.errors) }
      outcomes = Table(try scratch.text("run/outcomes.csv"))
      factors = Table(try scratch.text("run/factors.csv"))
    }

    /// An outcome of a policy in the first scenario, by future.
    func column(_ wanted: Wanted, _ policy: String) -> [Double] {
      let place = outcomes.header.firstIndex(of: wanted.outcome)!
      let scenario = outcomes.rows[0][0]
      return outcomes.rows.filter { $0[0] == scenario && $0[1] == policy }
        .map { wanted.read($0[place]) }
    }

    /// A target by its definition; not a number where a run failed.
    func values(_ target: Target, _ wanted: Wanted) -> [Double] {
      let columns = target.policies.map { column(wanted, $0) }
      // A value or a difference of values knows no better.
      let isTurned =
        wanted.wantsLess && ["--beats", "--regret"].contains(target.options[0])
      return columns[0].indices.map { future in
        let row = columns.map { isTurned ? -$0[future] : $0[future] }
        return row.contains { $0.isNaN } ? .nan : target.value(row)
      }
    }

    /// The factors with a target as a table of somebody's own.
    func table(_ values: [Double], of names: [String]) -> String {
      let places = names.map { factors.header.firstIndex(of: $0)! }
      let rows = zip(factors.rows, values).map { row, value in
        (places.map { row[$0] } + [value.isNaN ? "NaN" : "\(value)"]).joined(separator: ",")
      }
      return ([(names + ["target"]).joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }
  }

  /// What a JSON report says of factors, by factor and measure.
  private struct Report {
    let status: Int32
    let errors: String
    let runs: Int
    let failed: Int
    let indices: [String: [String: Double]]

    init(_ arguments: [String]) throws {
      let result = try Program.run(["sensitivity"] + arguments + ["--format", "json"])
      status = result.status
      errors = result.errors
      guard status == 0 else {
        (runs, failed, indices) = (0, 0, [:])
        return
      }
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      runs = try #require(object["runs"] as? Int)
      failed = try #require(object["failed"] as? Int)
      let list = try #require(object["indices"] as? [[String: Any]])
      indices = Dictionary(
        uniqueKeysWithValues: list.map { index in
          (index["factor"] as! String, index.compactMapValues { $0 as? Double })
        })
    }

    /// A target that is the same everywhere is refused.
    var isConstant: Bool { status == 65 && errors.contains("nothing can matter") }

    /// The value of a constant target, where it is told.
    var constant: Substring? {
      errors.split(separator: " ", omittingEmptySubsequences: true).drop { $0 != "outcome" }
        .dropFirst(2).first
    }
  }

  /// The target of a folder is that of the definition in every future: regression on both gives the same numbers.
  @Test(arguments: targets) func aFolderHasTheTargetOfTheDefinition(target: Target) throws {
    let finished = try Finished("two-ways")
    for wanted in Self.outcomes { try compareWithDefinition(finished, target, wanted) }
  }

  /// The same with runs that failed: they are left out, and no others are.
  @Test(arguments: failingTargets) func failedRunsAreThoseOfTheDefinition(target: Target) throws {
    let finished = try Finished("failing")
    for wanted in [Self.outcomes[0], Self.outcomes[2]] {
      try compareWithDefinition(
        finished, target, wanted, names: ["productivity_concavity", "dualism"])
    }
  }

  private func compareWithDefinition(
    _ finished: Finished, _ target: Target, _ wanted: Wanted, names: [String] = factors
  ) throws {
    let scratch = try Scratch()
    let values = finished.values(target, wanted)
    try finished.table(values, of: names)
      .write(toFile: scratch.path("rows.csv"), atomically: true, encoding: .utf8)
    let inputs = ["--method", "regression", "--inputs", names.joined(separator: ",")]
    let wants = try Report([scratch.path("rows.csv"), "--output", "target"] + inputs)
    let has = try Report(
      [finished.folder, "--output", wanted.outcome] + target.options + inputs)
    #expect(has.status == wants.status, "\(has.errors) \(wants.errors)")
    #expect(has.isConstant == wants.isConstant && has.constant == wants.constant, "\(wanted)")
    #expect(has.failed == wants.failed && has.runs == wants.runs, "\(wanted)")
    #expect(has.indices == wants.indices, "\(wanted)")
  }

  /// Mixes of the study whose runs fail.
  static let failingTargets = [
    Target(options: ["--policy", "education_only"], policies: ["education_only"]) { $0[0] },
    Target(
      options: ["--difference", "education_only,baseline"],
      policies: ["education_only", "baseline"]
    ) { $0[0] - $0[1] },
    Target(options: ["--beats", "rd_push,baseline"], policies: ["rd_push", "baseline"]) {
      $0[0] > $0[1] ? 1 : $0[0] < $0[1] ? 0 : 0.5
    },
    Target(
      options: ["--regret", "rd_push"], policies: ["rd_push", "education_only", "baseline"]
    ) { $0.max()! - $0[0] },
  ]

  /// Runs of a study's designs: intervals are a few hundredths wide.
  private static let runs = "12000"

  /// Two 95 % intervals of the same index meet, but for a few pairs in a thousand, when each is half as wide again
  /// and has the noise floor beside it, which intervals of rare events leave out; indices of targets that differ
  /// are tenths apart.
  private static let widening = 1.5

  @Test(arguments: targets)
  func aStudyAndItsFolderHaveTheSameFirstOrderIndices(target: Target) throws {
    let finished = try Finished("two-ways")
    for wanted in Self.outcomes { try compareFirstOrderIndices(finished, target, wanted) }
  }

  private func compareFirstOrderIndices(
    _ finished: Finished, _ target: Target, _ wanted: Wanted
  ) throws {
    let options = target.options + ["--outcome", wanted.outcome]
    let study = try Report([finished.study, "--runs", Self.runs] + options)
    let folder = try Report(
      [finished.folder, "--inputs", Self.factors.joined(separator: ",")] + options)
    #expect(study.isConstant == folder.isConstant, "\(wanted) \(study.errors) \(folder.errors)")
    #expect(study.status == folder.status, "\(wanted)")
    #expect(study.failed == 0 && folder.failed == 0, "\(wanted)")
    for (name, own) in study.indices {
      let other = try #require(folder.indices[name])
      func half(_ index: [String: Double]) -> Double {
        Self.widening * (index["firstHigh", default: .nan] - index["firstLow", default: .nan]) / 2
          + index["noiseFloor", default: 0]
      }
      let gap = abs(own["first", default: .nan] - other["first", default: .nan])
      #expect(gap <= half(own) + half(other), "\(wanted) \(name): \(own) \(other)")
    }
  }

  /// Which way factors move the target: a direction that is turned around would turn it. Factors whose sign is
  /// certain in both are compared.
  @Test(arguments: targets) func aStudyAndItsFolderHaveTheSameSigns(target: Target) throws {
    let finished = try Finished("two-ways")
    for wanted in Self.outcomes { try compareSigns(finished, target, wanted) }
  }

  private func compareSigns(_ finished: Finished, _ target: Target, _ wanted: Wanted) throws {
    let options = target.options + ["--outcome", wanted.outcome]
    let study = try Report([finished.study, "--method", "morris", "--runs", "600"] + options)
    let folder = try Report(
      [finished.folder, "--method", "regression", "--inputs", Self.factors.joined(separator: ",")]
        + options)
    #expect(
      study.isConstant == folder.isConstant, "\(wanted) \(study.errors) \(folder.errors)")
    for (name, own) in study.indices {
      let mean = Self.sign(own, "mu")
      let slope = Self.sign(folder.indices[name, default: [:]], "srrc")
      #expect(mean * slope >= 0, "\(wanted) \(name): \(own) \(folder.indices)")
    }
  }

  /// The sign of a measure; 0 where its interval does not exclude 0.
  private static func sign(_ index: [String: Double], _ key: String) -> Int {
    if index[key + "Low", default: -1] > 0 { return 1 }
    return index[key + "High", default: 1] < 0 ? -1 : 0
  }

  /// A year that is not reached is no failed run, neither in a study nor in its folder: as many runs are left out as
  /// for an outcome that always has a value.
  @Test(arguments: failingTargets.filter { !$0.options.contains("--beats") })
  func yearsThatAreNotReachedAreNoFailures(target: Target) throws {
    let finished = try Finished("failing")
    for source in [
      [finished.study, "--groups", "--runs", "6000"],
      [finished.folder, "--inputs", "productivity_concavity,dualism"],
    ] {
      let failed = try ["income", "catch_up_year"].map { outcome in
        let report = try Report(source + target.options + ["--outcome", outcome])
        #expect(report.status == 0, "\(outcome): \(report.errors)")
        return report.failed
      }
      #expect(failed[0] > 0 && failed[0] == failed[1], "\(failed)")
    }
  }
}
