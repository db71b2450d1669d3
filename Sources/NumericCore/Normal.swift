import CDraws
import CMachineProbe
import Glibc

/// The standard normal distribution: mean 0, standard deviation 1.
public enum Normal {
  /// The density `exp(-x^2 / 2) / sqrt(2 pi)`.
  public static func density(_ x: Double) -> Double {
    exp(-0.5 * x * x) * 0.398_942_280_401_432_677_94
  }

  /// The distribution function `Phi(x)`, accurate to a few units in the last place down to the smallest
  /// normal number (x about -37.5).
  ///
  /// `Phi(x) = erfc(-x / sqrt 2) / 2`. The rounding of the argument, which the lower tail would amplify
  /// by x^2, is carried along and corrected to first order. For the upper tail use `cumulative(-x)`.
  public static func cumulative(_ x: Double) -> Double {
    let argument = -x * inverseRootOfTwo
    guard argument > 1, argument < 27 else { return 0.5 * erfc(argument) }
    let rounding =
      (-argument).addingProduct(-x, inverseRootOfTwo) - x * inverseRootOfTwoRemainder
    let slope = 1.128_379_167_095_512_573_9 * exp(-argument * argument)
    return 0.5 * (erfc(argument) - slope * rounding)
  }

  private static let inverseRootOfTwo = 0.5.squareRoot()
  /// 1 / sqrt 2 minus its double.
  private static let inverseRootOfTwoRemainder = -4.833_646_656_726_457e-17

  /// The quantile: the x with `Phi(x) = probability`.
  ///
  /// Wichura's rational approximations PPND16: one of degree 7/7 in the middle (85 % of uniforms, no
  /// transcendental function) and two in `sqrt(-ln p)` for the tails. Relative error about 1e-15, over
  /// the whole range of doubles. Antisymmetric about 1/2 to the last bit.
  ///
  /// Edges: -infinity at 0, +infinity at 1, 0 at 1/2, NaN outside [0, 1]. Cost: about 5 ns in the middle
  /// and 20 ns in a tail.
  ///
  /// Source: M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied
  /// Statistics 37 (1988) 477-484, doi:10.2307/2347330.
  @inlinable
  public static func quantile(_ probability: Double) -> Double {
    let centred = probability - 0.5
    if centred.magnitude <= 0.425 { return middleQuantile(centred) }
    return tailQuantile(probability)
  }

  /// Replaces uniforms by normal quantiles, in place.
  ///
  /// Bits are those of ``quantile(_:)``. The middle approximation is computed for all, in vector
  /// instructions; the 15 % in the tails are listed without a branch (which nothing could predict) and
  /// then done again. Cost: about 5 ns each.
  public static func quantiles(inPlace values: UnsafeMutablePointer<Double>, count: Int) {
    // Groups small enough for the stack and the first-level cache.
    let group = 256
    withUnsafeTemporaryAllocation(of: Double.self, capacity: group) { tailUniforms in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: group) { tailLanes in
        let uniforms = tailUniforms.baseAddress!
        let lanes = tailLanes.baseAddress!
        var start = 0
        while start < count {
          let size = min(group, count - start)
          let target = values + start
          var tails = 0
          for lane in 0..<size {
            lanes[tails] = Int32(truncatingIfNeeded: lane)
            uniforms[tails] = target[lane]
            tails &+= (target[lane] - 0.5).magnitude <= 0.425 ? 0 : 1
          }
          draws_middle_quantiles(vectorLevel, Int64(size), target)
          for tail in 0..<tails { target[Int(lanes[tail])] = tailQuantile(uniforms[tail]) }
          start += size
        }
      }
    }
  }

  /// The widest machine code of the middle approximation that this processor runs; all give the same bits.
  private static let vectorLevel = machine_probe_level()

  @usableFromInline
  @inline(__always)
  static func middleQuantile(_ q: Double) -> Double {
    let r = 0.180625 - q * q
    let n0 = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    let n1 = n0 * r + 6.7265770927008700853e4
    let n2 = n1 * r + 4.5921953931549871457e4
    let n3 = n2 * r + 1.3731693765509461125e4
    let n4 = n3 * r + 1.9715909503065514427e3
    let n5 = n4 * r + 1.3314166789178437745e2
    let numerator = n5 * r + 3.3871328727963666080e0
    let d0 = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    let d1 = d0 * r + 3.9307895800092710610e4
    let d2 = d1 * r + 2.1213794301586595867e4
    let d3 = d2 * r + 5.3941960214247511077e3
    let d4 = d3 * r + 6.8718700749205790830e2
    let d5 = d4 * r + 4.2313330701600911252e1
    let denominator = d5 * r + 1
    return q * numerator / denominator
  }

  @usableFromInline
  static func tailQuantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      if probability == 0 { return -.infinity }
      return probability == 1 ? .infinity : .nan
    }
    let isLower = probability < 0.5
    let distance = (-log(min(probability, 1 - probability))).squareRoot()
    let magnitude: Double
    if distance <= 5 {
      let r = distance - 1.6
      let n0 = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
      let n1 = n0 * r + 2.41780725177450611770e-1
      let n2 = n1 * r + 1.27045825245236838258e0
      let n3 = n2 * r + 3.64784832476320460504e0
      let n4 = n3 * r + 5.76949722146069140550e0
      let n5 = n4 * r + 4.63033784615654529590e0
      let numerator = n5 * r + 1.42343711074968357734e0
      let d0 = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
      let d1 = d0 * r + 1.51986665636164571966e-2
      let d2 = d1 * r + 1.48103976427480074590e-1
      let d3 = d2 * r + 6.89767334985100004550e-1
      let d4 = d3 * r + 1.67638483018380384940e0
      let d5 = d4 * r + 2.05319162663775882187e0
      magnitude = numerator / (d5 * r + 1)
    } else {
      let r = distance - 5
      let n0 = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
      let n1 = n0 * r + 1.24266094738807843860e-3
      let n2 = n1 * r + 2.65321895265761230930e-2
      let n3 = n2 * r + 2.96560571828504891230e-1
      let n4 = n3 * r + 1.78482653991729133580e0
      let n5 = n4 * r + 5.46378491116411436990e0
      let numerator = n5 * r + 6.65790464350110377720e0
      let d0 = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
      let d1 = d0 * r + 1.84631831751005468180e-5
      let d2 = d1 * r + 7.86869131145613259100e-4
      let d3 = d2 * r + 1.48753612908506148525e-2
      let d4 = d3 * r + 1.36929880922735805310e-1
      let d5 = d4 * r + 5.99832206555887937690e-1
      magnitude = numerator / (d5 * r + 1)
    }
    return isLower ? -magnitude : magnitude
  }
}
