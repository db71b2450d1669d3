import Ensembles
import ModelContract
import Sampling
import TestSupport
import Testing

/// What a run computes depends on seed, names and indices alone.
@Suite struct DeterminismTests {
  /// Four blocks, the last one short.
  static let futures = 1000

  @Test(arguments: [2, 3, 7])
  func anyNumberOfThreadsGivesTheSameBytes(threads: Int) throws {
    let experiment = try Toy.experiment(futures: Self.futures, fragility: 1.2)
    let alone = try Toy.table(experiment, threads: 1)
    let many = try Toy.table(experiment, threads: threads)
    #expect(many.futures == Self.futures)
    for scenario in alone.columns.indices {
      #expect(alone.factors[scenario].map(bits) == many.factors[scenario].map(bits))
      for policy in alone.columns[scenario].indices {
        #expect(
          alone.columns[scenario][policy].map(bits) == many.columns[scenario][policy].map(bits))
      }
    }
  }

  @Test func theLongerRunBeginsWithTheShorterOne() throws {
    // 300 ends within a block, so that the short run's last block is padded where the long one's is not.
    let short = try Toy.table(Toy.experiment(futures: 300))
    let long = try Toy.table(Toy.experiment(futures: Self.futures))
    for scenario in short.columns.indices {
      for policy in short.columns[scenario].indices {
        for outcome in short.columns[scenario][policy].indices {
          #expect(
            bits(short.columns[scenario][policy][outcome])
              == bits(Array(long.columns[scenario][policy][outcome].prefix(300))))
        }
      }
    }
  }

  @Test func otherPoliciesChangeNothing() throws {
    let all = try Toy.table(Toy.experiment())
    let reversed = try Toy.table(Toy.experiment(policies: Toy.policies.reversed()))
    let alone = try Toy.table(Toy.experiment(policies: [Toy.policies[1]]))
    for scenario in all.columns.indices {
      for outcome in Toy.model.outcomes.indices {
        let expected = bits(all.columns[scenario][1][outcome])
        #expect(bits(reversed.columns[scenario][1][outcome]) == expected)
        #expect(bits(alone.columns[scenario][0][outcome]) == expected)
      }
    }
  }

  @Test func otherScenariosChangeNothing() throws {
    let both = try Toy.table(Toy.experiment(scenarioNames: ["reference", "fast"]))
    let swapped = try Toy.table(
      Toy.experiment(scenarioNames: ["fast", "reference", "fast_again", "reference_again"]))
    let alone = try Toy.table(Toy.experiment(scenarioNames: ["fast"]))
    for policy in Toy.policies.indices {
      for outcome in Toy.model.outcomes.indices {
        let reference = bits(both.columns[0][policy][outcome])
        let fast = bits(both.columns[1][policy][outcome])
        if outcome == 0 { #expect(reference != fast) }
        #expect(bits(swapped.columns[0][policy][outcome]) == fast)
        #expect(bits(swapped.columns[1][policy][outcome]) == reference)
        #expect(bits(swapped.columns[2][policy][outcome]) == fast)
        #expect(bits(swapped.columns[3][policy][outcome]) == reference)
        #expect(bits(alone.columns[0][policy][outcome]) == fast)
      }
    }
  }

  @Test func scenariosOverrideOnlyTheirFactors() throws {
    let table = try Toy.table(Toy.experiment())
    #expect(table.factors[0][0] != table.factors[1][0])
    #expect(bits(table.factors[0][1]) == bits(table.factors[1][1]))
  }

  @Test func switchingNoiseOffChangesNoFactor() throws {
    let loud = try Toy.table(Toy.experiment())
    let quiet = try Toy.table(Toy.experiment(hasNoise: false))
    #expect(loud.factors[0].map(bits) == quiet.factors[0].map(bits))
    #expect(loud.columns[0][0][0] != quiet.columns[0][0][0])
  }

  @Test func seedsDiffer() throws {
    let zero = try Toy.table(Toy.experiment(seed: 0))
    let one = try Toy.table(Toy.experiment(seed: 1))
    #expect(zero.factors[0][0] != one.factors[0][0])
  }
}
