/// Cases of mixes with a second plan: see ``GoldenCase``.
extension GoldenCase {
  static let adaptive = [
    GoldenCase("adaptive-run", "run studies/adaptive.yaml --full"),
    GoldenCase("adaptive-run-json", "run studies/adaptive.yaml --format json"),
    GoldenCase(
      "adaptive-run-files",
      "run studies/adaptive.yaml --policies rescue --design random --futures 6 --out out",
      files: ["out/outcomes.csv"]),
    GoldenCase(
      "adaptive-discover",
      "discover out --where switched_years\u{A0}>\u{A0}0 --policy wait_and_see",
      before: ["run studies/adaptive.yaml --out out"]),
    GoldenCase("adaptive-trace", "trace studies/adaptive.yaml --policy wait_and_see --future 2"),
    GoldenCase(
      "adaptive-sweep",
      "sweep studies/adaptive.yaml --policy rescue --vary education=0.4:0.9:3"),
    GoldenCase("adaptive-explain", "explain rescue --study studies/adaptive.yaml"),
    GoldenCase(
      "adaptive-explain-mixes", "explain studies/adaptive.yaml --mixes rescue,baseline"),
    GoldenCase(
      "adaptive-require", "require studies/adaptive.yaml income\u{A0}>=\u{A0}0.22 --probability 0.3"
    ),
    GoldenCase(
      "adaptive-research", "run Models/studies/adaptive-research.yaml --futures 64 --full"),
    GoldenCase("adaptive-mistakes", "check studies/mistaken-when.yaml"),
  ]
}
