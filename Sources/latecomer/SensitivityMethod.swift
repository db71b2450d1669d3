import Analysis
import ArgumentParser
import Reporting

/// The methods of `latecomer sensitivity`.
enum SensitivityMethod: String, ExpressibleByArgument, CaseIterable {
  case givenData = "given-data"
  case classes
  case nearestNeighbours = "nearest-neighbours"
  case fast
  case chatterjee
  case pawn
  case delta
  case hsic
  case regression
  case regional
  case sobol
  case morris
  case dgsm
  case shapley

  /// Designs whose rows a file can have.
  enum RowDesign: String, ExpressibleByArgument, CaseIterable {
    case sobol, morris, dgsm, shapley, fast

    /// The method that reads it.
    var method: SensitivityMethod {
      switch self {
      case .sobol: .sobol
      case .morris: .morris
      case .dgsm: .dgsm
      case .shapley: .shapley
      case .fast: .fast
      }
    }
  }

  /// A region of the outcome.
  enum Region {
    case above(Double)
    case below(Double)

    func contains(_ value: Double) -> Bool {
      switch self {
      case .above(let bound): value > bound
      case .below(let bound): value < bound
      }
    }

    var text: String {
      switch self {
      case .above(let bound): "above \(bound)"
      case .below(let bound): "below \(bound)"
      }
    }
  }

  /// The method in words.
  var title: String {
    switch self {
    case .givenData: "first-order indices from ranks of given data"
    case .classes: "first-order indices from classes of given data"
    case .nearestNeighbours: "first-order indices from nearest neighbours of given data"
    case .fast: "first-order indices by Fourier analysis (RBD-FAST)"
    case .chatterjee: "Chatterjee's rank correlation"
    case .pawn: "PAWN"
    case .delta: "Borgonovo's delta"
    case .hsic: "kernel dependence (R2-HSIC)"
    case .regression: "linear regression on values and ranks"
    case .regional: "regional analysis (Monte Carlo filtering)"
    case .morris: "Morris's screening"
    case .dgsm: "derivative-based measures (DGSM)"
    case .shapley: "Shapley effects"
    case .sobol: "variance-based indices of a pick-freeze design"
    }
  }

  /// The first-order index, which several methods estimate.
  static let first = SensitivityReport.Measure(
    key: "first", name: "first-order index",
    meaning: "share of the variance of the outcome that would go if the factor became known.")

  /// The indices of the method.
  var measures: [SensitivityReport.Measure] {
    switch self {
    case .givenData, .classes, .nearestNeighbours, .fast: [Self.first]
    case .chatterjee:
      [
        .init(
          key: "chatterjee", name: "correlation",
          meaning: "Chatterjee's xi, 0 for independence and 1 for a function of the factor.")
      ]
    case .pawn:
      [
        .init(
          key: "pawn", name: "PAWN index",
          meaning:
            "median distance (Kolmogorov-Smirnov) by which the distribution of the outcome moves "
            + "when the factor becomes known.", isCentred: false)
      ]
    case .delta:
      [
        .init(
          key: "delta", name: "delta",
          meaning:
            "mean area by which the density of the outcome moves when the factor becomes known.",
          isCentred: false)
      ]
    case .hsic:
      [
        .init(
          key: "hsic", name: "R2-HSIC index",
          meaning: "dependence of any kind, 0 only for independence.", isCentred: false)
      ]
    case .regression:
      [
        .init(
          key: "src", name: "standardised regression coefficient",
          meaning: "standard deviations of the outcome for one of the factor (SRC).", isSigned: true
        ),
        .init(
          key: "srrc", name: "standardised rank regression coefficient",
          meaning: "the same between ranks (SRRC).", isSigned: true),
        .init(
          key: "prcc", name: "partial rank correlation",
          meaning: "correlation of ranks without what other factors explain (PRCC).", isSigned: true
        ),
      ]
    case .regional:
      [
        .init(
          key: "distance", name: "Kolmogorov-Smirnov distance",
          meaning:
            "between values of the factor inside and outside the region; p values are corrected for "
            + "the number of factors.", isCentred: false)
      ]
    case .morris:
      [
        .init(
          key: "muStar", name: "mean absolute effect",
          meaning:
            "mean absolute change of the outcome over the range of the factor (mu*), in units of the "
            + "outcome."),
        .init(
          key: "mu", name: "mean effect", meaning: "the same with its sign.", isSigned: true),
        .init(
          key: "sigma", name: "standard deviation of effects",
          meaning: "0 where the effect is the same everywhere.", isCentred: false),
      ]
    case .dgsm:
      [
        .init(
          key: "totalBound", name: "bound of the total index",
          meaning:
            "the total index is at most this; a small one says that the factor cannot matter, a "
            + "large one says little."),
        .init(
          key: "nu", name: "mean squared slope",
          meaning:
            "of the outcome by the factor's normal score, which is 1 standard deviation of a normal "
            + "factor (nu), in squared units of the outcome."),
      ]
    case .shapley:
      [
        .init(
          key: "shapley", name: "Shapley effect",
          meaning:
            "share of the variance that the factor stands for, interactions and dependence shared "
            + "equally among those who take part.")
      ]
    case .sobol:
      [
        Self.first,
        .init(
          key: "total", name: "total index",
          meaning: "share of the variance that would remain if everything else became known."),
      ]
    }
  }
}
