import Foundation
import ModelContract
import Studies
import StudyContract

/// The controls of an exploration as HTML, and what their script has to know.
struct ExplorationControls {
  private let session: StudySession

  init(_ session: StudySession) { self.session = session }

  private var study: Study { session.study }
  private var model: any BatchModel { session.model }

  /// A number that can be moved.
  struct Dial {
    let kind: String
    let name: String
    let meaning: String
    let unit: String
    let range: ClosedRange<Double>
    /// What values are multiplied with to be shown.
    var scale = 1.0
    /// Said behind the bounds.
    var more = ""
  }

  /// Everything the reader can choose and move.
  var html: String {
    [
      place, mixChoice, dials("Levers", levers, isOpen: true), dials("Institutions", traits),
      dials("The economy at the start", conditions), keeping,
    ].joined(separator: "\n")
  }

  /// Names and levels of the study as JSON: `policies` with the levels that `levers` and `traits` end at, `economy`,
  /// `baseline`, `start`, `defaults`.
  var data: String {
    let mixes: [(String, JSONValue)] = session.policies.map { policy in
      func levels(_ paths: [String: Path]) -> JSONValue {
        .object(
          paths.sorted { $0.key < $1.key }.map { ($0.key, .real($0.value.value(at: study.end))) })
      }
      return (policy.name, ["levers": levels(policy.levers), "traits": levels(policy.traits)])
    }
    let value: JSONValue = [
      "policies": JSONValue.object(mixes), "baseline": study.baseline,
      "economy": JSONValue.object(
        session.settableConditions.map { ($0.factor.name, .real($0.value)) }),
      "changed": StudyExplorer.changedName,
    ]
    return value.rendered
  }

  private var place: String {
    let beliefs = study.availableBeliefs.map { ($0.name, Self.words($0)) }
    return """
      <fieldset class="place"><legend>Where</legend>
      \(select("scenario", "Scenario", session.scenarios.map { ($0.name, $0.name.spaced) }))
      \(select("beliefs", "Beliefs", beliefs, chosen: study.defaultBeliefs.first))
      \(select("ranked_by", "Ranked by", session.rankingOutcomes.map { ($0.name, $0.name.spaced) }, chosen: study.rankedBy))
      <label class="row" for="discount_rate"><span>Discount, % a year</span><input type="number" id="discount_rate" min="0" max="30" step="0.25" value="\(Figures.exact(study.discountRate * 100))" data-value="\(Figures.exact(study.discountRate))"></label>
      </fieldset>
      """
  }

  /// What beliefs are called.
  private static func words(_ beliefs: Beliefs) -> String {
    guard case .ensemble(let ensemble) = beliefs else { return "before fitting to history" }
    guard let count = ensemble.economies?.count, count > 0 else { return "fitted to history" }
    return "fitted to \(Figures.count(count, "country", "countries"))"
  }

  private var mixChoice: String {
    """
    <fieldset class="whose"><legend>What is moved</legend>
    <div class="segments">
    <label><input type="radio" name="target" value="mix" checked> Current mix</label>
    <label><input type="radio" name="target" value="baseline"> Changed baseline</label>
    </div>
    \(select("based_on", "Begins as", session.policies.map { ($0.name, $0.name) }))
    <div class="buttons"><button type="button" id="reset">Put all back</button><button type="button" id="adopt">Make it the changed baseline</button></div>
    </fieldset>
    """
  }

  private var keeping: String {
    """
    <fieldset class="keeping"><legend>Keep</legend>
    <label class="row" for="name"><span>Name of the mix</span><input type="text" id="name" value="\(StudyExplorer.mixName)" maxlength="40" pattern="[a-z][a-z0-9_]*" spellcheck="false" autocomplete="off"></label>
    <div class="buttons"><button type="button" id="save">Save this mix as a policy file</button><button type="button" id="export">Export the report</button></div>
    <progress id="progress" max="1" value="0" hidden aria-label="Progress of the report"></progress>
    </fieldset>
    """
  }

  private func select(
    _ name: String, _ label: String, _ options: [(value: String, text: String)],
    chosen: String? = nil
  ) -> String {
    let items = options.map { value, text in
      "<option value=\"\(HTMLText.escaped(value))\"\(value == chosen ? " selected" : "")>\(HTMLText.escaped(text))</option>"
    }
    return
      "<label class=\"row\" for=\"\(name)\"><span>\(label)</span><select id=\"\(name)\">\(items.joined())</select></label>"
  }

  private var levers: [Dial] {
    model.levers.map { lever in
      let scale = lever.unit == .shareOfOutput ? 100.0 : 1
      let cost =
        lever.cost == 0
        ? "costs nothing"
        : lever.unit == .shareOfOutput
          ? (lever.cost == 1
            ? "costs what it spends" : "costs \(Self.bound(lever.cost)) % of GDP per 1 %")
          : "costs \(Self.bound(lever.cost * 100)) % of GDP per unit"
      return Dial(
        kind: "levers", name: lever.name, meaning: lever.meaning,
        unit: scale == 1 ? Self.unit(lever.unit) : "% of GDP", range: lever.admissible,
        scale: scale, more: cost)
    }
  }

  private var traits: [Dial] {
    model.traits.map {
      Dial(kind: "traits", name: $0.name, meaning: $0.meaning, unit: "", range: $0.admissible)
    }
  }

  private var conditions: [Dial] {
    session.settableConditions.map { condition in
      Dial(
        kind: "economy", name: condition.factor.name, meaning: condition.factor.meaning,
        unit: Self.unit(condition.factor.unit), range: condition.factor.admissible)
    }
  }

  private static func unit(_ unit: ModelContract.Unit) -> String {
    unit == .dimensionless || unit == .fraction ? "" : unit.rawValue
  }

  private func dials(_ title: String, _ dials: [Dial], isOpen: Bool = false) -> String {
    if dials.isEmpty { return "" }
    return """
      <details class="dials"\(isOpen ? " open" : "")><summary>\(title)</summary>
      \(dials.map(html).joined(separator: "\n"))
      </details>
      """
  }

  private func html(_ dial: Dial) -> String {
    let id = "\(dial.kind)-\(dial.name)"
    let (low, high) = (dial.range.lowerBound * dial.scale, dial.range.upperBound * dial.scale)
    let step = Figures.exact(Self.step(high - low))
    let bounds = "min=\"\(Self.bound(low))\" max=\"\(Self.bound(high))\""
    let unit = dial.unit.isEmpty ? "" : ", \(dial.unit)"
    let isScale = dial.unit.contains("=")
    let bounded =
      "\(Self.bound(low)) to \(Self.bound(high))"
      + (dial.unit.isEmpty ? "" : isScale ? " (\(dial.unit))" : " \(dial.unit)")
    let hint = [bounded, dial.more]
      .filter { !$0.isEmpty }.joined(separator: "; ")
    return """
      <div class="dial" data-kind="\(dial.kind)" data-name="\(HTMLText.escaped(dial.name))" data-scale="\(Figures.exact(dial.scale))">
      <label for="\(id)">\(HTMLText.escaped(dial.name.spaced))</label>
      <input type="number" id="\(id)-number" \(bounds) step="any" aria-label="\(HTMLText.escaped(dial.name.spaced + unit)), as a number">
      <input type="range" id="\(id)" \(bounds) step="\(step)" aria-describedby="\(id)-hint">
      <p class="hint" id="\(id)-hint">\(HTMLText.inline(Figures.capitalized(dial.meaning))); \(HTMLText.inline(hint))</p>
      </div>
      """
  }

  /// A thousandth of a range or somewhat less, for levers move in a small part of theirs: a power of ten.
  private static func step(_ width: Double) -> Double {
    pow(10, (log10(max(width, 1e-9) / 1000) + 1e-9).rounded(.down))
  }

  /// A bound without the noise of a multiplication.
  private static func bound(_ value: Double) -> String {
    Figures.exact((value * 1e9).rounded() / 1e9)
  }
}

extension String {
  /// A name as words.
  fileprivate var spaced: String { replacing("_", with: " ") }
}
