import Foundation
import Testing

@testable import Ensembles

@Suite struct BlockSequencerTests {
  @Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 2, 3, 4, 0]])
  func anyArrivalIsConsumedInOrder(arrival: [Int]) throws {
    let sequencer = BlockSequencer<Int>(blockCount: 5, window: 5)
    #expect((0..<5).map { _ in sequencer.claim() } == [0, 1, 2, 3, 4])
    #expect(sequencer.claim() == nil)
    var consumed: [Int] = []
    for index in arrival {
      sequencer.deliver(index, index * 10) { turn, item in
        #expect(item == turn * 10)
        consumed.append(turn)
      }
    }
    #expect(consumed == [0, 1, 2, 3, 4])
    try sequencer.rethrow()
  }

  @Test func aFailureEndsClaims() throws {
    struct Broken: Error {}
    let sequencer = BlockSequencer<Int>(blockCount: 5, window: 2)
    #expect(sequencer.claim() == 0)
    #expect(sequencer.claim() == 1)
    var consumed: [Int] = []
    sequencer.deliver(1, 1) { turn, _ in consumed.append(turn) }
    #expect(consumed.isEmpty)
    sequencer.deliver(0, 0) { turn, _ in
      consumed.append(turn)
      throw Broken()
    }
    #expect(consumed == [0])
    #expect(sequencer.claim() == nil)
    #expect(throws: Broken.self) { try sequencer.rethrow() }
  }

  @Test func claimsWaitForTheWindow() {
    let sequencer = BlockSequencer<Int>(blockCount: 100, window: 2)
    nonisolated(unsafe) var furthest = 0
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      while let index = sequencer.claim() {
        let ahead = index - sequencer.consumedCount
        lock.withLock { furthest = max(furthest, ahead) }
        sequencer.deliver(index, index) { _, _ in }
      }
    }
    #expect(sequencer.consumedCount == 100)
    #expect(furthest < 2)
  }
}
