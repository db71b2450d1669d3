import ModelContract

/// Lever paths as a reader would write them.
public enum PathText {
  /// A path with its lever's name: `public_research 0.0105`, or `education 0.4, 0.62 from 2030` where it moves.
  ///
  /// Values have three significant digits. A corner is named by its year; between corners the path is linear.
  public static func text(_ lever: String, _ path: Path) -> String {
    if path.isConstant { return "\(lever) \(Figures.plain(path.breakpoints[0].value))" }
    let corners = path.breakpoints.map {
      "\(Figures.plain($0.value)) in \(Figures.year($0.year))"
    }
    return "\(lever) \(corners.joined(separator: ", "))"
  }

  /// The levers in which a policy differs from another one, in the order given.
  public static func differences(
    of policy: Policy, from other: Policy, levers: [Lever]
  ) -> [String] {
    levers.compactMap { lever in
      guard let path = policy.levers[lever.name], path != other.levers[lever.name] else {
        return nil
      }
      return text(lever.name, path)
    }
  }
}
