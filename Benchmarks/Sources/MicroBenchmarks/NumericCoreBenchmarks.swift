import NumericCore

/// Benchmarks of `NumericCore`.
enum NumericCoreBenchmarks {
  /// Numbers of one call: a block of futures.
  private static let count = 256

  static var all: [Benchmark] { [quantile, sketch, shortSketch, merge, sort, product] }

  private static var quantile: Benchmark {
    let uniforms = scratch(count) { (Double($0) + 0.5) / Double(count) }
    let values = scratch(count)
    return Benchmark(name: "Normal.quantiles", item: "number", items: count) {
      values.update(from: uniforms, count: count)
      Normal.quantiles(inPlace: values, count: count)
    }
  }

  /// Numbers without order, as outcomes come.
  private static func numbers(_ count: Int) -> [Double] {
    var state: UInt64 = 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Normal.quantile((Double(state >> 12) + 0.5) / 4_503_599_627_370_496)
    }
  }

  private static var sketch: Benchmark {
    let values = numbers(65_536)
    return Benchmark(name: "QuantileSketch.add 65536", item: "number", items: values.count) {
      var sketch = QuantileSketch()
      sketch.add(contentsOf: values)
      keep(sketch.count)
    }
  }

  private static var shortSketch: Benchmark {
    let values = numbers(count)
    return Benchmark(name: "QuantileSketch.add 256", item: "number", items: count) {
      var sketch = QuantileSketch()
      sketch.add(contentsOf: values)
      keep(sketch.count)
    }
  }

  private static var merge: Benchmark {
    let parts = (0..<256).map { _ in
      var sketch = QuantileSketch()
      sketch.add(contentsOf: numbers(count))
      return sketch
    }
    return Benchmark(
      name: "QuantileSketch.merge 256", item: "number", items: count * parts.count
    ) {
      var sketch = QuantileSketch()
      for part in parts { sketch.merge(part) }
      keep(sketch.count)
    }
  }

  private static var sort: Benchmark {
    let values = numbers(4_096)
    return Benchmark(name: "RadixSort.sort 4096", item: "number", items: values.count) {
      var copy = values
      RadixSort.sort(&copy)
      keep(Int(copy[0].bitPattern >> 60))
    }
  }

  /// The product of the product space and supplier matrices with the capabilities of 64 futures.
  private static var product: Benchmark {
    let (rows, inner, columns) = (64, 20, 40)
    singleThreadedBLAS()
    let left = scratch(rows * inner) { Double($0 % 7) }
    let right = scratch(inner * columns) { Double($0 % 5) }
    let result = scratch(rows * columns)
    return Benchmark(name: "gemm 40x20x64", item: "future", items: rows) {
      gemm(
        rows: rows, columns: columns, inner: inner, left: left, leftStride: rows, right: right,
        rightStride: inner, result: result, resultStride: rows)
    }
  }
}

/// Uses a number where no optimiser can see that it is not needed.
@inline(never)
func keep(_ number: Int) {
  withUnsafePointer(to: number) { _ = $0 }
}
