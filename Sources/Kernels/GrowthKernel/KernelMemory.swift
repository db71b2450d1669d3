#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// What the product adds to densities: the harmonic mean of absorptive capacity needs them with this added.
var densityShift: Double { Coefficient.scarceDensity }

/// One lane group: where its state lies, which futures it holds.
struct LaneGroup {
  /// State, constants, factors and levers; see ``Slot``.
  let slots: UnsafeMutablePointer<Lanes>
  /// Length of a column of draws.
  let laneCount: Int
  /// Noise of the demand shock, one column a step, or nil.
  let noise: UnsafePointer<Double>?
  /// Uniforms of the crisis, one column a step, or nil.
  let crisis: UnsafePointer<Double>?

  @inline(__always) subscript(slot: Int) -> Lanes {
    get { slots[slot] }
    nonmutating set { slots[slot] = newValue }
  }

  /// The value of a factor in these futures.
  @inline(__always) func factor(_ column: Int) -> Lanes { slots[Slot.factors &+ column] }

  /// A lever as it is carried out in these futures.
  @inline(__always) func lever(_ index: Int) -> Lanes { slots[Slot.levers &+ index] }
}
