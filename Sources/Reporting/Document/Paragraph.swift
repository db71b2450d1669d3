/// Running text, perhaps behind a label.
///
/// A line break in the text is one wherever lines can be chosen. As in Markdown, back quotes stand around code and
/// two stars around what is strong; a renderer that has neither prints them.
public struct Paragraph: Sendable, Hashable {
  /// The words.
  public var text: String
  /// What stands before them; nil without a label, empty where the label of the paragraph before goes on.
  public var label: String?
  /// Columns before the text in which the label stands, more where it is longer.
  public var columns: Int
  /// Columns that the first line is moved to the right.
  public var indentation: Int
  /// Columns that every further line is moved to the right.
  public var hanging: Int

  /// Makes running text.
  ///
  /// - Parameters:
  ///   - text: the words.
  ///   - label: what stands before them.
  ///   - columns: columns of the label, at least one space included.
  ///   - indentation: columns that the first line is moved to the right.
  ///   - hanging: the same for every further line; as many as stand before the text of the first unless given.
  public init(
    _ text: String, label: String? = nil, columns: Int = 0, indentation: Int = 0,
    hanging: Int? = nil
  ) {
    self.text = text
    self.label = label
    self.columns = label.map { max(columns, $0.count + 1) } ?? 0
    self.indentation = indentation
    self.hanging = hanging ?? indentation + self.columns
  }
}
