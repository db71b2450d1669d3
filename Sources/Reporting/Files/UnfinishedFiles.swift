import Foundation
import Synchronization

/// Files that are being written, so that a program which has to end at once can take them away first.
///
/// Places hold C strings, which a handler of signals may read and unlink: nothing is allocated, locked or freed there.
public enum UnfinishedFiles {
  /// Files that are open at once, with room to spare: a run has three for each set of beliefs. More are written all the
  /// same, and stay where the program is ended at once.
  private static let placeCount = 64

  private nonisolated(unsafe) static let places:
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
      let places = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: placeCount)
      places.initialize(repeating: nil, count: placeCount)
      return places
    }()
  private static let lock = NSLock()
  private static let finishing = Atomic<Int>(0)

  /// Whether files that belong together are getting their names, which takes moments and must not be cut in two.
  public static var areBeingNamed: Bool { finishing.load(ordering: .relaxed) > 0 }

  /// Does what must not be cut in two.
  static func naming<Value>(_ body: () throws -> Value) rethrows -> Value {
    finishing.add(1, ordering: .relaxed)
    defer { finishing.subtract(1, ordering: .relaxed) }
    return try body()
  }

  /// Makes the places, which must not happen in a handler.
  public static func prepare() { _ = (places, areBeingNamed) }

  /// Notes a file that is being written.
  ///
  /// - Returns: its place; nil where all are taken.
  static func add(_ path: String) -> Int? {
    // A relative path means another file once somebody changes the folder, which this program does not.
    lock.withLock {
      guard let free = (0..<placeCount).first(where: { places[$0] == nil }) else { return nil }
      places[free] = strdup(path)
      return free
    }
  }

  /// Forgets a file that has its name, or is gone.
  ///
  /// The string stays: a handler may be reading it.
  static func remove(_ place: Int?) {
    guard let place else { return }
    lock.withLock { places[place] = nil }
  }

  /// Removes all that is unfinished. Safe in a handler of signals.
  public static func unlinkAll() {
    for place in 0..<placeCount {
      if let path = places[place] { _ = unlink(path) }
    }
  }
}
