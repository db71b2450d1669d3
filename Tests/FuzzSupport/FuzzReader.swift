/// A reader of the program with what it is tried with.
public struct FuzzReader {
  /// What it is called on the command line and in the corpus.
  public let name: String
  /// Inputs that it takes, from which others are made.
  let seeds: [[UInt8]]
  /// Its share of inputs, relative to the others: quick readers get more.
  public let share: Int
  /// Whether every mistake has a line.
  let hasLines: Bool
  /// Repairs checksums, so that what lies behind them is reached.
  let seal: (([UInt8]) -> [UInt8])?
  /// Reads; returns for what is valid.
  let read: ([UInt8]) throws -> Void

  init(
    _ name: String, seeds: [[UInt8]], share: Int, hasLines: Bool = true,
    seal: (([UInt8]) -> [UInt8])? = nil, read: @escaping ([UInt8]) throws -> Void
  ) {
    precondition(!seeds.isEmpty, "the reader \(name) has no seed")
    self.name = name
    self.seeds = seeds
    self.share = share
    self.hasLines = hasLines
    self.seal = seal
    self.read = read
  }

  /// The input of a number: always the same of the same seed. The first ones are the seeds as they are.
  public func input(_ number: Int, seed: UInt64) -> [UInt8] {
    if number < seeds.count { return seeds[number] }
    let own = name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    var mutator = Mutator(
      random: SplitMix64(seed: own ^ (UInt64(number) &* 0xD134_2543_DE82_EF95)), seeds: seeds)
    let bytes = mutator.input()
    guard let seal, mutator.random.below(4) > 0 else { return bytes }
    return seal(bytes)
  }

  /// Inputs that must be valid.
  var seedCount: Int { seeds.count }

  /// What a reader says of an input.
  func answer(_ bytes: [UInt8]) -> String {
    do {
      try read(bytes)
      return "valid"
    } catch { return "\(error)" }
  }

  /// Reads an input and judges what comes of it.
  ///
  /// - Returns: whether it was valid, and what is wrong with the reader; nil for a sound answer.
  public func judge(_ bytes: [UInt8]) -> (isValid: Bool, complaint: String?) {
    do {
      try read(bytes)
      return (true, nil)
    } catch {
      return (false, Oracle.complaint(about: error, hasLines: hasLines))
    }
  }
}
