import Foundation

/// A request of HTTP/1.1 as far as this server knows it: `GET` and `POST`, a body of stated length, one for each connection.
struct HTTPRequest: Sendable, Hashable {
  /// `GET` or `POST`.
  var method: String
  /// Path without query, as it was sent; no part of it ever names a file.
  var path: String
  /// Values by name in lower case. A name may appear once.
  var headers: [String: String]
  /// The body, empty without one.
  var body: [UInt8] = []
}

/// A request that is refused while it is read.
struct HTTPRefusal: Error, Hashable {
  /// Status code of the response.
  let status: Int
  /// Why, in one sentence.
  let reason: String
}

/// Reads a request from bytes as they arrive, and refuses one that is too large before it is there.
///
/// Stricter than RFC 9112 (doi:10.17487/RFC9112) asks for, because browsers are: no folded lines, no repeated headers, no
/// chunked bodies, no bytes after the body. Memory: at most ``mostHead`` and ``mostBody`` bytes and one read.
struct HTTPRequestReader {
  /// Bytes of the request line and all headers: four times what browsers send here.
  static let mostHead = 16 << 10
  /// Headers.
  static let mostHeaders = 64
  /// Bytes of a body: a request that moves every lever takes two thousand.
  static let mostBody = 64 << 10

  private var bytes: [UInt8] = []
  private var request: HTTPRequest?
  private var length = 0

  /// Takes in what arrived.
  ///
  /// - Returns: the request once it is complete.
  /// - Throws: ``HTTPRefusal``.
  mutating func take(_ arrived: [UInt8]) throws(HTTPRefusal) -> HTTPRequest? {
    let searched = max(bytes.count - 3, 0)
    bytes += arrived
    if request == nil {
      guard let end = Self.endOfHead(bytes, from: searched) else {
        if bytes.count > Self.mostHead { throw Self.headTooLong }
        return nil
      }
      if end > Self.mostHead { throw Self.headTooLong }
      let head = try Self.head(bytes[..<end])
      length = try Self.bodyLength(head)
      request = head
      bytes.removeFirst(end + 4)
    }
    if bytes.count > length {
      throw HTTPRefusal(status: 400, reason: "There are bytes after the end of the request.")
    }
    guard bytes.count == length else { return nil }
    request?.body = bytes
    return request
  }

  private static let headTooLong = HTTPRefusal(
    status: 431, reason: "The headers of a request take at most \(mostHead) bytes.")

  /// The position of the empty line.
  private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (start..<max(bytes.count - 3, start)).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private static func head(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPRequest {
    let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) || [9, 10, 13].contains($0) }
    guard isPlain, let text = String(bytes: bytes, encoding: .ascii) else {
      throw HTTPRefusal(status: 400, reason: "The headers have characters other than ASCII.")
    }
    var lines = text.components(separatedBy: "\r\n")
    if lines.contains(where: { $0.contains { $0 == "\r" || $0 == "\n" } }) {
      throw HTTPRefusal(status: 400, reason: "A line of the headers has no proper end.")
    }
    let first = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard first.count == 3, first[2] == "HTTP/1.1", first[1].hasPrefix("/") else {
      throw HTTPRefusal(status: 400, reason: "This is no request of HTTP/1.1.")
    }
    guard first[0] == "GET" || first[0] == "POST" else {
      throw HTTPRefusal(status: 405, reason: "Only GET and POST are known here.")
    }
    if lines.count > mostHeaders {
      throw HTTPRefusal(status: 431, reason: "A request has at most \(mostHeaders) headers.")
    }
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        !line[..<colon].contains(where: { $0 == " " || $0 == "\t" })
      else { throw HTTPRefusal(status: 400, reason: "A header has no name.") }
      let name = line[..<colon].lowercased()
      if headers[name] != nil {
        throw HTTPRefusal(status: 400, reason: "The header \(name) is there twice.")
      }
      headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let path = first[1].prefix { $0 != "?" && $0 != "#" }
    return HTTPRequest(method: String(first[0]), path: String(path), headers: headers)
  }

  private static func bodyLength(_ request: HTTPRequest) throws(HTTPRefusal) -> Int {
    if request.headers["transfer-encoding"] != nil {
      throw HTTPRefusal(status: 411, reason: "A body has a Content-Length here.")
    }
    guard let stated = request.headers["content-length"] else {
      if request.method == "GET" { return 0 }
      throw HTTPRefusal(status: 411, reason: "A body has a Content-Length here.")
    }
    guard !stated.isEmpty, stated.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw HTTPRefusal(status: 400, reason: "Content-Length is no number.")
    }
    // A number of many digits is too large as well.
    guard let length = Int(stated), length <= mostBody else {
      throw HTTPRefusal(status: 413, reason: "A body has at most \(mostBody) bytes.")
    }
    if request.method == "GET", length > 0 {
      throw HTTPRefusal(status: 400, reason: "GET has no body.")
    }
    return length
  }
}
