import Foundation

/// The functions of libnetcdf, found when a file is to be written: nothing of it is needed to build or to run the rest.
///
/// Names and signatures are those of `netcdf.h`. The library is not thread-safe: one thread at a time.
///
/// Source: Unidata, NetCDF-C, doi:10.5065/D6H70CW6.
struct NetCDFLibrary: Sendable {
  typealias Sizes = UnsafePointer<Int>?
  typealias Integers = UnsafePointer<Int32>?

  let create: @convention(c) (UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Int32>) -> Int32
  let close: @convention(c) (Int32) -> Int32
  let abandon: @convention(c) (Int32) -> Int32
  let endDefinitions: @convention(c) (Int32) -> Int32
  let group: @convention(c) (Int32, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>) -> Int32
  let dimension:
    @convention(c) (Int32, UnsafePointer<CChar>, Int, UnsafeMutablePointer<Int32>) -> Int32
  let variable:
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, Int32, Integers, UnsafeMutablePointer<Int32>
    ) -> Int32
  let chunking: @convention(c) (Int32, Int32, Int32, Sizes) -> Int32
  let deflate: @convention(c) (Int32, Int32, Int32, Int32, Int32) -> Int32
  let fill: @convention(c) (Int32, Int32, Int32, UnsafeRawPointer?) -> Int32
  let textAttribute:
    @convention(c) (Int32, Int32, UnsafePointer<CChar>, Int, UnsafePointer<CChar>) -> Int32
  let numberAttribute:
    @convention(c) (Int32, Int32, UnsafePointer<CChar>, Int32, Int, UnsafePointer<Double>) -> Int32
  let putDoubles: @convention(c) (Int32, Int32, Sizes, Sizes, UnsafePointer<Double>) -> Int32
  let putSingles: @convention(c) (Int32, Int32, Sizes, Sizes, UnsafePointer<Float>) -> Int32
  let putIntegers: @convention(c) (Int32, Int32, Sizes, Sizes, UnsafePointer<Int32>) -> Int32
  let putBytes: @convention(c) (Int32, Int32, Sizes, Sizes, UnsafePointer<Int8>) -> Int32
  let putTexts: @convention(c) (Int32, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32
  let message: @convention(c) (Int32) -> UnsafePointer<CChar>?

  /// The library of this machine; nil where it is not installed.
  static let installed: NetCDFLibrary? = NetCDFLibrary()

  /// Names of the library: those of Debian 11 to 13, that of development packages, and that of macOS.
  private static let names = [
    "libnetcdf.so.19", "libnetcdf.so.18", "libnetcdf.so.22", "libnetcdf.so", "libnetcdf.dylib",
  ]

  /// Finds every function.
  private init?() {
    guard let handle = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else {
      return nil
    }
    func find<Function>(_ name: String) -> Function? {
      dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard
      let create:
        @convention(c) (
          UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Int32>
        ) -> Int32 = find("nc_create"),
      let close: @convention(c) (Int32) -> Int32 = find("nc_close"),
      let abandon: @convention(c) (Int32) -> Int32 = find("nc_abort"),
      let endDefinitions: @convention(c) (Int32) -> Int32 = find("nc_enddef"),
      let group:
        @convention(c) (
          Int32, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>
        ) -> Int32 = find("nc_def_grp"),
      let dimension:
        @convention(c) (
          Int32, UnsafePointer<CChar>, Int, UnsafeMutablePointer<Int32>
        ) -> Int32 = find("nc_def_dim"),
      let variable:
        @convention(c) (
          Int32, UnsafePointer<CChar>, Int32, Int32, Integers, UnsafeMutablePointer<Int32>
        ) -> Int32 = find("nc_def_var"),
      let chunking: @convention(c) (Int32, Int32, Int32, Sizes) -> Int32 = find(
        "nc_def_var_chunking"),
      let deflate: @convention(c) (Int32, Int32, Int32, Int32, Int32) -> Int32 = find(
        "nc_def_var_deflate"),
      let fill: @convention(c) (Int32, Int32, Int32, UnsafeRawPointer?) -> Int32 = find(
        "nc_def_var_fill"),
      let textAttribute:
        @convention(c) (
          Int32, Int32, UnsafePointer<CChar>, Int, UnsafePointer<CChar>
        ) -> Int32 = find("nc_put_att_text"),
      let numberAttribute:
        @convention(c) (
          Int32, Int32, UnsafePointer<CChar>, Int32, Int, UnsafePointer<Double>
        ) -> Int32 = find("nc_put_att_double"),
      let putDoubles:
        @convention(c) (
          Int32, Int32, Sizes, Sizes, UnsafePointer<Double>
        ) -> Int32 = find("nc_put_vara_double"),
      let putSingles:
        @convention(c) (
          Int32, Int32, Sizes, Sizes, UnsafePointer<Float>
        ) -> Int32 = find("nc_put_vara_float"),
      let putIntegers:
        @convention(c) (
          Int32, Int32, Sizes, Sizes, UnsafePointer<Int32>
        ) -> Int32 = find("nc_put_vara_int"),
      let putBytes:
        @convention(c) (
          Int32, Int32, Sizes, Sizes, UnsafePointer<Int8>
        ) -> Int32 = find("nc_put_vara_schar"),
      let putTexts:
        @convention(c) (
          Int32, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>
        ) -> Int32 = find("nc_put_var_string"),
      let message: @convention(c) (Int32) -> UnsafePointer<CChar>? = find("nc_strerror")
    else { return nil }
    self.create = create
    self.close = close
    self.abandon = abandon
    self.endDefinitions = endDefinitions
    self.group = group
    self.dimension = dimension
    self.variable = variable
    self.chunking = chunking
    self.deflate = deflate
    self.fill = fill
    self.textAttribute = textAttribute
    self.numberAttribute = numberAttribute
    self.putDoubles = putDoubles
    self.putSingles = putSingles
    self.putIntegers = putIntegers
    self.putBytes = putBytes
    self.putTexts = putTexts
    self.message = message
  }
}
