import Ensembles

/// What `latecomer bench` measured; everything that is derived from the measurements is derived here.
///
/// A future is one draw under one policy in one scenario over the whole horizon. A sector-step is one sector of
/// one future for one time step. Repetitions go round: each measures every thread count and the kernel alone
/// once, so that a machine that becomes slower does so for all of them.
public struct BenchReport: Sendable {
  /// The whole engine at one thread count.
  public struct Threads: Sendable {
    /// Threads that were asked for.
    public let threads: Int
    /// Futures a second, from the start of the threads to their end.
    public let futuresPerSecond: BenchRepetitions
    /// Where the time of each repetition went.
    public let times: [RunTimes]

    /// Collects the repetitions of one thread count.
    public init(threads: Int, futuresPerSecond: BenchRepetitions, times: [RunTimes]) {
      precondition(threads > 0 && times.count == futuresPerSecond.values.count)
      self.threads = threads
      self.futuresPerSecond = futuresPerSecond
      self.times = times
    }

    /// The share of the threads' time that went into one part, as the median of the repetitions.
    func share(_ part: (RunTimes) -> Double) -> Double {
      BenchRepetitions(
        times.map { times in
          let total =
            times.draws + times.model + times.summaries + times.merging + times.waiting
          return total > 0 ? part(times) / total : 0
        }
      ).median
    }

    /// Seconds it takes to compile the policies before the threads start, as the median of the repetitions.
    /// They are not part of the rate, because they do not grow with the number of futures.
    public var preparation: Double { BenchRepetitions(times.map(\.preparation)).median }

    /// Share of drawing factors and luck.
    public var draws: Double { share(\.draws) }
    /// Share of the kernel.
    public var kernel: Double { share(\.model) }
    /// Share of summarising blocks and merging the summaries.
    public var summaries: Double { share { $0.summaries + $0.merging } }
    /// Share of waiting: for other threads, and for the start and the end of the run.
    public var waiting: Double { share(\.waiting) }
  }

  /// The kernel alone: one block of draws on one thread, over and over.
  public struct Kernel: Sendable {
    /// Name of the machine code.
    public let vectorPath: String
    /// How it multiplies with the product space.
    public let product: String
    /// Its numbers, double or single.
    public let precision: String
    /// Floating-point operations it executes in a sector-step.
    public let flopsPerSectorStep: Double
    /// Futures a second of processor time.
    public let futuresPerSecond: BenchRepetitions
    /// The machine's fused multiply-add peak on one thread, just before and just after each repetition, in
    /// floating-point operations of the kernel's precision a second: the mean of the two.
    public let peak: BenchRepetitions

    /// Collects the repetitions of the kernel.
    public init(
      vectorPath: String, product: String, precision: String,
      flopsPerSectorStep: Double, futuresPerSecond: BenchRepetitions, peak: BenchRepetitions
    ) {
      self.vectorPath = vectorPath
      self.product = product
      self.precision = precision
      self.flopsPerSectorStep = flopsPerSectorStep
      self.futuresPerSecond = futuresPerSecond
      self.peak = peak
    }
  }

  /// The machine.
  public var machine: Machine
  /// Width of the machine's widest vectors of numbers, in bits.
  public var vectorBits: Int
  /// Processes that wanted to run, averaged over the minute before the benchmark; nil where unknown.
  public var loadBefore: Double?
  /// Name of the study.
  public var study: String
  /// Policies that were run.
  public var policies: Int
  /// Scenarios that were run.
  public var scenarios: Int
  /// Sector-steps of one future; a history that policies share counts with each policy's part of it.
  public var sectorStepsPerFuture: Double
  /// The kernel alone.
  public var kernel: Kernel
  /// The engine by thread count, ascending, one thread first.
  public var threads: [Threads]
  /// The largest memory the benchmark had resident, in bytes.
  public var peakMemory: Int

  /// Collects measurements.
  ///
  /// - Precondition: the first thread count is 1, and all have as many repetitions as the kernel.
  public init(
    machine: Machine, vectorBits: Int, loadBefore: Double?, study: String, policies: Int,
    scenarios: Int, sectorStepsPerFuture: Double, kernel: Kernel, threads: [Threads],
    peakMemory: Int
  ) {
    precondition(threads.first?.threads == 1, "one thread is the reference")
    let repetitions = kernel.futuresPerSecond.values.count
    precondition(
      kernel.peak.values.count == repetitions
        && threads.allSatisfy { $0.futuresPerSecond.values.count == repetitions })
    self.machine = machine
    self.vectorBits = vectorBits
    self.loadBefore = loadBefore
    self.study = study
    self.policies = policies
    self.scenarios = scenarios
    self.sectorStepsPerFuture = sectorStepsPerFuture
    self.kernel = kernel
    self.threads = threads
    self.peakMemory = peakMemory
  }

  /// Repetitions of every measurement.
  public var repetitions: Int { kernel.peak.values.count }

  /// Speed-up over one thread, each repetition against one thread in the same repetition.
  public func speedUp(_ entry: Threads) -> BenchRepetitions {
    entry.futuresPerSecond.divided(by: threads[0].futuresPerSecond)
  }

  /// Median speed-up divided by the number of threads: 1 when threads do not disturb one another.
  public func efficiency(_ entry: Threads) -> Double {
    speedUp(entry).median / Double(entry.threads)
  }

  /// Nanoseconds of one thread's time for a sector-step; the same at every thread count when threads do not
  /// disturb one another.
  public func nanosecondsPerSectorStep(_ entry: Threads) -> Double {
    1e9 * Double(entry.threads) / (entry.futuresPerSecond.median * sectorStepsPerFuture)
  }

  /// Nanoseconds of processor time of the kernel alone for a sector-step.
  public var kernelNanosecondsPerSectorStep: Double {
    1e9 / (kernel.futuresPerSecond.median * sectorStepsPerFuture)
  }

  /// Operations the kernel alone executes, as a share of the fused multiply-add peak measured around it.
  public var peakShare: BenchRepetitions {
    kernel.futuresPerSecond.divided(by: kernel.peak)
      .scaled(by: sectorStepsPerFuture * kernel.flopsPerSectorStep)
  }

  /// What the threads gain.
  public func scaling(_ entry: Threads) -> BenchScaling {
    entry.threads == 1 ? .reference : BenchScaling(speedUp: speedUp(entry))
  }
}
