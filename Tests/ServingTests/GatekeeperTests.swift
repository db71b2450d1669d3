import Testing

@testable import Serving

/// Who is let in.
@Suite struct GatekeeperTests {
  private let gatekeeper = Gatekeeper(port: 8080, token: "0123456789abcdef")

  private func status(_ headers: [String: String], needsToken: Bool = true) -> Int? {
    var all = ["host": "127.0.0.1:8080", "content-type": "application/json"]
    all["x-latecomer-token"] = "0123456789abcdef"
    all.merge(headers) { $1 }
    let request = HTTPRequest(
      method: "POST", path: "/", headers: all.filter { $0.value != "absent" })
    return gatekeeper.refusal(request, needsToken: needsToken)?.status
  }

  @Test func theOwnPageIsLetIn() {
    #expect(status([:]) == nil)
    #expect(status(["host": "localhost:8080"]) == nil)
    #expect(status(["origin": "http://127.0.0.1:8080", "sec-fetch-site": "same-origin"]) == nil)
    #expect(status(["content-type": "application/json; charset=utf-8"]) == nil)
    #expect(
      status(["x-latecomer-token": "absent", "content-type": "absent"], needsToken: false) == nil)
  }

  @Test(arguments: [
    "absent", "evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8080.evil.example",
    "localhost", "0.0.0.0:8080", "[::1]:8080",
  ])
  func anotherNameIsNot(host: String) {
    #expect(status(["host": host]) == 421)
    #expect(status(["host": host], needsToken: false) == 421)
  }

  @Test(arguments: [
    "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:80",
    "https://127.0.0.1:8080", "http://localhost:8080",
  ])
  func anotherOriginIsNot(origin: String) {
    #expect(status(["origin": origin]) == 403)
    #expect(status(["origin": origin], needsToken: false) == 403)
  }

  @Test func anotherSiteAndAnotherTokenAreNot() {
    #expect(status(["sec-fetch-site": "cross-site"]) == 403)
    #expect(status(["sec-fetch-site": "same-site"], needsToken: false) == 403)
    for token in ["absent", "", "0123456789abcdeF", "0123456789abcde", "0123456789abcdef0"] {
      #expect(status(["x-latecomer-token": token]) == 403)
    }
    #expect(status(["content-type": "text/plain"]) == 415)
    #expect(status(["content-type": "absent"]) == 415)
  }

  @Test func tokensAreLongAndNeverTheSame() {
    let tokens = (0..<100).map { _ in Gatekeeper.makeToken() }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }
}
