import Foundation

/// A response that is whole when it is sent.
struct HTTPResponse: Sendable {
  /// Status code.
  var status: Int
  /// Type of the body.
  var type: String
  /// The body.
  var body: String
  /// Headers beside those that every response has.
  var headers: [(String, String)] = []

  /// A sentence by itself.
  static func text(_ status: Int, _ sentence: String) -> HTTPResponse {
    HTTPResponse(status: status, type: "text/plain; charset=utf-8", body: sentence + "\n")
  }

  /// All bytes.
  var bytes: Data {
    let content = Data(body.utf8)
    let own = headers + [("Content-Length", String(content.count))]
    return Data(Self.head(status, type: type, headers: own).utf8) + content
  }

  /// The head of a response, with what keeps a browser from doing anything with it but showing it here.
  static func head(_ status: Int, type: String, headers: [(String, String)]) -> String {
    let always = [
      ("Content-Type", type), ("Connection", "close"), ("Cache-Control", "no-store"),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    let isStated = headers.contains { $0.0 == "Content-Security-Policy" }
    let policy =
      isStated ? [] : [("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")]
    let lines = (always + policy + headers).map { "\($0): \($1)\r\n" }
    return "HTTP/1.1 \(status) \(phrases[status] ?? "Status")\r\n\(lines.joined())\r\n"
  }

  private static let phrases = [
    200: "OK", 204: "No Content", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 411: "Length Required",
    413: "Content Too Large", 415: "Unsupported Media Type", 421: "Misdirected Request",
    422: "Unprocessable Content", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 503: "Service Unavailable",
  ]
}

/// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): what is sent as it becomes known.
enum ServerEvent {
  /// The head of a response made of events, which ends with the connection.
  static let head = HTTPResponse.head(200, type: "text/event-stream; charset=utf-8", headers: [])

  /// One event; data on several lines are several fields.
  static func text(_ name: String, _ data: String) -> String {
    let lines = data.split(separator: "\n", omittingEmptySubsequences: false)
    return "event: \(name)\n" + lines.map { "data: \($0)\n" }.joined() + "\n"
  }
}
