import Sampling

/// What is taken to be known about the factors: judged marginal laws, or an ensemble fitted to history.
public enum Beliefs: Sendable, Hashable {
  /// Every factor has its prior law; correlations come from a copula.
  case prior
  /// The factors an ensemble has come jointly from its rows; the others keep their prior.
  case ensemble(EnsembleBeliefs)

  /// The name on the command line and in tables: `prior` or `ensemble`.
  public var name: String {
    switch self {
    case .prior: "prior"
    case .ensemble: "ensemble"
    }
  }
}

/// An ensemble of joint factor values with what its file says about its quality.
public struct EnsembleBeliefs: Sendable, Hashable {
  /// The rows.
  public let rows: JointRows
  /// What the ensemble is, in one line.
  public let summary: String
  /// Economies whose histories it was fitted to; nil where the file does not say.
  public let economies: [String]?
  /// What every result that uses it must say.
  public let caveats: [String]
  /// How far it was tested against history; nil when nobody has recorded it.
  public let test: EnsembleTest?

  /// Describes an ensemble.
  public init(
    rows: JointRows, summary: String, economies: [String]? = nil, caveats: [String],
    test: EnsembleTest? = nil
  ) {
    self.rows = rows
    self.summary = summary
    self.economies = economies
    self.caveats = caveats
    self.test = test
  }
}
