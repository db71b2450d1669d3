import Ensembles
import NumericCore
import Sampling
import Testing

@testable import Analysis

/// The registry: what every method has, and that a table of its own design is recognised by the designed ones.
@Suite("Sensitivity methods as values")
struct SensitivityMethodsTests {
  private static let count = 3

  private func request(_ runs: Int, variants: Set<DesignVariant> = []) -> DesignRequest {
    let factors = Selfcheck.inputs(Self.count)
    return DesignRequest(
      factors: factors, groups: factors.map { .init(name: $0.name, columns: [$0.column]) },
      size: .atMost(runs: runs), seed: 5, variants: variants)
  }

  /// The rows of a design, by factor.
  private func columns(_ plan: MethodDesign) throws -> [[Double]] {
    var columns = [[Double]](repeating: [], count: Self.count)
    try RowTable(
      plan.rows, layout: plan.layout, draws: plan.draws, factors: Selfcheck.inputs(Self.count),
      dimensionOffset: Self.count
    ).visit { row in
      for factor in columns.indices { columns[factor].append(row[factor]) }
    }
    return columns
  }

  private func table(_ columns: [[Double]]) -> DesignTable {
    DesignTable(
      names: (1...Self.count).map { "x\($0)" }, factors: columns, rowCount: columns[0].count)
  }

  @Test("names and keys are unique and nothing is missing")
  func registry() {
    #expect(Set(SensitivityMethods.names).count == SensitivityMethods.names.count)
    #expect(SensitivityMethods.givenData[0].name == "given-data")
    #expect(SensitivityMethods.designed[0].name == "sobol")
    for method in SensitivityMethods.all {
      #expect(!method.title.isEmpty && !method.measures.isEmpty)
      #expect(Set(method.measures.map(\.key)).count == method.measures.count)
    }
    let options = SensitivityMethods.options.map(\.name)
    #expect(Set(options).count == options.count)
  }

  @Test("a designed method recognises its own rows and gives the same indices from them")
  func ownRows() throws {
    for method in SensitivityMethods.designed {
      for variants in [[], [.economical]] as [Set<DesignVariant>]
      where variants.isSubset(of: method.variants) {
        let plan = try method.plan(request(6000, variants: variants))
        let columns = try columns(plan)
        #expect(columns[0].count <= 6000 && columns[0].count == plan.unit.count * plan.unit.runs)
        let outcome = columns[0].indices.map { columns[0][$0] + columns[1][$0] * columns[2][$0] }
        let read = try method.recognise(table(columns))
        #expect(read.layout == plan.layout)
        let planned = plan.analysis.result(plan.layout.byRow(outcome))
        let found = read.result(read.layout.byRow(outcome))
        #expect(found.shortage == nil && planned.rows.count == Self.count)
        for (one, other) in zip(planned.rows, found.rows) {
          #expect(one.factor == other.factor)
          for (a, b) in zip(one.estimates, other.estimates) {
            // The length of a Morris step is a sum of thirds.
            #expect(
              abs(a.value - b.value) < 1e-12 || a.value.isNaN && b.value.isNaN, "\(method.name)")
          }
        }
      }
    }
  }

  @Test("rows that are not the design are refused with their place")
  func otherRows() throws {
    for method in SensitivityMethods.designed {
      var columns = try columns(try method.plan(request(6000)))
      let whole = columns
      // The first rows of two units change places.
      let later = columns[0].count / 2 + 7
      for factor in columns.indices { columns[factor].swapAt(2, later) }
      do {
        _ = try method.recognise(table(columns))
        Issue.record("\(method.name) takes rows of another order")
      } catch let mismatch as DesignMismatch {
        #expect(mismatch.reason.contains("not a \(method.name) design of 3 factors"))
        #expect((mismatch.place?.row ?? -1) >= 0)
      }
      do {
        _ = try method.recognise(table(whole.map { Array($0.dropLast()) }))
        Issue.record("\(method.name) takes a row too few")
      } catch let mismatch as DesignMismatch {
        #expect(mismatch.place == nil)
        #expect(mismatch.reason.contains("is not a \(method.name) design of 3 factors"))
      }
      #expect(throws: UsageError.self) { try method.plan(request(5)) }
    }
  }

  @Test("every method is held against exact values")
  func checks() {
    for method in SensitivityMethods.givenData where method.name != "regional" {
      let hasOwn = (try? method.ownChecks(1).isEmpty) == false
      #expect(!method.checks.isEmpty || hasOwn, "\(method.name)")
    }
    #expect(Set(SensitivityMethods.designed.map(\.check.stage)).count == 5)
  }
}
