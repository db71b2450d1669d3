import NumericCore

/// A run that cannot be exported as it was asked for.
public struct ExportError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String
  /// Data that are not as they should be.
  public var kind: ErrorKind { .badData }
}
