import ModelContract

/// Lever paths as a reader would write them.
public enum PathText {
  /// A path with its lever's name: `public_research 0.0105`, or
  /// `education 0.4 in 2027, 0.62 in 2032` where it moves.
  ///
  /// Values have three significant digits. A corner is named by its year; between corners the path is linear,
  /// before the first and after the last it is constant, so that corners which only repeat that are left out.
  /// - Parameter unit: shares of output are written in per cent of it; other numbers without their unit, which
  ///   `latecomer list levers` has.
  public static func text(_ lever: String, _ path: Path, unit: Unit? = nil) -> String {
    if path.isConstant { return "\(lever) \(level(path.breakpoints[0].value, unit))" }
    var moving = path.breakpoints[...]
    while moving.count > 1, moving.first!.value == moving.dropFirst().first!.value {
      moving = moving.dropFirst()
    }
    while moving.count > 1, moving.last!.value == moving.dropLast().last!.value {
      moving = moving.dropLast()
    }
    let corners = moving.map {
      "\(number($0.value, unit)) in \(Figures.year($0.year))"
    }
    return "\(lever) \(corners.joined(separator: ", "))\(sign(unit))"
  }

  /// From where to where a path goes: `0.20 -> 1.4 % of GDP`.
  static func ends(_ path: Path, unit: Unit? = nil) -> String {
    let (start, end) = (path.breakpoints.first!.value, path.breakpoints.last!.value)
    if path.isConstant { return level(start, unit) }
    return "\(number(start, unit)) -> \(number(end, unit))\(sign(unit))"
  }

  private static func level(_ value: Double, _ unit: Unit?) -> String {
    number(value, unit) + sign(unit)
  }

  private static func number(_ value: Double, _ unit: Unit?) -> String {
    Figures.plain(unit == .shareOfOutput ? value * 100 : value)
  }

  private static func sign(_ unit: Unit?) -> String { unit == .shareOfOutput ? " % of GDP" : "" }

  /// The levers and traits in which a policy differs from another one, in the order given.
  public static func differences(
    of policy: Policy, from other: Policy, levers: [Lever], traits: [Trait]
  ) -> [String] {
    let paths: [String] = levers.compactMap { lever in
      guard let path = policy.levers[lever.name], path != other.levers[lever.name] else {
        return nil
      }
      return text(lever.name, path, unit: lever.unit)
    }
    let institutions: [String] = traits.compactMap { trait in
      guard let path = policy.traits[trait.name], path != other.traits[trait.name] else {
        return nil
      }
      return text(trait.name, path)
    }
    return paths + institutions
  }

  /// A path from a year on: `0.002, after 5 years 0.012`.
  private static func levels(_ path: Path, from year: Double) -> String {
    var level = path.value(at: year)
    var parts = [Figures.plain(level)]
    for corner in path.breakpoints where corner.year > year && corner.value != level {
      parts.append(
        "after \(Figures.exact(corner.year - year)) years \(Figures.plain(corner.value))")
      level = corner.value
    }
    return parts.joined(separator: ", ")
  }

  /// What sets a second plan off: `capability > 0.3 in 2035`, or `income < 0.2 in 2030 to 2035` where it is looked for in
  /// several years.
  public static func condition(_ contingency: Contingency) -> String {
    let sign = contingency.side == .below ? "<" : ">"
    let (first, last) = (contingency.looks.first!.year, contingency.looks.last!.year)
    let years =
      first == last
      ? "in \(Figures.year(last))" : "in \(Figures.year(first)) to \(Figures.year(last))"
    return "\(contingency.outcome) \(sign) \(Figures.plain(contingency.threshold)) \(years)"
  }

  /// What sets a second plan off, and in what it differs from the first, in years from the switch; as it is when it begins in
  /// the last year that is looked at.
  public static func secondPlan(_ contingency: Contingency, of policy: Policy) -> String {
    let look = contingency.looks.last!
    let plan = look.plan
    var changes = (plan.levers.merging(plan.traits) { $1 }).sorted { $0.key < $1.key }
      .filter { (policy.levers[$0.key] ?? policy.traits[$0.key]) != $0.value }
      .map { "\($0.key) \(levels($0.value, from: look.year))" }
    if plan.targets != policy.targets {
      changes.append(
        "targets \(plan.targets.isEmpty ? "none" : plan.targets.joined(separator: ", "))")
    }
    return "\(condition(contingency)): "
      + (changes.isEmpty ? "nothing changes" : changes.joined(separator: "; "))
  }
}
