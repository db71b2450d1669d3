import Calibration
import Ensembles
import Foundation
import Scenarios
import Studies

/// Files of a folder with the states of a sampler's runs, `FIT.run-1.state`.
public struct SamplerStates: StateKeeper {
  /// The folder.
  let folder: OutputFolder
  private let peers: PeerGroup?

  /// Makes the folder.
  ///
  /// - Parameter peers: processes that do the same work, of which one reads for all.
  /// - Throws: ``CreationError`` when that fails.
  public init(folder path: String, among peers: PeerGroup? = nil) throws {
    folder = try CreationError.creating { try OutputFolder(path: path) }
    self.peers = peers
  }

  /// Name of a file.
  static func name(_ fit: String, _ run: Int) -> String { "\(fit).run-\(run + 1).state" }

  /// Path of a file.
  func path(_ fit: String, _ run: Int) -> String { "\(folder.path)/\(Self.name(fit, run))" }

  /// The state that was kept last; nil where there is none of the fingerprint.
  ///
  /// - Throws: what the exchange between processes throws.
  public func state(of fit: String, run: Int, fingerprint: UInt64) throws -> SamplerState? {
    let stored = try peers?.agree { bytes(fit, run) } ?? bytes(fit, run)
    return SamplerState(bytes: stored, fingerprint: fingerprint)
  }

  /// Whether a state of the fingerprint is there, for this process alone.
  func holds(_ fit: String, run: Int, fingerprint: UInt64) -> Bool {
    SamplerState(bytes: bytes(fit, run), fingerprint: fingerprint) != nil
  }

  private func bytes(_ fit: String, _ run: Int) -> [UInt8] {
    InputFile.contents(path(fit, run)).map { [UInt8]($0) } ?? []
  }

  /// Keeps a state; the file is never seen half written.
  public func keep(
    _ state: SamplerState, of fit: String, run: Int, fingerprint: UInt64
  ) throws {
    let file = try folder.file(Self.name(fit, run))
    try file.write(state.encoded(fingerprint: fingerprint))
    try file.close()
  }
}
