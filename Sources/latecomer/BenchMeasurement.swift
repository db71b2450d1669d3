import Analysis
import Ensembles
import Foundation
import GrowthModels
import Reporting
import Sampling
import Scenarios
import StudyContract

/// The measurements of `latecomer bench`, in repetitions that alternate between all that is measured.
struct BenchMeasurement {
  /// Floating-point operations the kernel executes in a sector-step.
  ///
  /// Counted by running the kernel with lanes that count, sums over sectors, the relatedness product and a
  /// twentieth of what a step costs besides its sectors included: 83 additions and subtractions, 107 products,
  /// 2.2 divisions and 19.5 minima and maxima in a policy without missions; a fused multiply-add counts two, an
  /// exponential or a logarithm its polynomial. Policies with missions in five sectors need 220. The equations as
  /// written need 294, mostly for 11.8 divisions and a dense supplier matrix.
  static let flopsPerSectorStep = 212.0

  /// Repetitions of everything: an odd number, so that medians are measurements, and enough that one disturbed
  /// repetition in either direction does not reach the median.
  static let repetitions = 5

  private let prepared: PreparedStudy
  private let beliefs: Beliefs
  private let threads: [Int]
  private let seconds: Double
  private let kernel: KernelBlock

  /// Prepares the kernel's block.
  init(_ prepared: PreparedStudy, threads: [Int], seconds: Double) throws {
    self.prepared = prepared
    self.threads = threads
    self.seconds = seconds
    beliefs = try prepared.beliefs(nil)[0]
    let design = try Self.design(prepared.study.design, futures: Experiment.blockSize)
    kernel = try KernelBlock(prepared.experiment(beliefs, design: design))
  }

  /// Measures everything.
  ///
  /// - Parameter progress: told what is being measured.
  func report(loadBefore: Double?, progress: (String) -> Void) throws -> BenchReport {
    // What happens for the first time costs more: tables, pages, the processor's clock.
    progress("warming up")
    _ = BenchMachine.multiplyAddPeak()
    kernel.run()
    let blockSeconds = Self.seconds { kernel.run() }
    let share = seconds / Double(Self.repetitions * (threads.count + 1))
    let experiments = try threads.map { count in
      try experiment(blocks: Self.blocks(threads: count, share: share, blockSeconds: blockSeconds))
    }
    let settings = try StudyRun(
      prepared: prepared, beliefs: beliefs, threads: 1, folder: nil, suffix: "", label: ""
    ).comparisonSettings(experiments[0])

    var peaks: [Double] = []
    var kernelRates: [Double] = []
    var rates = [[Double]](repeating: [], count: threads.count)
    var times = [[RunTimes]](repeating: [], count: threads.count)
    for repetition in 0..<Self.repetitions {
      progress("repetition \(repetition + 1) of \(Self.repetitions): kernel")
      let (rate, peak) = kernelRate(share: share, blockSeconds: blockSeconds)
      kernelRates.append(rate)
      peaks.append(peak)
      for (index, count) in threads.enumerated() {
        progress(
          "repetition \(repetition + 1) of \(Self.repetitions): \(count) "
            + (count == 1 ? "thread" : "threads"))
        let result = try EnsembleRunner.run(
          experiments[index], threads: count, isCancelled: { Interrupt.flag.isRaised },
          accumulator: { ComparisonAccumulator(settings: settings) })
        let runs = result.futures * settings.policies.count * settings.scenarios.count
        rates[index].append(Double(runs) / (result.times.wall - result.times.preparation))
        times[index].append(result.times)
      }
    }
    return report(
      loadBefore: loadBefore, peaks: peaks, kernelRates: kernelRates, rates: rates, times: times)
  }

  private func report(
    loadBefore: Double?, peaks: [Double], kernelRates: [Double], rates: [[Double]],
    times: [[RunTimes]]
  ) -> BenchReport {
    BenchReport(
      machine: .current(), vectorBits: BenchMachine.vectorBits, loadBefore: loadBefore,
      study: prepared.study.name, policies: prepared.selected.count,
      scenarios: prepared.scenarios.count, sectorStepsPerFuture: sectorStepsPerFuture,
      kernel: BenchReport.Kernel(
        vectorPath: prepared.model.path.rawValue, product: prepared.model.product.rawValue,
        precision: prepared.model.precision.rawValue,
        flopsPerSectorStep: Self.flopsPerSectorStep,
        futuresPerSecond: BenchRepetitions(kernelRates), peak: BenchRepetitions(peaks)),
      threads: threads.indices.map { index in
        BenchReport.Threads(
          threads: threads[index], futuresPerSecond: BenchRepetitions(rates[index]),
          times: times[index])
      }, peakMemory: BenchMachine.peakMemory)
  }

  /// Futures a second of processor time of the kernel alone, and the peak around it.
  private func kernelRate(share: Double, blockSeconds: Double) -> (rate: Double, peak: Double) {
    let calls = max(1, Int(share / blockSeconds))
    let before = BenchMachine.multiplyAddPeak()
    let spent = Self.seconds { for _ in 0..<calls { kernel.run() } }
    let after = BenchMachine.multiplyAddPeak()
    // A vector holds twice as many numbers in single precision.
    let width: Double = prepared.model.precision == .single ? 2 : 1
    return (Double(calls * kernel.futures) / spent, width * (before + after) / 2)
  }

  /// Sector-steps of one future, averaged over scenarios. Policies of a block share one history.
  private var sectorStepsPerFuture: Double {
    let steps = prepared.scenarios.map { scenario in
      let world = prepared.study.world(in: scenario)
      return Double(world.stepCount)
        + Double(world.originStepCount) / Double(prepared.selected.count)
    }
    return Double(Sector.all.count) * steps.reduce(0, +) / Double(steps.count)
  }

  private func experiment(blocks: Int) throws -> Experiment {
    let design = try Self.design(prepared.study.design, futures: blocks * Experiment.blockSize)
    return try prepared.experiment(beliefs, design: design)
  }

  /// The study's design with about so many futures, more rather than fewer; designs that round up by far get fewer.
  private static func design(_ specification: DesignSpecification, futures: Int) throws -> Design {
    var wanted = specification
    wanted.futures = futures
    var design = try Design(wanted)
    while design.futures > futures * 3 / 2 && wanted.futures > Experiment.blockSize {
      wanted.futures /= 2
      design = try Design(wanted)
    }
    return design
  }

  /// Blocks that fill a share of the time on all threads, a multiple of the threads.
  static func blocks(threads: Int, share: Double, blockSeconds: Double) -> Int {
    threads * max(1, Int(share / blockSeconds))
  }

  /// Processor time of some work on this thread.
  private static func seconds(_ work: () -> Void) -> Double {
    let started = BenchMachine.threadSeconds
    work()
    return max(BenchMachine.threadSeconds - started, 1e-9)
  }
}
