import Ensembles
import Foundation
import ModelContract
import Sampling
import TestSupport
import Testing

@Suite struct EnsembleRunnerTests {
  /// The toy's kernel and its trace are the same Swift code, so that they agree to the last bit.
  @Test func outcomesAreThoseOfTheModel() throws {
    let experiment = try Toy.experiment(futures: 300)
    let table = try Toy.table(experiment)
    let replay = try FutureReplay(experiment)
    for future in [0, 17, 255, 256, 299] {
      for scenario in experiment.scenarios.indices {
        let factors = replay.factors(of: future, scenario: scenario)
        #expect(factors == table.factors[scenario].map { $0[future] })
        for (policy, mix) in experiment.policies.enumerated() {
          let trace = try replay.trace(of: future, policy: mix, scenario: scenario)
          let outcomes = table.columns[scenario][policy].map { $0[future] }
          #expect(trace.rows.last?.outcomes == outcomes)
          #expect(replay.outcomes(of: future, policy: policy, scenario: scenario) == outcomes)
        }
      }
    }
  }

  @Test func overridesReplaceDrawnValues() throws {
    let experiment = try Toy.experiment(futures: 32)
    let replay = try FutureReplay(experiment)
    let drawn = try replay.trace(of: 3, policy: Toy.policies[0], scenario: 0)
    let set = try replay.trace(of: 3, policy: Toy.policies[0], scenario: 0, overrides: [0: 0.9])
    #expect(drawn.rows[0].outcomes[0] == set.rows[0].outcomes[0])
    #expect(drawn.rows.last!.outcomes[0] < set.rows.last!.outcomes[0])
  }

  @Test func yearsAreRecordedWhenAskedFor() throws {
    struct LastYear: BlockAccumulator {
      var agrees = true
      mutating func absorb(_ block: BlockResults) {
        let outcomes = block.outcomes[0]
        agrees = outcomes.yearCount == 11
        for policy in 0..<outcomes.policyCount {
          for lane in 0..<block.futures.count {
            let column = (policy * outcomes.yearCount + 10) * outcomes.outcomeCount
            let last = outcomes.yearly![column * outcomes.lanes + lane]
            agrees = agrees && last == outcomes.column(policy: policy, outcome: 0)[lane]
          }
        }
      }
      static var format: String { "last year" }
      mutating func archive(_ archive: inout ByteArchive) throws { try archive.code(&agrees) }
      mutating func merge(_ later: LastYear) { agrees = agrees && later.agrees }
    }
    let result = try EnsembleRunner.run(Toy.experiment(futures: 300, recordsYears: true)) {
      LastYear()
    }
    #expect(result.summary.agrees)
  }

  @Test func progressCountsEveryBlockInOrder() throws {
    final class Seen: @unchecked Sendable { var steps: [RunProgress] = [] }
    let seen = Seen()
    let experiment = try Toy.experiment(futures: 1000)
    let result = try EnsembleRunner.run(
      experiment, stage: "toy",
      context: RunContext(
        threads: 2,
        progress: { stage, moment in
          #expect(stage == "toy")
          seen.steps.append(moment)
        }),
      accumulator: { OutcomeTable(model: Toy.model) })
    #expect(seen.steps.map(\.blocksDone) == [1, 2, 3, 4])
    #expect(seen.steps.map(\.runsDone) == [256, 512, 768, 1000].map { $0 * 6 })
    #expect(seen.steps.allSatisfy { $0.runCount == 6000 && $0.blockCount == 4 })
    #expect(seen.steps.last?.secondsLeft == 0)
    #expect(result.futures == 1000)
  }

  @Test func cancellationStopsBetweenBlocks() throws {
    let flag = CancellationFlag()
    let experiment = try Toy.experiment(futures: 5000)
    #expect {
      try EnsembleRunner.run(
        experiment,
        context: RunContext(
          threads: 2, progress: { if $1.blocksDone == 3 { flag.raise() } },
          isCancelled: { flag.isRaised }),
        accumulator: { OutcomeTable(model: Toy.model) })
    } throws: { error in
      guard case EnsembleError.cancelled(let done, 20) = error else { return false }
      return (3...20).contains(done)
    }
  }

  @Test func sinksReceiveBlocksInOrder() throws {
    final class Ordered: BlockSink, @unchecked Sendable {
      var received: [Int] = []
      func prepare(_ block: BlockResults) -> Int { block.index }
      func receive(_ record: Int) { received.append(record) }
    }
    let sink = Ordered()
    _ = try EnsembleRunner.run(
      Toy.experiment(futures: 3000), context: RunContext(threads: 3), sink: sink
    ) {
      OutcomeTable(model: Toy.model)
    }
    #expect(sink.received == Array(0..<12))
  }

  @Test func errorsOfASinkStopTheRun() throws {
    struct DiskFull: Error {}
    struct Full: BlockSink {
      func prepare(_ block: BlockResults) -> Int { block.index }
      func receive(_ record: Int) throws { if record == 2 { throw DiskFull() } }
    }
    struct Unpreparable: BlockSink {
      func prepare(_ block: BlockResults) throws { if block.index == 5 { throw DiskFull() } }
      func receive(_ record: Void) {}
    }
    let experiment = try Toy.experiment(futures: 3000)
    #expect(throws: DiskFull.self) {
      try EnsembleRunner.run(experiment, context: RunContext(threads: 2), sink: Full()) {
        OutcomeTable(model: Toy.model)
      }
    }
    #expect(throws: DiskFull.self) {
      try EnsembleRunner.run(experiment, context: RunContext(threads: 2), sink: Unpreparable()) {
        OutcomeTable(model: Toy.model)
      }
    }
  }

  @Test func whatCannotRunSaysWhy() throws {
    #expect(throws: EnsembleError.self) { try Toy.table(Toy.experiment(policies: [])) }
    #expect(throws: EnsembleError.self) { try Toy.table(Toy.experiment(scenarioNames: [])) }
    #expect(throws: EnsembleError.invalid("Two policies are named push; names must differ.")) {
      try Toy.table(
        Toy.experiment(policies: [Toy.policies[1], Toy.policy("push", dial: 0.2)]))
    }
    let lame = Policy(name: "lame", summary: "", levers: [:], traits: [:], targets: [])
    #expect(throws: ModelError("Policy lame has no path for dial.")) {
      try Toy.table(Toy.experiment(policies: [lame]))
    }
    let experiment = try Toy.experiment()
    let other = try Toy.experiment(seed: 8)
    let mixed = Experiment(
      model: Toy.model, policies: Toy.policies, scenarios: experiment.scenarios,
      design: other.design)
    #expect(throws: EnsembleError.self) { try Toy.table(mixed) }
  }

  /// Four blocks a worker would need if everything were kept; the window allows two.
  @Test func finishedBlocksWaitingForTheirTurnAreBounded() throws {
    final class Counter: @unchecked Sendable {
      let lock = NSLock()
      var alive = 0
      var most = 0
      func change(_ by: Int) {
        lock.withLock {
          alive += by
          most = max(most, alive)
        }
      }
    }
    final class Token: Sendable {
      let counter: Counter
      init(_ counter: Counter) {
        self.counter = counter
        counter.change(1)
      }
      deinit { counter.change(-1) }
    }
    struct Slow: BlockSink {
      let counter: Counter
      func prepare(_ block: BlockResults) -> Token { Token(counter) }
      func receive(_ record: Token) { Thread.sleep(forTimeInterval: 0.002) }
    }
    let counter = Counter()
    _ = try EnsembleRunner.run(
      Toy.experiment(futures: 256 * 30), context: RunContext(threads: 2),
      sink: Slow(counter: counter)
    ) { OutcomeTable(model: Toy.model) }
    #expect(counter.alive == 0)
    #expect(counter.most <= 2 * 2 + 1)
  }
}
