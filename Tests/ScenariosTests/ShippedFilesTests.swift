import Foundation
import Testing

@testable import Scenarios

/// The folder of shipped models.
let shippedModels = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Models").path

@Suite struct ShippedFilesTests {
  static let studies = ModelLibrary(near: shippedModels + "/studies/first-study.yaml")
    .names(.studies)

  @Test(arguments: studies)
  func everyStudyLoads(name: String) throws {
    do {
      let study = try StudyLoader.load("\(shippedModels)/studies/\(name).yaml")
      #expect(study.name == name.replacingOccurrences(of: "/", with: "-"))
    } catch let errors as StudyErrors {
      Issue.record("\(errors)")
    }
  }
}
