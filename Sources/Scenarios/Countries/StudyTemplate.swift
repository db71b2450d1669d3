import Foundation

/// A study to edit: every key with what it means in plain words, and values that run as they stand.
public struct StudyTemplate: Sendable {
  /// Whose study it is.
  enum Subject {
    /// A country of the panel.
    case country(CountryFiles)
    /// No particular one.
    case generic
  }

  private let subject: Subject

  /// A study of a generic latecomer.
  public init() { subject = .generic }

  /// A study of a country.
  public init(_ files: CountryFiles) { subject = .country(files) }

  /// The file that the study is written to unless another is named: `kenya.yaml`.
  public var usualFile: String {
    switch subject {
    case .country(let files): Self.fileName(files.coded.country.name) + ".yaml"
    case .generic: "study.yaml"
    }
  }

  /// Files that lie beside the study, with their text: the economy and the country's own mix; none for a generic latecomer.
  ///
  /// - Parameter file: the file of the study.
  public func companions(of file: String) -> [(path: String, text: String)] {
    guard case .country(let files) = subject else { return [] }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
    let place = file.contains("/") ? folder + "/" : ""
    let stem = Self.stem(file)
    return [
      (place + "\(stem)-economy.yaml", files.economyWithMix),
      (place + "\(stem)-mix.yaml", files.policy),
    ]
  }

  /// The text of the study.
  ///
  /// - Parameter file: the file of the study.
  public func text(for file: String) -> String {
    head(file) + economy(Self.stem(file)) + StudyTemplate.beliefs + policies(Self.stem(file))
      + answers
  }

  /// The name of a file without its folder and `.yaml`.
  private static func stem(_ file: String) -> String {
    let name = URL(fileURLWithPath: file).lastPathComponent
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }

  /// Lower case, with hyphens for all that is no letter of ASCII.
  static func fileName(_ name: String) -> String {
    let plain = name.folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US"))
    return plain.lowercased().split { !($0.isASCII && $0.isLetter) }.joined(separator: "-")
  }

  private var name: String {
    switch subject {
    case .country(let files):
      Self.fileName(files.coded.country.name) + "-\(files.coded.start)"
    case .generic: "my-study"
    }
  }

  /// First and last year.
  private var years: (start: Int, end: Int) {
    switch subject {
    case .country(let files): (files.coded.start, files.usualEnd)
    case .generic: (2025, 2065)
    }
  }

  private func head(_ file: String) -> String {
    let question =
      switch subject {
      case .country(let files):
        "What could \(files.coded.country.name) change from \(years.start) to \(years.end), measured against what it did?"
      case .generic: "Which policy mix helps a generic latecomer most from 2025 to 2065?"
      }
    return """
      # A study: one question about policy mixes. Everything after # is a comment. Edit what you want to ask, then
      #   latecomer check \(file.shellWord)    what is wrong, what would be run, how long it takes
      #   latecomer run \(file.shellWord)      the answer
      # What a name means: latecomer explain NAME. What there is: latecomer list policies, levers, outcomes, scenarios.

      # The name in reports, without blanks, and the question in your own words.
      name: \(name)
      question: "\(question)"
      # What a reader must know before using the answer; printed under it. Add your own.
      notes:
        - what levers cost, and how much of a plan is carried out, is judgement; both are sampled and both decide rankings


      """
  }

  private func economy(_ stem: String) -> String {
    switch subject {
    case .country(let files):
      return """
        # Where the economy starts: a file with income, schooling, research and so on, each with its source. It was made from
        # published figures of \(files.coded.country.name) in \(files.coded.start); correct there what you know better.
        economy: ./\(stem)-economy.yaml
        # The last calendar year; the first one, \(files.coded.start), stands in the file of the economy.
        end: \(years.end)

        """ + Self.clock
    case .generic:
      return """
        # Where the economy starts: a name of 'latecomer list economies', or a file such as ./my-economy.yaml.
        economy: generic
        # First and last calendar year.
        start: \(years.start)
        end: \(years.end)

        """ + Self.clock
    }
  }

  private static let clock = """
    # Length of a time step in years: 0.5 is two steps a year. Shorter ones take longer and change little.
    step: 0.5
    # How much less a year later counts: 0.03 is 3 % a year. 0 counts all years the same.
    discount_rate: 0.03


    """

  private static let beliefs = """
    # What is not known for certain: a law for each uncertain number of the model (latecomer list factors --study FILE).
    factors: priors/third-version
    # Values of them that fitted the histories of 47 countries.
    ensemble: ensembles/panel
    # Under which the study is run: prior are the laws as experts would state them, ensemble those that fitted history.
    beliefs: [prior, ensemble]


    """

  private func policies(_ stem: String) -> String {
    let (own, first) =
      switch subject {
      case .country(let files): (files.mixName, "./\(stem)-mix.yaml")
      case .generic: ("baseline", "baseline")
      }
    let mixes = ["global_factory_with_schooling", "rd_and_routines", "education_only"]
    let isCountry = if case .country = subject { true } else { false }
    let items = (mixes + ["missions_diversification"]).map {
      isCountry ? "  - {mix: \($0), based_on: \(own)}" : "  - \($0)"
    }.joined(separator: "\n")
    let explanation =
      isCountry
      ? """
      # The mixes that are tried: a file, or a mix of 'latecomer list policies' laid over the country's own (based_on), so that
      # it changes only what it names.
      """
      : "# The mixes that are tried: names of 'latecomer list policies', files such as ./my-mix.yaml, or mixes written here."
    return """
      # The mix that all others are measured against: what happens if nothing is changed.
      baseline: \(own)
      \(explanation)
      policies:
        - \(first)
      \(items)
      # A mix of your own: take off the # of these lines. A lever moves from its value in the mix it is based on; start and
      # ramp are years from the first year on, to is the new value in the unit of 'latecomer list levers'.
      #  - name: my_mix
      #    summary: more schooling and more public research
      #    based_on: \(own)
      #    levers:
      #      education: {start: 2, ramp: 5, to: 0.8}         # human capital aimed at, 1 being the frontier's
      #      public_research: {start: 2, ramp: 5, to: 0.01}  # share of GDP, 0.01 being 1 %

      # What all mixes may cost alike, so that the dearest does not win for being dear: fiscal cost above the baseline's, summed
      # over all years, discounted, as a share of a year's income at the frontier. A mix that costs more is scaled down to it,
      # one that costs less stays. Take the line away to compare mixes as they are, whatever they cost.
      budget: \(budget)

      # Worlds outside the country, of 'latecomer list scenarios'; the first one leads unless you state probabilities.
      scenarios: [reference, technology_decoupling, turbulent_world]


      """
  }

  private var budget: String {
    switch subject {
    case .country(let files): files.budget
    case .generic: CountryFiles.budget(income: 0.3)
    }
  }

  private var answers: String {
    let threshold =
      switch subject {
      case .country(let files): CountryFiles.number(files.threshold)
      case .generic: "0.3"
      }
    return """
      # What is reported, of 'latecomer list outcomes'; threshold says how much is enough, in the unit of the outcome.
      outcomes:
        - discounted_consumption
        - {name: income, threshold: \(threshold)}  # income per head in the last year, 1 being the frontier's
        - fiscal_cost
        - catch_up_year
        - trap
        - capability
        - complexity
        - rd_intensity
      # The outcome that decides which mix is best.
      ranked_by: discounted_consumption
      # Differences that do not matter to you, as a share of the baseline: 0.01 is 1 %.
      indifference_margin: 0.01

      # How many futures are drawn: more of them make intervals narrower and take longer. 'latecomer check' says how long.
      futures: 1024
      # How they are drawn; leave it as it is.
      design: {kind: sobol, replicates: 32}
      # Any whole number. The same seed gives the same numbers, to the last digit.
      seed: \(years.start)

      """
  }
}
