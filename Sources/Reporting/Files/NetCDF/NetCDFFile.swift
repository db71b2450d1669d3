import Foundation
import NumericCore

/// A NetCDF-4 file that could not be written.
public struct NetCDFError: KindedError, Hashable {
  /// What went wrong, in one sentence.
  public let description: String
  /// Output that cannot be finished.
  public var kind: ErrorKind { .inputOutput }
}

/// A NetCDF-4 file: groups, dimensions, variables with attributes, and numbers written slab by slab.
///
/// It is written beside its name and renamed when it is complete, as ``OutputFile``; what is not closed goes away with the
/// value. Everything is defined first, then written. One thread at a time.
final class NetCDFFile {
  /// What numbers a variable has.
  enum Kind: Int32 {
    case byte = 1
    case integer = 4
    case single = 5
    case double = 6
    case text = 12
  }

  /// A group; the file itself is the first one.
  struct Group {
    fileprivate let id: Int32
  }

  /// A dimension with its size.
  struct Dimension {
    fileprivate let id: Int32
    let size: Int
  }

  /// A variable.
  struct Variable {
    fileprivate let group: Int32
    fileprivate let id: Int32
    fileprivate let path: String
    fileprivate let isSingle: Bool
  }

  /// How variables are stored: level of zlib from 0 (none) to 9, always with the bytes of numbers shuffled.
  struct Compression {
    let level: Int
    static let none = Compression(level: 0)
  }

  /// What is said where the library is missing.
  public static let missing =
    "NetCDF needs libnetcdf, which is not installed (Debian package libnetcdf19, Homebrew netcdf); "
    + "--as parquet and --as csv need nothing."

  /// The file itself.
  let root: Group
  private let library: NetCDFLibrary
  private let path: String
  private var partialPath: String { path + ".partial" }
  private var isOpen = true

  /// Opens a file.
  ///
  /// - Throws: ``CreationError`` where the library is missing or the file cannot be made.
  init(path: String) throws {
    guard let library = NetCDFLibrary.installed else { throw CreationError(Self.missing) }
    self.library = library
    self.path = path
    // NC_NETCDF4; a file of that name is an unfinished one.
    var id: Int32 = -1
    let status = library.create(path + ".partial", 0x1000, &id)
    guard status == 0 else {
      unlink(path + ".partial")
      throw CreationError("cannot make \(path): \(Self.text(library, status)).")
    }
    root = Group(id: id)
  }

  deinit {
    guard isOpen else { return }
    _ = library.close(root.id)
    unlink(partialPath)
  }

  /// Makes a group of the file.
  func group(_ name: String) throws -> Group {
    var id: Int32 = -1
    try check(library.group(root.id, name, &id), "define the group \(name)")
    return Group(id: id)
  }

  /// Makes a dimension; of the file unless a group is named.
  func dimension(_ name: String, _ size: Int, in group: Group? = nil) throws -> Dimension {
    var id: Int32 = -1
    try check(
      library.dimension((group ?? root).id, name, size, &id), "define the dimension \(name)")
    return Dimension(id: id, size: size)
  }

  /// Makes a variable.
  ///
  /// - Parameters:
  ///   - chunks: sizes of the pieces in which it is stored, one a dimension; nil stores it whole.
  ///   - compression: pieces only can be compressed.
  ///   - attributes: text by name, in this order.
  func variable(
    _ name: String, _ kind: Kind, _ dimensions: [Dimension], in group: Group? = nil,
    chunks: [Int]? = nil, compression: Compression = .none,
    attributes: [(String, String)] = []
  ) throws -> Variable {
    let owner = (group ?? root).id
    var id: Int32 = -1
    try check(
      library.variable(
        owner, name, kind.rawValue, Int32(dimensions.count), dimensions.map(\.id), &id),
      "define the variable \(name)")
    if let chunks {
      try check(library.chunking(owner, id, 0, chunks), "store \(name) in pieces")
      if compression.level > 0 {
        try check(
          library.deflate(owner, id, 1, 1, Int32(compression.level)), "compress \(name)")
      }
    }
    if kind == .double {
      var missing = Double.nan
      try check(library.fill(owner, id, 0, &missing), "define \(name)")
    } else if kind == .single {
      var missing = Float.nan
      try check(library.fill(owner, id, 0, &missing), "define \(name)")
    }
    let variable = Variable(group: owner, id: id, path: name, isSingle: kind == .single)
    for (key, text) in attributes where !text.isEmpty {
      try attribute(key, text, owner, id)
    }
    return variable
  }

  /// Gives a group an attribute of text.
  func attribute(_ name: String, _ text: String, of group: Group? = nil) throws {
    try attribute(name, text, (group ?? root).id, -1)
  }

  /// Gives a group an attribute that is a number.
  func attribute(_ name: String, _ number: Double, of group: Group? = nil) throws {
    var number = number
    try check(
      library.numberAttribute((group ?? root).id, -1, name, Kind.double.rawValue, 1, &number),
      "state \(name)")
  }

  /// Ends the definitions.
  func define() throws { try check(library.endDefinitions(root.id), "define it") }

  /// Writes a slab; numbers of a variable in single precision are rounded.
  func write(
    _ values: UnsafePointer<Double>, to variable: Variable, start: [Int], count: [Int]
  ) throws {
    if variable.isSingle {
      // The library would take infinity for a number that is too large.
      let rounded = UnsafeBufferPointer(start: values, count: count.reduce(1, *)).map { Float($0) }
      try check(
        library.putSingles(variable.group, variable.id, start, count, rounded),
        "write \(variable.path)")
      return
    }
    try check(
      library.putDoubles(variable.group, variable.id, start, count, values),
      "write \(variable.path)")
  }

  /// Writes all numbers of a variable.
  func write(_ values: [Double], to variable: Variable, _ dimensions: [Dimension]) throws {
    precondition(values.count == dimensions.reduce(1) { $0 * $1.size }, variable.path)
    try write(
      values, to: variable, start: dimensions.map { _ in 0 }, count: dimensions.map(\.size))
  }

  /// Writes a slab of whole numbers.
  func write(_ values: [Int32], to variable: Variable, start: [Int], count: [Int]) throws {
    try check(
      library.putIntegers(variable.group, variable.id, start, count, values),
      "write \(variable.path)")
  }

  /// Writes a slab of bytes.
  func write(_ values: [Int8], to variable: Variable, start: [Int], count: [Int]) throws {
    try check(
      library.putBytes(variable.group, variable.id, start, count, values),
      "write \(variable.path)")
  }

  /// Writes all texts of a variable.
  func write(_ texts: [String], to variable: Variable) throws {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pointers = copies.map { UnsafePointer($0) }
    try check(
      library.putTexts(variable.group, variable.id, &pointers), "write \(variable.path)")
  }

  /// Ends the file and gives it its name.
  ///
  /// - Throws: ``NetCDFError`` when the disk does not take it all; nothing is left then.
  func close() throws {
    isOpen = false
    let status = library.close(root.id)
    let isNamed = status == 0 && rename(partialPath, path) == 0
    if !isNamed {
      unlink(partialPath)
      throw NetCDFError(description: "cannot write \(path): \(Self.text(library, status))")
    }
  }

  private func attribute(_ name: String, _ text: String, _ group: Int32, _ id: Int32) throws {
    try check(
      library.textAttribute(group, id, name, text.utf8.count, text), "state \(name)")
  }

  private func check(_ status: Int32, _ action: String) throws {
    if status == 0 { return }
    throw NetCDFError(
      description: "\(path): cannot \(action): \(Self.text(library, status))")
  }

  private static func text(_ library: NetCDFLibrary, _ status: Int32) -> String {
    library.message(status).map { String(cString: $0) } ?? "error \(status)"
  }
}
