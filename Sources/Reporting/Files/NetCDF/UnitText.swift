import ModelContract

extension Unit {
  /// The unit as UDUNITS, which the CF conventions refer to, spells it; pure numbers are 1.
  ///
  /// Source: CF Metadata Conventions 1.10, section 3.1, doi:10.5281/zenodo.7843600 (all versions).
  var convention: String {
    switch self {
    case .perYear, .perYearPerPercentOfOutput: "year-1"
    case .years, .discountedOutput: "year"
    default: "1"
    }
  }
}
