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
/// The kernel's source is compiled once for each; the widest one this processor can run is the default. Results
/// of two paths agree to about 1e-12 relative and not bit by bit, because only the wider ones fuse products and
/// sums; a run's manifest names the path.
public enum VectorPath: String, Sendable, Hashable, CaseIterable {
  /// Code that every processor of the architecture runs: 128-bit vectors on x86-64.
  case baseline
  /// 256-bit vectors with fused multiply-add.
  case avx2
  /// 512-bit vectors with fused multiply-add.
  case avx512

  /// Whether this processor can run the path.
  public var isAvailable: Bool {
    switch self {
    case .baseline: true
    case .avx2: machine_probe_level() >= 3
    case .avx512: machine_probe_level() >= 4
    }
  }

  /// The widest path this processor can run.
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
