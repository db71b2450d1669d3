#if SINGLE_PRECISION
  import CGrowthKernelSingle
#else
  import CGrowthKernel
#endif

/// Sixteen futures side by side in double precision, or thirty-two in single.
///
/// A thin wrapper around one C vector type. Its operators may be fused into multiply-adds (see
/// `lane_vector.h`); clamps let a value that is not a number through, so that a failed future stays visible.
struct Lanes {
  var vector: lane_vector

  @inline(__always) init(_ vector: lane_vector) { self.vector = vector }
  @inline(__always) init(_ value: Double) { self.vector = lane_repeat(value) }
  /// Numbers from memory, which are doubles in either precision.
  @inline(__always) init(loading numbers: UnsafePointer<Double>) {
    self.vector = lane_load(numbers)
  }
  /// Writes the numbers as doubles.
  @inline(__always) func store(to numbers: UnsafeMutablePointer<Double>) {
    lane_store(vector, numbers)
  }
  /// The smallest positive normal number.
  @inline(__always) static var smallest: Lanes { Lanes(lane_smallest) }

  @inline(__always) static func + (a: Lanes, b: Lanes) -> Lanes {
    Lanes(lane_add(a.vector, b.vector))
  }
  @inline(__always) static func - (a: Lanes, b: Lanes) -> Lanes {
    Lanes(lane_subtract(a.vector, b.vector))
  }
  @inline(__always) static func * (a: Lanes, b: Lanes) -> Lanes {
    Lanes(lane_multiply(a.vector, b.vector))
  }
  @inline(__always) static func / (a: Lanes, b: Lanes) -> Lanes {
    Lanes(lane_divide(a.vector, b.vector))
  }
  @inline(__always) static func + (a: Lanes, b: Double) -> Lanes { a + Lanes(b) }
  @inline(__always) static func + (a: Double, b: Lanes) -> Lanes { Lanes(a) + b }
  @inline(__always) static func - (a: Lanes, b: Double) -> Lanes { a - Lanes(b) }
  @inline(__always) static func - (a: Double, b: Lanes) -> Lanes { Lanes(a) - b }
  @inline(__always) static func * (a: Lanes, b: Double) -> Lanes { a * Lanes(b) }
  @inline(__always) static func * (a: Double, b: Lanes) -> Lanes { Lanes(a) * b }
  @inline(__always) static func / (a: Double, b: Lanes) -> Lanes { Lanes(a) / b }
  @inline(__always) static func += (a: inout Lanes, b: Lanes) { a = a + b }
  @inline(__always) static func *= (a: inout Lanes, b: Lanes) { a = a * b }

  /// The value, at most the bound.
  @inline(__always) func atMost(_ bound: Double) -> Lanes {
    Lanes(lane_at_most(lane_repeat(bound), vector))
  }
  /// The value, at most the bound of each lane.
  @inline(__always) func atMost(_ bound: Lanes) -> Lanes {
    Lanes(lane_at_most(bound.vector, vector))
  }
  /// The value, at least the bound.
  @inline(__always) func atLeast(_ bound: Double) -> Lanes {
    Lanes(lane_at_least(lane_repeat(bound), vector))
  }
  /// The value, inside its bounds.
  @inline(__always) func clipped(_ bounds: Bounds) -> Lanes {
    atLeast(bounds.low).atMost(bounds.high)
  }
  /// The value, between two bounds.
  @inline(__always) func clipped(_ low: Double, _ high: Double) -> Lanes {
    atLeast(low).atMost(high)
  }
  /// `chosen` in the lanes in which the value reaches the threshold, `other` elsewhere.
  @inline(__always) func choose(atLeast threshold: Lanes, _ chosen: Lanes, else other: Lanes)
    -> Lanes
  {
    Lanes(lane_where_at_least(vector, threshold.vector, chosen.vector, other.vector))
  }
}

/// e to the power of x.
@inline(__always) func exponential(_ x: Lanes) -> Lanes { Lanes(lane_exponential(x.vector)) }

/// Natural logarithm of x.
@inline(__always) func logarithm(_ x: Lanes) -> Lanes { Lanes(lane_logarithm(x.vector)) }

/// Square root of x.
@inline(__always) func squareRoot(_ x: Lanes) -> Lanes { Lanes(lane_square_root(x.vector)) }
