/// Infrastructure follows its target with a building time of ten years.
///
/// `Z' = (target - Z) / Coefficient.infrastructureTime`. Ten years is the usual time from plan to use of ports, grids and networks;
/// it is judgement.
enum Infrastructure {
  static func next(_ level: Double, target: Double, step: Double) -> Double {
    level + step * (target - level) / Coefficient.infrastructureTime
  }
}
