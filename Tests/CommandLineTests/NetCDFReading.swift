import Foundation

/// A NetCDF file read for a test through libnetcdf, where that is installed.
struct NetCDFReading {
  typealias Open =
    @convention(c) (UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Int32>) -> Int32
  typealias Find =
    @convention(c) (Int32, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>) -> Int32
  typealias Length = @convention(c) (Int32, Int32, UnsafeMutablePointer<Int>) -> Int32
  typealias Get = @convention(c) (Int32, Int32, UnsafeMutablePointer<Double>) -> Int32

  static var library: UnsafeMutableRawPointer? {
    let names = [
      "libnetcdf.so.19", "libnetcdf.so.18", "libnetcdf.so.22", "libnetcdf.so", "libnetcdf.dylib",
    ]
    for name in names {
      if let library = dlopen(name, RTLD_NOW) { return library }
    }
    return nil
  }

  struct Missing: Error {
    let name: String
  }

  private let id: Int32

  init(_ path: String) throws {
    var id: Int32 = -1
    let open: Open = try Self.function("nc_open")
    guard open(path, 0, &id) == 0 else { throw Missing(name: path) }
    self.id = id
  }

  /// Numbers of a variable of a group, or of the file, in the order of its dimensions.
  func numbers(_ name: String, group: String? = nil, count: Int) throws -> [Double] {
    var place = id
    if let group {
      let find: Find = try Self.function("nc_inq_grp_ncid")
      guard find(id, group, &place) == 0 else { throw Missing(name: group) }
    }
    var variable: Int32 = -1
    let find: Find = try Self.function("nc_inq_varid")
    guard find(place, name, &variable) == 0 else { throw Missing(name: name) }
    var values = [Double](repeating: -1, count: count)
    let get: Get = try Self.function("nc_get_var_double")
    guard get(place, variable, &values) == 0 else { throw Missing(name: name) }
    return values
  }

  /// Size of a dimension.
  func size(_ name: String) throws -> Int {
    var dimension: Int32 = -1
    let find: Find = try Self.function("nc_inq_dimid")
    guard find(id, name, &dimension) == 0 else { throw Missing(name: name) }
    var size = 0
    let length: Length = try Self.function("nc_inq_dimlen")
    guard length(id, dimension, &size) == 0 else { throw Missing(name: name) }
    return size
  }

  private static func function<Function>(_ name: String) throws -> Function {
    guard let library, let found = dlsym(library, name) else { throw Missing(name: name) }
    return unsafeBitCast(found, to: Function.self)
  }
}
