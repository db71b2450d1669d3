import Foundation

/// Names of files, which a disk keeps only when it is asked, as it does their bytes.
public enum NamesOnDisk {
  /// Brings the names in the folder of a file to the disk, as `fsync` brings the bytes of a file.
  ///
  /// - Returns: 0, or the number of the system's error; 0 also where the file system does not do that.
  public static func keep(besides path: String) -> Int32 {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that one may write in and not read cannot be asked.
    if descriptor < 0 { return 0 }
    defer { close(descriptor) }
    if fsync(descriptor) == 0 { return 0 }
    let code = errno
    return code == EINVAL || code == ENOTSUP ? 0 : code
  }
}
