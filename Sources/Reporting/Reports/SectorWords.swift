/// Sectors in plain words.
enum SectorWords {
  /// What a sector makes; its name with blanks where nothing more is to say.
  static func meaning(_ name: String) -> String {
    meanings[name] ?? name.replacing("_", with: " ")
  }

  private static let meanings = [
    "agrifood": "food, drink and what farms grow for them",
    "mining_services": "mining and the services around it",
    "garments_footwear": "clothes and shoes",
    "motorcycles": "motorcycles and their parts",
    "electrical_machinery": "motors, transformers, household appliances",
    "machine_tools": "machines that shape metal",
    "steel_shipbuilding": "steel and ships",
    "autos": "cars, lorries and their parts",
    "precision_engineering": "bearings, instruments, fine mechanics",
    "electronics_pcb": "circuit boards and their assembly",
    "personal_computers": "computers and what is plugged into them",
    "semiconductors": "chips: design, manufacture, packaging",
    "displays": "flat screens",
    "telecom_equipment": "telephones and networks",
    "software_it_services": "software and services of information technology",
    "robotics_smart_equip": "robots and automated equipment",
    "ev_batteries": "batteries and electric vehicles",
    "aerospace": "aircraft, engines, satellites",
    "biotech_pharma": "medicines and biotechnology",
    "green_hydrogen_energy": "hydrogen, wind and sun",
  ]
}
