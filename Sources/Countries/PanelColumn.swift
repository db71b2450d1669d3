/// The yearly figures of a country that the coding rule knows.
///
/// Raw values are the columns of `Models/panel/panel.csv`, whose `README.md` names units and sources.
public enum PanelColumn: String, Sendable, Hashable, CaseIterable {
  /// Expenditure-side real GDP per head, USA = 1.
  case incomeExpenditure = "income_expenditure"
  /// Output-side real GDP per head, USA = 1.
  case incomeOutput = "income_output"
  /// GDP per head of the Maddison Project, USA = 1.
  case incomeMaddison = "income_maddison"
  /// Million people.
  case population
  /// Persons engaged per head, USA = 1.
  case employment
  /// Hours worked per head, USA = 1.
  case employmentHours = "employment_hours"
  /// Output per person engaged, USA = 1.
  case outputPerWorker = "output_per_worker"
  /// Capital over output, USA = 1.
  case capitalOutput = "capital_output"
  /// Index of schooling and its returns.
  case humanCapital = "human_capital"
  /// Mean years of schooling.
  case schooling
  /// Share of GDP.
  case investment
  /// Share of GDP.
  case exports
  /// Prices of exports over those of imports.
  case termsOfTrade = "terms_of_trade"
  /// Net inflow, fraction of GDP.
  case foreignInvestment = "foreign_investment"
  /// Liabilities of foreign direct investment, fraction of GDP.
  case foreignStock = "foreign_stock"
  /// Expenditure on research and development, fraction of GDP.
  case research
  /// Estimate, about -2.5 to 2.5.
  case governmentEffectiveness = "government_effectiveness"
  /// Rents of natural resources, fraction of GDP.
  case resourceRents = "resource_rents"
  /// Share of agriculture in employment.
  case agricultureEmployment = "agriculture_employment"
  /// Share of agriculture in value added.
  case agricultureOutput = "agriculture_output"

  /// What an economy cannot be coded without.
  public static let essentials: [Self] = [
    .incomeExpenditure, .humanCapital, .investment, .employment, .population,
  ]

  /// What an economy can be coded without, by an estimate, a middle or nothing in its place.
  public static let helpful: [Self] = [
    .employmentHours, .outputPerWorker, .capitalOutput, .exports, .termsOfTrade,
    .foreignInvestment, .foreignStock, .research, .governmentEffectiveness,
    .agricultureEmployment, .agricultureOutput,
  ]
}
