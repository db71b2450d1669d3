import Foundation
import Testing

@testable import Reporting

/// Names in charts: none over another, none cut without its whole being there, none crossed by a line.
@Suite struct ChartNamesTests {
  /// Dots of which many lie close together.
  private static func crowd(_ count: Int) -> Chart {
    let points = (0..<count).map { (index: Int) -> Chart.Point in
      let number = Double(index)
      let isApart = index < 3
      return Chart.Point(
        place: isApart ? number : 1 + Double(index % 4) * 0.01,
        name: "a_policy_mix_of_number_\(index)", value: isApart ? number : 1 + number * 0.004)
    }
    var chart = Chart(
      .scatter, title: "Gain against cost", places: "cost", unit: "%",
      series: [Chart.Series(name: "prior", points: points)])
    chart.path = ["a_policy_mix_of_number_0", "a_policy_mix_of_number_2"]
    chart.zeroName = "break-even"
    return chart
  }

  private struct Text {
    let x: Double
    let y: Double
    let anchor: String
    let style: String
    let text: String
  }

  /// The texts of a picture, each without its title.
  private func texts(_ picture: String) throws -> [Text] {
    let pattern = try NSRegularExpression(
      pattern: "<text ([^>]*)>(?:<title>[^<]*</title>)?([^<]*)</text>")
    let whole = NSRange(picture.startIndex..., in: picture)
    return pattern.matches(in: picture, range: whole).map { match in
      let attributes = String(picture[Range(match.range(at: 1), in: picture)!])
      func value(_ name: String) -> String {
        guard let start = (" " + attributes).range(of: " \(name)=\"") else { return "" }
        return String((" " + attributes)[start.upperBound...].prefix { $0 != "\"" })
      }
      return Text(
        x: Double(value("x")) ?? .nan, y: Double(value("y")) ?? .nan,
        anchor: value("text-anchor"), style: value("class"),
        text: String(picture[Range(match.range(at: 2), in: picture)!]))
    }
  }

  @Test(arguments: [5, 12, 40]) func namesOfDotsDoNotOverlap(count: Int) throws {
    for size in ChartSize.allCases {
      let picture = ChartPicture.inPage(Self.crowd(count), size: size, name: "c")
      let boxes = try texts(picture).map { text in
        let width = Double(text.text.count) * size.text * 0.5
        let share: Double = text.anchor == "end" ? 1 : text.anchor == "middle" ? 0.5 : 0
        let left = text.x - share * width
        let (top, right) = (text.y - size.text * 0.7, left + width)
        return (text: text.text, x: left...right, y: top...text.y)
      }
      for (index, box) in boxes.enumerated() {
        for other in boxes[(index + 1)...] where box.x.overlaps(other.x) {
          #expect(!box.y.overlaps(other.y), "\(size): \(box.text) over \(other.text)")
        }
      }
    }
  }

  @Test func namesWithoutRoomAreSaidAndThoseOnTheLineComeFirst() throws {
    let wide = ChartPicture.inPage(Self.crowd(40), size: .wide, name: "c")
    #expect(wide.contains("Without room for a name: "))
    #expect(wide.contains(">a_policy_mix_of_number_0</text>"))
    #expect(wide.contains(">a_policy_mix_of_number_2</text>"))
    #expect(wide.components(separatedBy: "class=\"mark ").count == 41)
    // Where dots have numbers every name stands below.
    let narrow = ChartPicture.inPage(Self.crowd(40), size: .narrow, name: "c")
    #expect((0..<40).allSatisfy { narrow.contains(">a_policy_mix_of_number_\($0)</text>") })
    #expect(!ChartPicture.inPage(Self.crowd(5), size: .wide, name: "c").contains("Without room"))
  }

  @Test func longNamesAreBrokenAndThenShortenedInTheMiddle() {
    let size = ChartSize.wide
    let width = size.width(of: "initial_human_capital_of_")
    #expect(
      size.lines("initial_human_capital_of_the_economy", into: width, atMost: 2)
        == ["initial_human_capital_of_", "the_economy"])
    #expect(size.lines("short", into: width, atMost: 2) == ["short"])
    #expect(
      size.fitted("initial_human_capital_of_the_economy", into: width).hasPrefix("initial_hum"))
    #expect(
      size.fitted("initial_human_capital_of_the_economy", into: width).hasSuffix("the_economy"))
    let long =
      "elasticity_of_the_diffusion_of_knowledge_from_abroad_by_way_of_trade_in_capital_goods_and_of_travel"
    let picture = ChartPicture.inPage(rows([long, "short"]), size: .wide, name: "c")
    #expect(picture.contains("<title>\(long)</title>") && !picture.contains("<title>short</title>"))
  }

  private func rows(_ names: [String]) -> Chart {
    Chart(
      .bars, title: "t", places: "factor", unit: "index",
      series: [
        Chart.Series(
          name: "first",
          points: names.enumerated().map {
            Chart.Point(place: Double($0), name: $1, value: Double($0) - 1)
          })
      ])
  }

  /// In a narrow drawing names stand above their rows, where lines would cross them.
  @Test func linesOfANarrowDrawingPassNamesBy() throws {
    let picture = ChartPicture.inPage(rows(["a", "b", "c"]), size: .narrow, name: "c")
    let names = try texts(picture).filter {
      $0.style.hasPrefix("name") || $0.style.hasPrefix("value")
    }
    let pattern = try NSRegularExpression(
      pattern: "class=\"(?:zero|grid)\" x1=\"[^\"]*\" y1=\"([^\"]*)\" x2=\"[^\"]*\" y2=\"([^\"]*)\""
    )
    let lines = pattern.matches(in: picture, range: NSRange(picture.startIndex..., in: picture))
      .map { match in
        (1...2).map { Double(picture[Range(match.range(at: $0), in: picture)!]) ?? .nan }
      }
    #expect(names.count == 6 && lines.count >= 6)
    for name in names {
      // Letters reach from seven tenths of the size above the line to a quarter below it.
      let letters = (name.y - 8)...(name.y + 2.9)
      #expect(lines.allSatisfy { !letters.overlaps($0[0]...$0[1]) }, "\(name.text) is crossed")
    }
  }

  /// The script of a page finds what a line says in its table, by the places that the drawing names.
  @Test func linesSayWhereTheirNumbersLie() throws {
    let picture = ChartPicture.inPage(ChartPictureTests.chart(.curves), size: .wide, name: "c")
    let start = try #require(picture.range(of: "data-places=\"")).upperBound
    let numbers = picture[start...].prefix { $0 != "\"" }.split(separator: " ").compactMap {
      Double($0)
    }
    #expect(numbers.count == 8 && numbers[0] == 2025 && numbers[1] == 2027)
    #expect(numbers[2] < numbers[3] && numbers[6] > numbers[7])
    #expect(
      PageScript.text.contains(TipScript.text) && ExplorationScript.text.contains(TipScript.text))
  }

  @Test func placesHaveNoMoreDigitsThanAreRead() {
    let chart = ChartPictureTests.chart(.curves)
    #expect(chart.shownPlace(2025) == "2025" && chart.shownPlace(2030.25) == "2030.25")
    #expect(chart.shownPlace(7.576804996503575) == "7.577")
  }
}
