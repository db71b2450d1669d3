import Sampling
import StudyContract

/// Laws of the discrepancy of one observed quantity.
public struct DiscrepancyPrior: Sendable, Hashable {
  /// Which number of the process has the half-normal law.
  public var measure: CalibrationStudy.DiscrepancyLaw.Measure
  /// Scale of the half-normal law of the size or the innovation.
  public var scale: Double
  /// Range of the uniform law of the persistence.
  public var persistence: ClosedRange<Double>
  /// Standard deviation of independent errors of observation.
  public var observationError: Double

  /// States the laws of a process that returns to zero, by its size.
  public init(
    sizeScale: Double, persistence: ClosedRange<Double> = 0.6...0.95, observationError: Double = 0
  ) {
    self.init(
      .size, scale: sizeScale, persistence: persistence, observationError: observationError)
  }

  /// States the laws by either number.
  ///
  /// - Precondition: persistences above 0 and at most 1, below 1 for a size.
  public init(
    _ measure: CalibrationStudy.DiscrepancyLaw.Measure, scale: Double,
    persistence: ClosedRange<Double>, observationError: Double = 0
  ) {
    precondition(
      persistence.lowerBound > 0
        && (measure == .size ? persistence.upperBound < 1 : persistence.upperBound <= 1),
      "persistences of \(persistence)")
    self.measure = measure
    self.scale = scale
    self.persistence = persistence
    self.observationError = observationError
  }

  /// Log relative income: 0.12 is the error that the first version of the model makes on seven histories.
  public static let income = DiscrepancyPrior(sizeScale: 0.12)
  /// Log research intensity: 0.25, because measured intensities of one country differ by a quarter between
  /// sources and definitions.
  public static let research = DiscrepancyPrior(sizeScale: 0.25)

  /// The half-normal law of the size or the innovation.
  public var scaleLaw: Distribution {
    .truncatedNormal(mean: 0, standardDeviation: scale, low: 0, high: .infinity)
  }

  /// The uniform law of the persistence.
  public var persistenceLaw: Distribution {
    .uniform(low: persistence.lowerBound, high: persistence.upperBound)
  }

  /// The process of two numbers.
  func process(_ value: Double, persistence: Double) -> Discrepancy {
    Discrepancy(
      scale: measure == .size ? .size(value) : .innovation(value), persistence: persistence,
      observationError: observationError)
  }
}

/// How ranks of sectors count in a posterior.
public struct SectorPrior: Sendable, Hashable {
  /// Share of the sectors that count as independent, from 0 to 1.
  public var independent: Double
  /// Scale of the half-normal law of the error size of normal scores.
  public var sizeScale: Double

  /// States the law.
  public init(
    independent: Double = CalibrationStudy.SectorEvidence.Defaults.independent,
    sizeScale: Double = CalibrationStudy.SectorEvidence.Defaults.sizeScale
  ) {
    self.independent = independent
    self.sizeScale = sizeScale
  }

  /// The half-normal law of the size.
  var sizeLaw: Distribution {
    .truncatedNormal(mean: 0, standardDeviation: sizeScale, low: 0, high: .infinity)
  }
}
