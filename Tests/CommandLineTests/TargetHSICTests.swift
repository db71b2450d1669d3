import Foundation
import Testing

/// What decides whether a threshold is met, through the program.
@Suite struct TargetHSICCommandTests {
  private func table(_ scratch: Scratch) throws -> String {
    // Multiples of irrational numbers: spread evenly and the same everywhere.
    func fraction(_ row: Int, _ step: Double) -> Double {
      (Double(row) * step).truncatingRemainder(dividingBy: 1)
    }
    let rows = (1...200).map { row in
      let (a, b) = (fraction(row, 0.6180339887498949), fraction(row, 1.4142135623730951))
      return "\(a),\(b),\(a + 0.1 * b)"
    }
    let path = scratch.path("r.csv")
    try (["a,b,y"] + rows).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func aThresholdIsAnOptionOfItsMethod() throws {
    let scratch = try Scratch()
    let path = try table(scratch)
    let result = try Program.run([
      "sensitivity", path, "--method", "target-hsic", "--threshold", "0.6",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("FINDINGS  a has the target R2-HSIC index"))
    #expect(result.output.contains("b is not distinguishable from 0"))
    #expect(result.output.contains("The outcome is at least 0.6 in"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    for arguments in [["--method", "target-hsic"], ["--method", "pawn", "--threshold", "1"]] {
      let wrong = try Program.run(["sensitivity", path] + arguments)
      #expect(wrong.status == 64 && wrong.errors.contains("--threshold"), "\(wrong.errors)")
    }
  }
}
