import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Charts as pictures: valid, with marks, inside their frame, and without what names could smuggle in.
@Suite struct ChartPictureTests {
  /// A name that would close an element, open a script and end an attribute.
  static let hostile = "a<b>&\"'</text><script>alert(1)</script>"

  /// A chart of a kind with two series, one name of which is hostile.
  static func chart(_ kind: Chart.Kind) -> Chart {
    let names = ["global_factory_with_schooling", hostile, "baseline"]
    func series(_ name: String, _ values: [Double]) -> Chart.Series {
      Chart.Series(
        name: name,
        points: values.enumerated().map { place, value in
          Chart.Point(
            place: kind == .scatter ? value / 3 : Double(place + 2025),
            name: kind == .curves ? "" : names[place], value: value, low: value - 1,
            high: value + 2)
        })
    }
    var chart = Chart(
      kind, title: "Gain & loss <of> mixes", places: "year", unit: "% of \"it\"",
      series: kind == .waterfall || kind == .scatter
        ? [series("one", [3, -1, 2])] : [series("one", [3, -1, 2]), series(hostile, [2, 0.5, 1])])
    chart.zones = [Chart.Zone("ties", 2...3, series: 0)]
    chart.path = [names[0], names[2]]
    chart.source = "Source: nobody's <study>."
    return chart
  }

  static let kinds: [Chart.Kind] = [.bars, .curves, .dots, .scatter, .heat, .waterfall]

  /// Everything a parser finds in a picture.
  private final class Reader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var marks = 0
    var texts: [(x: Double, anchor: String, text: String)] = []
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      names.append(name)
      if attributes["class"]?.split(separator: " ").contains("mark") == true { marks += 1 }
      isText = name == "text"
      if isText {
        texts.append(
          (Double(attributes["x"] ?? "") ?? .nan, attributes["text-anchor"] ?? "start", ""))
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isText { texts[texts.count - 1].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      isText = false
    }
  }

  private func read(_ picture: String) throws -> Reader {
    let parser = XMLParser(data: Data(picture.utf8))
    let reader = Reader()
    parser.delegate = reader
    let isValid = parser.parse()
    try #require(isValid, "\(parser.parserError.map { "\($0)" } ?? "") in \(picture.prefix(300))")
    return reader
  }

  @Test(arguments: kinds) func everyKindIsAValidPictureWithMarks(kind: Chart.Kind) throws {
    let chart = Self.chart(kind)
    let pictures =
      [ChartPicture.file(chart)]
      + ChartSize.allCases.map { ChartPicture.inPage(chart, size: $0, name: "c") }
    for picture in pictures {
      let reader = try read(picture)
      #expect(reader.marks >= 2, "\(kind) has \(reader.marks) marks")
      #expect(!reader.names.contains("script") && !picture.contains("<script"))
      #expect(reader.names.prefix(3) == ["svg", "title", "desc"])
    }
  }

  /// Half of the size of a type is what a character of a sans serif type takes on average.
  @Test(arguments: kinds) func noTextLeavesThePicture(kind: Chart.Kind) throws {
    for size in ChartSize.allCases {
      let reader = try read(ChartPicture.inPage(Self.chart(kind), size: size, name: "c"))
      for (x, anchor, text) in reader.texts {
        let width = Double(text.count) * size.text * 0.5
        let start = anchor == "start" ? x : anchor == "end" ? x - width : x - width / 2
        #expect(start >= -4 && start + width <= size.width + 8, "\(kind) \(size): \(text) at \(x)")
      }
    }
  }

  @Test func aChartWithoutNumbersIsNotDrawn() {
    let chart = Chart(
      .bars, title: "t", places: "p", unit: "",
      series: [.init(name: "s", points: [.init(place: 0, name: "a", value: .nan)])])
    #expect(!chart.hasMarks)
    #expect(
      HTMLRenderer.render(Document([[.title("t")], [.chart(chart)]]), title: "t").contains(
        "<figure") == false)
  }

  @Test func theTableOfAChartHasEveryNumber() {
    let table = Self.chart(.dots).table
    #expect(table.columns.count == 7 && table.rows.count == 3)
    #expect(table.rows[0][1] == .number(3, "3.00") && table.rows[0][2] == .number(2, "2.00"))
    let curve = Self.chart(.curves).table
    #expect(curve.rows.map { $0[0] } == [2025, 2026, 2027].map { .number($0, "\(Int($0))") })
  }

  @Test func scalesEndAtRoundNumbers() {
    let scale = ChartScale([-0.3, 13.1], from: 0, to: 100, count: 7)
    #expect(scale.ticks == [-2, 0, 2, 4, 6, 8, 10, 12, 14])
    #expect(scale.position(-2) == 0 && scale.position(14) == 100)
    #expect(scale.label(-2) == "-2")
    let years = ChartScale([2025, 2065], from: 0, to: 80, count: 4, isTight: true)
    #expect(years.ticks == [2030, 2040, 2050, 2060])
    #expect(years.position(2025) == 0 && years.position(2065) == 80)
    let flat = ChartScale([0, 0], from: 0, to: 10, count: 4)
    #expect(flat.range.contains(0) && flat.position(0).isFinite)
  }
}
