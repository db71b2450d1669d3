import Foundation
import Testing

@testable import Reporting

/// Documents as pages: what is written in them stays text.
@Suite struct HTMLRendererTests {
  /// Values of FIPS 180-4 and of the empty text, and one over several blocks (checked with coreutils' sha256sum).
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func hashesAreThoseOfTheStandard(text: String, hash: String) {
    #expect(ContentHash.base64(text) == hash)
  }

  private let page = HTMLRenderer.render(
    Document([
      [.title("A & B <i>"), .text("What `code` and **strong** are; `open")],
      [
        .heading("Answer"), .entry("Why", "because 1 < 2"), .entry("", "and so on"),
        .text(ChartPictureTests.hostile),
      ],
      [
        .heading("Table"),
        .table(
          Table(
            [.text("mix"), .number("gain", unit: "%")],
            rows: [[.text(ChartPictureTests.hostile), .number(0.123456789, "0.12")]])),
        .note("A note."), .list(["one <two>"]),
        .aside("More", [.text("of it")]),
      ],
      [
        .heading("Charts"),
        .figure(
          ["prior", "fitted"].map {
            var chart = ChartPictureTests.chart(.dots)
            chart.choices = [Chart.Choice("beliefs", $0)]
            return chart
          }), .chart(ChartPictureTests.chart(.heat)),
      ],
    ]), title: "A & B", foot: "the end", names: ["a", ChartPictureTests.hostile])

  @Test func nothingInNamesIsMarkup() {
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(
      page.contains("<title>A &amp; B</title>") && page.contains("<h1>A &amp; B &lt;i&gt;</h1>"))
    #expect(!page.contains("alert(1)</script>"))
    #expect(page.contains("a&lt;b&gt;&amp;&quot;&#39;&lt;/text&gt;"))
  }

  @Test func partsHaveTheirElements() {
    #expect(page.contains("<code>code</code>") && page.contains("<strong>strong</strong>"))
    #expect(page.contains("are; `open"))
    #expect(page.contains("<dt>Why</dt><dd>because 1 &lt; 2\nand so on</dd>"))
    #expect(page.contains("data-value=\"0.123456789\">0.12</td>"))
    #expect(
      page.contains("<p class=\"note\">A note.</p>") && page.contains("<li>one &lt;two&gt;</li>"))
    #expect(page.contains("<summary>More</summary>"))
    #expect(page.contains("<h3>Chart 1. ") && page.contains("<h3>Chart 2. "))
    #expect(page.contains("<a href=\"#section-1\">Answer</a>"))
  }

  @Test func singleWordsInQuotationMarksAreNames() {
    #expect(HTMLText.inline("Why \"never\" leads") == "Why <code>never</code> leads")
    #expect(
      HTMLText.inline("run \"latecomer run\" and \"a\"")
        == "run &quot;latecomer run&quot; and <code>a</code>")
    #expect(HTMLText.inline("one \" mark") == "one &quot; mark")
    #expect(HTMLText.inline("\"\" **\"b\"**") == "&quot;&quot; <strong><code>b</code></strong>")
  }

  /// Parts that a screen reader lists have names that differ, and nothing stands outside of them.
  @Test func regionsHaveNamesOfTheirOwn() {
    let labels = page.components(separatedBy: "role=\"region\" aria-label=\"").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    #expect(labels.count == 4 && Set(labels).count == labels.count, "\(labels)")
    #expect(page.contains("<aside class=\"side\" aria-label=") && page.contains("</aside>"))
  }

  @Test func thePageLoadsNothing() {
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("script-src 'sha256-\(ContentHash.base64(PageScript.text))'"))
    #expect(page.contains("style-src 'sha256-\(ContentHash.base64(PageStyle.text))'"))
    for word in ["src=\"", "href=\"http", "url(", "@import", " style=\""] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(PageScript.text.split(separator: "\n").count < 300)
  }

  @Test func textAndMarkdownHaveAsidesAndNoCharts() {
    let document = Document([
      [.aside("More", [.text("of it")]), .figure([ChartPictureTests.chart(.bars)])]
    ])
    #expect(TextRenderer.render(document) == "More\nof it\n")
    #expect(MarkdownRenderer.render(document) == "### More\n\nof it\n")
  }

  /// Contrast of text on its ground, at least 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3), and of lines 3 to 1 (1.4.11).
  @Test func coloursHaveContrast() {
    func luminance(_ colour: String) -> Double {
      let channels = [1, 3, 5].map { start -> Double in
        let from = colour.index(colour.startIndex, offsetBy: start)
        let part = colour[from..<colour.index(from, offsetBy: 2)]
        let value = Double(Int(part, radix: 16)!) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    func contrast(_ one: String, _ other: String) -> Double {
      let lights = [luminance(one), luminance(other)].sorted()
      return (lights[1] + 0.05) / (lights[0] + 0.05)
    }
    let colours = Dictionary(uniqueKeysWithValues: ChartStyle.all.map { ($0.name, $0) })
    let ground = colours["ground"]!
    for name in ["ink", "quiet", "s0", "s1", "s2", "s3", "s4", "s5", "s6"] {
      let least = name.hasPrefix("s") && Int(name.dropFirst())! > 1 ? 3.0 : 4.5
      #expect(contrast(colours[name]!.light, ground.light) >= least, "\(name) on white")
      #expect(contrast(colours[name]!.dark, ground.dark) >= least, "\(name) on black")
    }
    for index in 0..<HeatMarks.shades {
      let text = index >= ChartStyle.deep ? ground : colours["ink"]!
      let shade = colours["h\(index)"]!
      #expect(contrast(shade.light, text.light) >= 4.5, "shade \(index)")
      #expect(contrast(shade.dark, text.dark) >= 4.5, "dark shade \(index)")
    }
  }
}
