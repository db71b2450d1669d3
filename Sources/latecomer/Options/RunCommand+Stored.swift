import GrowthModels
import Scenarios

extension RunCommand {
  /// The command of a finished run, with the machine code that it ran with where this processor has it.
  ///
  /// - Parameters:
  ///   - options: its words after `run`.
  ///   - model: name of its model.
  ///   - vectorPath: its machine code, as the manifest names it: `avx512`, `avx512+single`.
  ///   - path: other machine code; that of the run when nil.
  static func stored(
    _ options: [String], model: String, vectorPath: String, path: VectorPath? = nil
  ) throws -> RunCommand {
    // Machine code that the run asked for need not be there on this processor.
    var command = try RunCommand.parse(CommandWords.without("--vector-path", options))
    let name = vectorPath.split(separator: "+").first.map(String.init) ?? ""
    let own = VectorPath(rawValue: name).flatMap { $0.isAvailable ? $0 : nil }
    if model == GrowthModel().name { command.machine.kernel.vectorPath = path ?? own ?? .best }
    return command
  }
}
