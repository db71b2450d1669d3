import ModelContract

/// A lever of a mix set to another level, by the mix's own programme.
///
/// A programme is a departure: from the value v0 at the start to the value v1 that lies furthest from it at
/// any later corner of the path. To reach the level w instead, every value p becomes
///
///     v0 + (w - v0) (p - v0) / (v1 - v0),
///
/// so that start, ramp, end and sunset of the programme stay where they are and only its size changes. A
/// lever that the mix leaves alone has no programme; it keeps its value for ``preparation`` years and then
/// moves to the level in ``ramp`` years, as the shipped mixes do. At the level that a mix has anyway the
/// path is the mix's own.
public enum LeverLevel {
  /// Years before a lever without a programme begins to move.
  public static let preparation = 2.0
  /// Years it then takes.
  public static let ramp = 5.0

  /// The level of a path from a year on: the value furthest from that at the start; of two at the same
  /// distance the earlier.
  public static func level(of path: Path, from start: Double) -> Double {
    let first = path.value(at: start)
    var level = first
    for corner in path.breakpoints where corner.year > start {
      if abs(corner.value - first) > abs(level - first) { level = corner.value }
    }
    return level
  }

  /// The path with another level.
  public static func path(_ path: Path, level: Double, start: Double) -> Path {
    let first = path.value(at: start)
    let present = Self.level(of: path, from: start)
    if level == present { return path }
    if present == first {
      return Path([
        Path.Breakpoint(year: start + preparation, value: first),
        Path.Breakpoint(year: start + preparation + ramp, value: level),
      ])
    }
    let scale = (level - first) / (present - first)
    var corners = [Path.Breakpoint(year: start, value: first)]
    for corner in path.breakpoints where corner.year > start {
      corners.append(
        Path.Breakpoint(
          year: corner.year,
          value: corner.value == present ? level : first + scale * (corner.value - first)))
    }
    return Path(corners)
  }
}
