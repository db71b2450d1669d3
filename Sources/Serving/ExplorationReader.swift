import Foundation
import NumericCore
import Studies
import StudyContract

/// Reads what a page asks from the body of a request, and refuses what the study does not have.
///
/// Members that are absent are those of the study. A mistake names the member, what it holds and what it may be.
public struct ExplorationReader: Sendable {
  /// The study whose names and bounds count.
  private let session: StudySession

  /// Letters of the name of a mix.
  static let nameLengths = 1...40

  /// Reads for a study.
  public init(_ session: StudySession) { self.session = session }

  /// Reads a body.
  ///
  /// - Throws: `UsageError` for text that is no JSON object of this form, an unknown name, and a number out of bounds.
  public func read(_ body: [UInt8]) throws -> ExplorationRequest {
    let form: ExplorationForm
    do {
      form = try JSONDecoder().decode(ExplorationForm.self, from: Data(body))
    } catch let error as DecodingError {
      throw UsageError(Self.sentence(error))
    }
    let study = session.study
    let request = ExplorationRequest(
      scenario: form.scenario ?? session.scenarios[0].name,
      beliefs: form.beliefs ?? study.defaultBeliefs.first ?? "prior",
      rankedBy: form.rankedBy ?? study.rankedBy,
      discountRate: form.discountRate ?? study.discountRate, economy: form.economy ?? [:],
      mix: moved(form.mix, name: form.mix?.name ?? StudyExplorer.mixName),
      baseline: moved(form.baseline, name: StudyExplorer.changedName))
    if form.baseline?.name != nil {
      throw UsageError("baseline.name: a changed baseline is called \(StudyExplorer.changedName).")
    }
    try check(request)
    return request
  }

  private func moved(_ form: ExplorationForm.Mix?, name: String) -> MovedMix {
    MovedMix(
      name: name, basedOn: form?.basedOn ?? session.study.baseline, levers: form?.levers ?? [:],
      traits: form?.traits ?? [:])
  }

  private func check(_ request: ExplorationRequest) throws {
    func require(_ name: String, _ valid: [String], _ kind: String) throws {
      try NameSelection.check(String(name.excerpt), among: valid, kind: kind)
    }
    try require(request.scenario, session.scenarios.map(\.name), "scenario")
    try require(request.beliefs, session.study.availableBeliefs.map(\.name), "set of beliefs")
    try require(
      request.rankedBy, session.rankingOutcomes.map(\.name), "outcome to rank by")
    try bounds("discount_rate", request.discountRate, StudyExplorer.discountRates)
    let conditions = session.settableConditions.map(\.factor)
    for (name, value) in request.economy.sorted(by: { $0.key < $1.key }) {
      try require(name, conditions.map(\.name), "initial condition that can be set")
      try bounds("economy.\(name)", value, conditions.first { $0.name == name }!.admissible)
    }
    try check(name: request.mix.name)
    try check(request.mix, "mix")
    try check(request.baseline, "baseline")
  }

  private func check(_ mix: MovedMix, _ member: String) throws {
    try NameSelection.check(
      String(mix.basedOn.excerpt), among: session.policies.map(\.name), kind: "policy")
    for (name, value) in mix.levers.sorted(by: { $0.key < $1.key }) {
      try NameSelection.check(
        String(name.excerpt), among: session.model.levers.map(\.name), kind: "lever")
      let lever = session.model.levers.first { $0.name == name }!
      try bounds("\(member).levers.\(name)", value, lever.admissible)
    }
    for (name, value) in mix.traits.sorted(by: { $0.key < $1.key }) {
      try NameSelection.check(
        String(name.excerpt), among: session.model.traits.map(\.name), kind: "trait")
      let trait = session.model.traits.first { $0.name == name }!
      try bounds("\(member).traits.\(name)", value, trait.admissible)
    }
  }

  private func bounds(_ member: String, _ value: Double, _ range: ClosedRange<Double>) throws {
    if range.contains(value) { return }
    throw UsageError(
      "\(member) is \(value); it lies between \(range.lowerBound) and \(range.upperBound).")
  }

  /// Names that files take: snake case, none of the study's own.
  private func check(name: String) throws {
    let isSnake =
      Self.nameLengths.contains(name.utf8.count) && name.first?.isLetter == true
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    // Words that YAML takes for something else than a text.
    let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "nan", "inf", "y", "n"]
    guard isSnake, !words.contains(name) else {
      throw UsageError(
        "mix.name is \"\(name.excerpt)\"; a name has at most \(Self.nameLengths.upperBound) small letters, digits and "
          + "underscores, a letter first.")
    }
    if session.policies.contains(where: { $0.name == name }) || name == StudyExplorer.changedName {
      throw UsageError("mix.name is \"\(name)\", which another mix is called; choose a new name.")
    }
  }

  private static func sentence(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { String($0.stringValue.excerpt) }.joined(separator: ".")
      return path.isEmpty ? "The body" : path
    }
    return switch error {
    case .typeMismatch(_, let context): "\(place(context)) is of another type than it should be."
    case .valueNotFound(_, let context): "\(place(context)) has no value."
    case .keyNotFound(let key, let context): "\(place(context)) lacks \(key.stringValue)."
    case .dataCorrupted(let context):
      context.codingPath.isEmpty && context.debugDescription.hasPrefix("unknown:")
        ? String(context.debugDescription.dropFirst(8)) : "\(place(context)) is no JSON."
    @unknown default: "The body cannot be read."
    }
  }
}

/// The body as it is written; a member it does not know is a mistake.
struct ExplorationForm: Decodable {
  /// A mix.
  struct Mix: Decodable {
    let name: String?
    let basedOn: String?
    let levers: [String: Double]?
    let traits: [String: Double]?

    init(from decoder: any Decoder) throws {
      let members = try KnownMembers(decoder, ["name", "based_on", "levers", "traits"])
      name = try members.value("name")
      basedOn = try members.value("based_on")
      levers = try members.value("levers")
      traits = try members.value("traits")
    }
  }

  let scenario: String?
  let beliefs: String?
  let rankedBy: String?
  let discountRate: Double?
  let economy: [String: Double]?
  let mix: Mix?
  let baseline: Mix?

  init(from decoder: any Decoder) throws {
    let members = try KnownMembers(
      decoder,
      ["scenario", "beliefs", "ranked_by", "discount_rate", "economy", "mix", "baseline"])
    scenario = try members.value("scenario")
    beliefs = try members.value("beliefs")
    rankedBy = try members.value("ranked_by")
    discountRate = try members.value("discount_rate")
    economy = try members.value("economy")
    mix = try members.value("mix")
    baseline = try members.value("baseline")
  }
}

/// The members of an object, all of which are known.
private struct KnownMembers {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>

  init(_ decoder: any Decoder, _ names: [String]) throws {
    container = try decoder.container(keyedBy: Key.self)
    guard let stranger = container.allKeys.first(where: { !names.contains($0.stringValue) })
    else { return }
    throw DecodingError.dataCorrupted(
      DecodingError.Context(
        codingPath: [],
        debugDescription:
          "unknown:There is no member \"\(stranger.stringValue.excerpt)\"; members are \(names.joined(separator: ", "))."
      ))
  }

  func value<Value: Decodable>(_ name: String) throws -> Value? {
    try container.decodeIfPresent(Value.self, forKey: Key(stringValue: name))
  }
}
