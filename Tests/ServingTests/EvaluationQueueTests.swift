import Testing

@testable import Serving

/// Few evaluations at once, the newest of each page, and an end to waiting.
@Suite struct EvaluationQueueTests {
  @Test func theNewestOfAPageSupersedes() async throws {
    let queue = EvaluationQueue()
    let first = try #require(await queue.enter(page: "a"))
    let other = try #require(await queue.enter(page: "b"))
    #expect(await queue.turn(first) && !first.isGivenUp)
    let second = try #require(await queue.enter(page: "a"))
    #expect(first.isGivenUp && !second.isGivenUp && !other.isGivenUp)
    #expect(await queue.turn(other))
    // Both turns are taken; the third waits until one is passed on.
    let waits = Task { await queue.turn(second) }
    await queue.leave(first)
    #expect(await waits.value)
    await queue.leave(other)
    await queue.leave(second)
  }

  @Test func aPlaceThatIsGivenUpHasNoTurn() async throws {
    let queue = EvaluationQueue()
    let tickets = [
      try #require(await queue.enter(page: "a")), try #require(await queue.enter(page: "b")),
    ]
    for ticket in tickets { #expect(await queue.turn(ticket)) }
    let late = try #require(await queue.enter(page: "c"))
    let waits = Task { await queue.turn(late) }
    while await queue.waitingCount == 0 { await Task.yield() }
    let newer = try #require(await queue.enter(page: "c"))
    #expect(await waits.value == false)
    let turn = Task { await queue.turn(newer) }
    while await queue.waitingCount == 0 { await Task.yield() }
    await queue.leave(tickets[0])
    #expect(await turn.value)
    await queue.leave(tickets[1])
    await queue.leave(newer)
    // All turns are free again.
    for page in ["d", "e"] {
      let ticket = try #require(await queue.enter(page: page))
      #expect(await queue.turn(ticket))
    }
  }

  @Test func waitingHasABoundAndAnEnd() async throws {
    let queue = EvaluationQueue()
    var turns: [Task<Bool, Never>] = []
    for page in 0..<(EvaluationQueue.mostAtOnce + EvaluationQueue.mostWaiting) {
      let ticket = try #require(await queue.enter(page: "\(page)"))
      turns.append(Task { await queue.turn(ticket) })
      // Whoever waits is counted before the next one comes.
      let wanted = max(page + 1 - EvaluationQueue.mostAtOnce, 0)
      while await queue.waitingCount < wanted { await Task.yield() }
    }
    #expect(await queue.enter(page: "one too many") == nil)
    await queue.close()
    var taken = 0
    for turn in turns where await turn.value { taken += 1 }
    #expect(taken <= EvaluationQueue.mostAtOnce)
  }
}
