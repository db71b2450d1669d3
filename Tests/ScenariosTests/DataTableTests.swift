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
    let found = issues { _ = try read.numbers("y") }
    #expect(found.map(\.line) == [2])
    #expect(found[0].sentence.contains("2 more of this column not finite"))
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

  @Test(arguments: ["a; b ;c\r\n1,5;2;x\r\n-2,5e1;4;z", "a\tb\tc\n1,5\t2\tx\n-2,5e1\t4\tz\n"])
  func otherSeparatorsMayHaveDecimalCommas(text: String) throws {
    let read = try table(text)
    #expect(read.header == ["a", "b", "c"])
    #expect(try read.numbers("a") == [1.5, -25])
    #expect(try read.numbers("b") == [2, 4])
    #expect(try read.texts("c") == ["x", "z"])
  }

  @Test func theSeparatorIsTheOneThatFitsTheRows() throws {
    #expect(try table("income, USA = 1;y\n0,5;1\n").header == ["income, USA = 1", "y"])
    #expect(try table("a;b,y\n0.5,1\n").header == ["a;b", "y"])
    #expect(try table("sep=;\na;b\n1.5;2\n").numbers("a") == [1.5])
    #expect(try table("sep=;\na;b\n1.5;2\n").line(ofRow: 0) == 3)
    #expect(
      issues { _ = try table("a,b;c\nx,y;z\n") }.first?.sentence.contains("several of") == true)
  }

  @Test func aMarkThatCouldBeOfThousandsIsRefused() throws {
    let read = try table("a;b\n1,234;0.5\n2;3\n")
    for column in ["a", "b"] {
      let found = issues { _ = try read.numbers(column) }
      #expect(found.count == 1 && found[0].sentence.contains("of thousands"), "\(found)")
    }
    let quoted = issues { _ = try table("a,b\n\"0,5\",1\n").numbers("a") }
    #expect(quoted.first?.sentence.contains("a comma is a decimal mark only where") == true)
    let grouped = issues { _ = try table("a;b\n1.234,5;1\n").numbers("a") }
    #expect(grouped.first?.sentence.contains("without marks between thousands") == true)
    let unquoted = issues { _ = try table("a,b\n0,5,0,2\n") }
    #expect(unquoted.first?.sentence.contains("where commas are decimal marks") == true)
  }

  @Test func whatIsMissingIsCounted() throws {
    let read = try table("a,y\n1,#N/A\nNA,NA\n#DIV/0!,\n2,3\n")
    let values = try read.numbers("y", mayFail: true)
    #expect(values.prefix(3).allSatisfy(\.isNaN) && values[3] == 3)
    let found = issues { _ = try read.numbers("a") }
    #expect(found.map(\.line) == [3])
    #expect(found[0].sentence.contains("1 more of this column missing"))
    let text = issues { _ = try table("a,b\nlow,1\nhigh,2\nlow,3\n").numbers("a") }
    #expect(text.map(\.line) == [2])
    #expect(text[0].sentence.contains("found 'low' (2 more of this column, such as 'high')"))
  }

  @Test func rowsOfEmptyCellsAreNoRows() throws {
    #expect(try table("a,b\n1,2\n,\n,\n").rowCount == 1)
  }

  @Test func aHeaderThatIsMissingIsSaid() {
    for text in ["1,2\n3,4\n", "0,5;2\n1,5;3\n", "1e-3\n2\n"] {
      let found = issues { _ = try table(text) }
      #expect(found.first?.sentence.contains("the first row holds numbers alone") == true)
    }
    #expect(
      issues { _ = try table(",a\n0,1\n") }.first?.sentence.contains("without row numbers") == true)
  }

  @Test func textIsReadAsItWasSaved() throws {
    let text = "größe,y\r\n1,2\r\n"
    let files: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      Array("größe,y\r1,2\r".utf8),
    ]
    for bytes in files {
      let read = try DataTable(path: "t.csv", bytes: bytes)
      #expect(read.header == ["größe", "y"])
      #expect(try read.numbers("y") == [2])
    }
    func sentence(_ bytes: [UInt8]) -> String {
      issues { _ = try DataTable(path: "t.csv", bytes: bytes) }.first?.description ?? ""
    }
    #expect(sentence([0x61, 0, 0x0A, 0]).contains("UTF-16 without a byte order mark"))
    #expect(
      sentence(Array("a,b\n1,".utf8) + [0xE9]).hasPrefix("t.csv:2:1: the line has a character"))
    #expect(sentence([0x50, 0x4B, 3, 4, 20]).contains("a spreadsheet or archive"))
  }
}
