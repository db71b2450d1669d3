import Foundation
import NumericCore

/// Many inputs for one reader in this process, which may die of one of them: what is being read stands in a file before it is read.
public final class Campaign {
  /// Where a campaign has come to, readable from outside whatever becomes of the process.
  public struct Progress: Sendable {
    /// Number of the input that is or was read last.
    public var number = 0
    /// Inputs that were valid.
    public var valid = 0
    /// Inputs that were refused.
    public var refused = 0
    /// Bytes of memory held at most.
    public var peak = 0
  }

  /// Exit status of a process that took too long over an input.
  public static let hung: Int32 = 71
  /// Exit status of a process that took too much memory.
  public static let swollen: Int32 = 72
  /// Seconds of computing that an input may take: ten times what the slowest valid one does.
  static let patience = 5.0
  /// Seconds that it may take altogether.
  static let longestWait = 60
  /// Bytes that the process may take.
  static let mostMemory = 1 << 30

  private let folder: String
  private let progressFile: Int32
  private let inputFile: Int32
  private let watch: Watch
  private var progress = Progress()

  /// Begins in a folder, where the input and the progress are left.
  public init(folder: String) {
    self.folder = folder
    progressFile = open(folder + "/progress", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    inputFile = open(folder + "/input", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    watch = Watch()
  }

  deinit {
    close(progressFile)
    close(inputFile)
  }

  /// Reads inputs of some numbers; hands over those whose answer is not sound.
  public func run(
    _ reader: FuzzReader, numbers: Range<Int>, seed: UInt64,
    complaint: (Int, [UInt8], String) -> Void
  ) {
    for number in numbers {
      let bytes = reader.input(number, seed: seed)
      let valid = progress.valid
      defer {
        if number < reader.seedCount, progress.valid == valid {
          complaint(number, bytes, "a seed is refused: \(reader.answer(bytes))")
        }
      }
      if let sentence = read(bytes, with: reader, number: number) {
        complaint(number, bytes, sentence)
      }
    }
  }

  /// Reads one input; what is wrong with the answer.
  public func read(_ bytes: [UInt8], with reader: FuzzReader, number: Int) -> String? {
    progress.number = number
    ftruncate(inputFile, 0)
    bytes.withUnsafeBytes { _ = pwrite(inputFile, $0.baseAddress, bytes.count, 0) }
    note()
    watch.begin()
    let (isValid, complaint) = reader.judge(bytes)
    watch.end()
    if isValid { progress.valid += 1 } else { progress.refused += 1 }
    progress.peak = max(progress.peak, Watch.peak)
    note()
    return complaint
  }

  private func note() {
    let words = [progress.number, progress.valid, progress.refused, progress.peak]
    words.withUnsafeBytes { _ = pwrite(progressFile, $0.baseAddress, $0.count, 0) }
  }

  /// What a campaign in a folder has come to; nil before it began.
  public static func progress(in folder: String) -> Progress? {
    guard let data = FileManager.default.contents(atPath: folder + "/progress"), data.count == 32
    else { return nil }
    let words = data.withUnsafeBytes { raw in
      (0..<4).map { raw.loadUnaligned(fromByteOffset: 8 * $0, as: Int.self) }
    }
    return Progress(number: words[0], valid: words[1], refused: words[2], peak: words[3])
  }
}
