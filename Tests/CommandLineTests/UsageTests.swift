import Foundation
import Testing

@Suite struct UsageTests {
  private static let wrongUsage: Int32 = 64
  private static let badData: Int32 = 65
  private static let missingFile: Int32 = 66

  @Test func versionIsPrinted() throws {
    let result = try Program.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    "run", "trace", "check", "list", "sweep", "sensitivity", "calibrate", "design", "selfcheck",
    "bench",
  ])
  func helpHasAnExample(subcommand: String) throws {
    let result = try Program.run([subcommand, "--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("Example"))
    #expect(result.output.contains("latecomer \(subcommand) "))
  }

  @Test(arguments: [
    ["run"], ["run", Program.generic, "--threads", "0"],
    ["run", Program.generic, "--futures", "0"],
    ["run", Program.generic, "--seed", "-1"], ["run", Program.generic, "--design", "grid"],
    ["run", Program.generic, "--noise", "maybe"], ["run", Program.generic, "--colour"],
    ["list", "everything"], ["fly"], ["trace", Program.generic],
    ["trace", Program.generic, "--policy", "baseline", "--future", "1", "--defaults"],
    ["trace", Program.generic, "--policy", "baseline", "--set", "absorption_speed"],
    ["trace", Program.generic, "--policy", "baseline", "--set", "absorption_speed=-4"],
    ["trace", Program.generic, "--policy", "baseline", "--future", "-1"],
  ])
  func wrongUsageIsToldFromTheRest(arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == Self.wrongUsage)
    #expect(result.errors.contains("Error: "))
    #expect(result.output.isEmpty)
  }

  @Test func unknownNamesGetTheNearestOne() throws {
    let policy = try Program.run(["run", Program.generic, "--policies", "educaton_only"])
    #expect(policy.status == Self.wrongUsage)
    #expect(policy.errors.contains("did you mean education_only?"))
    let scenario = try Program.run(["run", Program.generic, "--scenarios", "faster_frontie"])
    #expect(scenario.status == Self.wrongUsage)
    #expect(scenario.errors.contains("did you mean"))
    let factor = try Program.run([
      "trace", Program.generic, "--policy", "baseline", "--set", "absorbtion_speed=0.1",
    ])
    #expect(factor.status == Self.wrongUsage)
    #expect(factor.errors.contains("did you mean absorption_speed?"))
    let beliefs = try Program.run(["run", Program.generic, "--beliefs", "posterior"])
    #expect(beliefs.status == Self.wrongUsage)
  }

  @Test func missingFilesAreNamed() throws {
    for subcommand in [["run"], ["check"], ["trace", "--policy", "baseline"]] {
      let result = try Program.run(subcommand + ["no/such/study.yaml"])
      #expect(result.status == Self.missingFile)
      #expect(result.errors.contains("no/such/study.yaml"))
    }
  }

  @Test func mistakesInAFileAreLocatedAllAtOnce() throws {
    let scratch = try Scratch()
    var text = try String(contentsOfFile: Program.generic, encoding: .utf8)
    text = text.replacingOccurrences(of: "discount_rate: 0.03", with: "discount_rat: 0.03")
    text = text.replacingOccurrences(of: "  - education_only", with: "  - educaton_only")
    // Names are found in the library of the package wherever the study lies.
    try text.write(toFile: scratch.path("study.yaml"), atomically: true, encoding: .utf8)
    let result = try Program.run(["check", scratch.path("study.yaml")])
    #expect(result.status == Self.badData)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.contains { $0.contains("study.yaml:") && $0.contains("discount_rat") })
    #expect(lines.contains { $0.contains("study.yaml:") && $0.contains("education_only") })
  }

  @Test func checkSaysWhatWouldRun() throws {
    let result = try Program.run(["check", Program.generic, "--futures", "100"])
    #expect(result.status == 0)
    #expect(result.output.contains("is valid"))
    #expect(result.output.contains("baseline (the baseline)"))
    #expect(result.output.contains("128 futures"))
    #expect(result.output.contains("rounded up"))
    #expect(result.output.contains("Time"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: ["economies", "policies", "scenarios", "factors", "levers", "outcomes"])
  func listsWork(subject: String) throws {
    let expected = [
      "economies": "generic", "policies": "education_only", "scenarios": "reference",
      "factors": "absorption_speed", "levers": "public_research", "outcomes": "catch_up_year",
    ][subject]!
    for arguments in [["list", subject], ["list", subject, Program.generic]] {
      let result = try Program.run(arguments)
      #expect(result.status == 0)
      #expect(result.output.contains(expected))
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
  }
}
