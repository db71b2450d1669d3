/// One of the twenty sectors of the tradable economy, with its technology scores.
///
/// All scores are judgement, ordered after Mathews (turnover, concentration, precision, modularity), Ernst and
/// general knowledge; none is estimated.
public struct Sector: Sendable, Hashable {
  /// Name in files, in snake case.
  public let name: String
  /// Complexity of its products, 0 to 1.
  public let complexity: Double
  /// Turnover of its technology, 0 slow to 1 fast.
  public let turnover: Double
  /// Concentration of its incumbents, 0 to 1.
  public let concentration: Double
  /// Need of precision engineering, 0 to 1.
  public let precision: Double
  /// Modularity of its products, 0 integrated to 1 modular.
  public let modularity: Double
  /// Economies of scale, 0 to 1.
  public let scaleEconomies: Double
  /// Growth of the world frontier in the sector, per year.
  public let frontierGrowth: Double
  /// Value potential a worker, 1 on average.
  public let valuePotential: Double
  /// Calendar year in which the sector is born.
  public let emergenceYear: Double
  /// Weight in world demand in 1960.
  public let demand1960: Double
  /// Weight in world demand in 2020.
  public let demand2020: Double
  /// Whether the sector counts towards exposure to global electronics shocks.
  public let isElectronics: Bool
  /// Whether the sector lives on natural resources, so that the terms of trade are its prices.
  public var isResource: Bool { name == "agrifood" || name == "mining_services" }
  /// Technology family, for relatedness.
  public let family: Int

  /// The twenty sectors, in column order.
  public static let all: [Sector] = [
    Sector(
      name: "agrifood", complexity: 0.15, turnover: 0.1, concentration: 0.45,
      precision: 0.05, modularity: 0.3, scaleEconomies: 0.2, frontierGrowth: 0.014,
      valuePotential: 0.6, emergenceYear: 1900, demand1960: 0.27, demand2020: 0.12,
      isElectronics: false, family: 0),
    Sector(
      name: "mining_services", complexity: 0.3, turnover: 0.1, concentration: 0.6,
      precision: 0.1, modularity: 0.2, scaleEconomies: 0.5, frontierGrowth: 0.012,
      valuePotential: 1.15, emergenceYear: 1900, demand1960: 0.08, demand2020: 0.06,
      isElectronics: false, family: 1),
    Sector(
      name: "garments_footwear", complexity: 0.1, turnover: 0.5, concentration: 0.1,
      precision: 0.1, modularity: 0.5, scaleEconomies: 0.2, frontierGrowth: 0.01,
      valuePotential: 0.5, emergenceYear: 1900, demand1960: 0.14, demand2020: 0.06,
      isElectronics: false, family: 0),
    Sector(
      name: "motorcycles", complexity: 0.3, turnover: 0.35, concentration: 0.35,
      precision: 0.3, modularity: 0.6, scaleEconomies: 0.5, frontierGrowth: 0.012,
      valuePotential: 0.8, emergenceYear: 1900, demand1960: 0.03, demand2020: 0.02,
      isElectronics: false, family: 2),
    Sector(
      name: "electrical_machinery", complexity: 0.4, turnover: 0.35, concentration: 0.3,
      precision: 0.3, modularity: 0.5, scaleEconomies: 0.5, frontierGrowth: 0.016,
      valuePotential: 0.9, emergenceYear: 1900, demand1960: 0.08, demand2020: 0.065,
      isElectronics: false, family: 3),
    Sector(
      name: "machine_tools", complexity: 0.55, turnover: 0.35, concentration: 0.25,
      precision: 0.7, modularity: 0.5, scaleEconomies: 0.3, frontierGrowth: 0.018,
      valuePotential: 1.05, emergenceYear: 1900, demand1960: 0.04, demand2020: 0.03,
      isElectronics: false, family: 2),
    Sector(
      name: "steel_shipbuilding", complexity: 0.4, turnover: 0.1, concentration: 0.5,
      precision: 0.3, modularity: 0.2, scaleEconomies: 0.9, frontierGrowth: 0.01,
      valuePotential: 0.95, emergenceYear: 1900, demand1960: 0.12, demand2020: 0.06,
      isElectronics: false, family: 4),
    Sector(
      name: "autos", complexity: 0.6, turnover: 0.2, concentration: 0.85,
      precision: 0.5, modularity: 0.2, scaleEconomies: 0.95, frontierGrowth: 0.018,
      valuePotential: 1.1, emergenceYear: 1900, demand1960: 0.11, demand2020: 0.095,
      isElectronics: false, family: 2),
    Sector(
      name: "precision_engineering", complexity: 0.65, turnover: 0.5, concentration: 0.4,
      precision: 0.9, modularity: 0.3, scaleEconomies: 0.3, frontierGrowth: 0.02,
      valuePotential: 1.1, emergenceYear: 1900, demand1960: 0.03, demand2020: 0.04,
      isElectronics: false, family: 2),
    Sector(
      name: "electronics_pcb", complexity: 0.45, turnover: 0.75, concentration: 0.25,
      precision: 0.35, modularity: 0.8, scaleEconomies: 0.5, frontierGrowth: 0.03,
      valuePotential: 0.95, emergenceYear: 1955, demand1960: 0.04, demand2020: 0.065,
      isElectronics: true, family: 3),
    Sector(
      name: "personal_computers", complexity: 0.5, turnover: 0.9, concentration: 0.2,
      precision: 0.3, modularity: 0.95, scaleEconomies: 0.5, frontierGrowth: 0.038,
      valuePotential: 0.95, emergenceYear: 1978, demand1960: 0.0, demand2020: 0.04,
      isElectronics: true, family: 3),
    Sector(
      name: "semiconductors", complexity: 0.8, turnover: 0.95, concentration: 0.35,
      precision: 0.55, modularity: 0.7, scaleEconomies: 0.8, frontierGrowth: 0.042,
      valuePotential: 1.35, emergenceYear: 1962, demand1960: 0.01, demand2020: 0.07,
      isElectronics: true, family: 3),
    Sector(
      name: "displays", complexity: 0.7, turnover: 0.85, concentration: 0.35,
      precision: 0.5, modularity: 0.6, scaleEconomies: 0.8, frontierGrowth: 0.038,
      valuePotential: 1.15, emergenceYear: 1988, demand1960: 0.0, demand2020: 0.03,
      isElectronics: true, family: 3),
    Sector(
      name: "telecom_equipment", complexity: 0.7, turnover: 0.7, concentration: 0.45,
      precision: 0.4, modularity: 0.6, scaleEconomies: 0.6, frontierGrowth: 0.032,
      valuePotential: 1.25, emergenceYear: 1930, demand1960: 0.02, demand2020: 0.05,
      isElectronics: true, family: 3),
    Sector(
      name: "software_it_services", complexity: 0.65, turnover: 0.8, concentration: 0.4,
      precision: 0.05, modularity: 0.8, scaleEconomies: 0.3, frontierGrowth: 0.03,
      valuePotential: 1.3, emergenceYear: 1980, demand1960: 0.0, demand2020: 0.11,
      isElectronics: false, family: 5),
    Sector(
      name: "robotics_smart_equip", complexity: 0.8, turnover: 0.5, concentration: 0.4,
      precision: 0.9, modularity: 0.4, scaleEconomies: 0.3, frontierGrowth: 0.024,
      valuePotential: 1.25, emergenceYear: 1975, demand1960: 0.0, demand2020: 0.03,
      isElectronics: false, family: 2),
    Sector(
      name: "ev_batteries", complexity: 0.7, turnover: 0.6, concentration: 0.4,
      precision: 0.45, modularity: 0.7, scaleEconomies: 0.9, frontierGrowth: 0.032,
      valuePotential: 1.15, emergenceYear: 2005, demand1960: 0.0, demand2020: 0.03,
      isElectronics: false, family: 2),
    Sector(
      name: "aerospace", complexity: 0.95, turnover: 0.08, concentration: 0.95,
      precision: 0.8, modularity: 0.2, scaleEconomies: 0.9, frontierGrowth: 0.018,
      valuePotential: 1.4, emergenceYear: 1920, demand1960: 0.02, demand2020: 0.03,
      isElectronics: false, family: 6),
    Sector(
      name: "biotech_pharma", complexity: 0.9, turnover: 0.18, concentration: 0.75,
      precision: 0.5, modularity: 0.2, scaleEconomies: 0.4, frontierGrowth: 0.028,
      valuePotential: 1.4, emergenceYear: 1950, demand1960: 0.01, demand2020: 0.05,
      isElectronics: false, family: 7),
    Sector(
      name: "green_hydrogen_energy", complexity: 0.65, turnover: 0.3, concentration: 0.4,
      precision: 0.35, modularity: 0.5, scaleEconomies: 0.7, frontierGrowth: 0.024,
      valuePotential: 1.1, emergenceYear: 2010, demand1960: 0.0, demand2020: 0.01,
      isElectronics: false, family: 4),
  ]

  /// Number of sectors.
  public static let count = 20

  /// Position of a sector by name; nil for an unknown name.
  public static func index(_ name: String) -> Int? { all.firstIndex { $0.name == name } }

  /// Suppliers of each sector: (supplier, weight), the weights of a row summing to 1.
  public static let suppliers: [[(sector: Int, weight: Double)]] = [
    [(1, 0.2), (4, 0.4), (18, 0.4)],
    [(4, 0.4), (5, 0.3), (6, 0.3)],
    [(2, 0.4), (4, 0.3), (5, 0.3)],
    [(5, 0.4), (6, 0.3), (8, 0.3)],
    [(4, 0.2), (6, 0.3), (8, 0.2), (9, 0.3)],
    [(4, 0.2), (6, 0.3), (8, 0.5)],
    [(1, 0.3), (4, 0.3), (5, 0.4)],
    [(3, 0.15), (5, 0.2), (6, 0.25), (8, 0.2), (9, 0.2)],
    [(5, 0.6), (6, 0.2), (9, 0.2)],
    [(4, 0.3), (8, 0.2), (9, 0.2), (11, 0.3)],
    [(8, 0.1), (9, 0.3), (11, 0.25), (12, 0.2), (14, 0.15)],
    [(5, 0.2), (8, 0.35), (9, 0.25), (14, 0.15), (18, 0.05)],
    [(5, 0.15), (8, 0.25), (9, 0.25), (11, 0.35)],
    [(9, 0.30000000000000004), (11, 0.35000000000000003), (14, 0.35000000000000003)],
    [(10, 0.4), (11, 0.2), (13, 0.4)],
    [(5, 0.25), (8, 0.35), (11, 0.2), (14, 0.2)],
    [(4, 0.2), (7, 0.2), (9, 0.2), (11, 0.2), (15, 0.2)],
    [(5, 0.2), (6, 0.1), (8, 0.3), (13, 0.2), (14, 0.2)],
    [(0, 0.2), (5, 0.3), (8, 0.3), (14, 0.2)],
    [(1, 0.2), (4, 0.3), (6, 0.2), (16, 0.3)],
  ]
}
