import Foundation
import Testing

/// Every command that runs studies takes the model that a study names.
@Suite struct OtherModelsTests {
  private static let solow = Program.package + "/Models/studies/solow.yaml"
  private static let follower = Program.package + "/Models/studies/nelson-phelps.yaml"

  /// Relative error of the oracle's fourth-order steps of a quarter of a year, as in the tests of the library.
  private static let integrationError = 2e-7

  @Test(arguments: [
    (["check", solow], "6,144 = 1,024 futures x 3 policy mixes x 2 scenarios"),
    (["run", solow, "--futures", "64", "--full"], "VERDICT  save_two_fifths"),
    (["run", follower, "--futures", "64", "--format", "json"], "\"initial conditions\""),
    (
      ["sweep", solow, "--futures", "64", "--vary", "investment=0.1:0.5:3"],
      "best at investment 0.3"
    ),
    (["sensitivity", solow, "--method", "sobol", "--runs", "512"], "capital_share"),
    (["sensitivity", follower, "--method", "morris", "--runs", "256"], "diffusion_speed"),
    (["list", "factors", follower], "initial_technology"),
    (["list", "levers", solow], "share of output that is invested"),
  ])
  func commandsTakeTheModelOfAStudy(_ arguments: [String], _ words: String) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(words), "\(result.output)")
  }

  @Test func groupsByThemeNeedAModelWithThemes() throws {
    let result = try Program.run(["sensitivity", Self.solow, "--groups", "--runs", "512"])
    #expect(result.status == 64)
    #expect(result.errors.contains("The model solow has no themes"))
  }

  @Test func machineCodeOfTheGrowthModelIsRefused() throws {
    let result = try Program.run(["run", Self.solow, "--precision", "single", "--futures", "64"])
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.contains("runs the model solow"))
  }

  /// Solow's path at the textbook's factors, which the trace without a future takes.
  @Test func aPrintedTraceIsTheClosedForm() throws {
    let result = try Program.run([
      "trace", Self.solow, "--policy", "save_two_fifths", "--format", "csv",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let table = Table(result.output)
    let years = table.numbers("year")
    let (saving, share, dilution) = (0.4, 1.0 / 3, 0.08)
    for year in [2001, 2010, 2025, 2050] {
      let steady = saving / dilution
      let grown = exp(-(1 - share) * dilution * Double(year - 2000))
      let capital = pow(steady + (1 - steady) * grown, 1 / (1 - share))
      let expected = [
        "capital": capital, "income": pow(capital, share),
        "consumption": (1 - saving) * pow(capital, share),
      ]
      for (outcome, value) in expected {
        let row = try #require(years.firstIndex(of: Double(year)))
        let printed = table.numbers(outcome)[row]
        #expect(abs(printed - value) <= Self.integrationError * value, "\(outcome) in \(year)")
      }
    }
  }
}
