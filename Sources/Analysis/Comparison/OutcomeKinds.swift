import Ensembles

/// Which kinds of numbers an outcome had in any run: whether it is an indicator, whose mean is a probability.
struct OutcomeKinds: Sendable, Hashable, ArchivableElement {
  /// Whether a run had 0.
  private(set) var hasZero = false
  /// Whether a run had 1.
  private(set) var hasOne = false
  /// Whether a run had another number.
  private(set) var hasOthers = false

  /// No numbers yet.
  init() {}

  /// Takes in some lanes of a column.
  mutating func add(_ values: UnsafePointer<Double>, lanes: [Int]) {
    for lane in lanes {
      if values[lane] == 0 {
        hasZero = true
      } else if values[lane] == 1 {
        hasOne = true
      } else {
        hasOthers = true
        return
      }
    }
  }

  /// All three.
  mutating func archive(_ archive: inout ByteArchive) throws {
    try archive.code(&hasZero)
    try archive.code(&hasOne)
    try archive.code(&hasOthers)
  }

  /// Takes in what other runs had.
  mutating func merge(_ later: OutcomeKinds) {
    hasZero = hasZero || later.hasZero
    hasOne = hasOne || later.hasOne
    hasOthers = hasOthers || later.hasOthers
  }
}
