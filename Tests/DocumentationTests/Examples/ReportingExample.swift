import Reporting

/// A document made by hand, as text and as Markdown.
func writeDocument() {
  var document = Document([[.title("Two mixes"), .text("Which one is ahead?")]])
  var table = Table([.text("mix"), .number("income", unit: "frontier = 1")])
  table.rows = [["first", .fixed(0.512, decimals: 2)], ["second", .fixed(0.498, decimals: 2)]]
  document.add([.table(table), .note("Means of 4,096 futures.")])
  print(TextRenderer.render(document))
  print(MarkdownRenderer.render(document))
}
