/// A chart, or several of which one is looked at, with title, legend, source and table.
struct HTMLFigure {
  /// The charts, the one that is seen without a choice first.
  let charts: [Chart]
  /// Its number on the page.
  let number: Int

  /// The figure.
  var text: String {
    let isSeveral = charts.count > 1
    let names = charts[0].choices.map(\.name)
    let choices =
      isSeveral ? " data-choices=\"\(HTMLText.escaped(Self.json(names)))\"" : ""
    let first = variant(0)
    let rest = (1..<max(charts.count, 1)).map { variant($0) }.joined(separator: "\n")
    let more =
      isSeveral
      ? "\n<details class=\"more\"><summary>The same for other \(HTMLText.escaped(Figures.list(names)))</summary>\n"
        + rest + "\n</details>" : ""
    return """
      <figure id="chart-\(number)"\(choices)>
      <figcaption><h3>Chart \(number). \(HTMLText.inline(charts[0].title))</h3></figcaption>
      \(first)\(more)
      </figure>
      """
  }

  private func variant(_ place: Int) -> String {
    let chart = charts[place]
    let name = "chart-\(number)-\(place + 1)"
    let values =
      charts.count > 1
      ? " data-values=\"\(HTMLText.escaped(Self.json(chart.choices.map(\.value))))\"" : ""
    let heading =
      place == 0
      ? ""
      : "<h4>\(HTMLText.inline(chart.choices.map { "\($0.name): \($0.value)" }.joined(separator: "; ")))</h4>"
    let pictures = ChartSize.allCases.map {
      ChartPicture.inPage(chart, size: $0, name: "\(name)-\($0.rawValue)")
    }.joined(separator: "\n")
    let own = chart.choices.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let label = "Table of chart \(number)" + (own.isEmpty || charts.count == 1 ? "" : ", \(own)")
    let source =
      chart.source.isEmpty ? "" : "<p class=\"source\">\(HTMLText.inline(chart.source))</p>"
    return """
      <div class="variant"\(values)>
      \(heading)\(legend(chart))
      \(pictures)
      \(source)
      <details class="table"><summary>Table of this chart</summary>
      \(HTMLTable.render(chart.table, name: name, label: label))
      </details>
      </div>
      """
  }

  /// What colours and forms mean.
  private func legend(_ chart: Chart) -> String {
    let entries = chart.legend.map { entry in
      var canvas = SVGCanvas()
      canvas.open("svg", [("class", "chart"), ("viewBox", "0 0 30 12"), ("aria-hidden", "true")])
      if chart.kind != .dots && chart.kind != .bars || entry.index == nil {
        let style = entry.index.map { "line c\($0) d\($0)" } ?? "line faint"
        canvas.line(style, from: (1, 6), to: (29, 6))
      }
      if let index = entry.index, chart.kind == .dots || chart.kind == .bars {
        canvas.dot("mark f\(index)", x: 15, y: 6, series: index)
      }
      canvas.close("svg")
      return "<li>\(canvas.elements)\(HTMLText.inline(entry.text))</li>"
    }
    return entries.isEmpty ? "" : "<ul class=\"legend\">\(entries.joined())</ul>"
  }

  private static func json(_ values: [String]) -> String {
    String(JSONValue.list(values.map { .text($0) }).rendered.dropLast())
  }
}
