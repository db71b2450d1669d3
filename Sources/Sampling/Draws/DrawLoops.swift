import CMachineProbe

/// The compiled inner loops of drawing.
///
/// The functions of this target that define the numbers, such as ``OwenScramble/uniform(_:)``, stay what is read
/// and tested; the loops give the same bits at every level.
enum DrawLoops {
  /// The widest level this processor runs.
  static let level = machine_probe_level()
}
