import StudyContract
import Testing

@testable import Scenarios

@Suite struct DataTableTests {
  private func table(_ text: String) throws -> DataTable {
    try DataTable(path: "t.csv", bytes: Array(text.utf8))
  }

  private func issues(_ body: () throws -> Void) -> [StudyIssue] {
    do {
      try body()
      return []
    } catch { return (error as? StudyErrors)?.issues ?? [] }
  }

  @Test func fieldsAreReadAsTheFormatSays() throws {
    let read = try table(
      "\u{FEFF}a,\"b \"\"x\"\"\",c\r\n1,\"2\",\"x,\ny\"\r\n\r\n 3 ,4e-2,z")
    #expect(read.header == ["a", "b \"x\"", "c"])
    #expect(read.rowCount == 2)
    #expect(try read.numbers("a") == [1, 3])
    #expect(try read.numbers("b \"x\"") == [2, 0.04])
    #expect(try read.texts("c") == ["x,\ny", "z"])
    #expect(read.line(ofRow: 1) == 5)
  }

  @Test func failedRunsAreNumbersThatAreNotFinite() throws {
    let read = try table("y\nNaN\ninf\n-Inf\n1\n")
    let values = try read.numbers("y", mayFail: true)
    #expect(values[0].isNaN && values[1] == .infinity && values[2] == -.infinity)
    #expect(issues { _ = try read.numbers("y") }.map(\.line) == [2, 3, 4])
  }

  @Test func mistakesHaveLineAndColumn() throws {
    let read = try table("a,b\n1,2\n3,oops\n5,NA\n")
    let found = issues { _ = try read.numbers("b") }
    #expect(found.map(\.line) == [3, 4])
    #expect(found.map(\.column) == [3, 3])
    #expect(found[0].sentence.contains("'oops'"))
    #expect(found[1].sentence.contains("missing"))
    #expect(issues { _ = try read.numbers("c") }.count == 1)
  }

  @Test func malformedTablesAreRefused() {
    #expect(issues { _ = try table("") }.first?.line == 1)
    #expect(issues { _ = try table("a,a\n1,2\n") }.first?.column == 3)
    #expect(issues { _ = try table("a,,c\n") }.first?.column == 3)
    #expect(issues { _ = try table("a,b\n1,2\n1\n") }.first?.line == 3)
    #expect(issues { _ = try table("a,b\n1,\"2\n1,2\n") }.first?.line == 2)
  }
}
