import ModelContract

/// A chart as data; how it is drawn is a renderer's choice.
public struct Chart: Sendable, Hashable {
  /// What the data want to be drawn as.
  public enum Kind: String, Sendable, Hashable {
    /// A bar for each named value.
    case bars
    /// Curves over a number, such as the year.
    case curves
    /// A dot with whiskers for each named value, one row a name.
    case dots
    /// A dot for each pair of numbers.
    case scatter
    /// A coloured cell for each named value of each series, series being columns.
    case heat
    /// Named values that add up to their last, which is the sum.
    case waterfall
  }

  /// One value with what is known of its error or spread.
  public struct Point: Sendable, Hashable {
    /// The place on the horizontal axis; the position in the series for named values.
    public var place: Double
    /// Name of the place; empty where the number says it.
    public var name: String
    /// The value.
    public var value: Double
    /// Lower end of its interval or band; nil without one.
    public var low: Double?
    /// Upper end of the same.
    public var high: Double?

    /// Describes a value.
    public init(
      place: Double, name: String = "", value: Double, low: Double? = nil, high: Double? = nil
    ) {
      self.place = place
      self.name = name
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Values that belong together.
  public struct Series: Sendable, Hashable {
    /// What they are of.
    public var name: String
    /// The values in the order of their places.
    public var points: [Point]
    /// Whether they are what the chart is about; others stand in the background, without a band.
    public var isMain: Bool

    /// Collects values.
    public init(name: String, points: [Point], isMain: Bool = true) {
      self.name = name
      self.points = points
      self.isMain = isMain
    }
  }

  /// A range of values that means something, such as that of ties.
  public struct Zone: Sendable, Hashable {
    /// What it means.
    public var name: String
    /// The values.
    public var range: ClosedRange<Double>
    /// Position of the series it belongs to.
    public var series: Int

    /// Describes a zone.
    public init(_ name: String, _ range: ClosedRange<Double>, series: Int) {
      self.name = name
      self.range = range
      self.series = series
    }
  }

  /// What the ends of intervals or bands are called.
  public struct Ends: Sendable, Hashable {
    /// The lower one.
    public var low: String
    /// The upper one.
    public var high: String

    /// Names both ends.
    public init(low: String, high: String) {
      self.low = low
      self.high = high
    }
  }

  /// What a chart is chosen by among those of its kind: `beliefs`, `prior`.
  public struct Choice: Sendable, Hashable {
    /// What is chosen.
    public var name: String
    /// What this chart shows of it.
    public var value: String

    /// Describes a choice.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the data want to be drawn as.
  public var kind: Kind
  /// What the chart shows.
  public var title: String
  /// What stands along the horizontal axis.
  public var places: String
  /// Unit of the values.
  public var unit: String
  /// The data.
  public var series: [Series]
  /// Where the data are from and what their marks mean, in a sentence or two; empty where the text beside them says it.
  public var source = ""
  /// Ranges of values that mean something.
  public var zones: [Zone] = []
  /// What intervals or bands are, for a table's heading: `10 %` and `90 %`.
  public var ends = Ends(low: "low", high: "high")
  /// Names of points that a line joins, in its order, such as those of a frontier.
  public var path: [String] = []
  /// What the value 0 means, where that is worth a word.
  public var zeroName = ""
  /// What the chart is chosen by, where it is one of several.
  public var choices: [Choice] = []
  /// Decimals of shown values.
  public var decimals = 1
  /// Whether positive values have a sign.
  public var showsPlus = false

  /// Describes a chart.
  public init(_ kind: Kind, title: String, places: String, unit: String, series: [Series]) {
    self.kind = kind
    self.title = title
    self.places = places
    self.unit = unit
    self.series = series
    decimals = Figures.decimals(for: series.flatMap { $0.points.map(\.value) })
  }
}

extension Chart {
  /// A value as the chart shows it.
  func shown(_ value: Double) -> String {
    Figures.fixed(value, decimals: decimals, showsPlus: showsPlus)
  }

  /// A place as the chart shows it: a year as it is, and a computed number without digits that nobody reads.
  func shownPlace(_ place: Double) -> String {
    let exact = Figures.exact(place)
    return exact.count <= 8 ? exact : Figures.plain(place, digits: 4)
  }

  /// The unit in words; empty for a pure number.
  var shownUnit: String { unit == Unit.dimensionless.rawValue ? "" : unit }

  /// Values, ends of intervals and zones that the axis of values has to hold.
  var extent: [Double] {
    let points = series.flatMap { series in
      series.points.flatMap { point in
        [point.value] + (series.isMain ? [point.low, point.high].compactMap { $0 } : [])
      }
    }
    return (points + zones.flatMap { [$0.range.lowerBound, $0.range.upperBound] })
      .filter(\.isFinite)
  }

  /// Whether there is anything to draw.
  var hasMarks: Bool {
    series.contains { $0.points.contains { $0.value.isFinite && $0.place.isFinite } }
  }
}
