/// A chart as data; how it is drawn is a renderer's choice.
public struct Chart: Sendable, Hashable {
  /// What the data want to be drawn as.
  public enum Kind: String, Sendable, Hashable {
    /// A bar for each named value.
    case bars
    /// Curves over a number, such as the year.
    case curves
  }

  /// One value with what is known of its error.
  public struct Point: Sendable, Hashable {
    /// The place on the horizontal axis; the position in the series for bars.
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

    /// Collects values.
    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
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

  /// Describes a chart.
  public init(_ kind: Kind, title: String, places: String, unit: String, series: [Series]) {
    self.kind = kind
    self.title = title
    self.places = places
    self.unit = unit
    self.series = series
  }
}
