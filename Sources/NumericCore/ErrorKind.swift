/// What sort of trouble an error is, and so the exit status of a program that ends with it (BSD's sysexits).
public enum ErrorKind: Int32, Sendable, Hashable, CaseIterable {
  /// Something was asked for that does not exist or does not go together.
  case usage = 64
  /// Data that cannot be used, from a file or from a computation.
  case badData = 65
  /// A file that is named cannot be found or read.
  case missingFile = 66
  /// Output that cannot be started.
  case cannotCreate = 73
  /// Output that cannot be finished.
  case inputOutput = 74
  /// Somebody stopped the work: 128 and the number of the signal, here that of Ctrl-C.
  case interrupted = 130
}

/// An error that says what sort of trouble it is; every error of these libraries is one.
///
/// The description is one clear sentence for the user.
public protocol KindedError: Error, CustomStringConvertible, Sendable {
  /// The sort of trouble.
  var kind: ErrorKind { get }
  /// What a program prints before it ends; ``description`` with a word before it.
  var message: String { get }
}

extension KindedError {
  /// Most errors are about data.
  public var kind: ErrorKind { .badData }
  /// `Error: ` and the sentence.
  public var message: String { "Error: \(description)" }
}

/// A request that cannot be met: a name that does not exist, or things that do not go together.
public struct UsageError: KindedError, Hashable {
  /// What is wrong, in one sentence.
  public let description: String

  /// Makes an error with its sentence.
  public init(_ description: String) {
    self.description = description
  }

  /// What was asked for is at fault.
  public var kind: ErrorKind { .usage }
}
