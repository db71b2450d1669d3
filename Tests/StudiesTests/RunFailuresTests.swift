import Foundation
import Reporting
import Scenarios
import Testing

@testable import Studies

/// What failed in a finished run, and where.
@Suite struct RunFailuresTests {
  /// The report in one line.
  private func words(_ failures: RunFailures) -> String {
    failures.text.replacing("\n", with: " ")
  }

  @Test func aRunWithoutFailuresSaysSoInOneSentence() throws {
    let failures = try RecordedRun().failures
    #expect(failures.failed == 0 && failures.entries.isEmpty && failures.regions.isEmpty)
    #expect(failures.text.contains("No run of"))
    #expect(failures.runs == failures.counts.count * 64)
  }

  /// Of every fourth future under every mix one outcome becomes what is no number.
  @Test func failedRowsAreCountedWhateverTheirTableSays() throws {
    let run = try RecordedRun(edit: [
      "outcomes.csv": { text in
        text.components(separatedBy: "\n").map { line in
          var fields = line.components(separatedBy: ",")
          guard fields.count > 4, let future = Int(fields[2]), future % 4 == 0 else { return line }
          fields[4] = "NaN"
          return fields.joined(separator: ",")
        }.joined(separator: "\n")
      }
    ])
    let failures = try run.failures
    #expect(failures.counts.allSatisfy { $0.failed == 16 })
    #expect(failures.failed * 4 == failures.runs)
    // No table of failures was written: the program that ran them saw none.
    #expect(failures.entries.isEmpty)
    let region = try #require(failures.regions.first)
    #expect(region.failed == 16 && region.discovery?.finding.boxes.isEmpty == true)
    #expect(words(failures).contains("No limits on the factors"))
  }

  @Test func tooFewFailuresSayNothingOfARegion() throws {
    let run = try RecordedRun(edit: [
      "outcomes.csv": { text in
        text.components(separatedBy: "\n").map { line in
          var fields = line.components(separatedBy: ",")
          guard fields.count > 4, fields[2] == "7" else { return line }
          fields[4] = "Inf"
          return fields.joined(separator: ",")
        }.joined(separator: "\n")
      }
    ])
    let failures = try run.failures
    #expect(failures.regions.allSatisfy { $0.failed == 1 && $0.discovery == nil })
    #expect(words(failures).contains("too few to seek a region"))
  }

  /// Futures with a high share of capital fail: the factor is found by itself and as a box.
  @Test func whatFailedFuturesHaveInCommonIsNamed() throws {
    let run = try RecordedRun(futures: 256)
    let lines = try String(contentsOfFile: run.path + "/factors.csv", encoding: .utf8)
      .components(separatedBy: "\n")
    let column = try #require(
      lines[0].components(separatedBy: ",").firstIndex(of: "capital_share"))
    let factors = lines.dropFirst().dropLast().map {
      Double($0.components(separatedBy: ",")[column])!
    }
    let limit = factors.sorted()[192]
    let again = try RecordedRun(
      futures: 256,
      edit: [
        "outcomes.csv": { text in
          text.components(separatedBy: "\n").map { line in
            var fields = line.components(separatedBy: ",")
            guard fields.count > 4, let future = Int(fields[2]), factors[future] >= limit else {
              return line
            }
            fields[4] = "NaN"
            return fields.joined(separator: ",")
          }.joined(separator: "\n")
        }
      ])
    let region = try #require(try again.failures.regions.first)
    #expect(region.failed == 64)
    #expect(region.common.first?.factor == "capital_share")
    #expect((region.common.first?.meanRank ?? 0) > 0.8)
    let box = try #require(region.discovery?.finding.boxes.first)
    #expect(box.limits.contains { $0.factor == "capital_share" && $0.low != nil })
    #expect(box.heldOut.coverage > 0.8 && box.heldOut.density > 0.8)
  }

  @Test func ranksAreSharesOfSmallerValues() {
    let numbers = [0.0, 0, 0, 1]
    #expect(FutureRanks.rank(0, in: numbers) == 0.375)
    #expect(FutureRanks.rank(1, in: numbers) == 0.875)
    #expect(FutureRanks.rank(0.5, in: numbers) == 0.75)
    #expect(FutureRanks.rank(-1, in: numbers) == 0)
    let (ranks, variance) = FutureRanks.ranks([3, 1, 2, 1])
    #expect(ranks == [0.875, 0.25, 0.625, 0.25])
    #expect(variance == (0.140625 + 0.0625 + 0.015625 + 0.0625) / 4)
  }
}
