import Foundation

/// The table of all stylised facts under the first ensemble and the prior.
enum StylisedFactsEvidence {
  /// Draws of the table: four times those of the tests, which are its first ones.
  static let draws = 1024

  static func document() throws -> EvidenceDocument {
    var document = EvidenceDocument(
      name: "stylised-facts", title: "Stylised facts",
      origin: """
        Median [5 %, 95 %] over \(draws) draws of the first ensemble and of the prior, with the share of draws in \
        which the number is as wanted. Parameters, judged initial conditions and the implementation of levers are \
        sampled; luck is off except where a table says otherwise. Set-ups and seeds are the study files in \
        `Tests/GrowthModelsTests/StylisedFacts`.
        """)
    document.add(
      .text(
        """
        A fact holds if an exact binomial test does not reject, at 0.1 %, that it is true in the share of draws \
        that is claimed: 90 % for a sign or an ordering that the sources state without reservation, 50 % (the median) where \
        they disagree and where the wanted value is a level, which is judgement. Under the prior 50 % is claimed of \
        every fact, because it contains worlds that history excludes. Spreads over draws have one number; they are \
        compared by the test of Pitman and Morgan at 0.1 %. Failures are explained in `Models/known-failures.md`.
        """))
    for setUp in StylisedFactsTests.setUps {
      document.add(.heading(setUp.title.prefix(1).uppercased() + setUp.title.dropFirst()))
      document.add(.text("Study: `\(setUp.study)`."))
      let ensemble = try setUp.facts("ensemble", draws)
      let prior = try setUp.facts("prior", draws)
      document.add(
        .table(
          header: ["fact", "", "wanted", "claimed", "ensemble", "share", "", "prior", "share", ""],
          rows: zip(ensemble, prior).map { row($0, $1) }))
    }
    return document
  }

  private static func row(_ ensemble: StylisedFact, _ prior: StylisedFact) -> [String] {
    [
      ensemble.name, ensemble.statement, "\(ensemble.wanted)",
      ensemble.pValueOfSpread == nil ? EvidenceDocument.percent(ensemble.claim.rawValue) : "",
    ] + cells(ensemble, "ensemble") + cells(prior, "prior")
  }

  private static func cells(_ fact: StylisedFact, _ beliefs: String) -> [String] {
    let holds = fact.holds(under: StylisedFactsTests.claim(fact, beliefs))
    let isSpread = fact.pValueOfSpread != nil
    return [
      isSpread
        ? EvidenceDocument.fixed(fact.values[0], 4) : EvidenceDocument.interval(fact.values),
      isSpread ? "" : EvidenceDocument.percent(fact.share), holds ? "holds" : "**fails**",
    ]
  }
}
