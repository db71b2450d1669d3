import CGrowthKernel
import Foundation

/// The luck of one future, ready to use; a stream that is switched off has its neutral value.
struct Luck {
  /// Luck of leadership missions by sector, `exp(0.6 N - 0.18)`: mean 1.
  ///
  /// A standard deviation of 0.6 makes one radical programme in six worth half or less of its promise and
  /// one in six nearly twice as much or more; judgement.
  let missions: [Double]
  /// Lasting efficiency of absorption by sector, `exp(0.15 N - 0.01125)`: mean 1.
  let efficiency: [Double]
  /// Normal part of the demand shock, one number a step; nil without shocks.
  private let demandNoise: [Double]?
  /// Uniform that decides on a crisis, one number a step; nil without shocks.
  private let demandCrisis: [Double]?

  /// Reads the streams of ``GrowthOutcomes/luck``, each with its columns for this future or nil.
  ///
  /// - Precondition: four streams; 20, 20, `steps` and `steps` numbers.
  init(_ streams: [[Double]?], steps: Int) {
    precondition(
      streams.count == GrowthOutcomes.luck.count,
      "\(GrowthOutcomes.luck.count) streams of luck expected, got \(streams.count)")
    for (stream, values) in zip(GrowthOutcomes.luck, streams) {
      if let values {
        precondition(
          values.count == stream.columns(steps: steps),
          "luck '\(stream.name)' needs \(stream.columns(steps: steps)) numbers, got \(values.count)"
        )
      }
    }
    let neutral = [Double](repeating: 1, count: Sector.count)
    missions =
      streams[LuckIndex.sectorLuck]?.map { Self.lognormal($0, Coefficient.sectorLuck) } ?? neutral
    efficiency =
      streams[LuckIndex.sectorEfficiency]?.map { Self.lognormal($0, Coefficient.sectorEfficiency) }
      ?? neutral
    demandNoise = streams[LuckIndex.demandNoise]
    demandCrisis = streams[LuckIndex.demandCrisis]
  }

  /// exp(s N - s^2 / 2), whose mean is 1.
  private static func lognormal(_ normal: Double, _ deviation: Double) -> Double {
    exp(deviation * normal - deviation * deviation / 2)
  }

  /// The draws of one step since the run's first year, history included; nil when either is switched off.
  func demand(step: Int) -> (normal: Double, uniform: Double)? {
    guard let demandNoise, let demandCrisis else { return nil }
    return (demandNoise[step], demandCrisis[step])
  }
}
