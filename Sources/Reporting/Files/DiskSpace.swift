import Foundation
import NumericCore

/// Room on a disk, and the refusal of output that needs more.
enum DiskSpace {
  /// Bytes of a real number in a table with its comma: 17 digits, a point, and rarely an exponent.
  static let bytesANumber = 19

  /// Refuses output that a disk or the limit of a file's size does not take.
  ///
  /// - Parameters:
  ///   - bytes: of all files together, to within a factor of two.
  ///   - largestFile: of the largest of them; all are one when nil.
  ///   - path: the file or folder, which need not exist.
  /// - Throws: ``CreationError`` that states what is needed and what there is.
  static func require(_ bytes: Double, largestFile: Double? = nil, at path: String) throws {
    if let room = available(at: path), bytes > room {
      throw CreationError(
        "\(path) needs about \(ByteCount.text(bytes)), and its disk has \(ByteCount.text(room)); ask for fewer, "
          + "or name another place for --out.")
    }
    if let limit = ProcessLimit.bytes(RLIMIT_FSIZE), largestFile ?? bytes > limit {
      throw CreationError(
        "\(path) needs a file of about \(ByteCount.text(largestFile ?? bytes)), and no file may be larger than "
          + "\(ByteCount.text(limit)) (ulimit -f); ask for fewer.")
    }
  }

  /// Bytes that anybody may still write to the disk of a path, or of the nearest folder above it that exists.
  static func available(at path: String) -> Double? {
    var place = URL(fileURLWithPath: path)
    var status = statvfs()
    while statvfs(place.path, &status) != 0 {
      let above = place.deletingLastPathComponent()
      if above.path == place.path { return nil }
      place = above
    }
    return Double(status.f_bavail) * Double(status.f_frsize)
  }
}
