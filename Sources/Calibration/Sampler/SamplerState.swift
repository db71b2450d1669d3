import Ensembles
import NumericCore

/// What one stage of a tempered sampler did.
public struct SamplerStage: Sendable, Hashable {
  /// Temperature after the stage, 1 at the end.
  public let temperature: Double
  /// Effective share of the particles after reweighting.
  public let efficiency: Double
  /// Moves of every particle.
  public let moves: Int
  /// Mean probability of acceptance over the moves.
  public let acceptance: Double
  /// Scale of the last move.
  public let scale: Double
  /// Directions in which the particles differ from the prior.
  public let directions: Int
  /// The largest correlation that was left between the particles before and after the moves.
  public let correlation: Double
}

/// A tempered sampler between two stages: everything that the next stage needs.
///
/// Random numbers are functions of seed, run, stage, move and particle, so that a sampler that goes on from a
/// stored state produces the bytes it would have produced without the interruption.
public struct SamplerState: Sendable, Hashable {
  /// One particle a column, all of the same weight.
  public var particles: Matrix
  /// Their log-likelihoods.
  public var logLikelihoods: [Double]
  /// The temperature they follow: 0 the prior, 1 the posterior.
  public var temperature: Double
  /// Log of the evidence gathered so far.
  public var logEvidence: Double
  /// Scale of the next move.
  public var scale: Double
  /// Likelihoods evaluated so far, of single particles.
  public var evaluations: Int
  /// The stages done.
  public var stages: [SamplerStage]

  /// Whether the particles follow the posterior.
  public var isFinished: Bool { temperature == 1 }
}

extension SamplerState {
  private static let magic: UInt64 = 0x314D_5345_5441_4C43

  /// The state as bytes, exact to the bit; `fingerprint` tells for which problem and settings it holds.
  public func encoded(fingerprint: UInt64) -> [UInt8] {
    var words: [UInt64] = [
      Self.magic, fingerprint, UInt64(particles.rows), UInt64(particles.columns),
      UInt64(stages.count), UInt64(evaluations), temperature.bitPattern, logEvidence.bitPattern,
      scale.bitPattern,
    ]
    for stage in stages {
      words += [
        stage.temperature.bitPattern, stage.efficiency.bitPattern, UInt64(stage.moves),
        stage.acceptance.bitPattern, stage.scale.bitPattern, UInt64(stage.directions),
        stage.correlation.bitPattern,
      ]
    }
    words += logLikelihoods.map(\.bitPattern)
    words += particles.elements.map(\.bitPattern)
    let bytes = words.flatMap(Self.bytes)
    return bytes + Self.bytes(ByteArchive.checksum(bytes))
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }

  /// Reads a state back; nil when the bytes are damaged or no complete state of that fingerprint.
  public init?(bytes: [UInt8], fingerprint: UInt64) {
    guard bytes.count % 8 == 0, bytes.count >= 80 else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << (8 * UInt64($1)) }
    }
    guard words.last == ByteArchive.checksum(Array(bytes.dropLast(8))), words[0] == Self.magic,
      words[1] == fingerprint, words[2] < 1 << 20,
      words[3] < 1 << 30, words[4] < 1 << 20, words[5] < 1 << 62
    else { return nil }
    let (rows, columns, stageCount) = (Int(words[2]), Int(words[3]), Int(words[4]))
    guard words.count == 10 + 7 * stageCount + columns + rows * columns else { return nil }
    // Numbers that no sampler counts to are those of other bytes.
    let most: UInt64 = 1 << 62
    for stage in 0..<stageCount {
      let start = 9 + 7 * stage
      guard words[start + 2] < most, words[start + 5] < most else { return nil }
    }
    evaluations = Int(words[5])
    temperature = Double(bitPattern: words[6])
    logEvidence = Double(bitPattern: words[7])
    scale = Double(bitPattern: words[8])
    stages = (0..<stageCount).map { index in
      let start = 9 + 7 * index
      return SamplerStage(
        temperature: Double(bitPattern: words[start]),
        efficiency: Double(bitPattern: words[start + 1]), moves: Int(words[start + 2]),
        acceptance: Double(bitPattern: words[start + 3]),
        scale: Double(bitPattern: words[start + 4]), directions: Int(words[start + 5]),
        correlation: Double(bitPattern: words[start + 6]))
    }
    let first = 9 + 7 * stageCount
    logLikelihoods = words[first..<first + columns].map { Double(bitPattern: $0) }
    particles = Matrix(
      rows: rows, columns: columns,
      elements: words[(first + columns)..<(words.count - 1)].map { Double(bitPattern: $0) })
  }
}
