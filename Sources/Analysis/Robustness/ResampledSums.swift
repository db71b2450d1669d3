import Foundation
import NumericCore
import Sampling

/// The sums from which every metric is computed, once over all states and once for each resample of the futures.
///
/// With P the resamples' weights by future and X the features summed over the states of a future, the sums are P X, a
/// product of matrices that is computed by blocks of futures. Cost: 2 B n K operations for B resamples, n futures and
/// K features, about 28 a mix.
struct ResampledSums {
  /// By row, the first one all states, then resamples; by feature the fastest.
  private let sums: [Double]
  private let rows: Int
  /// Weights of the resamples by future; empty without resamples.
  private let drawn: [UInt8]
  private let futures: Int
  private let layout: FeatureLayout

  /// Futures in a block: what keeps both factors of the product in the second cache.
  private static let blockFutures = 512

  init(_ sample: RobustnessSample, resamples: Int) {
    let table = sample.table
    let futures = table.futures.count
    let layout = FeatureLayout(sample)
    let rows = resamples + 1
    var drawn = [UInt8](repeating: 0, count: resamples * futures)
    var sums = [Double](repeating: 0, count: rows * layout.count)
    let weights = PoissonWeights(name: "robustness", seed: sample.settings.seed)
    let block = min(Self.blockFutures, (futures + 7) / 8 * 8)
    var left = [Double](repeating: 0, count: rows * block)
    var right = [Double](repeating: 0, count: block * layout.count)
    singleThreadedBLAS()
    drawn.withUnsafeMutableBufferPointer { drawn in
      for start in stride(from: 0, to: futures, by: block) {
        let range = start..<min(start + block, futures)
        for row in 0..<rows {
          if row > 0 {
            let own = drawn.baseAddress! + (row - 1) * futures + start
            weights.fill(resample: row - 1, futures: range, into: own)
            for index in 0..<range.count { left[index * rows + row] = Double(own[index]) }
          } else {
            for index in 0..<range.count { left[index * rows] = 1 }
          }
        }
        right.withUnsafeMutableBufferPointer { right in
          right.update(repeating: 0)
          for policy in table.policies.indices {
            layout.fill(policy, sample, futures: range, stride: block, into: right.baseAddress!)
          }
          sums.withUnsafeMutableBufferPointer { sums in
            left.withUnsafeBufferPointer { left in
              gemm(
                rows: rows, columns: layout.count, inner: range.count, left: left.baseAddress!,
                leftStride: rows, right: right.baseAddress!, rightStride: block, beta: 1,
                result: sums.baseAddress!, resultStride: rows)
            }
          }
        }
      }
    }
    self.sums = sums
    self.rows = rows
    self.drawn = drawn
    self.futures = futures
    self.layout = layout
  }

  /// Number of rows: all states, and resamples.
  var rowCount: Int { rows }

  /// Hands over what a row says of each mix, for as long as the call lasts.
  func withStatistics(
    row: Int, _ sample: RobustnessSample, _ body: ([MetricStatistics]) -> Void
  ) {
    drawn.withUnsafeBufferPointer { drawn in
      body(
        sample.policies.indices.map { policy in
          MetricStatistics(
            policy, sample: sample, layout: layout,
            drawn: row == 0 ? nil : drawn.baseAddress! + (row - 1) * futures
          ) { sums[$0 * rows + row] }
        })
    }
  }
}

/// Where each feature of each mix stands.
struct FeatureLayout {
  /// Features of every mix.
  enum Feature: Int, CaseIterable {
    case count, value, square, inverseSquare, satisfied, shortfall, shortfallSquare
    case relativeUtility, absoluteUtility, tilted, regret, rank, present, isBest
    case belowMean, shortOfMean, shortOfMeanSquare
  }

  private static let fixed = Feature.allCases.count
  private static let masses = fixed
  private static let sums = masses + PolicySample.Quantile.count
  private static let groups = sums + PolicySample.Quantile.summed.count

  /// Features of one mix.
  let each: Int
  /// Features of all.
  let count: Int
  /// Groups that are told apart; 0 where there is one.
  let groupCount: Int

  init(_ sample: RobustnessSample) {
    groupCount = sample.table.groups.count > 1 ? sample.table.groups.count : 0
    each = Self.groups + 2 * groupCount
    count = each * sample.policies.count
  }

  func position(_ policy: Int, _ feature: Feature) -> Int { policy * each + feature.rawValue }
  /// Weight of the values up to the lowest one of a tracker.
  func mass(_ policy: Int, _ tracker: Int) -> Int { policy * each + Self.masses + tracker }
  /// Their sum, each less the mix's centre; nil where it is not kept.
  func sum(_ policy: Int, _ tracker: Int) -> Int? {
    PolicySample.Quantile.summed.firstIndex(of: tracker).map { policy * each + Self.sums + $0 }
  }
  /// Weight of a group's states, and behind it the sum of their values, each less the mix's centre.
  func group(_ policy: Int, _ group: Int) -> Int { policy * each + Self.groups + 2 * group }

  /// Adds up the features of a mix over the states of every future of a range.
  func fill(
    _ policy: Int, _ sample: RobustnessSample, futures: Range<Int>, stride: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    let own = sample.policies[policy]
    let settings = sample.settings
    let (centre, threshold) = (own.centre, sample.threshold)
    let (aversion, absolute) = (settings.riskAversion, sample.absoluteRiskAversion)
    let utilityScale = own.utilityScale(of: aversion)
    let temperature = own.temperature
    let isRelative = own.isPositive
    let isAbsolute = own.isInReach(of: absolute)
    let isTilted = !temperature.isNaN
    let column = sample.table.values[policy]
    let regrets = sample.regrets[policy]
    func place(_ feature: Feature) -> UnsafeMutablePointer<Double> {
      output + position(policy, feature) * stride
    }
    let features = Feature.allCases.map(place)
    let masses = (0..<PolicySample.Quantile.count).map { output + mass(policy, $0) * stride }
    let sums = PolicySample.Quantile.summed.map {
      (tracker: $0, place: output + (sum(policy, $0) ?? 0) * stride)
    }
    let lows = own.trackers.map(\.low)
    for group in sample.table.groups.indices {
      for future in futures {
        let state = group * sample.table.futures.count + future
        let value = column[state]
        if value.isNaN { continue }
        let w = sample.weight.map { of in of(state) } ?? 1
        if w == 0 { continue }
        let at = future - futures.lowerBound
        func add(_ feature: Feature, _ number: Double) {
          features[feature.rawValue][at] += w * number
        }
        let d = value - centre
        add(.count, 1)
        add(.value, d)
        add(.square, d * d)
        if !own.hasZero { add(.inverseSquare, 1 / (value * value)) }
        if value >= threshold {
          add(.satisfied, 1)
        } else {
          add(.shortfall, value - threshold)
          add(.shortfallSquare, (value - threshold) * (value - threshold))
        }
        if isRelative {
          let scaled = value / utilityScale
          add(
            .relativeUtility,
            aversion == 2
              ? 1 / scaled : aversion == 1 ? log(scaled) : pow(scaled, 1 - aversion))
        }
        if isAbsolute { add(.absoluteUtility, exp(-absolute * d)) }
        if isTilted { add(.tilted, exp(-d / temperature)) }
        let regret = regrets[state]
        add(.regret, regret)
        add(.rank, own.ranks[state])
        add(.present, Double(sample.present[state]))
        if regret == 0 { add(.isBest, 1) }
        if d < 0 {
          add(.belowMean, 1)
          add(.shortOfMean, -d)
          add(.shortOfMeanSquare, d * d)
        }
        for (tracker, place) in masses.enumerated() {
          let number =
            switch tracker {
            case PolicySample.Quantile.regret: regret
            case PolicySample.Quantile.relative: own.relativeColumn[state]
            case PolicySample.Quantile.deviation: own.deviationColumn[state]
            default: value
            }
          if number <= lows[tracker] { place[at] += w }
        }
        for (tracker, place) in sums where value <= lows[tracker] {
          place[at] += w * d
        }
        if groupCount > 0 {
          let place = output + self.group(policy, group) * stride
          place[at] += w
          place[stride + at] += w * d
        }
      }
    }
  }
}

extension PolicySample {
  /// By what values are divided before a power of relative risk aversion is taken of them: the smallest one where powers are
  /// negative, so that none overflows, else the mean.
  func utilityScale(of aversion: Double) -> Double { aversion > 1 ? sorted.values[0] : centre }

  /// Whether utility of an absolute risk aversion, relative to that of the mean, is a number for every value.
  func isInReach(of aversion: Double) -> Bool {
    aversion * (centre - sorted.values[0]) < 600
  }
}
