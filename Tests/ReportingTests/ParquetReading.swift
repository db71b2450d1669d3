/// A Parquet file of one column of words, one of whole and one of real numbers, at most, read for a test.
///
/// Source: https://parquet.apache.org/docs/file-format and the compact protocol of Apache Thrift.
struct ParquetReading {
  private(set) var names: [String] = []
  private(set) var rowCount = 0
  private(set) var groupCount = 0
  private(set) var createdBy = ""
  private(set) var words: [String] = []
  private(set) var integers: [Int32] = []
  private(set) var reals: [Double] = []

  struct Malformed: Error {}

  init(_ bytes: [UInt8]) throws {
    let mark = Array("PAR1".utf8)
    guard bytes.count > 12, Array(bytes.prefix(4)) == mark, Array(bytes.suffix(4)) == mark else {
      throw Malformed()
    }
    let length = bytes[(bytes.count - 8)..<(bytes.count - 4)].enumerated()
      .reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
    var place = bytes.count - 8 - length
    let footer = try ThriftReading.structure(bytes, &place)
    guard place == bytes.count - 8 else { throw Malformed() }
    let schema = footer[2]!.list
    names = schema.dropFirst().map { $0.fields[4]!.text }
    rowCount = footer[3]!.number
    createdBy = footer[6]!.text
    let groups = footer[4]!.list
    groupCount = groups.count
    for group in groups {
      let rows = group.fields[3]!.number
      for chunk in group.fields[1]!.list {
        try read(chunk.fields[3]!.fields, rows: rows, bytes)
      }
    }
  }

  private mutating func read(
    _ chunk: [Int: ThriftReading], rows: Int, _ bytes: [UInt8]
  ) throws {
    guard chunk[5]!.number == rows else { throw Malformed() }
    var dictionary: [String] = []
    if let start = chunk[11]?.number {
      var place = start
      let header = try ThriftReading.structure(bytes, &place)
      guard header[1]!.number == 2 else { throw Malformed() }
      for _ in 0..<header[7]!.fields[1]!.number {
        let count = Int(bytes[place]) + Int(bytes[place + 1]) << 8
        dictionary.append(String(decoding: bytes[(place + 4)..<(place + 4 + count)], as: UTF8.self))
        place += 4 + count
      }
    }
    var place = chunk[9]!.number
    let header = try ThriftReading.structure(bytes, &place)
    guard header[1]!.number == 0, header[5]!.fields[1]!.number == rows else { throw Malformed() }
    let end = place + header[3]!.number
    switch chunk[1]!.number {
    case 6:
      guard header[5]!.fields[2]!.number == 8 else { throw Malformed() }
      let width = Int(bytes[place])
      place += 1
      var left = rows
      while left > 0 {
        let run = ThriftReading.unsigned(bytes, &place)
        guard run & 1 == 0, width <= 8 else { throw Malformed() }
        words += [String](repeating: dictionary[Int(bytes[place])], count: run >> 1)
        place += 1
        left -= run >> 1
      }
    case 1:
      for _ in 0..<rows {
        integers.append(
          Int32(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }))
        place += 4
      }
    case 5:
      for _ in 0..<rows {
        reals.append(
          Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * $1) }))
        place += 8
      }
    default: throw Malformed()
    }
    guard place == end else { throw Malformed() }
  }
}

/// A value of Thrift's compact protocol.
indirect enum ThriftReading {
  case value(Int)
  case binary(String)
  case values([ThriftReading])
  case structure([Int: ThriftReading])

  var number: Int { if case .value(let value) = self { value } else { -1 } }
  var text: String { if case .binary(let text) = self { text } else { "" } }
  var list: [ThriftReading] { if case .values(let list) = self { list } else { [] } }
  var fields: [Int: ThriftReading] { if case .structure(let fields) = self { fields } else { [:] } }

  static func unsigned(_ bytes: [UInt8], _ place: inout Int) -> Int {
    var (result, shift) = (0, 0)
    while true {
      let byte = bytes[place]
      place += 1
      result |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }

  static func structure(_ bytes: [UInt8], _ place: inout Int) throws -> [Int: ThriftReading] {
    var fields: [Int: ThriftReading] = [:]
    var id = 0
    while bytes[place] != 0 {
      let header = bytes[place]
      place += 1
      guard header >> 4 > 0 else { throw ParquetReading.Malformed() }
      id += Int(header >> 4)
      fields[id] = try read(header & 0x0F, bytes, &place)
    }
    place += 1
    return fields
  }

  private static func read(
    _ kind: UInt8, _ bytes: [UInt8], _ place: inout Int
  ) throws -> ThriftReading {
    switch kind {
    case 5, 6:
      let raw = unsigned(bytes, &place)
      return .value((raw >> 1) ^ -(raw & 1))
    case 8:
      let count = unsigned(bytes, &place)
      defer { place += count }
      return .binary(String(decoding: bytes[place..<(place + count)], as: UTF8.self))
    case 9:
      let header = bytes[place]
      place += 1
      let count = header >> 4 == 15 ? unsigned(bytes, &place) : Int(header >> 4)
      return .values(try (0..<count).map { _ in try read(header & 0x0F, bytes, &place) })
    case 12: return .structure(try structure(bytes, &place))
    default: throw ParquetReading.Malformed()
    }
  }
}
