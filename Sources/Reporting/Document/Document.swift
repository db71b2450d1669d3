/// A report as data: what it says, part by part, and nothing of how it looks.
///
/// Reports become documents, renderers turn documents into text, Markdown or whatever comes next. Numbers in tables
/// keep their value and unit beside the digits that were chosen for them, and charts keep their data, so that a
/// renderer with more means than a terminal can use them.
public struct Document: Sendable, Hashable {
  /// One part.
  public enum Block: Sendable, Hashable {
    /// A heading; 1 is the title of the document.
    case heading(String, level: Int)
    /// Running text.
    case paragraph(Paragraph)
    /// Items of a list without an order.
    case list([String])
    /// A table.
    case table(Table)
    /// A chart; renderers without pictures leave it out, and the tables beside it say the same.
    case chart(Chart)
    /// Charts of the same data of which one is looked at: the first unless another is chosen. Never empty.
    case figure([Chart])
    /// Parts that are looked up and not read, under a title.
    indirect case aside(String, [Block])
  }

  /// Parts that belong together: a renderer may keep them closer than it keeps sections. None is empty.
  public private(set) var sections: [[Block]]

  /// Collects sections; empty ones are left out.
  public init(_ sections: [[Block]] = []) { self.sections = sections.filter { !$0.isEmpty } }

  /// Adds a section unless it is empty.
  public mutating func add(_ section: [Block]) {
    if !section.isEmpty { sections.append(section) }
  }

  /// The sections of both, one after the other.
  public static func + (first: Document, second: Document) -> Document {
    Document(first.sections + second.sections)
  }
}

extension Document.Block {
  /// A heading inside a document.
  public static func heading(_ text: String) -> Self { .heading(text, level: 2) }
  /// The title of a document.
  public static func title(_ text: String) -> Self { .heading(text, level: 1) }
  /// Running text without a label.
  public static func text(_ text: String) -> Self { .paragraph(Paragraph(text)) }
  /// Running text behind a label: `Economy      one sentence`.
  public static func entry(_ label: String, _ text: String) -> Self {
    labelled(label, columns: 13, text)
  }
  /// Running text behind a label that stands in that many columns; an empty label continues the one before.
  public static func labelled(_ label: String, columns: Int, _ text: String) -> Self {
    .paragraph(Paragraph(text, label: label, columns: columns))
  }
  /// What signs and columns of the table before it mean.
  public static func note(_ text: String) -> Self {
    .paragraph(Paragraph(text, indentation: 2, hanging: 2))
  }
  /// What a name means: `income: the definition`.
  public static func definition(_ name: String, _ meaning: String) -> Self {
    .paragraph(Paragraph("\(name): \(meaning)", indentation: 2, hanging: 4))
  }
}
