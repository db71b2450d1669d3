import ArgumentParser

/// Which part of a study is run; shared by the subcommands that compare its mixes.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Policies to run, separated by commas; the baseline is always run.")
  var policies: String?

  @Option(help: "Scenarios to run, separated by commas.")
  var scenarios: String?

  @Option(help: "Run under these beliefs only: prior or ensemble.")
  var beliefs: String?

  /// Whether nothing was chosen.
  var isUsual: Bool { policies == nil && scenarios == nil && beliefs == nil }
}

extension SelectionOptions {
  /// Nothing chosen.
  static var usual: SelectionOptions {
    SelectionOptions(policies: nil, scenarios: nil, beliefs: nil)
  }

  /// A choice that was read under other names.
  init(policies: String?, scenarios: String?, beliefs: String?) {
    self.init()
    self.policies = policies
    self.scenarios = scenarios
    self.beliefs = beliefs
  }
}
