import Foundation

/// Comparative advantage as a model sees it: what an economy is better at than others are.
///
/// `x_es = log a_es - mean over economies of log a_s` with capability a relative to the frontier. Revealed comparative
/// advantage compares a sector's share in an economy's exports with its share in those of the world; what all economies
/// find hard is taken out of it, so it has to be taken out of capability. With fewer than ``leastEconomies`` economies there
/// is no world to compare with, and the frontier stands for it.
///
/// Source: Costinot, Donaldson and Komunjer 2012, doi:10.1093/restud/rdr033, who measure comparative advantage by
/// productivity less its mean over exporters.
public enum ModelledAdvantage {
  /// Fewer economies are no world.
  public static let leastEconomies = 5

  /// Advantages of each economy by sector, in the order given; nil where nothing is modelled.
  ///
  /// - Parameter capabilities: of each economy by sector, above 0.
  public static func of(_ capabilities: [SectorScore.Values?]) -> [SectorScore.Values?] {
    let logs = capabilities.map { $0?.mapValues { log($0) } }
    let known = logs.compactMap { $0 }
    guard known.count >= leastEconomies else { return logs }
    let names = Set(known.flatMap(\.keys))
    let world = Dictionary(
      uniqueKeysWithValues: names.map { name in
        let values = known.compactMap { $0[name] }
        return (name, values.reduce(0, +) / Double(values.count))
      })
    return logs.map { economy in
      economy.map { values in
        Dictionary(uniqueKeysWithValues: values.map { ($0.key, $0.value - world[$0.key]!) })
      }
    }
  }
}
