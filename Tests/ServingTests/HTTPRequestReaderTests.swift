import Testing

@testable import Serving

/// Requests are read as they arrive, and refused before they fill memory.
@Suite struct HTTPRequestReaderTests {
  private func read(_ text: String, by size: Int = .max) throws -> HTTPRequest? {
    var reader = HTTPRequestReader()
    var request: HTTPRequest?
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = min(start + min(size, bytes.count), bytes.count)
      request = try reader.take(Array(bytes[start..<end]))
      start = end
    }
    return request
  }

  private func status(_ text: String, by size: Int = .max) -> Int? {
    do {
      _ = try read(text, by: size)
      return nil
    } catch { return (error as? HTTPRefusal)?.status }
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func aRequestIsTheSameHoweverItArrives(size: Int) throws {
    let text =
      "POST /evaluate?x=1 HTTP/1.1\r\nHost: here:1\r\nContent-Length: 7\r\nX-One:  a b \r\n\r\n{\"a\":1}"
    let request = try #require(try read(text, by: size))
    #expect(request.method == "POST" && request.path == "/evaluate")
    #expect(request.headers == ["host": "here:1", "content-length": "7", "x-one": "a b"])
    #expect(request.body == Array("{\"a\":1}".utf8))
  }

  @Test func nothingIsThereBeforeTheEnd() throws {
    #expect(try read("GET / HTTP/1.1\r\nHost: here\r\n") == nil)
    #expect(try read("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab") == nil)
  }

  @Test func whatIsTooLongIsRefusedOnTheWay() {
    let long = String(repeating: "a", count: HTTPRequestReader.mostHead + 1)
    #expect(status(long, by: 4096) == 431)
    #expect(status("GET / HTTP/1.1\r\nX: \(long)\r\n\r\n") == 431)
    let many = (0...HTTPRequestReader.mostHeaders).map { "X\($0): 1\r\n" }.joined()
    #expect(status("GET / HTTP/1.1\r\n\(many)\r\n") == 431)
    // The length is enough; the body never has to come.
    let most = HTTPRequestReader.mostBody
    #expect(status("POST / HTTP/1.1\r\nContent-Length: \(most + 1)\r\n\r\n") == 413)
    #expect(status("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n") == 413)
    #expect(status("POST / HTTP/1.1\r\nContent-Length: \(most)\r\n\r\n") == nil)
  }

  @Test(arguments: [
    ("GET /\r\n\r\n", 400), ("GET / HTTP/1.0\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400),
    ("GET http://other/ HTTP/1.1\r\n\r\n", 400), ("PUT / HTTP/1.1\r\n\r\n", 405),
    ("GET / HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA : 1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n folded\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nA: 1\nB: 2\r\n\r\n", 400), ("GET /é HTTP/1.1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\n\r\n", 411), ("GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
    ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nab", 400),
    ("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n", 400),
  ])
  func whatIsNoRequestIsRefused(text: String, expected: Int) {
    #expect(status(text) == expected)
  }
}
