import Foundation
import Scenarios

extension OutputFile {
  /// Makes the file of those that parts of a command wrote, one after the other; what a file begins with, such as a header, is
  /// taken once.
  ///
  /// - Parameter folders: folders of the parts, in the order of their rows.
  /// - Throws: ``OutputError`` when a file cannot be read or the disk does not take it.
  func assemble(from folders: [String]) throws(OutputError) {
    try restart()
    let name = URL(fileURLWithPath: path).lastPathComponent
    for folder in folders {
      let part = folder + "/" + name
      let descriptor = open(part, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw OutputError(path: part, doing: "open", code: errno) }
      defer { Foundation.close(descriptor) }
      var skipped = beginning.count
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let taken = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
        if taken < 0 && errno == EINTR { continue }
        if taken < 0 { throw OutputError(path: part, doing: "read", code: errno) }
        if taken == 0 { break }
        let start = min(skipped, taken)
        skipped -= start
        if start < taken { try write(Array(piece[start..<taken])) }
      }
    }
  }
}
