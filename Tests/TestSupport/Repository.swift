import Foundation

/// The folder of the package, for tests that read shipped files or run the program.
package let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
