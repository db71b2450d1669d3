import Sampling

/// Two factors over the same futures; a third one would change neither.
func drawTwoFactors() throws {
  let design = try Design(DesignSpecification(kind: .sobol, futures: 4096, seed: 2025))
  let speed = Distribution.truncatedNormal(mean: 0.1, standardDeviation: 0.05, low: 0, high: 1)
  let draws = try DrawSource(
    design: design,
    columns: [
      .marginal(StreamKey(name: "absorption_speed", dimension: 0), speed),
      .marginal(StreamKey(name: "schooling_delay", dimension: 1), .uniform(low: 5, high: 15)),
    ],
    copula: nil, joint: nil)
  var values = [Double](repeating: 0, count: 2 * design.futures)
  draws.fill(futures: 0..<design.futures, lanes: design.futures, into: &values)
  let mean = values[..<design.futures].reduce(0, +) / Double(design.futures)
  print("mean in", design.futures, "futures:", (mean * 1000).rounded() / 1000)
  print("mean of the law:", (speed.mean * 1000).rounded() / 1000)
}
