/// Cases of commands that ask finished runs for decisions: see ``GoldenCase``.
extension GoldenCase {
  /// A run of three mixes in the reference scenario.
  private static let threeMixes =
    "run studies/small.yaml --scenarios reference --policies education_only,rd_push --beliefs prior "
    + "--design random --futures 600 --out out"

  static let decisions = [
    GoldenCase(
      "discover-beats", "discover out --where rd_push\u{A0}beats\u{A0}education_only --threads 2",
      before: [threeMixes]),
    GoldenCase(
      "discover-cart-json",
      "discover out --where income>0.22 --policy rd_push --method cart --format json --threads 2",
      before: [threeMixes]),
    GoldenCase(
      "discover-never", "discover out --where income<-1 --policy rd_push", before: [threeMixes]),
    GoldenCase("value-text", "value out --threads 2", before: [threeMixes]),
    GoldenCase(
      "value-json",
      "value out --factors absorption_speed,complementarity --format json --threads 2",
      before: [threeMixes]),
    GoldenCase("reweight-tilt", "reweight out --tilt absorption_speed=0.13", before: [threeMixes]),
    GoldenCase(
      "reweight-json", "reweight out --belief studies/belief.yaml --ball 0.05 --format json",
      before: [threeMixes]),
    GoldenCase("reweight-far", "reweight out --tilt absorption_speed=0.21", before: [threeMixes]),
  ]
}
