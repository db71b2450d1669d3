/// Who may ask for what: this machine's own page, and nobody through it.
///
/// A page of another site can send requests to a loopback address from a browser that runs here, and a name of another site
/// can be made to point here. So the name by which the server is called must be its own, whatever names an origin must
/// name this one, and what computes or makes a file takes a token that only whoever read the printed address knows.
struct Gatekeeper: Sendable {
  /// The header that carries the token.
  static let tokenHeader = "x-latecomer-token"

  /// Names by which the server may be called, with the port.
  private let hosts: [String]
  private let token: String

  /// Guards a port.
  init(port: UInt16, token: String) {
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    self.token = token
  }

  /// Why a request is refused; nil where it is not.
  ///
  /// - Parameter needsToken: whether what it asks for takes one.
  func refusal(_ request: HTTPRequest, needsToken: Bool) -> HTTPRefusal? {
    guard let host = request.headers["host"], hosts.contains(host.lowercased()) else {
      return HTTPRefusal(status: 421, reason: "This server goes by another name.")
    }
    if let origin = request.headers["origin"], origin.lowercased() != "http://\(host.lowercased())"
    {
      return HTTPRefusal(status: 403, reason: "Requests of other sites are refused.")
    }
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      return HTTPRefusal(status: 403, reason: "Requests of other sites are refused.")
    }
    guard needsToken else { return nil }
    guard let given = request.headers[Self.tokenHeader], isToken(given) else {
      return HTTPRefusal(
        status: 403,
        reason: "The token is missing or wrong; open the address that the program printed.")
    }
    let type = request.headers["content-type"]?.prefix { $0 != ";" }.lowercased()
    guard type == "application/json" else {
      return HTTPRefusal(status: 415, reason: "A body is of type application/json here.")
    }
    return nil
  }

  /// Whether a token is the right one, in a time that does not depend on where it differs.
  private func isToken(_ given: String) -> Bool {
    let (own, other) = (Array(token.utf8), Array(given.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// A new token of 128 bits.
  ///
  /// The one random number outside of studies: nothing that is computed depends on it, and it must not be the same twice,
  /// so that it comes from the system and not from a seed.
  static func makeToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
