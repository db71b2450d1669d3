/// What one coordinate of a searched point stands for; every coordinate lies between 0 and 1.
public enum SearchVariable: Sendable, Hashable {
  /// A number, scaled so that 0 and 1 are its bounds.
  case number
  /// One of several things without an order, each with an equal part of the coordinate.
  case category(count: Int)

  /// The thing a coordinate of a category means.
  public static func category(of coordinate: Double, count: Int) -> Int {
    max(0, min(Int(coordinate * Double(count)), count - 1))
  }

  /// The coordinate in the middle of a category's part.
  public static func coordinate(of category: Int, count: Int) -> Double {
    (Double(category) + 0.5) / Double(count)
  }
}
