import GrowthModels
import ModelContract
import NumericCore
import Sampling

/// Benchmarks of `Sampling`.
enum SamplingBenchmarks {
  private static let count = 256

  static func all() throws -> [Benchmark] {
    try [philox] + designs() + distributions + luck()
  }

  private static var philox: Benchmark {
    let generator = Philox(key: 7)
    return Benchmark(name: "Philox.block", item: "block of 128 bits", items: count) {
      var sum: UInt32 = 0
      for index in 0..<UInt32(count) { sum &+= generator.block((index, 0, 0, 0)).0 }
      keep(Int(sum))
    }
  }

  /// The Sobol' design is the sequence and its Owen scramble; the random design is Philox.
  private static func designs() throws -> [Benchmark] {
    let uniforms = scratch(count)
    let key = StreamKey(name: "absorption_speed", dimension: 5)
    return try DesignSpecification.Kind.allCases.map { kind in
      let design = try Design(DesignSpecification(kind: kind, futures: 65_536, seed: 1))
      let name =
        switch kind {
        case .sobol: "Design sobol (SobolSequence, OwenScramble)"
        case .random: "Design random (Philox)"
        case .latin: "Design latin (LatinHypercube)"
        }
      return Benchmark(name: name, item: "uniform", items: count) {
        design.uniforms(key, futures: 1_024..<1_024 + count, into: uniforms)
      }
    }
  }

  private static var distributions: [Benchmark] {
    let uniforms = scratch(count) { (Double($0) + 0.5) / Double(count) }
    let values = scratch(count)
    let laws: [(String, Distribution)] = [
      ("uniform", .uniform(low: 0, high: 1)), ("normal", .normal(mean: 0, standardDeviation: 1)),
      ("lognormal", .lognormal(median: 1, sigma: 0.5)),
      ("triangular", .triangular(low: 0, mode: 0.3, high: 1)),
      ("pert", .pert(low: 0, mode: 0.3, high: 1)),
      ("beta22", .beta(low: 0, high: 1, alpha: 2, beta: 2)),
      ("gamma", .gamma(shape: 2, scale: 1)),
    ]
    return laws.map { name, law in
      Benchmark(name: "Distribution.quantiles \(name)", item: "number", items: count) {
        values.update(from: uniforms, count: count)
        law.quantiles(inPlace: values, count: count)
      }
    }
  }

  /// The luck of the growth model over forty years in half-year steps.
  private static func luck() throws -> [Benchmark] {
    let design = try Design(DesignSpecification(kind: .sobol, futures: 65_536, seed: 1))
    let source = LuckSource(design: design)
    return GrowthModel().luck.map { stream in
      let steps = 80
      let memory = scratch(stream.columns(steps: steps) * count)
      let isNormal = stream.law == .standardNormal
      return Benchmark(name: "LuckSource \(stream.name)", item: "future", items: count) {
        switch stream.timing {
        case .once(let firstDimension):
          source.fillOnce(
            name: stream.name, firstDimension: firstDimension, width: stream.width,
            isNormal: isNormal, futures: 0..<count, lanes: count, into: memory)
        case .everyStep:
          source.fillSteps(
            name: stream.name, width: stream.width, steps: steps, isNormal: isNormal,
            futures: 0..<count, lanes: count, into: memory)
        }
      }
    }
  }
}
