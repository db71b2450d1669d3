/// A dial a government can turn, in time.
public struct Lever: Sendable, Hashable {
  /// The name in files and tables, in snake case: `public_research`.
  public let name: String
  /// One line that says what turning it does.
  public let meaning: String
  /// The unit of its value.
  public let unit: Unit
  /// Values the model accepts.
  public let admissible: ClosedRange<Double>
  /// Fiscal cost of one unit, as a share of gross domestic product.
  public let cost: Double

  /// Describes a lever.
  public init(
    name: String, meaning: String, unit: Unit, admissible: ClosedRange<Double>, cost: Double
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.admissible = admissible
    self.cost = cost
  }
}

/// A property of a policy mix that is no dial, such as the weight of an institution; it moves in time, but slowly.
public struct Trait: Sendable, Hashable {
  /// The name in files, in snake case: `multinational_vehicle`.
  public let name: String
  /// One line that says what it stands for.
  public let meaning: String
  /// Values the model accepts.
  public let admissible: ClosedRange<Double>

  /// Describes a trait.
  public init(name: String, meaning: String, admissible: ClosedRange<Double>) {
    self.name = name
    self.meaning = meaning
    self.admissible = admissible
  }
}

/// A policy mix: every lever as a path in time, with the mix's traits and targets.
public struct Policy: Sendable, Hashable {
  /// The name in files and tables, in snake case.
  public var name: String
  /// What the mix tries, in one line.
  public var summary: String
  /// The planned path of every lever of the model, by lever name.
  public var levers: [String: Path]
  /// The paths of the mix's properties, by trait name.
  public var traits: [String: Path]
  /// Names of the targeted sectors; empty when the mix targets none.
  public var targets: [String]
  /// A second plan and what sets it off; nil for a mix that follows one plan whatever happens.
  public var contingency: Contingency?

  /// Makes a policy mix.
  public init(
    name: String, summary: String = "", levers: [String: Path], traits: [String: Path] = [:],
    targets: [String] = [], contingency: Contingency? = nil
  ) {
    self.name = name
    self.summary = summary
    self.levers = levers
    self.traits = traits
    self.targets = targets
    self.contingency = contingency
  }

  /// The mix moved towards another one: every lever path and trait becomes `other + share * (self - other)`.
  ///
  /// At share 1 the mix comes back as it is, at share 0 it does what `other` does. Targets stay: a list of
  /// sectors has no middle. Of a mix with a contingency both plans move; what sets the second one off stays, so that at
  /// share 0 neither plan departs from `other`.
  public func moved(towards other: Policy, share: Double) -> Policy {
    var result = following(Contingency.Plan(self).moved(towards: other, share: share))
    guard var contingency else { return result }
    contingency.atOnce = contingency.atOnce.moved(towards: other, share: share)
    contingency.looks = contingency.looks.map { look in
      Contingency.Look(year: look.year, plan: look.plan.moved(towards: other, share: share))
    }
    result.contingency = contingency
    return result
  }
}

extension Contingency.Plan {
  /// The plan moved towards another one, lever by lever and trait by trait; targets stay.
  func moved(towards other: Policy, share: Double) -> Contingency.Plan {
    var result = self
    for (name, path) in levers {
      if let target = other.levers[name] {
        result.levers[name] = path.moved(towards: target, share: share)
      }
    }
    for (name, path) in traits {
      if let target = other.traits[name] {
        result.traits[name] = path.moved(towards: target, share: share)
      }
    }
    return result
  }
}
