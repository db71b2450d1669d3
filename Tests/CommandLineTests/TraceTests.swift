import Foundation
import Testing

@Suite struct TraceTests {
  /// The kernel and the reference implementation, whose trace this is, agree to this, relative.
  private static let agreement = 1e-9

  private func trace(_ arguments: [String]) throws -> Table {
    let result = try Program.run(["trace"] + arguments + ["--format", "csv"])
    #expect(result.status == 0, "\(result.errors)")
    return Table(result.output)
  }

  private func isClose(_ left: Double, _ right: Double) -> Bool {
    left == right || abs(left - right) <= Self.agreement * max(abs(left), abs(right))
  }

  /// Golden values of the first version of the model, from an independent scalar program.
  @Test(arguments: [
    (
      "baseline",
      [
        ("2025", "income", 0.20711973488495175), ("2025.5", "income", 0.20757991073439033),
        ("2035", "income", 0.2160841098470831), ("2065", "income", 0.22166889598327633),
        ("2065", "rd_intensity", 0.0026897166798001354),
        ("2065", "domestic_value_added", 0.5709001605735042),
        ("2065", "consumption_first_version", 4.671163460667673),
        ("2065", "fiscal_cost", 0.3772000873360293),
        ("2065", "capability.semiconductors", 0.04713263086228384),
        ("2065", "capability.autos", 0.14910775074352847),
      ]
    ),
    (
      "balanced_aligned",
      [
        ("2025", "income", 0.20371831312680488), ("2025.5", "income", 0.2042464297602215),
        ("2035", "income", 0.24304167668185894), ("2065", "income", 0.5827996914785919),
        ("2065", "rd_intensity", 0.025952701793987835),
        ("2065", "domestic_value_added", 0.7613394736033364),
        ("2065", "consumption_first_version", 6.386368385487815),
        ("2065", "fiscal_cost", 1.2243851459438713),
        ("2065", "capability.semiconductors", 1.02248384281231),
        ("2065", "capability.autos", 0.390401313355133),
      ]
    ),
  ])
  func goldenValuesComeOut(policy: String, golden: [(String, String, Double)]) throws {
    // In the versions that the program knows a mix had its institutions at once.
    let scratch = try Scratch()
    let study = try String(contentsOfFile: Program.generic, encoding: .utf8)
    try (study + "\ntransition_years: 0\n").write(
      toFile: scratch.path("generic.yaml"), atomically: true, encoding: .utf8)
    let table = try trace([
      scratch.path("generic.yaml"), "--policy", policy, "--defaults", "--noise", "off", "--every",
      "step",
      "--sectors",
    ])
    #expect(table.header[0] == "year" && table.header[1] == "income")
    #expect(table.rows.count == 81)
    for (year, column, value) in golden {
      let row = try #require(table.rows.firstIndex { $0[0] == year })
      #expect(isClose(table.numbers(column)[row], value), "\(column) in \(year)")
    }
  }

  @Test func aReplayedFutureIsTheOneOfTheRun() throws {
    let scratch = try Scratch()
    let run = try Program.run([
      "run", Program.generic, "--policies", "education_only", "--scenarios",
      "reference,turbulent_world", "--futures", "64", "--beliefs", "prior", "--out",
      scratch.path("run"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    let outcomes = Table(try scratch.text("run/outcomes.csv"))
    for future in [0, 37] {
      for scenario in Set(outcomes.rows.map { $0[0] }) {
        let table = try trace([
          Program.generic, "--policy", "education_only", "--scenario", scenario, "--future",
          "\(future)",
        ])
        let row = try #require(
          outcomes.rows.first {
            $0[0] == scenario && $0[1] == "education_only" && $0[2] == "\(future)"
          })
        let last = try #require(table.rows.last)
        for (index, name) in outcomes.header.enumerated().dropFirst(4) {
          let column = try #require(table.header.firstIndex(of: name))
          let (left, right) = (last[column], row[index])
          #expect(left == right || isClose(Double(left)!, Double(right)!), "\(name)")
        }
      }
    }
  }

  @Test func yearsOrStepsArePrinted() throws {
    let years = try trace([Program.generic, "--policy", "baseline"])
    #expect(years.rows.count == 41)
    #expect(years.rows.first?[0] == "2025" && years.rows.last?[0] == "2065")
    #expect(!years.header.contains { $0.hasPrefix("capability.") })
  }

  @Test func factorsCanBeSet() throws {
    let plain = try trace([Program.generic, "--policy", "education_only"])
    let set = try trace([
      Program.generic, "--policy", "education_only", "--set", "absorption_speed=0.2", "--set",
      "capital_share=0.4",
    ])
    #expect(plain.numbers("income").last != set.numbers("income").last)
  }

  @Test(arguments: ["text", "json"])
  func otherFormsWork(format: String) throws {
    let result = try Program.run([
      "trace", Program.generic, "--policy", "baseline", "--format", format,
    ])
    #expect(result.status == 0)
    #expect(result.output.contains("income"))
    if format == "json" {
      _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    } else {
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
  }
}
