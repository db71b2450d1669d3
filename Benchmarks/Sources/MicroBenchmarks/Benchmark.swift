import CMachineProbe

/// One operation that is measured.
struct Benchmark {
  /// The name of the source it measures, and what of it.
  let name: String
  /// What one item is: a number, a future, a block.
  let item: String
  /// Items of one call.
  let items: Int
  /// The operation.
  let call: () -> Void
}

/// What several repetitions of a benchmark took.
struct Measurement {
  /// The benchmark's name.
  let name: String
  /// What one item is.
  let item: String
  /// Nanoseconds of processor time an item, by repetition.
  let nanoseconds: [Double]
  /// The same as multiples of the reference operation measured beside each repetition.
  let relative: [Double]
}

/// Measures benchmarks beside a reference operation.
enum Stopwatch {
  /// Repetitions: an odd number, so that the median is a measurement, and enough for the smallest one to have
  /// met a quiet moment of a shared machine.
  static let repetitions = 15
  /// Processor seconds of a repetition: a thousand times what reading the clock costs.
  static let repetitionSeconds = 0.005
  /// Rounds of the reference operation, about 1 ms.
  private static let referenceRounds: Int64 = 400_000

  /// Nanoseconds of a thousand fused multiply-adds of the widest vectors in registers: what one core of this
  /// machine can do at this moment, whatever its clock and its company.
  static func reference() -> Double {
    var result = 0.0
    let started = machine_probe_thread_seconds()
    let level = machine_probe_level()
    let operations = machine_probe_multiply_add(level, referenceRounds, &result)
    let lanes = level == 4 ? 8.0 : level == 3 ? 4.0 : 2.0
    return (machine_probe_thread_seconds() - started) * 1e12 / (operations / (2 * lanes))
  }

  /// Measures one benchmark.
  static func measure(_ benchmark: Benchmark) -> Measurement {
    benchmark.call()
    var calls = 1
    while seconds({ for _ in 0..<calls { benchmark.call() } }) < repetitionSeconds / 2 {
      calls *= 2
    }
    var nanoseconds: [Double] = []
    var relative: [Double] = []
    for _ in 0..<repetitions {
      let before = reference()
      let spent = seconds { for _ in 0..<calls { benchmark.call() } }
      let after = reference()
      let item = spent * 1e9 / Double(calls * benchmark.items)
      nanoseconds.append(item)
      relative.append(item / ((before + after) / 2))
    }
    return Measurement(
      name: benchmark.name, item: benchmark.item, nanoseconds: nanoseconds, relative: relative)
  }

  private static func seconds(_ work: () -> Void) -> Double {
    let started = machine_probe_thread_seconds()
    work()
    return machine_probe_thread_seconds() - started
  }
}

/// Memory of a benchmark; it lives as long as the program.
func scratch(_ count: Int, _ value: (Int) -> Double = { _ in 0 }) -> UnsafeMutablePointer<Double> {
  let raw = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
  let memory = raw.bindMemory(to: Double.self, capacity: count)
  for index in 0..<count { (memory + index).initialize(to: value(index)) }
  return memory
}
