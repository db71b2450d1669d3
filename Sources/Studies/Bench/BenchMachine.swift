import CMachineProbe
import Foundation

/// What the machine can do at the moment.
enum BenchMachine {
  /// Processes that wanted to run over the last minute, on average; nil where the system does not tell.
  static var load: Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }

  /// Width of the widest vectors, in bits.
  static var vectorBits: Int {
    switch machine_probe_level() {
    case 4: 512
    case 3: 256
    default: 128
    }
  }

  /// Seconds of processor time this thread has used. A thread that others push aside does not age, so that
  /// this measures code and not company, but for caches and clocks that are shared.
  static var threadSeconds: Double { machine_probe_thread_seconds() }

  /// The largest memory the process had resident, in bytes.
  static var peakMemory: Int { Int(machine_probe_peak_memory()) }

  /// Rounds of multiply-adds in one measurement: about 10 ms at 2.5 GHz and two a cycle, long enough for the
  /// clock to settle at what wide vectors allow and for a tick of the clock not to matter.
  private static let probeRounds: Int64 = 4_000_000

  /// Fused multiply-add operations of doubles a second of one thread, in registers, at the widest vectors.
  static func multiplyAddPeak() -> Double {
    var result = 0.0
    let started = threadSeconds
    let operations = machine_probe_multiply_add(machine_probe_level(), probeRounds, &result)
    return operations / max(threadSeconds - started, 1e-9)
  }
}
