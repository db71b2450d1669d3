import ArgumentParser
import Ensembles
import Foundation
import GrowthModels
import ModelContract
import NumericCore
import Sampling
import Studies
import StudyContract

/// A switch.
enum Switch: String, ExpressibleByArgument, CaseIterable {
  case on, off
}

extension DesignSpecification.Kind: ExpressibleByArgument {}
extension VectorPath: ExpressibleByArgument {}
extension RelatednessProduct: ExpressibleByArgument {}
extension KernelPrecision: ExpressibleByArgument {}

/// Which futures of a study are drawn; shared by all subcommands that run one.
struct DesignOptions: ParsableArguments {
  @Option(
    help: "Futures in every scenario; some designs round up.",
    transform: Count.within(Design.futureCounts))
  var futures: Int?

  @Option(help: "Seed of all random numbers, 0 like any other.")
  var seed: UInt64?

  @Option(help: "Sampling design.")
  var design: DesignSpecification.Kind?

  @Option(help: "Whether sector luck, efficiency and shocks are drawn.")
  var noise: Switch?

  /// The study's design with what the options change.
  ///
  /// - Throws: `UsageError` for a design that cannot be made.
  func applied(to specification: DesignSpecification) throws -> DesignSpecification {
    var result = specification
    if let futures { result.futures = futures }
    if let seed { result.seed = seed }
    if let design { result.kind = design }
    do {
      _ = try Design(result)
    } catch let error as DesignError {
      throw UsageError("--futures and --design: \(error).")
    }
    return result
  }

  /// Whether nothing was chosen.
  var isUsual: Bool { futures == nil && seed == nil && design == nil && noise == nil }

  /// Nothing chosen.
  static var usual: DesignOptions {
    var options = DesignOptions()
    (options.futures, options.seed, options.design, options.noise) = (nil, nil, nil, nil)
    return options
  }

  /// Whether luck is drawn; nil leaves it to the study.
  var hasNoise: Bool? { noise.map { $0 == .on } }
}

/// Which machine code computes a study; changes the time it takes and, in the last bits, its rounding.
struct KernelOptions: ParsableArguments {
  @Option(help: "Machine code of the kernel; by default the widest this processor runs.")
  var vectorPath: VectorPath = .best

  @Option(help: "How the kernel multiplies with the product space: by itself, or with BLAS.")
  var product: RelatednessProduct = .kernel

  @Option(help: "Numbers of the kernel: double, or single, faster and right to 4 digits.")
  var precision: KernelPrecision = .double

  mutating func validate() throws {
    if let obstacle = vectorPath.obstacle { throw ValidationError(obstacle) }
    if precision == .single && product == .blas {
      throw ValidationError("--product blas multiplies in double precision only.")
    }
  }

  /// Whether nothing was chosen.
  var isUsual: Bool { vectorPath == .best && product == .kernel && precision == .double }

  /// The model with this machine code.
  var model: GrowthModel { GrowthModel(path: vectorPath, product: product, precision: precision) }
}

/// How a study is computed.
struct MachineOptions: ParsableArguments {
  @Option(
    help: "Threads; by default one for each processor. Results do not depend on it.",
    transform: Count.within(RunContext.threadCounts))
  var threads: Int = Ranks.processors

  @OptionGroup var kernel: KernelOptions

  /// The growth model with this machine code.
  var model: GrowthModel { kernel.model }

  /// The model of a study; the growth model with this machine code.
  ///
  /// - Throws: `ValidationError` for machine code that another model does not have.
  func model(of study: Study) throws -> any BatchModel {
    guard let name = study.modelName, name != model.name,
      let other = ModelCatalogue.model(named: name)
    else { return model }
    guard kernel.isUsual else {
      throw ValidationError(
        "--vector-path, --product and --precision choose machine code of the growth model; the study "
          + "\(study.name) runs the model \(name).")
    }
    return other
  }

  /// How to work, for whoever watches the terminal.
  var context: RunContext {
    .onTerminal(threads: threads, machineCode: model.vectorPath)
  }
}

extension RunContext {
  /// Work with progress for whoever watches, until somebody interrupts.
  static func onTerminal(
    threads: Int = Ranks.processors, machineCode: String = GrowthModel().vectorPath
  ) -> RunContext {
    let printer = ProgressPrinter.shared
    Interrupt.listen()
    var context = RunContext(
      threads: threads, progress: { printer.show($1, label: $0) },
      announce: { printer.announce($0) }, isCancelled: { Interrupt.flag.isRaised })
    if Ranks.isShared {
      Ranks.compare(machineCode: machineCode)
      context.peers = Ranks.group
    }
    return context
  }
}

extension StudySession {
  /// A session of a study with what the command line changes.
  init(
    _ study: Study, _ design: DesignOptions, _ machine: MachineOptions, hasNoise: Bool? = nil
  ) throws {
    let context = machine.context
    context.announce?("preparing \(study.name)")
    Ranks.compare(file: study.source?.hash)
    try self.init(
      study, model: try machine.model(of: study), design: try design.applied(to: study.design),
      hasNoise: hasNoise ?? design.hasNoise, context: context)
  }
}
