import NumericCore

/// What the reader of requests makes of bytes, for tests that try it with many.
package enum RequestProbe {
  /// Whether bytes are a whole request, in whatever pieces they come; false for one that has not ended.
  ///
  /// - Throws: a refusal in words, as `UsageError`.
  package static func isWhole(_ bytes: [UInt8]) throws -> Bool {
    var reader = HTTPRequestReader()
    var rest = bytes[...]
    do {
      repeat {
        let piece = rest.prefix(1 + bytes.count / 3)
        rest = rest.dropFirst(piece.count)
        if try reader.take(Array(piece)) != nil, rest.isEmpty { return true }
      } while !rest.isEmpty
    } catch {
      throw UsageError(error.reason)
    }
    return false
  }
}
