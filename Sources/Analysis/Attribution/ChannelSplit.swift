import NumericCore

/// A difference known from many futures, split by the channels that a few of them show.
///
/// With `c_k` the mean part of channel k over the few futures and `c` the sum of all, channel k has the share `c_k / c`, and
/// `c_k / c` of the difference D that all futures show: a ratio estimate, whose error is that of the residuals
/// `part_k - (c_k / c) sum` over futures (W. G. Cochran 1977, Sampling techniques, chapter 6). Futures are taken for
/// independent, which makes intervals of a scrambled sequence wider than they need be. Where the sum of the
/// few futures is not known well, as it is where parts cancel, a ratio to it says nothing, and the parts are the plain means
/// `c_k` of these futures.
public struct ChannelSplit: Sendable, Hashable {
  /// What one channel carries.
  public struct Part: Sendable, Hashable {
    /// Position of the channel.
    public let channel: Int
    /// Its part of the difference, in the unit of the outcome.
    public let value: Double
    /// Lower end of the 95 % interval.
    public let low: Double
    /// Upper end of the same.
    public let high: Double
  }

  /// The parts, the largest first; they sum to the difference, or, where they cancel, to that of the few futures.
  public let parts: [Part]
  /// Whether the parts are shares of the difference that all futures show.
  public let isScaled: Bool
  /// Futures they were read off.
  public let futures: Int
  /// Futures that are left out because a run in them left the model's domain.
  public let failed: Int

  /// Splits a difference.
  ///
  /// - Parameters:
  ///   - difference: what is split.
  ///   - accounts: by future and channel.
  /// - Returns: nil with fewer than three futures.
  public init?(of difference: Double, _ accounts: [[Double]]) {
    let known = accounts.filter { $0.allSatisfy(\.isFinite) }
    guard known.count > 2 else { return nil }
    let count = Double(known.count)
    let sums = known.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +) / count
    let means = known[0].indices.map { channel in
      known.reduce(0) { $0 + $1[channel] } / count
    }
    let spread = sums.reduce(0) { $0 + ($1 - total) * ($1 - total) }
    let totalError = (spread / (count - 1) / count).squareRoot()
    isScaled = total * difference > 0 && total.magnitude > Self.leastErrors * totalError
    let scale = isScaled ? difference / total : 1
    let scaled = isScaled
    let quantile = StudentT.quantile(0.975, degreesOfFreedom: count - 1)
    parts = means.indices.map { channel in
      let share = scaled ? means[channel] / total : 0
      let squares = zip(known, sums).reduce(0) { sum, future in
        let residual = future.0[channel] - (scaled ? share * future.1 : means[channel])
        return sum + residual * residual
      }
      let half = quantile * (squares / (count - 1) / count).squareRoot() * scale.magnitude
      let value = means[channel] * scale
      return Part(channel: channel, value: value, low: value - half, high: value + half)
    }.sorted { ($1.value.magnitude, $0.channel) < ($0.value.magnitude, $1.channel) }
    futures = known.count
    failed = accounts.count - known.count
  }

  /// The parts that a reader has to know of: at least a hundredth of the largest.
  public var weighty: [Part] {
    let least = (parts.first?.value.magnitude ?? 0) / 100
    return parts.filter { $0.value.magnitude >= least && $0.value != 0 }
  }

  /// Standard errors that the sum of the few futures has to lie from 0, on the side of the difference: a ratio to a sum that
  /// is known worse than to a tenth says little of the parts.
  private static let leastErrors = 10.0
}
