import ModelContract
import NumericCore
import Sampling

/// Reads the law of a factor: `{distribution: beta, low: 0.03, high: 0.22, alpha: 2, beta: 2}`.
enum DistributionDecoder {
  /// The laws by their name in files, with the keys each one needs; a law that can be stated in several ways stands
  /// there once for each, the usual way first.
  static let laws: [(name: String, keys: [String])] = [
    ("uniform", ["low", "high"]),
    ("log_uniform", ["low", "high"]),
    ("normal", ["mean", "standard_deviation"]),
    ("normal", ["percentiles"]),
    ("truncated_normal", ["mean", "standard_deviation"]),
    ("lognormal", ["median", "sigma"]),
    ("lognormal", ["mean", "standard_deviation"]),
    ("lognormal", ["percentiles"]),
    ("triangular", ["low", "mode", "high"]),
    ("pert", ["low", "mode", "high"]),
    ("beta", ["low", "high", "alpha", "beta"]),
    ("beta", ["low", "high", "mean", "standard_deviation"]),
    ("gamma", ["shape", "scale"]),
    ("gamma", ["mean", "standard_deviation"]),
    ("weibull", ["shape", "scale"]),
    ("weibull", ["percentiles"]),
    ("discrete", ["values", "probabilities"]),
    ("categorical", ["codes", "probabilities"]),
    ("constant", ["value"]),
    ("empirical", ["values"]),
  ]

  /// Keys that a law may do without: a normal law can be cut at one end only.
  static let optionalKeys = ["truncated_normal": ["low", "high"]]

  /// Names of the laws.
  static let names = laws.map(\.name).reduce(into: [String]()) { names, name in
    if names.last != name { names.append(name) }
  }

  /// The keys in which a mapping states a law: those of the way of which it gives most.
  private static func keys(of name: String, statedBy given: Set<String>) -> [String] {
    let ways = laws.filter { $0.name == name }.map(\.keys)
    func matches(_ keys: [String]) -> Int { keys.count { given.contains($0) } - keys.count }
    let whole = ways.first { matches($0) == 0 }
    return whole ?? ways.max { left, right in
      left.count { given.contains($0) } < right.count { given.contains($0) }
    } ?? []
  }

  /// Keys that may stand beside every law: the factor's unit, which is checked, and where the law comes
  /// from.
  static let commonKeys = ["distribution", "unit", "source"]

  /// Reads a law and holds it against the factor's unit and admissible range.
  static func read(_ value: Located, for factor: Factor) -> Distribution? {
    read(value, for: factor, otherKeys: [])
  }

  /// Reads a law of a factor that no model here knows: every number and every unit will do, and its place
  /// among Sobol' dimensions may stand beside the law.
  static func read(_ value: Located, ofOwnFactor name: String) -> Distribution? {
    let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let factor = Factor(
      name: name, meaning: "", unit: .dimensionless, defaultValue: 0, admissible: anything,
      source: "", dimension: 0)
    return read(value, for: factor, otherKeys: ["dimension"], isUnitFree: true)
  }

  private static func read(
    _ value: Located, for factor: Factor, otherKeys: [String], isUnitFree: Bool = false
  ) -> Distribution? {
    guard value.isMapping else {
      value.report(
        "expected a mapping such as {distribution: uniform, low: 0, high: 1}, found \(value.found)")
      return nil
    }
    guard let law = value.mapping(allowed: nil)?["distribution"] else {
      value.report(
        "the key 'distribution' is missing; expected one of "
          + names.joined(separator: ", "))
      return nil
    }
    guard let name = law.choice(names, what: "distribution") else { return nil }
    let given = Set(value.mapping(allowed: nil)?.entries.map(\.name) ?? [])
    let keys = keys(of: name, statedBy: given)
    guard
      let mapping = value.mapping(
        allowed: commonKeys + otherKeys + keys + (optionalKeys[name] ?? []), required: keys,
        what: "key of a \(name) distribution by \(keys.joined(separator: ", "))")
    else { return nil }
    if let unit = mapping["unit"] {
      if isUnitFree { _ = unit.text() } else { checkUnit(unit, factor.unit) }
    }
    if let source = mapping["source"] { _ = source.text() }
    guard let distribution = make(name, keys, mapping) else { return nil }
    return check(distribution, mapping, factor) ? distribution : nil
  }

  /// Reports a unit that is not the expected one.
  static func checkUnit(_ value: Located, _ expected: Unit) {
    guard let text = value.text(), text != expected.rawValue else { return }
    value.report("expected the unit '\(expected.rawValue)', found '\(text.excerpt)'")
  }

  private static func make(
    _ name: String, _ keys: [String], _ mapping: MappingReader
  ) -> Distribution? {
    if ["discrete", "categorical", "empirical"].contains(name) { return makeList(name, mapping) }
    if keys == ["percentiles"] { return percentiles(name, mapping) }
    var numbers: [String: Double] = [:]
    var isComplete = true
    for (key, _) in mapping.entries.map({ ($0.name, $0.value) })
    where !commonKeys.contains(key) && key != "dimension" {
      guard let number = mapping[key]?.number() else {
        isComplete = false
        continue
      }
      numbers[key] = number
    }
    guard isComplete, keys.allSatisfy({ numbers[$0] != nil }) else { return nil }
    func number(_ key: String) -> Double { numbers[key] ?? .nan }
    if let law = moments(name, keys, number) { return converted(mapping, law) }
    return switch name {
    case "uniform": .uniform(low: number("low"), high: number("high"))
    case "log_uniform": .logUniform(low: number("low"), high: number("high"))
    case "normal":
      .normal(mean: number("mean"), standardDeviation: number("standard_deviation"))
    case "truncated_normal":
      .truncatedNormal(
        mean: number("mean"), standardDeviation: number("standard_deviation"),
        low: numbers["low"] ?? -.infinity, high: numbers["high"] ?? .infinity)
    case "lognormal": .lognormal(median: number("median"), sigma: number("sigma"))
    case "triangular":
      .triangular(low: number("low"), mode: number("mode"), high: number("high"))
    case "pert": .pert(low: number("low"), mode: number("mode"), high: number("high"))
    case "beta":
      .beta(
        low: number("low"), high: number("high"), alpha: number("alpha"), beta: number("beta"))
    case "gamma": .gamma(shape: number("shape"), scale: number("scale"))
    case "weibull": .weibull(shape: number("shape"), scale: number("scale"))
    default: .constant(number("value"))
    }
  }

  /// How a law comes from a mean and a standard deviation that are not its own parameters; nil for the others.
  private static func moments(
    _ name: String, _ keys: [String], _ number: @escaping (String) -> Double
  ) -> (() throws -> Distribution)? {
    guard keys.suffix(2) == ["mean", "standard_deviation"] else { return nil }
    let (mean, deviation) = (number("mean"), number("standard_deviation"))
    return switch name {
    case "lognormal": { try .lognormal(mean: mean, standardDeviation: deviation) }
    case "gamma": { try .gamma(mean: mean, standardDeviation: deviation) }
    case "beta":
      {
        try .beta(
          low: number("low"), high: number("high"), mean: mean, standardDeviation: deviation)
      }
    default: nil
    }
  }

  /// A law by `percentiles: {5: 0.2, 95: 3}`.
  private static func percentiles(_ name: String, _ mapping: MappingReader) -> Distribution? {
    guard let place = mapping["percentiles"],
      let entries = place.mapping(allowed: nil, what: "percentile")?.entries
    else { return nil }
    let points = entries.compactMap { entry -> Distribution.Percentile? in
      guard let percent = Located.number(entry.name) else {
        place.report("expected percentiles such as {5: 0.2, 95: 3}, found '\(entry.name.excerpt)'")
        return nil
      }
      return entry.value.number().map { Distribution.Percentile(percent, at: $0) }
    }
    guard points.count == entries.count else { return nil }
    guard points.count == 2 else {
      place.report("expected two percentiles such as {5: 0.2, 95: 3}, found \(points.count)")
      return nil
    }
    return converted(mapping) {
      switch name {
      case "normal": try .normal(points[0], points[1])
      case "lognormal": try .lognormal(points[0], points[1])
      default: try .weibull(points[0], points[1])
      }
    }
  }

  /// A law from a conversion, whose refusal is reported.
  private static func converted(
    _ mapping: MappingReader, _ make: () throws -> Distribution
  ) -> Distribution? {
    do {
      return try make()
    } catch {
      report(error, mapping)
      return nil
    }
  }

  private static func makeList(_ name: String, _ mapping: MappingReader) -> Distribution? {
    func numbers(_ key: String) -> [Double]? {
      guard let items = mapping[key]?.items() else { return nil }
      let values = items.compactMap { $0.number() }
      return values.count == items.count ? values : nil
    }
    switch name {
    case "empirical":
      return numbers("values").map { .empirical(values: $0) }
    case "discrete":
      guard let values = numbers("values"), let shares = numbers("probabilities") else {
        return nil
      }
      return .discrete(values: values, probabilities: shares)
    default:
      guard let codes = numbers("codes"), let shares = numbers("probabilities") else { return nil }
      return .categorical(codes: codes, probabilities: shares)
    }
  }

  private static func check(
    _ distribution: Distribution, _ mapping: MappingReader, _ factor: Factor
  ) -> Bool {
    do {
      try distribution.validate()
    } catch {
      report(error, mapping)
      return false
    }
    guard let sentence = factor.refusal(of: distribution) else { return true }
    mapping.whole.report(sentence)
    return false
  }

  /// Reports parameters that define no law. The library spells them as Swift does, files in snake case.
  private static func report(_ error: any Error, _ mapping: MappingReader) {
    guard let error = error as? DistributionError else { return mapping.whole.report("\(error)") }
    let key = error.parameter == "standardDeviation" ? "standard_deviation" : error.parameter
    let sentence = error.description.replacing("standardDeviation", with: "standard_deviation")
    (mapping[key] ?? mapping.whole).report(sentence)
  }
}
