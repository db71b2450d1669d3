/// A document as one page of HTML 5 that needs nothing beside itself: no network, no fonts, no library.
///
/// The page can be read without its script, and printed. A content security policy allows its own style and script, by
/// their hashes, and nothing else.
public struct HTMLRenderer {
  /// Names that a reader may switch off in all charts, such as policy mixes.
  private let names: [String]
  private var figures = 0
  private var tables = 0
  private var sections = 0
  private var contents: [(id: String, title: String)] = []

  private init(names: [String]) { self.names = names }

  /// The page.
  ///
  /// - Parameters:
  ///   - document: what it says; its first section is the head of the page, its second the answer.
  ///   - title: of the window.
  ///   - over: a line above the title.
  ///   - foot: what stands below everything.
  ///   - names: names that a reader may switch off in all charts.
  public static func render(
    _ document: Document, title: String, over: String = "", foot: String = "", names: [String] = []
  ) -> String {
    var renderer = HTMLRenderer(names: names)
    return renderer.page(document, title: title, over: over, foot: foot)
  }

  private mutating func page(
    _ document: Document, title: String, over: String, foot: String
  ) -> String {
    let head = document.sections.first.map { blocks($0) } ?? ""
    let body = document.sections.dropFirst().map { section($0) }.joined(separator: "\n")
    let (style, script) = (PageStyle.text, PageScript.text)
    let policy =
      "default-src 'none'; style-src 'sha256-\(ContentHash.base64(style))'; "
      + "script-src 'sha256-\(ContentHash.base64(script))'; base-uri 'none'; form-action 'none'"
    let links = contents.map {
      "<li><a href=\"#\($0.id)\">\(HTMLText.escaped($0.title))</a></li>"
    }.joined(separator: "\n")
    let list = JSONValue.list(names.map { .text($0) }).rendered.dropLast()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the answer</a>
      <div class="page">
      <header>
      \(over.isEmpty ? "" : "<p class=\"over\">\(HTMLText.escaped(over))</p>")
      \(head)
      </header>
      <aside class="side" aria-label="Contents and mixes" data-names="\(HTMLText.escaped(String(list)))">
      <nav aria-label="Contents">
      <h2>Contents</h2>
      <ol>
      \(links)
      </ol>
      </nav>
      </aside>
      <main id="main">
      \(body)
      </main>
      <footer><p>\(HTMLText.inline(foot))</p></footer>
      </div>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  private mutating func section(_ section: [Document.Block]) -> String {
    sections += 1
    let id = "section-\(sections)"
    for case .heading(let title, _) in section.prefix(1) { contents.append((id, title)) }
    let style = sections == 1 ? " class=\"first\"" : ""
    return "<section id=\"\(id)\"\(style)>\n\(blocks(section))\n</section>"
  }

  /// Parts one after the other; labelled paragraphs in a row are one list.
  private mutating func blocks(_ blocks: [Document.Block]) -> String {
    var parts: [String] = []
    var entries: [(label: String, text: String)] = []
    func list() -> String {
      let rows = entries.map {
        "<dt>\(HTMLText.inline($0.label))</dt><dd>\(HTMLText.inline($0.text))</dd>"
      }
      return "<dl>\n\(rows.joined(separator: "\n"))\n</dl>"
    }
    for block in blocks {
      if case .paragraph(let paragraph) = block, let label = paragraph.label {
        if label.isEmpty, !entries.isEmpty {
          entries[entries.count - 1].text += "\n" + paragraph.text
        } else {
          entries.append((label, paragraph.text))
        }
        continue
      }
      if !entries.isEmpty {
        parts.append(list())
        entries = []
      }
      parts.append(render(block))
    }
    if !entries.isEmpty { parts.append(list()) }
    return parts.joined(separator: "\n")
  }

  private mutating func render(_ block: Document.Block) -> String {
    switch block {
    case .heading(let text, let level):
      let rank = min(max(level, 1), 6)
      return "<h\(rank)>\(HTMLText.inline(text))</h\(rank)>"
    case .paragraph(let paragraph):
      let style =
        paragraph.indentation > 0 ? " class=\"note\"" : sections == 0 ? " class=\"lead\"" : ""
      return "<p\(style)>\(HTMLText.inline(paragraph.text))</p>"
    case .list(let items):
      return "<ul>\n"
        + items.map { "<li>\(HTMLText.inline($0))</li>" }.joined(separator: "\n") + "\n</ul>"
    case .table(let table):
      tables += 1
      return HTMLTable.render(table, name: "table-\(tables)", label: "Table \(tables)")
    case .chart(let chart): return figure([chart])
    case .figure(let charts): return figure(charts)
    case .aside(let title, let parts):
      return "<details>\n<summary>\(HTMLText.inline(title))</summary>\n\(blocks(parts))\n</details>"
    }
  }

  private mutating func figure(_ charts: [Chart]) -> String {
    let drawn = charts.filter(\.hasMarks)
    guard !drawn.isEmpty else { return "" }
    figures += 1
    return HTMLFigure(charts: drawn, number: figures).text
  }
}
