import CMachineProbe
import GrowthKernelAVX2
import GrowthKernelAVX512
import GrowthKernelBaseline
import GrowthKernelSingleAVX2
import GrowthKernelSingleAVX512
import GrowthKernelSingleBaseline
import ModelContract

/// Which machine code runs the batch kernel.
///
/// The kernel's source is compiled once for each; the widest one that this build has and this processor can run is
/// the default. A package that depends on a version of this one builds the baseline alone unless it asks for more
/// (see <doc:FastKernels>). Results of two paths agree to about 1e-12 relative and not bit by bit, because only the
/// wider ones fuse products and sums; a run's manifest names the path.
public enum VectorPath: String, Sendable, Hashable, CaseIterable {
  /// Code that every processor of the architecture runs: 128-bit vectors on x86-64.
  case baseline
  /// 256-bit vectors with fused multiply-add.
  case avx2
  /// 512-bit vectors with fused multiply-add.
  case avx512

  /// Whether this build has the path and this processor can run it.
  public var isAvailable: Bool { isCompiled && isRunnable }

  /// Why the path cannot be taken, as a sentence; nil where it can.
  public var obstacle: String? {
    if !isCompiled {
      return
        "This build has no machine code for the vector path \(rawValue); the widest it runs is "
        + "\(VectorPath.best.rawValue)."
    }
    if !isRunnable {
      return "This processor cannot run the vector path \(rawValue); the widest it runs is "
        + "\(VectorPath.best.rawValue)."
    }
    return nil
  }

  /// Whether the machine code is what the path stands for, and not something narrower.
  private var isCompiled: Bool { compiledLevel >= level }

  /// Whether this processor has the instructions; there is nothing below the baseline to fall back to.
  private var isRunnable: Bool { self == .baseline || machine_probe_level() >= compiledLevel }

  /// The x86-64 level the path stands for.
  private var level: Int32 {
    switch self {
    case .baseline: 1
    case .avx2: 3
    case .avx512: 4
    }
  }

  /// The x86-64 level its machine code was compiled to, which flags of the build decide.
  private var compiledLevel: Int32 {
    switch self {
    case .baseline: GrowthKernelBaseline.growthKernelLevel
    case .avx2: GrowthKernelAVX2.growthKernelLevel
    case .avx512: GrowthKernelAVX512.growthKernelLevel
    }
  }

  /// The widest path this build has and this processor can run.
  public static var best: VectorPath {
    allCases.last { $0.isAvailable } ?? .baseline
  }

  /// Runs the kernel compiled for this path and precision on a `growth_block`.
  func run(_ block: UnsafeRawPointer, in precision: KernelPrecision) {
    switch (self, precision) {
    case (.baseline, .double): GrowthKernelBaseline.growthKernelRun(block)
    case (.avx2, .double): GrowthKernelAVX2.growthKernelRun(block)
    case (.avx512, .double): GrowthKernelAVX512.growthKernelRun(block)
    case (.baseline, .single): GrowthKernelSingleBaseline.growthKernelRun(block)
    case (.avx2, .single): GrowthKernelSingleAVX2.growthKernelRun(block)
    case (.avx512, .single): GrowthKernelSingleAVX512.growthKernelRun(block)
    }
  }
}

/// The numbers the batch kernel computes with. Draws and outcomes are double precision in either case.
public enum KernelPrecision: String, Sendable, Hashable, CaseIterable {
  /// Double precision, the reference: agrees with the readable implementation to 1e-9 relative.
  case double
  /// Single precision, twice as many futures side by side: agrees to 1e-4 relative. Differences of two policies
  /// that are smaller than that are rounding.
  case single
}

/// How the kernel computes relatedness, the product of the product space and supplier matrix with capabilities.
public enum RelatednessProduct: String, Sendable, Hashable, CaseIterable {
  /// A register-blocked product inside the kernel, on sixteen futures at a time.
  case kernel
  /// One BLAS matrix product a step over 64 futures.
  case blas
}
