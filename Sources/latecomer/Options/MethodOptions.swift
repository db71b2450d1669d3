import Analysis
import ArgumentParser

/// A sensitivity method by its name in the registry.
struct MethodName: ExpressibleByArgument {
  let name: String
  static let allValueStrings = SensitivityMethods.names

  init?(argument: String) {
    guard SensitivityMethods.names.contains(argument) else { return nil }
    name = argument
  }
}

/// A designed method by its name in the registry.
struct DesignName: ExpressibleByArgument {
  let method: DesignedMethod
  static let allValueStrings = SensitivityMethods.designed.map(\.name)

  init?(argument: String) {
    guard let method = SensitivityMethods.designed(named: argument) else { return nil }
    self.method = method
  }
}

/// The numbers that methods of the registry need: an option for each of them.
///
/// The parser finds options by reflection. This value reflects the registry's, so that a method brings its options
/// along.
struct MethodOptions: ParsableArguments, CustomReflectable {
  /// What was given, in the order of the registry.
  private(set) var given: [(option: MethodOption, value: Double)] = []

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    given = try SensitivityMethods.options.compactMap { option in
      let parsed = try container.decode(Option<Double?>.self, forKey: Key(stringValue: option.name))
      return parsed.wrappedValue.map { (option, $0) }
    }
  }

  var customMirror: Mirror {
    Mirror(
      self,
      children: SensitivityMethods.options.map {
        (label: "_" + $0.name, value: Option<Double?>(help: ArgumentHelp(stringLiteral: $0.help)))
      })
  }

  /// The number that a method needs; nil where it needs none.
  ///
  /// - Throws: `ValidationError` when it is missing, or a number of another method is given.
  func option(of name: String?) throws -> (option: MethodOption, value: Double)? {
    let own = SensitivityMethods.all.first { $0.name == name } as? GivenDataMethod
    let needed = own?.options ?? []
    let count = given.count { needed.contains($0.option) }
    if let own, !needed.isEmpty && count != 1 {
      throw ValidationError("Method \(own.name) needs \(Self.list(needed, "or")) with a number.")
    }
    if count < given.count {
      let foreign = given.first { !needed.contains($0.option) }!.option
      let owner = SensitivityMethods.givenData.first { $0.options.contains(foreign) }!
      throw ValidationError(
        "\(Self.list(owner.options, "and")) \(owner.options.count == 1 ? "belongs" : "belong") to --method "
          + "\(owner.name).")
    }
    return given.first { needed.contains($0.option) }
  }

  private static func list(_ options: [MethodOption], _ word: String) -> String {
    options.map { "--" + $0.name }.joined(separator: " \(word) ")
  }

  /// The name of an option.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
