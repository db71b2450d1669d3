import Analysis

/// A table whose cells keep their numbers.
public struct Table: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// What a column holds.
    public enum Content: Sendable, Hashable {
      /// Words, which start at the left.
      case text
      /// Names, which start at the left and stand on one line.
      case name
      /// Numbers, which end at the right.
      case number
      /// Drawings in characters of one width, for renderers that have no pictures.
      case drawing
    }

    /// Lines of the heading; one that ends in an underscore or a hyphen goes on without a space.
    public var title: [String]
    /// What it holds.
    public var content: Content
    /// Unit of its numbers; nil where they have none, several, or it is in the heading.
    public var unit: String?

    /// Describes a column.
    public init(_ title: [String], _ content: Content, unit: String? = nil) {
      self.title = title
      self.content = content
      self.unit = unit
    }

    /// The heading in one line, with the unit.
    var titleInOneLine: String {
      let title = title.reduce("") { text, line in
        switch text.last {
        case nil, "_": text + line
        case "-": text.dropLast() + line
        default: text + " " + line
        }
      }
      return unit.map { "\(title) (\($0))" } ?? title
    }

    /// A column of words.
    public static func text(_ title: String...) -> Column { Column(title, .text) }
    /// A column of names.
    public static func name(_ title: String...) -> Column { Column(title, .name) }
    /// A column of numbers.
    public static func number(_ title: String..., unit: String? = nil) -> Column {
      Column(title, .number, unit: unit)
    }
    /// A column of drawings.
    public static func drawing(_ title: String...) -> Column { Column(title, .drawing) }
  }

  /// One cell.
  public enum Cell: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// Nothing, because there is nothing to say.
    case empty
    /// Words.
    case text(String)
    /// A number, and the digits and marks by which it is shown.
    case number(Double, String)

    /// Words.
    public init(stringLiteral value: String) { self = value.isEmpty ? .empty : .text(value) }

    /// What is shown.
    public var shown: String {
      switch self {
      case .empty: ""
      case .text(let text), .number(_, let text): text
      }
    }
  }

  /// The columns; a renderer that has to break a wide table repeats the first one.
  public var columns: [Column]
  /// Rows of one cell a column.
  public var rows: [[Cell]]
  /// Columns of text that the table is moved to the right.
  public var indentation: Int

  /// Makes a table.
  public init(_ columns: [Column], rows: [[Cell]] = [], indentation: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.indentation = indentation
  }
}

/// Numbers as cells; one that is missing is a hyphen.
extension Table.Cell {
  /// A number of things.
  public static func whole(_ number: Int) -> Self {
    .number(Double(number), Figures.grouped(number))
  }
  /// A number with that many decimals and perhaps a mark behind it.
  public static func fixed(
    _ number: Double?, decimals: Int, showsPlus: Bool = false, mark: String = ""
  ) -> Self {
    shown(number) { Figures.fixed($0, decimals: decimals, showsPlus: showsPlus) + mark }
  }
  /// A number with that many significant digits.
  public static func plain(_ number: Double?, digits: Int = 3) -> Self {
    shown(number) { Figures.plain($0, digits: digits) }
  }
  /// A share as a percentage.
  public static func percent(_ share: Double?) -> Self { shown(share, Figures.percent) }
  /// A probability with its interval.
  public static func share(_ estimate: Estimate?) -> Self {
    estimate.map { .number($0.value, Figures.share($0)) } ?? "-"
  }
  /// A number with half its interval.
  public static func plusMinus(_ estimate: Estimate?, decimals: Int) -> Self {
    estimate.map { .number($0.value, Figures.plusMinus($0, decimals: decimals)) } ?? "-"
  }
  /// A calendar year.
  public static func year(_ year: Double) -> Self { .number(year, Figures.year(year)) }
  /// A number as a function writes it, and what stands for one that is missing.
  static func shown(_ number: Double?, none: String = "-", _ text: (Double) -> String) -> Self {
    number.map { .number($0, text($0)) } ?? .text(none)
  }
}
