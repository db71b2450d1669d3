import Analysis
import Ensembles
import Foundation
import GrowthModels
import NumericCore
import Sampling
import StudyContract

/// How fast a study runs on this machine, in repetitions that alternate between all that is measured.
public struct BenchMeasurement {
  /// Floating-point operations the kernel executes in a sector-step.
  ///
  /// Sums over sectors, the relatedness product and a twentieth of what a step costs besides its sectors included: 99
  /// additions and subtractions, 134 products, 2.2 divisions and 23.5 minima and maxima in a policy without missions; a
  /// fused multiply-add counts two, an exponential or a logarithm its polynomial. Of these, 212 were counted by running
  /// the kernel of the second version with lanes that count; 45 in a sector and about 40 in a step were read off the
  /// source of the third version's mechanisms. Policies with missions in five sectors need 8 more.
  static let flopsPerSectorStep = 259.0

  /// Repetitions of everything: an odd number, so that medians are measurements, and enough that one disturbed
  /// repetition in either direction does not reach the median.
  static let repetitions = 5

  private let session: StudySession
  private let model: GrowthModel
  private let beliefs: Beliefs
  private let threads: [Int]
  private let seconds: Double
  private let kernel: KernelBlock

  /// Prepares the kernel's block.
  ///
  /// - Parameters:
  ///   - session: what is run.
  ///   - threads: thread counts; 1 is always among them. By default 1, 2, 4 and so on up to all processors.
  ///   - seconds: how long to measure, roughly.
  /// - Throws: `UsageError` for a model whose operations were never counted.
  public init(_ session: StudySession, threads: [Int]? = nil, seconds: Double) throws {
    guard let model = session.model as? GrowthModel else {
      throw UsageError("The growth model is measured, not \(session.model.name).")
    }
    let counts = threads ?? Self.defaultCounts(processors: session.context.threads)
    self.session = session
    self.model = model
    self.threads = Set(counts + [1]).sorted()
    self.seconds = seconds
    beliefs = try session.beliefs(nil)[0]
    let design = try Self.design(session.study.design, futures: Experiment.blockSize)
    kernel = try KernelBlock(session.experiment(beliefs, design: design))
  }

  /// 1, 2, 4 and so on, and the number of processors itself.
  package static func defaultCounts(processors: Int) -> [Int] {
    var counts: [Int] = []
    var count = 1
    while count < processors {
      counts.append(count)
      count *= 2
    }
    return counts + [processors]
  }

  /// Measures everything.
  public func run() throws -> BenchReport {
    let loadBefore = BenchMachine.load
    func progress(_ text: String) { session.context.announce?(text) }
    // What happens for the first time costs more: tables, pages, the processor's clock.
    progress("warming up")
    _ = BenchMachine.multiplyAddPeak()
    kernel.run()
    let blockSeconds = Self.seconds { kernel.run() }
    let share = seconds / Double(Self.repetitions * (threads.count + 1))
    let experiments = try threads.map { count in
      try experiment(blocks: Self.blocks(threads: count, share: share, blockSeconds: blockSeconds))
    }
    let settings = try session.comparisonSettings(experiments[0], beliefs: beliefs)

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
          experiments[index],
          context: RunContext(threads: count, isCancelled: session.context.isCancelled),
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
      study: session.study.name, policies: session.selected.count,
      scenarios: session.scenarios.count, sectorStepsPerFuture: sectorStepsPerFuture,
      kernel: BenchReport.Kernel(
        vectorPath: model.path.rawValue, product: model.product.rawValue,
        precision: model.precision.rawValue,
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
    let width: Double = model.precision == .single ? 2 : 1
    return (Double(calls * kernel.futures) / spent, width * (before + after) / 2)
  }

  /// Sector-steps of one future, averaged over scenarios. Policies of a block share one history.
  private var sectorStepsPerFuture: Double {
    let steps = session.scenarios.map { scenario in
      let world = session.study.world(in: scenario)
      return Double(world.stepCount)
        + Double(world.originStepCount) / Double(session.selected.count)
    }
    return Double(Sector.all.count) * steps.reduce(0, +) / Double(steps.count)
  }

  private func experiment(blocks: Int) throws -> Experiment {
    let design = try Self.design(session.study.design, futures: blocks * Experiment.blockSize)
    return try session.experiment(beliefs, design: design)
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
  package static func blocks(threads: Int, share: Double, blockSeconds: Double) -> Int {
    threads * max(1, Int(share / blockSeconds))
  }

  /// Processor time of some work on this thread.
  private static func seconds(_ work: () -> Void) -> Double {
    let started = BenchMachine.threadSeconds
    work()
    return max(BenchMachine.threadSeconds - started, 1e-9)
  }
}
